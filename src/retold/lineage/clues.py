"""The clues of a lineage: small functions from a pair of texts to how much it speaks for ``parent -> child``.

The model (``step_model.py``) weighs features; ``CLUES`` says which of them each clue puts into words. The docstring of
a function is what a reader of a report is told about the clue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retold.lineage.clock import clock_order
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.kin import Kin, Loose
from retold.lineage.outlets import names_article, same_outlet
from retold.lineage.telling import Telling
from retold.model import Article, Clue

INDEPENDENT = 1.05
"""Nearness of two texts that may as well be independent reports (see ``Kin.nearness``)."""

_LEAST = 0.05
"""Log-odds below which a clue is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class Company:
    """What the other texts of the story hold, and what the articles are called in sentences."""

    stem_holders: Mapping[str, int]
    pair_holders: Mapping[tuple[str, str], int]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A possible step, as the clues see it."""

    kin: Kin
    company: Company
    above: Telling | None = None
    """The likely parent of the parent, when there is one that is not the child."""

    @property
    def parent(self) -> Article:
        return self.kin.parent.article

    @property
    def child(self) -> Article:
        return self.kin.child.article

    @property
    def p(self) -> str:
        """What the parent is called."""
        return self.company.names[self.parent.id]

    @property
    def c(self) -> str:
        """What the child is called."""
        return self.company.names[self.child.id]


@dataclass(frozen=True, slots=True)
class Sign:
    """What one clue says of one case: how much, about -1 to 1, and in words."""

    value: float
    says: str


def nearness(case: Case) -> Sign | None:
    """How much of the child's wording stands in the parent, beyond what two reports of one event share anyway."""
    kin = case.kin
    total = len(kin.child.lines)
    if kin.same_lines:
        says = f"{case.c} has {kin.same_lines} of its {total} sentences letter for letter from {case.p}."
    else:
        says = f"{kin.words_held:.0%} of the words of {case.c} stand in {case.p}."
    return Sign(kin.nearness - INDEPENDENT, says)


def whole(case: Case) -> Sign | None:
    """A retelling leaves things out: the text that holds the other and more is taken as the earlier one."""
    kin = case.kin
    if not kin.links:
        return None
    more = len(kin.parent.lines) - kin.kept_lines
    held, total = len(kin.links), len(kin.child.lines)
    says = f"{held} of the {total} sentences of {case.c} have a counterpart in {case.p}, which has {more} more."
    return Sign(kin.explained - kin.kept, says)


def specifics(case: Case) -> Sign | None:
    """Counts, names and quotations are lost in retelling more often than they are invented."""
    lost, gained = len(case.kin.lost), len(case.kin.gained)
    if not lost and not gained:
        return None
    if lost >= gained:
        says = f"{case.p} has {_shown(case.kin.lost)}, where {case.c} has nothing of the kind."
    else:
        says = f"{case.c} has {_shown(case.kin.gained)}, which it cannot have from {case.p}."
    return Sign((lost - gained) / (lost + gained + 2), says)


def private(case: Case) -> Sign | None:
    """A specific of the child inside a sentence of the parent, which the parent lacks, speaks against the step."""
    if not case.kin.gained:
        return None
    count = len(case.kin.gained)
    return Sign(-count / (count + 3), f"{case.c} has {_shown(case.kin.gained)}, which {case.p} lacks.")


def third_text(case: Case) -> Sign | None:
    """Words of the child that the parent lacks but a third text has: the child has them from elsewhere."""
    missing = [stem for stem in case.kin.child.stems - case.kin.parent.stems if case.company.stem_holders[stem] > 1]
    if not missing:
        return None
    share = len(missing) / len(case.kin.child.stems)
    return Sign(-share, f"{len(missing)} words of {case.c} are not in {case.p} but in another text of the story.")


