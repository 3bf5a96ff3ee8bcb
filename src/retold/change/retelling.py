"""A sentence told anew: its words have no counterparts, so what it claims is compared as lists.

Clauses, figures, days, names and words of certainty of one side are looked for on the other side and in the whole other
article; what is told nowhere is named, and a figure of the same unit that differs is named as changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.change.clauses import Clause
from retold.change.edit import Edit, overlap
from retold.change.scene import Scene, Verdict, of_kind, said, same_entity, tokens_in
from retold.change.side import Range, Side
from retold.change.told import Told, room_of, size_of
from retold.change.value_rules import (
    compare_dates,
    compare_figures,
    dating,
    days_of,
    is_amount,
    is_length,
    may_be_same_day,
    points_in,
    same_unit,
)
from retold.change.version import Version, content_words, told_by
from retold.change.voice_rules import ACCUSED, degrees_at, level
from retold.model import ChangeClass, DateMention, Event, Figure, Mention, Name, Quote
from retold.tables import Degree, country_of, hedge_class
from retold.text import fold

_LEAST_PHRASE = 2
"""Content words from which words behind a preposition tell something by themselves."""
_DOUBT = -2
"""Certainty from which a single word of doubt is asked for in a retelling."""
Found = tuple[Verdict, Edit]


def retold_claims(scene: Scene, *, lost: bool = True, gained: bool = True) -> Iterator[Found]:
    """What one side claims and the other article does not; ``lost`` and ``gained`` say whose claims are asked about."""
    paired = lost and gained
    was = Told(scene.pair.was, scene.pair.now, scene.child, scene.settings, paired=paired)
    now = Told(scene.pair.now, scene.pair.was, scene.parent, scene.settings, paired=paired)
    if lost:
        yield from _values(was, now, scene)
        yield from _certainty(was, now)
        yield from _left_out(was, room_of(was, now, paired=paired), lost=True)
    if gained:
        yield from _new_values(now, scene)
        yield from _left_out(now, room_of(now, was, paired=paired), lost=False)


# --------------------------------------------------------------------------------------------- figures, days and names


def _values(was: Told, now: Told, scene: Scene) -> Iterator[Found]:
    """Figures, days and names of the parent that differ on the child's side or stand nowhere in the child."""
    for figure in _amounts(was.side):
        yield from _figure(figure, was, now, scene)
    for point in points_in(was.side):
        yield from _date(point, was, now, scene)
    for length in _lengths(was.side):
        known = any(days_of(other.value) == days_of(length.value) for other in scene.child.dates)
        if not known and was.keeps(length.span):
            says = f"The length “{said(length, was.side)}” is gone."
            yield Verdict("number", "dropped", says), Edit(was.range(length.span), None)
    for name in _names(was.side):
        if was.keeps(name.span) and not any(same_entity(name, other) for other in scene.child.names):
            says = f"“{name.entity.name}” is not named any more."
            yield Verdict("name", "dropped", says), Edit(was.range(name.span), None)


def _figure(figure: Figure, was: Told, now: Told, scene: Scene) -> Iterator[Found]:
    after = _amounts(now.side)
    same = next((other for other in after if other.value == figure.value), None)
    if same is None and any(other.value == figure.value for other in scene.child.figures):
        return
    known = {other.value for other in scene.parent.figures}
    fresh = [other for other in after if other.value not in known]
    gone = [f for f in _amounts(was.side) if not any(other.value == f.value for other in after)]
    alone = len(fresh) == len(gone) == 1 and not (fresh[0].unit and figure.unit)
    other = same or next((o for o in fresh if alone or same_unit(figure, o)), None)
    if other is not None:
        verdict = compare_figures(figure, other, scene.settings)
        if verdict:
            yield verdict, Edit(was.range(figure.span), now.range(other.span))
    elif was.keeps(figure.span):
        says = f"The figure “{said(figure, was.side)}” is gone."
        yield Verdict("number", "dropped", says), Edit(was.range(figure.span), None)


def _date(point: DateMention, was: Told, now: Told, scene: Scene) -> Iterator[Found]:
    if any(may_be_same_day(other.value or "", point.value or "") for other in scene.child.dates if other.value):
        return
    other = next((o for o in points_in(now.side) if not _is_known(o, scene.parent)), None)
    if other is not None:
        verdict = compare_dates(point, other, scene)
        if verdict:
            yield verdict, Edit(was.range(point.span), now.range(other.span))
    elif was.keeps(point.span):
        says = f"The date “{said(point, was.side)}” is gone."
        yield Verdict("date", "dropped", says), Edit(was.range(point.span), None)


