"""Credits in political news, by hand: which outlets 84 + 60 articles of PolNeAR name as a source, and where.

``labels/credits.tsv`` holds places only: a digest of the text, offsets, a verdict, and the kind of cue. A place *must*
be found when the article credits an outlet there: the outlet is the source of an attribution of PolNeAR (a report, not
a poll, nor what the outlet does or says of itself), or somebody is said to have spoken to it or on it, or a slug, a
closing line or a hat tip names it. A place *may* be found where that can be argued. Any credit elsewhere is wrong.

The part ``dev`` was looked at while the last rules were written. ``train`` is 60 articles that nobody had looked at
when they were judged; read for the first time they gave recall 0.778 (28/36) and precision 0.886 (31/35), and what was
wrong was then put right.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from retold.article.clean import clean_page
from retold.model import Article, Credit
from retold.page import Page
from retold.settings import ArticleSettings
from retold.text import digest

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("RETOLD_DATA") or HERE.parents[1] / "shared" / "data") / "facts-polnear"
LABELS = HERE / "labels" / "credits.tsv"
PUBLISHERS = {
    "breitbart": "Breitbart News",
    "huff-post": "HuffPost",
    "nyt": "The New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
}
AGENCIES = {
    "AP": "Associated Press",
    "UPI": "United Press International",
    "AFP": "Agence France-Presse",
    "REUTERS": "Reuters",
}
CUES = ("report", "told", "first", "reporter", "slug")
LEVELS = ("article", "passage", "claim")


@dataclass(slots=True)
class Place:
    """A place of a text where a credit must or may be found."""

    start: int
    end: int
    must: bool
    cue: str
    found: bool = False


@dataclass(slots=True)
class Tally:
    """What was found in the texts of one part."""

    musts: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sources: Counter[bool] = field(default_factory=Counter)
    """Places that are the source of an attribution of the set, found or not."""
    wires: Counter[str] = field(default_factory=Counter)
    words: int = 0
    seconds: float = 0.0


def main() -> None:
    """Print a table a part: recall by the kind of cue, precision by level, and what the set says of agencies."""
    if not (DATA / "docs.jsonl").is_file():
        print(f"facts-polnear: absent ({DATA})")
        return
    judged = _judged()
    attributed = _attributed()
    for part in ("dev", "train"):
        tally = Tally()
        for record in _records():
            if digest(record["text"]) in judged[part]:
                _score(record, judged[part][digest(record["text"])], attributed[record["id"]], tally)
        _show(part, tally, len(judged[part]))


def _score(record: Mapping[str, str], places: list[Place], sources: list[list[int]], tally: Tally) -> None:
    article, spent = _article(record)
    credits = article.credits if article else ()
    tally.words += len(record["text"].split())
    tally.seconds += spent
    for credit in credits:
        hit = [place for place in places if credit.at and credit.at.start < place.end and place.start < credit.at.end]
        for place in hit:
            place.found = True
        tally.given[credit.level] += 1
        tally.right[credit.level] += bool(hit)
    for place in (place for place in places if place.must):
        tally.musts[place.cue] += 1
        tally.found[place.cue] += place.found
        if any(start < place.end and place.start < end for start, end in sources):
            tally.sources[place.found] += 1
    _wire(record, credits, tally)


def _wire(record: Mapping[str, str], credits: tuple[Credit, ...], tally: Tally) -> None:
    """The agency or hat tip that the set notes beside the text: found, in the text but missed, or not in the text."""
    name = AGENCIES.get(record["wire"].upper()) or record["credit"].removeprefix("h/t:").strip(" .")
    if not name or name == "None":
        return
    written = [name, record["wire"]] if record["wire"].upper() in AGENCIES else [name]
    visible = any(word.lower() in record["text"].lower() for word in written)
    found = any(name.lower() in credit.name.lower() for credit in credits)
    tally.wires["found" if found else "missed" if visible else "not in the text"] += 1


def _article(record: Mapping[str, str]) -> tuple[Article | None, float]:
    page = Page(record["id"], record["id"], "record", record["text"], outlet=PUBLISHERS[record["outlet"]])
    started = time.process_time()
    article, _ = clean_page(page, ArticleSettings())
    return article, time.process_time() - started


def _show(part: str, tally: Tally, texts: int) -> None:
    spent = f"{1000 * tally.seconds / texts:.1f} ms CPU a text for all cleaning"
    print(f"{part}: {texts} texts, {tally.words:,} words, {spent}")
    recall = "  ".join(f"{cue} {tally.found[cue]}/{tally.musts[cue]}" for cue in CUES if tally.musts[cue])
    print(f"  recall     {_share(tally.found.total(), tally.musts.total())}   {recall}")
    print(f"  of these, sources of attributions {_share(tally.sources[True], tally.sources.total())}")
    precision = "  ".join(f"{level} {tally.right[level]}/{tally.given[level]}" for level in LEVELS)
    print(f"  precision  {_share(tally.right.total(), tally.given.total())}   {precision}")
    print(f"  agencies and hat tips noted beside the text: {dict(tally.wires)}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "-"


def _judged() -> dict[str, dict[str, list[Place]]]:
    """The judged places by part and text; a text without any credit has none."""
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for line in LABELS.read_text(encoding="utf-8").splitlines()[1:]:
        part, text, start, end, verdict, cue = line.split("\t")
        places = found[part][text]
        if verdict != "none":
            places.append(Place(int(start), int(end), verdict == "must", cue))
    return found


def _records() -> Iterator[Mapping[str, str]]:
    with (DATA / "docs.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _attributed() -> dict[str, list[list[int]]]:
    """The spans of all sources of attributions, by document."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    with (DATA / "labels.jsonl").open(encoding="utf-8") as lines:
        for label in map(json.loads, lines):
            found[label["doc"]].extend(label["source"])
    return found
