"""Rules for quotations, compared letter by letter: altered, trimmed, dropped, paraphrased, put into other mouths."""

from __future__ import annotations

from dataclasses import replace

from retold.change.edit import Edit, image, overlap, union
from retold.change.scene import Scene, Verdict, in_spans, informative, of_kind, tokens_in, touching
from retold.change.side import Range, Side
from retold.model import Quote
from retold.text import fold

_MARKS = frozenset("\"“”„«»‘’'`")


def quote_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Words inside quotation marks: altered, trimmed, dropped, added, taken out of or put into marks, other speaker."""
    speaker = _other_speaker(edit, scene)
    if speaker:
        return speaker
    was, now = _quotation(scene.pair.was, edit.was), _quotation(scene.pair.now, edit.now)
    if was and now:
        return _between_quotations(edit, scene)
    if was:
        return _out_of_quotation(edit, was, scene)
    if now:
        return _into_quotation(edit, now, scene)
    return None


def _quotation(side: Side, at: Range | None) -> Range | None:
    """The quotation that a range touches: what somebody said, or any words between marks (not a name or a number)."""
    if at is None:
        return None
    said = (side.range_of([quote.span]) for quote in touching(side, at, Quote))
    marked = (place for place in side.quoted if overlap(place, at) and _has_words(side, place))
    return next((place for place in (*said, *marked) if place is not None), None)


def _has_words(side: Side, at: Range) -> bool:
    return any(token.text.islower() and token.text.isalpha() for token in tokens_in(side, at))


def _between_quotations(edit: Edit, scene: Scene) -> Verdict | None:
    if _bare(scene.was_words(edit)) == _bare(scene.now_words(edit)):
        return None
    return Verdict("quote", "altered", "The words inside the quotation marks are not the same.")


def _out_of_quotation(edit: Edit, whole: Range, scene: Scene) -> Verdict | None:
    kept = image(scene.pair.columns, whole, to_child=True)
    if edit.was and _quotation(scene.pair.now, kept):
        if not _bare(scene.was_words(edit)):
            return None
        if edit.now is None and _at_edge(edit.was, whole, scene.pair.was):
            return Verdict("quote", "trimmed", "The quotation was cut short.")
        return Verdict("quote", "altered", "Words inside the quotation marks were taken out or replaced.")
    shown = Edit(union(whole, edit.was), union(kept, edit.now))
    if kept and _share_kept(whole, kept, scene) >= scene.settings.quote_kept:
        return Verdict("quote", "paraphrased", "The words stand there without quotation marks.", edit=shown)
    return Verdict("quote", "dropped", "The quotation is gone.", edit=Edit(shown.was, edit.now))


def _at_edge(at: Range, whole: Range, side: Side) -> bool:
    """True when nothing but marks stands between a range and one end of the quotation."""
    before, after = side.tokens[whole[0] : at[0]], side.tokens[at[1] : whole[1]]
    return any(not any(token.text.isalnum() for token in rest) for rest in (before, after))


def _into_quotation(edit: Edit, whole: Range, scene: Scene) -> Verdict | None:
    source = image(scene.pair.columns, whole, to_child=False)
    if _quotation(scene.pair.was, source):
        if not _bare(scene.now_words(edit)):
            return None
        return Verdict("quote", "altered", "Words were put into the quotation that were not there.")
    shown = Edit(union(source, edit.was), union(whole, edit.now))
    if source and _share_kept(source, whole, scene) >= scene.settings.quote_kept:
        return Verdict("quote", "quoted-up", "Words of the text were put into quotation marks.", edit=shown)
    says = "A quotation appears that the parent does not have."
    return Verdict("quote", "added", says, edit=Edit(edit.was, shown.now))


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
                in_spans(edit.was, was.speaker.spans, scene.pair.was)
                and in_spans(edit.now, now.speaker.spans, scene.pair.now)
            ):
                continue
            a, b = was.speaker.name, now.speaker.name
            if a and b and not (set(fold(a).split()) & set(fold(b).split())):
                return Verdict("quote", "other-speaker", f"The same words are given to {b} instead of {a}.")
    return None


def _bare(text: str) -> str:
    """The words without quotation marks and without the punctuation at the ends."""
    return "".join(char for char in fold(text) if char not in _MARKS).strip(" .,;:!?-")


def one_alteration(scene: Scene) -> Scene:
    """The scene with all edits inside one quotation as one edit: the quotation was altered, however often."""
    edits: list[Edit] = []
    for edit in scene.pair.edits:
        last = edits[-1] if edits else None
        if last and edit.kind == last.kind == "edit" and _in_one_quotation(last, edit, scene):
            edits[-1] = Edit(union(last.was, edit.was), union(last.now, edit.now))
        else:
            edits.append(edit)
    return replace(scene, pair=replace(scene.pair, edits=tuple(edits)))


def _in_one_quotation(a: Edit, b: Edit, scene: Scene) -> bool:
    def inside(side: Side, at: Range | None) -> Range | None:
        return next((place for place in side.quoted if at and place[0] <= at[0] and at[1] <= place[1]), None)

    was = {inside(scene.pair.was, edit.was) for edit in (a, b) if edit.was}
    now = {inside(scene.pair.now, edit.now) for edit in (a, b) if edit.now}
    return len(was | {None}) <= 2 and len(now | {None}) <= 2 and None not in was | now and bool(was) and bool(now)