def lost_values(side: Side, other: Version) -> Iterator[tuple[Verdict, Range]]:
    """Figures, days and lengths of time that a lost sentence gave and the other article does not have.

    The other article may tell the act in words that are not recognised; that it does not give these is certain.
    """
    figures, spans = ({f.value for f in other.figures}, {days_of(d.value) for d in other.dates})
    gone: list[tuple[ChangeClass, str, Mention]] = [
        *(("number", "figure", f) for f in _amounts(side) if f.value not in figures),
        *(("number", "length", d) for d in _lengths(side) if days_of(d.value) not in spans),
        *(("date", "date", d) for d in dating(points_in(side), side) if not _is_known(d, other)),
    ]
    for class_, what, mention in gone:
        if at := side.range_of([mention.span]):
            yield Verdict(class_, "dropped", f"The {what} “{said(mention, side)}” is gone."), at


def _is_known(point: DateMention, other: Version) -> bool:
    return any(may_be_same_day(one.value or "", point.value or "") for one in other.dates if one.value)


def _new_values(now: Told, scene: Scene) -> Iterator[Found]:
    """Figures, days and names of the child that stand nowhere in the parent, in a claim that the parent has too."""
    child_values = {figure.value for figure in scene.child.figures}
    lost = {figure.unit for figure in scene.parent.figures if figure.value not in child_values}
    for figure in _amounts(now.side):
        known = any(other.value == figure.value for other in scene.parent.figures)
        known |= fold(said(figure, now.side)) in scene.parent.words
        if not known and now.keeps(figure.span) and not (figure.unit and figure.unit in lost):
            yield (
                Verdict("number", "added", f"The figure “{said(figure, now.side)}” is new."),
                Edit(None, now.range(figure.span)),
            )
    for point in points_in(now.side):
        if not scene.parent.dates and now.keeps(point.span):
            yield (
                Verdict("date", "added", f"The date “{said(point, now.side)}” is new."),
                Edit(None, now.range(point.span)),
            )
    for name in _names(now.side):
        if now.keeps(name.span) and not any(same_entity(name, other) for other in scene.parent.names):
            says = f"“{name.entity.name}” is named for the first time."
            yield Verdict("name", "added", says), Edit(None, now.range(name.span))


def _amounts(side: Side) -> list[Figure]:
    return [figure for figure in of_kind(side, Figure) if is_amount(figure, side)]


def _lengths(side: Side) -> list[DateMention]:
    return [d for d in of_kind(side, DateMention) if is_length(d, side)]


def _names(side: Side) -> list[Name]:
    """People, bodies, works and places by name; a state acts under many names."""
    return [
        name
        for name in of_kind(side, Name)
        if name.entity.type in ("person", "organisation", "work", "place") and not country_of(name.entity.name)
    ]


# --------------------------------------------------------------------------------------------------------- certainty


def _certainty(was: Told, now: Told) -> Iterator[Found]:
    """Words of doubt in a clause that stays, which only one side has: the claim got firmer or looser."""
    kept = [clause for clause in was.clauses if clause not in was.untold]
    before = [found for clause in kept for found in degrees_at(was.side, clause.at) if not _is_rough(found[0])]
    after = [found for found in degrees_at(now.side, (0, len(now.side.tokens))) if not _is_rough(found[0])]
    shift = level([degree for degree, _ in after]) - level([degree for degree, _ in before])
    doubts, fresh = ([(d, at) for d, at in found if _is_doubt(d)] for found in (before, after))
    if doubts and shift > 0 and not {token.lemma.lower() for token in now.side.tokens} & ACCUSED:
        degree, at = doubts[0]
        yield Verdict("hedge", "firmer", f"The text sounds firmer: “{degree.phrase}” is gone."), Edit(at, None)
    if fresh and shift < 0 and not doubts:
        degree, at = fresh[0]
        yield Verdict("hedge", "looser", f"The text sounds looser: “{degree.phrase}” is new."), Edit(None, at)


def _is_doubt(degree: Degree) -> bool:
    """True for a strong word of doubt, or a phrase (``be believed to``); weak words come and go."""
    return degree.certainty <= _DOUBT or (degree.certainty < 0 and " " in degree.phrase)