def only_these_two(case: Case) -> Sign | None:
    """Wording that no other text of the story has ties two texts closely."""
    if len(case.company.names) < 3:
        return None
    shared = case.kin.child.pairs & case.kin.parent.pairs
    alone = sum(case.company.pair_holders[pair] == 2 for pair in shared)
    if not alone:
        return None
    share = alone / max(1, len(case.kin.child.pairs))
    return Sign(share, f"{case.c} and {case.p} share {alone} turns of phrase that no other text of the story has.")


def weaker_source(case: Case) -> Sign | None:
    """Counted or named sources become people or officials in retelling; the reverse needs new reporting."""
    lost = _source_detail(case.kin, of_parent=True) - _source_detail(case.kin, of_parent=False)
    if not lost:
        return None
    stronger, weaker = (case.p, case.c) if lost > 0 else (case.c, case.p)
    return Sign(lost / (abs(lost) + 1), f"{stronger} says more closely who its sources are than {weaker} does.")


def credit(case: Case) -> Sign | None:
    """A page that names the other's outlet as its source comes from it."""
    forward, back = credit_strength(case.child, case.parent), credit_strength(case.parent, case.child)
    if not forward and not back:
        return None
    who, whom = (case.c, case.p) if forward >= back else (case.p, case.c)
    return Sign(forward - back, f"{who} names {whom} as its source.")


def other_credit(case: Case) -> Sign | None:
    """A page that names another source for its text need not come from this one."""
    named = [one for one in origin_credits(case.child) if one.level == "article"]
    if not named or any(names_article(one.name, case.parent) for one in named):
        return None
    if any(same_outlet(one.name, two.name) for one in named for two in origin_credits(case.parent)):
        return Sign(-1.0, f"Both name {named[0].name} as their source.")
    known = case.parent.outlet is not None or case.parent.url is not None
    return Sign(-1.0 if known else -0.3, f"{case.c} names {named[0].name} as its source.")


def clock(case: Case) -> Sign | None:
    """The earlier page is the parent, as far as the clocks of both can be trusted."""
    order = clock_order(case.parent.date, case.child.date)
    if order is None:
        return None
    first, second = (case.p, case.c) if order.trust > 0 else (case.c, case.p)
    return Sign(order.trust, f"{first} is dated {order.first}, {second} {order.second}{order.reserve}.")


def same_house(case: Case) -> Sign | None:
    """Two close texts of one outlet are versions of one article."""
    if not case.parent.outlet or not case.child.outlet or not same_outlet(case.parent.outlet, case.child.outlet):
        return None
    return Sign(1.0, f"Both are of {case.child.outlet}: two versions of one article.")


def correction(case: Case) -> Sign | None:
    """Of two versions by one outlet, the one that says it corrects or updates an earlier version is the later."""
    if same_house(case) is None or case.kin.child.corrects == case.kin.parent.corrects:
        return None
    later = case.c if case.kin.child.corrects else case.p
    return Sign(
        1.0 if case.kin.child.corrects else -1.0, f"{later} says that it corrects or updates an earlier version."
    )


def carried(case: Case) -> Sign | None:
    """What the parent changed against its own likely source, and the child carries on, ties the child to the parent.

    What the child still has of that source, and the parent lost, speaks against it.
    """
    if case.above is None:
        return None
    child, parent, above = case.kin.child.stems, case.kin.parent.stems, case.above.stems
    kept, regained = len(child & (parent - above)), len((child & above) - parent)
    if not kept and not regained:
        return None
    a = case.company.names[case.above.article.id]
    if kept >= regained:
        says = f"{case.c} has {kept} words that {case.p} brought in and {a} lacks."
    else:
        says = f"{case.c} has {regained} words of {a} that are not in {case.p}."
    return Sign((kept - regained) / (kept + regained + 2), says)


@dataclass(frozen=True, slots=True)
class Group:
    """A clue with the features of the model that it puts into words: those whose name begins, or ends, so."""

    clue: Callable[[Case], Sign | None]
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.clue.__name__.replace("_", "-")

    def holds(self, feature: str) -> bool:
        return feature.startswith(self.begins) or (bool(self.ends) and feature.endswith(self.ends))


