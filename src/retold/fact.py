"""Mentions of all versions -> the facts of a story, each with its sightings, and where the versions differ.

A fact is a claim with sightings (after the statement model of followthemoney: value, source, place). Every sentence
family gives one fact, named by the strongest thing it carries (a quotation, what a source says, an act, a statement);
figures, dates and offices are facts of their own; an act told in several sentences is one fact with all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from retold.change.likeness import headline_unit, shared_weight, units_of, weigh
from retold.dispute import excludes, running_count
from retold.family import Kinship, Seat
from retold.model import (
    Analysis,
    Article,
    Attribution,
    Change,
    DateMention,
    Event,
    Fact,
    FactKind,
    Figure,
    Name,
    Quote,
    Sighting,
    Span,
    Story,
)
from retold.tables import meaning_groups
from retold.text import digest, fold, in_digits

_EXCLUDING = {
    ("number", "changed"),
    ("date", "changed"),
    ("name", "changed"),
    ("role", "changed"),
    ("event", "changed"),
    ("event", "reversed"),
    ("quote", "altered"),
    ("quote", "other-speaker"),
    ("attribution", "other"),
}
"""Changes after which both versions cannot be right; all others of medium weight and more only differ."""

_ABOUT_LENGTH = 90


@dataclass(frozen=True, slots=True)
class _Versions:
    """The articles of a story with what was found in them."""

    story: str
    articles: Mapping[str, Article]
    analyses: Mapping[str, Analysis]
    order: tuple[str, ...]

    def mentions(self, seat: Seat) -> list[object]:
        found = self.analyses[seat[0]].mentions
        return [m for m in found if m.sentence == seat[1] and m.rule != "figure.length"]

    def words(self, article: str, span: Span) -> str:
        return self.articles[article].text[span.start : span.end]


def find_facts(
    story: Story, articles: Sequence[Article], kinship: Kinship, analyses: Mapping[str, Analysis]
) -> tuple[Fact, ...]:
    """The facts of a story in the order of the text, each with a sighting per place and how the versions differ."""
    versions = _Versions(story.id, {a.id: a for a in articles}, analyses, tuple(a.id for a in articles))
    found: list[Fact] = []
    for family in kinship.families:
        if versions.articles[family[0][0]].sentences[family[0][1]].kind == "caption":
            continue
        found.append(_family_fact(family, kinship.changes, versions))
        found.extend(_figures(family, versions))
        found.extend(_dates(family, versions))
    found.extend(_headline_fact(kinship, versions))
    found.extend(_offices(versions))
    found.extend(_acts_told_again(versions))
    return tuple({fact.id: fact for fact in found}.values())


# ------------------------------------------------------------------------------------------------------------- families


def _family_fact(family: tuple[Seat, ...], changes: Iterable[Change], versions: _Versions) -> Fact:
    """What a sentence family says, by the strongest mention in it."""
    kind = _kind_of(family, versions)
    sightings = [_family_sighting(seat, kind, versions) for seat in family]
    differing = _differing(family, changes)
    if differing:
        sightings = [_with_value(sighting, differing[0], kind) for sighting in sightings]
    disputed = any(_cannot_both_be(change, sightings) for change in differing)
    return _fact(versions, kind, _short(sightings[0].wording), sightings, (disputed, _told(differing)))


def _cannot_both_be(change: Change, sightings: Sequence[Sighting]) -> bool:
    """True for a change after which one version must be wrong; an earlier and a later count may both be right."""
    if change.class_ == "number" and running_count(*(sighting.wording for sighting in sightings)):
        return False
    return (change.class_, change.direction) in _EXCLUDING


def _kind_of(family: tuple[Seat, ...], versions: _Versions) -> FactKind:
    found = {type(mention) for seat in family for mention in versions.mentions(seat)}
    if Quote in found:
        return "quote"
    if Attribution in found:
        return "claim"
    return "event" if Event in found else "statement"


def _family_sighting(seat: Seat, kind: FactKind, versions: _Versions) -> Sighting:
    article = versions.articles[seat[0]]
    sentence = article.sentences[seat[1]]
    span = Span(sentence.start, sentence.end)
    value = ""
    for mention in versions.mentions(seat):
        if kind == "quote" and isinstance(mention, Quote):
            span, value = mention.span, mention.words
            break
        if kind == "claim" and isinstance(mention, Attribution):
            value = mention.source.name or mention.source.text
            break
        if kind == "event" and isinstance(mention, Event):
            value = " ".join(part for part in (mention.actor, mention.lemma, mention.target) if part)
            break
    wording = versions.words(seat[0], Span(sentence.start, sentence.end))
    return Sighting(seat[0], seat[1], span, value or wording, wording)


def _differing(family: tuple[Seat, ...], changes: Iterable[Change]) -> list[Change]:
    """The changes of medium weight and more between two sentences of the family, the excluding ones first."""
    seats = set(family)
    inside = [
        change
        for change in changes
        if change.weight != "low"
        and change.class_ not in ("detail", "tone", "order", "wording", "format", "credit")
        and any(
            place is not None and place.sentence is not None and (article, place.sentence) in seats
            for article, place in ((change.parent, change.parent_at), (change.child, change.child_at))
        )
        and len({article for article, _ in seats}) > 1
    ]
    return sorted(inside, key=lambda change: (change.class_, change.direction) not in _EXCLUDING)


def _with_value(sighting: Sighting, change: Change, kind: FactKind) -> Sighting:
    """A sighting that shows the words in which the versions differ; a third version shows which side it has."""
    sides = ((change.parent, change.parent_at, change.was), (change.child, change.child_at, change.now))
    for article, place, words in sides:
        if place is not None and place.span and sighting.article == article and place.sentence == sighting.sentence:
            return Sighting(article, sighting.sentence, place.span, words or "", sighting.wording)
    shared = next((words for words in (change.was, change.now) if words and words in sighting.wording), None)
    if kind == "quote":
        return sighting
    return Sighting(sighting.article, sighting.sentence, sighting.span, shared or sighting.wording, sighting.wording)


def _told(differing: Sequence[Change]) -> str | None:
    return " ".join(dict.fromkeys(change.says for change in differing)) or None


# ---------------------------------------------------------------------------------------------------- figures and dates


def _figures(family: tuple[Seat, ...], versions: _Versions) -> Iterator[Fact]:
    """Each figure of a family: the same value in every version, or the one that stands in its place."""
    seen = [(seat, m) for seat in family for m in versions.mentions(seat) if isinstance(m, Figure)]
    for group in _by_value(seen):
        sightings = [
            Sighting(seat[0], seat[1], m.span, _figure_value(m), versions.words(seat[0], m.span)) for seat, m in group
        ]
        values = {sighting.value for sighting in sightings}
        disputed = len(values) > 1 and _exclude_each_other(group, versions)
        differs = _figures_differ(group, sightings, versions, disputed=disputed) if len(values) > 1 else None
        about = group[0][1].measures or _short(versions.articles[group[0][0][0]].words_of(group[0][0][1]))
        yield _fact(versions, "figure", about, sightings, (disputed, differs))


def _exclude_each_other(group: Sequence[tuple[Seat, Figure]], versions: _Versions) -> bool:
    """True when two versions of a figure cannot both be right."""
    told = [(m, versions.articles[seat[0]].words_of(seat[1])) for seat, m in group]
    return any(excludes(a, b, here, there) for (a, here), (b, there) in combinations(told, 2) if a.value != b.value)


def _figures_differ(
    group: Sequence[tuple[Seat, Figure]], sightings: Sequence[Sighting], versions: _Versions, *, disputed: bool
) -> str:
    """The values; with their sentences where both may be right."""
    values = dict.fromkeys(sighting.value for sighting in sightings)
    if disputed:
        return f"The versions give {' and '.join(sorted(values))}."
    told = {
        s.value: versions.articles[seat[0]].words_of(seat[1]) for (seat, _), s in zip(group, sightings, strict=True)
    }
    return "Both may be right: " + "; ".join(f"{value} in “{_short(told[value])}”" for value in sorted(values)) + "."


def _by_value(seen: Sequence[tuple[Seat, Figure]]) -> list[list[tuple[Seat, Figure]]]:
    """Figures of one value together; a version whose figure has no equal joins the like unit's lone figure."""
    groups: dict[tuple[float, float | None], list[tuple[Seat, Figure]]] = {}
    for seat, figure in seen:
        groups.setdefault((figure.value, figure.value_high), []).append((seat, figure))
    result: list[list[tuple[Seat, Figure]]] = []
    for group in groups.values():
        twin = next((other for other in result if _stand_in(other, group)), None)
        if twin is not None:
            twin.extend(group)
        else:
            result.append(list(group))
    return result


