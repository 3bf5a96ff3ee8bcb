"""Naming what changed: every edit of an alignment gets a class, a direction, a weight, both places and a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.change.codes import PRECEDENCE, RULES, code_of
from retold.change.edit import Edit, overlap
from retold.change.edits import compare_sides
from retold.change.event_rules import detail_rule, event_rule
from retold.change.form_rules import format_rule, is_format, order_rule, reference_rule, wording_rule
from retold.change.name_rules import name_rule, role_rule, same_office
from retold.change.quote_rules import one_alteration, quote_rule
from retold.change.retelling import lost_values, retold_claims
from retold.change.scene import Scene, Verdict, of_kind
from retold.change.sentences import credit_changes, headline_change, stands_whole, whole_sentence
from retold.change.side import Range, Side, side_of
from retold.change.source_rules import attribution_rule, credit_rule, is_sourced
from retold.change.told import is_lopsided, tells_nothing
from retold.change.value_rules import date_rule, number_rule
from retold.change.version import Version
from retold.change.voice_rules import hedge_rule, tone_of_retelling, tone_rule
from retold.model import Alignment, Analysis, Article, Attribution, Change, ChangeClass, Pair, Place, Weight
from retold.settings import ChangeSettings
from retold.text import digest, fold

Rule = Callable[[Edit, Scene], Verdict | None]

EDIT_RULES: tuple[tuple[ChangeClass, Rule], ...] = (
    ("quote", quote_rule),
    ("attribution", attribution_rule),
    ("number", number_rule),
    ("date", date_rule),
    ("name", name_rule),
    ("role", role_rule),
    ("event", event_rule),
    ("credit", credit_rule),
    ("hedge", hedge_rule),
    ("tone", tone_rule),
    ("detail", detail_rule),
    ("reference", reference_rule),
    ("order", order_rule),
    ("wording", wording_rule),
    ("format", format_rule),
)
"""Every rule is asked about every edit, in the order of precedence; the first answer names it, the others go along."""

_FORMAL_RULES = tuple(row for row in EDIT_RULES if row[0] in ("quote", "order", "format"))
"""What can be said of words that differ in their spelling only: quotation marks may have come or gone with them."""

_HEAVIER: dict[Weight, Weight] = {"low": "low", "medium": "high", "high": "high"}
_CLAIMS = frozenset({"quote", "attribution", "number", "event"})
_SOURCED = frozenset({"quote", "attribution", "role", "credit"})
_SILENT_WHEN_MOVED = frozenset({"number", "date", "name", "event", "hedge", "detail"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A verdict with its places, before it gets an id."""

    verdict: Verdict
    also: tuple[ChangeClass, ...]
    parent_at: Place | None
    child_at: Place | None
    was: str | None
    now: str | None


def name_changes(
    parent: Article,
    child: Article,
    alignment: Alignment,
    analyses: Mapping[str, Analysis],
    settings: ChangeSettings,
) -> tuple[Change, ...]:
    """All differences between a parent and a child, heaviest first, each once."""
    found = list(_headline(parent, child))
    found += (
        _Found(verdict, (), was_at, now_at, was, now)
        for verdict, was_at, now_at, was, now in credit_changes(parent, child, alignment)
    )
    texts = _Texts(parent, child, Version(analyses[parent.id]), Version(analyses[child.id]), settings)
    for pair in alignment.pairs:
        if pair.part == "body" and pair.op != "same":
            found += _in_pair(pair, texts)
    changes = {change.id: change for change in (_change(item, parent, child) for item in found)}
    return tuple(sorted(changes.values(), key=_heaviest_first))


def _headline(parent: Article, child: Article) -> Iterator[_Found]:
    found = headline_change(parent, child)
    if found:
        verdict, was_at, now_at = found
        yield _Found(verdict, (), was_at, now_at, parent.title, child.title)


@dataclass(frozen=True, slots=True)
class _Texts:
    """A parent and a child with what was found in them."""

    parent: Article
    child: Article
    before: Version
    after: Version
    settings: ChangeSettings

    def scene(self, was: Sequence[int], now: Sequence[int]) -> Scene:
        """Some sentences of the parent beside some of the child."""
        sides = (side_of(self.parent, was, self.before.analysis), side_of(self.child, now, self.after.analysis))
        return one_alteration(Scene(compare_sides(*sides), self.before, self.after, self.settings))