CLUES = (
    Group(clock, begins=("clock.",)),
    Group(credit, begins=("credit.forth", "credit.back", "credit.parent-f", "credit.child-f")),
    Group(other_credit, begins=("credit.",)),
    Group(same_house, begins=("house.same",)),
    Group(correction, begins=("house.corrects",)),
    Group(third_text, ends=(".child-missing", ".parent-missing", ".gain", ".gain.top", ".loss", ".elsewhere")),
    Group(only_these_two, ends=(".only-two", ".only-three", ".rare-held", ".rare-held.top", ".rare-kept")),
    Group(private, begins=("lines.gained",), ends=(".child-alone", ".parent-alone")),
    Group(specifics, begins=("specifics.", "figures.", "quotes.", "lines.lost")),
    Group(whole, begins=("lines.", "sentences.kept", "length.")),
    Group(nearness, begins=("stems.", "pairs.", "grams.", "words.", "letters.", "sentences.", "title.")),
)
"""What the model weighs, in the words of a reader; a feature belongs to the first clue that holds it.

``carried`` stands for what the second look adds, which sees the other steps of the story.
"""


def group_of(features: Sequence[str]) -> dict[str, str]:
    """The name of the clue that each feature belongs to."""
    found = {}
    for feature in features:
        group = next((one for one in CLUES if one.holds(feature)), None)
        if group:
            found[feature] = group.name
    return found


def put_into_words(case: Case, owed: Mapping[str, float]) -> tuple[Clue, ...]:
    """The clues of a step, strongest first: those whose sentence says the same as the log-odds owed to them."""
    clues = []
    for name, clue in (*((group.name, group.clue) for group in CLUES), ("carried", carried)):
        weight, sign = owed.get(name, 0.0), clue(case)
        if sign and abs(weight) >= _LEAST and (sign.value >= 0) == (weight > 0):
            clues.append(Clue(name, round(weight, 3), sign.says))
    if sign := weaker_source(case):
        clues.append(Clue("weaker-source", round(UNTRAINED * sign.value, 3), sign.says))
    if not clues:
        sign = nearness(case)
        clues = [Clue("nearness", round(owed.get("nearness", 0.0), 3), sign.says if sign else "")]
    return tuple(sorted(clues, key=lambda one: (-abs(one.weight), one.name)))


UNTRAINED = 0.8
"""Log-odds of ``weaker_source`` at its strongest. The simulator's pages are not read for mentions, so this one clue is
not trained: its weight was set by hand, and small."""


def untrained_log_odds(kin: Kin) -> float:
    """What the clue outside the model adds to the log-odds of a step."""
    sign = weaker_source(Case(kin, Company({}, {}, {kin.parent.id: "", kin.child.id: ""})))
    return UNTRAINED * sign.value if sign else 0.0


def _shown(found: tuple[Loose, ...]) -> str:
    """Up to three specifics in quotation marks, the most telling kinds first."""
    order = {"quote": 0, "figure": 1, "name": 2}
    some = sorted(found, key=lambda one: (order[one.kind], one.line.number))[:3]
    shown = ", ".join(f"“{one.words[:60]}”" for one in some)
    return f"{shown} and {len(found) - 3} more" if len(found) > 3 else shown


def _source_detail(kin: Kin, of_parent: bool) -> int:
    """How closely one text of a pair says who its sources are, in the sentences that both have."""
    telling = kin.parent if of_parent else kin.child
    lines = {(link.parent if of_parent else link.child).number for link in kin.links if not link.same}
    return sum(
        (one.source.count is not None)
        + (one.source.subset is not None)
        + (one.source.name is not None)
        + (one.source.role is not None)
        for one in telling.sources
        if one.sentence in lines
    )