def _stand_in(a: list[tuple[Seat, Figure]], b: list[tuple[Seat, Figure]]) -> bool:
    """True when two values stand for one thing: no version has both, and unit and what they measure agree."""
    if {seat[0] for seat, _ in a} & {seat[0] for seat, _ in b}:
        return False
    left, right = a[0][1], b[0][1]
    return fold(left.unit or "") == fold(right.unit or "") and left.base == right.base


def _figure_value(figure: Figure) -> str:
    high = f" to {in_digits(figure.value_high)}" if figure.value_high is not None else ""
    unit = f" {figure.unit}" if figure.unit else ""
    return f"{in_digits(figure.value)}{high}{unit}{f' of {figure.base}' if figure.base else ''}"


def _dates(family: tuple[Seat, ...], versions: _Versions) -> Iterator[Fact]:
    """The points in time that a family names; versions that resolve them to different days differ.

    A day that could not be resolved (no year, no date of publication) neither agrees nor differs.
    """
    seen = [
        (seat, m)
        for seat in family
        for m in versions.mentions(seat)
        if isinstance(m, DateMention) and m.type in ("DATE", "TIME") and m.value and not m.value.endswith("_REF")
    ]
    sightings = [Sighting(seat[0], seat[1], m.span, m.value or "", versions.words(seat[0], m.span)) for seat, m in seen]
    if not sightings:
        return
    resolved = [s for s in sightings if "X" not in s.value]
    per_version = {s.article: {o.value for o in resolved if o.article == s.article} for s in resolved}
    differ = len({frozenset(values) for values in per_version.values()}) > 1
    told = "; ".join(sorted({" and ".join(sorted(values)) for values in per_version.values()}))
    about = _short(versions.articles[seen[0][0][0]].words_of(seen[0][0][1]))
    yield _fact(versions, "date", about, sightings, (False, f"The versions give {told}." if differ else None))