def _in_pair(pair: Pair, texts: _Texts) -> Iterator[_Found]:
    if not pair.parent or not pair.child:
        yield from _alone(pair, texts)
        return
    scene = texts.scene(pair.parent, pair.child)
    if pair.op == "move":
        yield _moved(pair, scene.pair.was, scene.pair.now)
    if pair.likeness < texts.settings.least_word_likeness or is_lopsided(scene):
        yield from _rewritten(scene)
        return
    yield from _one_office(list(_judged(scene)))


def _alone(pair: Pair, texts: _Texts) -> Iterator[_Found]:
    """A sentence that only one text has; where the other tells some of it, only the rest is lost or gained."""
    lost = bool(pair.parent)
    article, version, other = (
        (texts.parent, texts.before, texts.after) if lost else (texts.child, texts.after, texts.before)
    )
    side = side_of(article, pair.parent or pair.child, version.analysis)
    if not side.tokens or article.sentences[side.sentences[0]].kind == "caption":
        return
    teller = other.teller(side.tokens, texts.settings.least_kin)
    if teller is None or stands_whole(side):
        yield from _whole(side, other, lost=lost)
        return
    scene = texts.scene(pair.parent, (teller,)) if lost else texts.scene((teller,), pair.child)
    if tells_nothing(scene, lost=lost):
        yield from _whole(side, other, lost=lost)
        return
    for verdict, edit in retold_claims(scene, lost=lost, gained=not lost):
        yield _shown(verdict, edit, scene)


def _one_office(found: list[_Found]) -> Iterator[_Found]:
    """An office lost in one place and given in other words in another is the same office (``counsel``, ``lawyer``)."""
    lost = [f for f in found if (f.verdict.class_, f.verdict.direction) == ("role", "dropped")]
    gained = [f for f in found if (f.verdict.class_, f.verdict.direction) == ("role", "added")]
    kept = {id(f) for a in lost for b in gained if same_office(a.was or "", b.now or "") for f in (a, b)}
    same = Verdict("wording", "same", "The same office in other words.")
    yield from (replace(f, verdict=same, also=("role",)) if id(f) in kept else f for f in found)


def _judged(scene: Scene) -> Iterator[_Found]:
    """Every edit with its verdict; a quotation or source that changed in several places only once."""
    seen: set[tuple[str, Range | None, Range | None]] = set()
    for edit in scene.pair.edits:
        found = _judge(edit, scene)
        if found is None:
            continue
        shown = found.verdict.edit or edit
        key = (found.verdict.class_, shown.was, shown.now)
        if found.verdict.edit and any(overlap(shown.was, was) for class_, was, _ in seen if class_ == key[0]):
            continue
        if key not in seen:
            seen.add(key)
            yield found


def _rewritten(scene: Scene) -> Iterator[_Found]:
    """A sentence told in other words throughout: what it claims is compared, its single words are not."""
    was, now = scene.pair.was, scene.pair.now
    judged = (found for edit in scene.pair.edits if (found := _judge(edit, scene)))
    claims = [found for found in judged if found.verdict.class_ in _SOURCED and _is_about_source(found, scene)]
    claims += (_shown(verdict, edit, scene) for verdict, edit in retold_claims(scene))
    yield from claims
    whole = Edit((0, len(was.tokens)), (0, len(now.tokens)))
    tone = tone_of_retelling(scene)
    if tone or not claims:
        verdict = tone or Verdict("wording", "same", "The whole sentence is told in other words.")
        yield _shown(verdict, whole, scene)


def _is_about_source(found: _Found, scene: Scene) -> bool:
    """False for an attribution said to be lost or new where most of the sentence is not on that source's word."""
    verdict = found.verdict
    if verdict.class_ != "attribution" or verdict.direction not in ("dropped", "added"):
        return True
    side = scene.pair.was if verdict.direction == "dropped" else scene.pair.now
    return any(is_sourced(attribution, side) for attribution in of_kind(side, Attribution))


def _shown(verdict: Verdict, edit: Edit, scene: Scene) -> _Found:
    was, now = scene.pair.was, scene.pair.now
    return _Found(
        verdict, verdict.also, _place(was, edit.was), _place(now, edit.now), _text(was, edit.was), _text(now, edit.now)
    )


