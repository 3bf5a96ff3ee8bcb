"""Rules of the source family: quotations compared letter by letter, attributions by their fields."""

from __future__ import annotations

from retold.change.edits import Edit
from retold.change.scene import Scene, Verdict, image, informative, of_kind, overlaps, tokens_in, touching
from retold.change.side import Range, Side
from retold.model import Attribution, Quote, Source, Span
from retold.tables import same_kind
from retold.text import fold

_MARKS = frozenset("\"“”„«»‘’'`")
_STANDING = {
    "none": 0,
    "generic": 1,
    "anonymous-group": 2,
    "anonymous-person": 3,
    "document": 4,
    "outlet": 4,
    "body": 4,
    "pronoun": 5,
    "named": 6,
}
"""How well a reader can check who said it; a pronoun stands for somebody named before."""
_SAME_STANDING = frozenset({"body", "document", "outlet"})


def quote_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Words inside quotation marks: altered, trimmed, dropped, added, taken out of or put into marks, other speaker."""
    was = next(iter(touching(scene.pair.was, edit.was, Quote)), None)
    now = next(iter(touching(scene.pair.now, edit.now, Quote)), None)
    speaker = _other_speaker(edit, scene)
    if speaker:
        return speaker
    if was and now:
        return _between_quotes(edit, scene)
    if was:
        return _out_of_quote(edit, was, scene)
    if now:
        return _into_quote(edit, now, scene)
    return None


def _between_quotes(edit: Edit, scene: Scene) -> Verdict | None:
    if _bare(scene.was_words(edit)) == _bare(scene.now_words(edit)):
        return None
    return Verdict("quote", "altered", "The words inside the quotation marks are not the same.")


def _out_of_quote(edit: Edit, was: Quote, scene: Scene) -> Verdict | None:
    whole = scene.pair.was.range_of([was.span])
    if whole is None or edit.was is None:
        return None
    twin = _twin(whole, scene, to_child=True)
    if twin:
        if not _bare(scene.was_words(edit)):
            return None
        at_edge = edit.now is None and (edit.was[0] <= whole[0] + 1 or edit.was[1] >= whole[1] - 1)
        if at_edge:
            return Verdict("quote", "trimmed", "The quotation was cut short.")
        return Verdict("quote", "altered", "Words inside the quotation marks were taken out or replaced.")
    kept = image(scene.pair, whole, to_child=True)
    shown = Edit((min(whole[0], edit.was[0]), max(whole[1], edit.was[1])), kept or edit.now)
    if kept and _share_kept(whole, kept, scene) >= scene.settings.quote_kept:
        return Verdict("quote", "paraphrased", "The words stand there without quotation marks.", edit=shown)
    return Verdict("quote", "dropped", "The quotation is gone.", edit=Edit(shown.was, edit.now))


def _into_quote(edit: Edit, now: Quote, scene: Scene) -> Verdict | None:
    whole = scene.pair.now.range_of([now.span])
    if whole is None or edit.now is None:
        return None
    if _twin(whole, scene, to_child=False):
        if not _bare(scene.now_words(edit)):
            return None
        return Verdict("quote", "altered", "Words were put into the quotation that were not there.")
    source = image(scene.pair, whole, to_child=False)
    shown = Edit(source or edit.was, (min(whole[0], edit.now[0]), max(whole[1], edit.now[1])))
    if source and _share_kept(source, whole, scene) >= scene.settings.quote_kept:
        return Verdict("quote", "quoted-up", "Words of the text were put into quotation marks.", edit=shown)
    return Verdict(
        "quote", "added", "A quotation appears that the parent does not have.", edit=Edit(edit.was, shown.now)
    )


def _twin(whole: Range, scene: Scene, *, to_child: bool) -> Quote | None:
    """The quotation on the other side that shares words with this one."""
    at = image(scene.pair, whole, to_child=to_child)
    side = scene.pair.now if to_child else scene.pair.was
    return next(iter(touching(side, at, Quote)), None)


def _share_kept(was: Range, now: Range, scene: Scene) -> float:
    """Share of the quotation's content words that stand on the other side."""
    left = {token.lemma.lower() for token in informative(tokens_in(scene.pair.was, was))}
    right = {token.lemma.lower() for token in informative(tokens_in(scene.pair.now, now))}
    least = min(len(left), len(right))
    return len(left & right) / least if least else 1.0


def _other_speaker(edit: Edit, scene: Scene) -> Verdict | None:
    for was in of_kind(scene.pair.was, Quote):
        for now in of_kind(scene.pair.now, Quote):
            if fold(was.words) != fold(now.words) or not was.speaker or not now.speaker:
                continue
            if not (
                _in_spans(edit.was, was.speaker.spans, scene.pair.was)
                and _in_spans(edit.now, now.speaker.spans, scene.pair.now)
            ):
                continue
            a, b = was.speaker.name, now.speaker.name
            if a and b and not (set(fold(a).split()) & set(fold(b).split())):
                return Verdict("quote", "other-speaker", f"The same words are given to {b} instead of {a}.")
    return None