# ------------------------------------------------------------------------------------------------------------ headline


def _headline_fact(kinship: Kinship, versions: _Versions) -> Iterator[Fact]:
    """What the headlines claim, with the sentence family that carries it in the text (mostly the lead)."""
    titled = [article for article in versions.articles.values() if article.title]
    seats = [seat for article in titled if (seat := _carrier(article, versions.analyses[article.id]))]
    if not seats:
        return
    family = next(family for family in kinship.families if seats[0] in family)
    sightings = [
        Sighting(article.id, None, Span(0, len(article.title or "")), article.title or "", article.title or "")
        for article in titled
    ]
    for seat in family:
        article = versions.articles[seat[0]]
        place = article.sentences[seat[1]]
        words = article.words_of(seat[1])
        sightings.append(Sighting(seat[0], seat[1], Span(place.start, place.end), words, words))
    yield _fact(versions, "statement", _short(titled[0].title or ""), sightings, (False, None))


def _carrier(article: Article, analysis: Analysis) -> Seat | None:
    """The sentence that says most of what the headline says; None when no sentence says half of it."""
    heads, units = weigh((headline_unit(article, analysis),), units_of(article, {article.id: analysis}))
    scored = [
        (shared_weight(heads, (unit,)) / max(heads[0].weight, 1e-9), -number) for number, unit in enumerate(units)
    ]
    best, number = max(scored, default=(0.0, 0))
    return (article.id, -number) if best >= 0.5 else None


# ---------------------------------------------------------------------------------------------------- offices and acts


def _offices(versions: _Versions) -> Iterator[Fact]:
    """Who is who: one fact a person with every place where an office or tie is given."""
    people: dict[str, list[Name]] = {}
    for article in versions.order:
        for mention in versions.analyses[article].mentions:
            if isinstance(mention, Name) and mention.entity.type == "person" and mention.entity.role:
                people.setdefault(mention.entity.id, []).append(mention)
    for mentions in people.values():
        sightings = [
            Sighting(
                m.article, m.sentence, m.span, m.entity.role or "", versions.articles[m.article].words_of(m.sentence)
            )
            for m in mentions
        ]
        yield _fact(versions, "role", mentions[0].entity.name, sightings, (False, None))


def _acts_told_again(versions: _Versions) -> Iterator[Fact]:
    """An act of one actor that a version tells in several sentences: one fact with all of them, headline included."""
    acts: list[list[Event]] = []
    for article in versions.order:
        for mention in versions.analyses[article].mentions:
            if not isinstance(mention, Event) or not mention.actor or mention.class_ == "OTHER" or mention.negated:
                continue
            twin = next((act for act in acts if _one_act(act[0], mention)), None)
            if twin is None:
                acts.append([mention])
            else:
                twin.append(mention)
    for act in acts:
        places = {(event.article, event.sentence) for event in act}
        if len(places) == len({article for article, _ in places}):
            continue
        sightings = [
            Sighting(
                event.article,
                event.sentence,
                event.span,
                event.lemma,
                versions.articles[event.article].words_of(event.sentence),
            )
            for event in act
        ]
        yield _fact(versions, "event", f"{act[0].actor} {act[0].lemma}", sightings, (False, None))


def _one_act(a: Event, b: Event) -> bool:
    """The same actor with the same act: one class, and one verb, one meaning, or nothing that speaks against it."""
    if fold(a.actor or "") != fold(b.actor or "") or a.class_ != b.class_:
        return False
    if a.target and b.target and fold(a.target) != fold(b.target):
        return False
    return a.lemma == b.lemma or bool(meaning_groups(a.lemma) & meaning_groups(b.lemma))


# ---------------------------------------------------------------------------------------------------------------- fact


def _fact(
    versions: _Versions,
    kind: FactKind,
    about: str,
    sightings: Sequence[Sighting],
    differs: tuple[bool, str | None],
) -> Fact:
    places = (f"{s.article}:{s.sentence}:{s.span.start}" for s in sightings)
    return Fact(
        id=digest("fact", versions.story, kind, *places),
        story=versions.story,
        kind=kind,
        about=about,
        disputed=differs[0],
        sightings=tuple(sightings),
        differs=differs[1],
    )


def _short(words: str) -> str:
    """The first words of a sentence, cut at a word."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _ABOUT_LENGTH else plain[:_ABOUT_LENGTH].rsplit(" ", 1)[0] + " …"