def _is_rough(degree: Degree) -> bool:
    """True for ``about`` and the like, which are compared with their figures."""
    return degree.class_ == "approximator"


# ----------------------------------------------------------------------------------------------------------- clauses


def _left_out(told: Told, room: float, *, lost: bool) -> Iterator[Found]:
    """Clauses, acts and phrases that the other article does not tell, as far as one side is longer than the other.

    A sentence that was reworded as a whole is about as long as before; what has no counterpart in it has another one.
    """
    for verdict, edit in (
        *_clauses(told, lost=lost),
        *(_acts(told) if lost else ()),
        *(_phrases(told) if lost else ()),
    ):
        at = edit.was or edit.now
        size = sum(token.pos != "ADV" for token in content_words(tokens_in(told.side, at)))
        if size <= room:
            room -= size
            yield verdict, edit


def _clauses(told: Told, *, lost: bool) -> Iterator[Found]:
    """Clauses that the other article does not tell."""
    for clause in told.untold:
        if _is_quoted(clause, told.side) or clause.is_appeal or _only_judges(clause):
            continue
        if clause.is_condition:
            yield _condition(clause, lost=lost)
        elif size_of(clause) > 1 or told_by(clause.tokens, told.other.keys) == 0:
            yield _clause_verdict(clause, told, lost=lost), Edit(clause.at, None) if lost else Edit(None, clause.at)


def _only_judges(clause: Clause) -> bool:
    """True for ``it is expected`` in front of what is expected: a word of certainty and no claim."""
    head = dict(zip(clause.numbers, clause.tokens, strict=True))[clause.head]
    return size_of(clause) <= 1 and hedge_class(head.lemma) is not None


def _clause_verdict(clause: Clause, told: Told, *, lost: bool) -> Verdict:
    """By what the clause carries, as for whole sentences: a figure that the other article lacks, or an act."""
    known = {figure.value for figure in told.other.figures}
    place = [told.range(figure.span) for figure in _amounts(told.side) if figure.value not in known]
    if any(at is not None and at[0] in clause.numbers for at in place):
        says = "A statement with a figure is gone." if lost else "A statement with a figure is new."
        return Verdict("number", "dropped" if lost else "added", says, "medium", also=("event",))
    verb = told.side.tokens[clause.head].lemma
    says = f"What was said with “{verb}” is gone." if lost else f"What is said with “{verb}” is new."
    return Verdict("event", "dropped" if lost else "added", says, "medium")


def _acts(told: Told) -> Iterator[Found]:
    """Acts of a class that the other article tells nowhere, in clauses that it tells otherwise (``were arrested``)."""
    classes = {event.class_ for event in told.other.events}
    for event in of_kind(told.side, Event):
        verb = tokens_in(told.side, told.range(event.span))
        if event.class_ in classes | {"OTHER"} or not told.keeps(event.span) or told_by(verb, told.other.keys) > 0:
            continue
        yield (
            Verdict("event", "dropped", f"What was said with “{event.lemma}” is gone."),
            Edit(told.range(event.span), None),
        )


def _phrases(told: Told) -> Iterator[Found]:
    """What was told with a preposition of a clause that stays: on what charges, because of what, without what."""
    side = told.side
    for number, token in enumerate(side.tokens):
        if token.dep != "prep" or not told.keeps(side.span((number, number + 1))):
            continue
        at = side.subtree(number)
        words = list(content_words(side.tokens[at[0] : at[1]]))
        enough = len(words) >= _LEAST_PHRASE or (words and token.lemma.lower() == "without")
        valued = any(overlap(at, side.range_of([mention.span])) for mention in side.mentions if _has_value(mention))
        if enough and not valued and told_by(words, told.other.keys) == 0:
            yield Verdict("detail", "less", f"Without “{side.words(at)}” the text says less."), Edit(at, None)


def _has_value(mention: Mention) -> bool:
    return isinstance(mention, Figure | DateMention | Name | Quote)


def _condition(clause: Clause, *, lost: bool) -> Found:
    if lost:
        return Verdict("hedge", "firmer", "A condition of the claim is gone."), Edit(clause.at, None)
    return Verdict("hedge", "looser", "The claim holds only under a condition now."), Edit(None, clause.at)


def _is_quoted(clause: Clause, side: Side) -> bool:
    """True for words of a quotation, which is compared as a whole."""
    quotes = (side.range_of([quote.span]) for quote in of_kind(side, Quote))
    return any(at is not None and at[0] <= clause.head < at[1] for at in quotes)
