"""Who says what, against every attribution that people marked (facts-polnear).

An attribution is right when its content covers the marked content (Jaccard of letters and digits at least one half,
pairs matched best first) and its source touches the marked source. A quoted string of four words and more has the
speaker of the shortest attribution that covers six tenths of it. The figures are those of the published bars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.mention_sets import Record, Sheet, analysed, is_open, labels, records
from retold.model import Attribution, Span

FOLDER = "facts-polnear"
_LOOKED_AT = 84
"""Training articles whose errors are read and whose figures are printed beside the development part."""
_WORDS = frozenset(
    word
    for line in (Path(__file__).parent / "speech_words.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_LIKE = 0.5
_COVERED = 0.6
_QUOTED = re.compile(r"“([^“”]*)(?:”|$)|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution as letters: the places of its content and of its source, and the words of its cue."""

    content: frozenset[int]
    source: frozenset[int]
    cue: str | None
    says: str

    def has_source_of(self, other: Claim) -> bool:
        return bool(self.source & other.source) or not (self.source or other.source)


def parts() -> tuple[list[Record], list[Record]]:
    """The articles whose errors are shown (from the training part), and the development part."""
    docs = records(FOLDER)
    train = sorted((doc for doc in docs if doc["split"] == "train" and is_open(doc["id"])), key=lambda doc: doc["id"])
    step = max(1, len(train) // _LOOKED_AT)
    return train[::step][:_LOOKED_AT], [doc for doc in docs if doc["split"] == "dev"]


def examine(docs: Iterable[Record]) -> Sheet:
    """Counts for ``speakers``, ``speech``, ``attributions`` and how often sources and contents were found at all."""
    sheet = Sheet()
    for doc, analysis in analysed(docs):
        text = doc["text"]
        found = [_found(text, one) for one in analysis.mentions if isinstance(one, Attribution)]
        true = [_marked(text, label) for label in labels(FOLDER)[doc["id"]]]
        _compare(sheet, text, true, found)
        _speakers(sheet, text, true, found)
    return sheet


def is_speech(cue: str) -> bool:
    """True for a cue of speech by the list of forms; a colon and ``according to`` are some."""
    low = cue.lower()
    return "according to" in low or low in (":", "per") or any(word in _WORDS for word in re.findall(r"[a-z]+", low))


def _found(text: str, one: Attribution) -> Claim:
    cue = " ".join(text[start:end] for start, end in one.cue.spans)
    return Claim(_letters(text, one.content_spans), _letters(text, one.source.spans), cue, f"{one.source.text} | {cue}")


def _marked(text: str, label: Record) -> Claim:
    spans = [Span(*place) for place in label["content"]]
    sources = [Span(*place) for place in label["source"]]
    says = f"{label['source_text']} | {label['cue_text']} | {label['text']}"
    return Claim(_letters(text, spans), _letters(text, sources), label["cue_text"], says)


def _letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for start, end in spans for place in range(start, end) if text[place].isalnum())


def _compare(sheet: Sheet, text: str, true: Sequence[Claim], found: Sequence[Claim]) -> None:
    match = _matched(true, found)
    good = {number for number, (_, like) in match.items() if like >= _LIKE}
    right = {number for number in good if found[match[number][0]].has_source_of(true[number])}
    sheet.count("attributions", len(right), len(found), len(true))
    speech = {number for number, claim in enumerate(true) if is_speech(claim.cue or "")}
    owner = {place: number for number, (place, _) in match.items()}
    spoken = [place for place, claim in enumerate(found) if _counts_as_speech(claim, owner.get(place), speech)]
    sheet.count("speech", len([p for p in spoken if owner.get(p) in right]), len(spoken), len(speech))
    for number, claim in enumerate(true):
        if number not in right:
            kind = "wrong source" if number in good else "wrong content" if number in match else "missed"
            mine = f"  <>  {found[match[number][0]].says}" if number in match else ""
            for figure in ("attributions", *(["speech"] if number in speech else [])):
                sheet.slip(figure, kind, claim.says + mine)
    for place, claim in enumerate(found):
        if place not in owner:
            said = "".join(text[at] for at in sorted(claim.content)[:60])
            sheet.slip("attributions", "no such", f"{claim.says} | {said}")


def _counts_as_speech(claim: Claim, number: int | None, speech: set[int]) -> bool:
    """Only what is given as speech counts, and not what people marked with another kind of cue."""
    cue = (claim.cue or "").lower()
    given = (
        not cue or "according" in cue or cue in (":", "―", "—") or any(w in _WORDS for w in re.findall("[a-z]+", cue))
    )
    return given and (number is None or number in speech)


def _matched(true: Sequence[Claim], found: Sequence[Claim]) -> dict[int, tuple[int, float]]:
    """The best partner of each marked attribution with their likeness, the most alike paired first."""
    pairs = sorted(
        (
            (len(one.content & other.content) / len(one.content | other.content), number, place)
            for number, one in enumerate(true)
            for place, other in enumerate(found)
            if one.content & other.content
        ),
        reverse=True,
    )
    match: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for like, number, place in pairs:
        if number not in match and place not in taken:
            match[number] = (place, like)
            taken.add(place)
    return match


def _speakers(sheet: Sheet, text: str, true: Sequence[Claim], found: Sequence[Claim]) -> None:
    for start, end in _quoted_strings(text):
        said = _letters(text, [Span(start, end)])
        if len(text[start:end].split()) < 4 or not said:
            continue
        gold, mine = _shortest(true, said), _shortest(found, said)
        wanted, given = gold is not None and bool(gold.source), mine is not None and bool(mine.source)
        right = bool(gold and mine and gold.source & mine.source)
        sheet.count("speakers", int(right), int(given), int(wanted))
        if not right and (wanted or given):
            kind = "wrong speaker" if wanted and given else "no speaker" if wanted else "nobody speaks"
            context = f"{text[max(0, start - 120) : start]}[{text[start : start + 40]}…{text[end - 20 : end]}]"
            says = f"{gold.says.split(' | ')[0] if gold else '-'} <> {mine.says if mine else '-'} :: {context}"
            sheet.slip("speakers", kind, says + text[end : end + 80])


def _quoted_strings(text: str) -> Iterator[Span]:
    for paragraph in re.finditer(r"[^\n]+", text):
        for found in _QUOTED.finditer(paragraph.group()):
            yield Span(paragraph.start() + found.start(), paragraph.start() + found.end())


def _shortest(claims: Sequence[Claim], said: frozenset[int]) -> Claim | None:
    covering = [claim for claim in claims if len(claim.content & said) >= _COVERED * len(said)]
    return min(covering, key=lambda claim: len(claim.content)) if covering else None