def _bare(text: str) -> str:
    """The words without quotation marks and without the punctuation at the ends."""
    return "".join(char for char in fold(text) if char not in _MARKS).strip(" .,;:!?-")


# -------------------------------------------------------------------------------------------------------- attribution


def attribution_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Who a claim comes from: count, office, standing, or the whole attribution lost or gained."""
    was = _touched(scene.pair.was, edit.was)
    now = _touched(scene.pair.now, edit.now)
    if was:
        twin = now or _counterpart(was, scene, to_child=True)
        if twin:
            return _compare_sources(edit, was.source, twin.source, scene)
        if _covers_source(edit.was, was, scene.pair.was):
            return Verdict("attribution", "dropped", f"The claim stands without its source (“{was.source.text}”).")
        return None
    if now:
        twin = _counterpart(now, scene, to_child=False)
        if twin:
            return _compare_sources(edit, twin.source, now.source, scene)
        if _covers_source(edit.now, now, scene.pair.now):
            return Verdict("attribution", "added", f"The claim is now given to a source (“{now.source.text}”).")
    return None


def _touched(side: Side, at: Range | None) -> Attribution | None:
    """The attribution whose source or cue a range touches."""
    if at is None:
        return None
    place = side.span(at)
    for found in of_kind(side, Attribution):
        if any(overlaps(span, place) for span in found.source.spans):
            return found
    return next((f for f in of_kind(side, Attribution) if any(overlaps(span, place) for span in f.cue.spans)), None)


def _counterpart(found: Attribution, scene: Scene, *, to_child: bool) -> Attribution | None:
    """The attribution on the other side whose cue or content is aligned with this one's."""
    own, other = (scene.pair.was, scene.pair.now) if to_child else (scene.pair.now, scene.pair.was)
    for spans in (found.cue.spans, found.content_spans):
        at = own.range_of(spans)
        there = image(scene.pair, at, to_child=to_child) if at else None
        if there is None:
            continue
        place = other.span(there)
        for candidate in of_kind(other, Attribution):
            if any(overlaps(span, place) for span in (*candidate.cue.spans, *candidate.content_spans)):
                return candidate
    return None


def _covers_source(at: Range | None, found: Attribution, side: Side) -> bool:
    """True when the range holds the source and its cue, or the source alone where nothing else carries the claim."""
    source = side.range_of(found.source.spans)
    if at is None or source is None:
        return False
    return at[0] <= source[0] and source[1] <= at[1]


def _compare_sources(edit: Edit, was: Source, now: Source, scene: Scene) -> Verdict | None:
    in_source = _in_spans(edit.was, was.spans, scene.pair.was) or _in_spans(edit.now, now.spans, scene.pair.now)
    if not in_source:
        return None
    if was.class_ != now.class_ and not {was.class_, now.class_} <= _SAME_STANDING:
        if _one_person(was, now):
            return None
        weaker = _STANDING[now.class_] < _STANDING[was.class_]
        return Verdict("attribution", "weaker" if weaker else "stronger", _says(was, now))
    if was.class_.startswith("anonymous") or was.class_ in ("generic", "none"):
        return _compare_anonymous(edit, was, now, scene)
    if was.name and now.name and not _one_person(was, now):
        return Verdict("attribution", "other", _says(was, now))
    return None


def _compare_anonymous(edit: Edit, was: Source, now: Source, scene: Scene) -> Verdict | None:
    lost = {t.lemma.lower() for t in informative(scene.was_tokens(edit))}
    gained = {t.lemma.lower() for t in informative(scene.now_tokens(edit))}
    if (was.count or 0) != (now.count or 0):
        weaker = (now.count or 0) < (was.count or 0)
    elif lost - gained and not gained - lost:
        weaker = True
    elif gained - lost and not lost - gained:
        weaker = False
    elif any(same_kind(a, b) == "broader" for a in lost for b in gained):
        weaker = True
    elif any(same_kind(a, b) == "narrower" for a in lost for b in gained):
        weaker = False
    elif not (lost or gained) or any(same_kind(a, b) == "same" for a in lost for b in gained):
        return None
    else:
        return Verdict("attribution", "other", _says(was, now))
    return Verdict("attribution", "weaker" if weaker else "stronger", _says(was, now))


def _one_person(was: Source, now: Source) -> bool:
    """True when both name the same source: one resolved name, or a pronoun whose person is not contradicted."""
    if was.name and now.name:
        return bool(set(fold(was.name).split()) & set(fold(now.name).split()))
    return "pronoun" in (was.class_, now.class_)


def _in_spans(at: Range | None, spans: tuple[Span, ...], side: Side) -> bool:
    return at is not None and any(overlaps(side.span(at), span) for span in spans)


def _says(was: Source, now: Source) -> str:
    return f"The source was “{was.text}”, now it is “{now.text}”."