def _judge(edit: Edit, scene: Scene) -> _Found | None:
    """Ask every rule about an edit."""
    rules = _FORMAL_RULES if is_format(edit, scene) else EDIT_RULES
    verdicts = [verdict for _, rule in rules if (verdict := rule(edit, scene))]
    # A credit inside a sentence reads like an attribution or a name; that it names an outlet is what matters.
    verdicts.sort(key=lambda verdict: verdict.class_ != "credit")
    if edit.kind != "edit":
        # Words that only moved say nothing new about numbers, dates, names or acts.
        verdicts = [verdict for verdict in verdicts if verdict.class_ not in _SILENT_WHEN_MOVED]
    if not verdicts:
        return None
    first = verdicts[0]
    also = tuple(dict.fromkeys(v.class_ for v in verdicts[1:] if v.class_ not in (first.class_, "wording", "format")))
    if edit.kind == "moved" and first.class_ != "order":
        also = (*also, "order")
    shown = first.edit or edit
    was, now = scene.pair.was, scene.pair.now
    return _Found(
        first, also, _place(was, shown.was), _place(now, shown.now), _text(was, shown.was), _text(now, shown.now)
    )


def _whole(side: Side, other: Version, *, lost: bool) -> Iterator[_Found]:
    """A sentence that only one text has; of a lost one also the figures and days that went with it."""
    verdict, also = whole_sentence(side, other, lost=lost)
    at = (0, len(side.tokens))
    place, text = _place(side, at), _text(side, at)
    yield _Found(verdict, also, place, None, text, None) if lost else _Found(verdict, also, None, place, None, text)
    for part, value in lost_values(side, other) if lost else ():
        if part.class_ != verdict.class_:
            yield _Found(part, (), _place(side, value), None, _text(side, value), None)


def _moved(pair: Pair, was: Side, now: Side) -> _Found:
    up = pair.child[0] / max(1, len(now.article.sentences)) < pair.parent[0] / max(1, len(was.article.sentences))
    verdict = Verdict(
        "order", "moved up" if up else "moved down", "The sentence stands in another place of the article."
    )
    left, right = (0, len(was.tokens)), (0, len(now.tokens))
    return _Found(verdict, (), _place(was, left), _place(now, right), _text(was, left), _text(now, right))


def _place(side: Side, at: Range | None) -> Place | None:
    return Place(side.sentence_of[at[0]], side.span(at)) if at else None


def _text(side: Side, at: Range | None) -> str | None:
    return side.words(at) if at else None


def _change(found: _Found, parent: Article, child: Article) -> Change:
    verdict = found.verdict
    code = code_of(verdict.class_, verdict.direction)
    places = (str(found.parent_at), str(found.child_at))
    return Change(
        id=digest("change", parent.id, child.id, code, *places),
        code=code,
        class_=verdict.class_,
        also=found.also,
        direction=verdict.direction,
        weight=_weight(found, code, child),
        parent=parent.id,
        child=child.id,
        parent_at=found.parent_at,
        child_at=found.child_at,
        was=found.was,
        now=found.now,
        says=verdict.says,
    )


def _weight(found: _Found, code: str, child: Article) -> Weight:
    """The rule's own weight; a claim in the lead weighs more, one that another sentence restores weighs less."""
    weight = found.verdict.weight or RULES[code].weight
    restorable = found.verdict.class_ in ("number", "date", "name") and found.verdict.direction == "dropped"
    if restorable and found.was and fold(found.was) in fold(child.text):
        return "low"
    in_lead = any(place is not None and place.sentence == 0 for place in (found.parent_at, found.child_at))
    heavier = in_lead and found.verdict.class_ in _CLAIMS and found.verdict.direction != "rounded"
    return _HEAVIER[weight] if heavier else weight


def _heaviest_first(change: Change) -> tuple[int, int, int, str]:
    rank = {"high": 0, "medium": 1, "low": 2}[change.weight]
    place = change.parent_at or change.child_at
    sentence = place.sentence if place and place.sentence is not None else -1
    return rank, PRECEDENCE.index(change.class_), sentence, change.id
