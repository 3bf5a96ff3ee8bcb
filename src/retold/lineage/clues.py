"""The clues of a lineage: small functions from a pair of texts to how much it speaks for ``parent -> child``.

``CLUES`` is the whole model: a weight beside each function. The docstring of a function is what a reader of a report is
told about the clue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from retold.lineage.clock import clock_order
from retold.lineage.credits import credit_strength, origin_credits
from retold.lineage.kin import Kin, Loose
from retold.lineage.outlets import names_article, same_outlet
from retold.model import Article, Clue

INDEPENDENT = 1.05
"""Nearness of two texts that may as well be independent reports (see ``Kin.nearness``)."""

_VAGUE = frozenset(["he", "she", "they", "it", "them", "him", "her", "his", "their", "its", "some", "someone"])


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


def other_figure(case: Case) -> Sign | None:
    """Where the parent gives another figure and a third text gives the child's, the child has it from there."""
    found: list[tuple[str, str]] = []
    for link in case.kin.links:
        own = set(link.child.figures) - set(link.parent.figures)
        instead = set(link.parent.figures) - set(link.child.figures)
        known = [figure for figure in own if case.company.stem_holders.get(figure, 0) > 1]
        if known and instead:
            found.append((min(known), min(instead)))
    if not found:
        return None
    figure, other = found[0]
    says = f"{case.c} says “{figure}” like another text of the story, where {case.p} says “{other}”."
    return Sign(-float(min(len(found), 3)), says)


def corrected_parent(case: Case) -> Sign | None:
    """A corrected version came after the text that it corrects, and most retellings are made from the first one."""
    if not case.kin.parent.corrects or case.kin.child.corrects:
        return None
    return Sign(-1.0, f"{case.p} says that it corrects an earlier version, which was there to be retold before it.")


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


def vaguer(case: Case) -> Sign | None:
    """A pronoun where the other text has a name: the vaguer reading is the later one."""
    gained = sum(_vague(link.child.plain) - _vague(link.parent.plain) for link in case.kin.links if link.cover < 1)
    if not gained:
        return None
    clear, vague = (case.p, case.c) if gained > 0 else (case.c, case.p)
    return Sign(gained / (abs(gained) + 2), f"{vague} has pronouns where {clear} says who or what is meant.")


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


CLUES: tuple[tuple[Callable[[Case], Sign | None], float], ...] = (
    (nearness, 5.5),
    (whole, 1.0),
    (specifics, 0.75),
    (private, 3.0),
    (third_text, 3.0),
    (other_figure, 0.5),
    (corrected_parent, 0.4),
    (only_these_two, 4.0),
    (weaker_source, 0.8),
    (vaguer, 0.4),
    (credit, 6.0),
    (other_credit, 4.0),
    (clock, 2.5),
    (same_house, 1.0),
    (correction, 4.0),
)
"""The model: log-odds of a step are the sum of weight times value; 0 is as likely as no parent in the pile."""


def weigh(case: Case) -> tuple[float, tuple[Clue, ...]]:
    """Log-odds that the child comes from the parent, and the clues behind it, the strongest first."""
    clues = []
    for clue, weight in CLUES:
        sign = clue(case)
        if sign and sign.value:
            clues.append(Clue(clue.__name__.replace("_", "-"), round(weight * sign.value, 3), sign.says))
    ordered = sorted(clues, key=lambda one: (-abs(one.weight), one.name))
    return sum(one.weight for one in clues), tuple(ordered)


def weigh_siblings(case: Case) -> float:
    """Log-odds that the two come from one text that is not in the pile, whichever has more of it."""
    return 5.5 * (case.kin.nearness - INDEPENDENT) - 1.5


def _shown(found: tuple[Loose, ...]) -> str:
    """Up to three specifics in quotation marks, the most telling kinds first."""
    order = {"quote": 0, "figure": 1, "name": 2}
    some = sorted(found, key=lambda one: (order[one.kind], one.line.number))[:3]
    shown = ", ".join(f"“{one.words[:60]}”" for one in some)
    return f"{shown} and {len(found) - 3} more" if len(found) > 3 else shown


def _vague(plain: str) -> int:
    return sum(word in _VAGUE for word in plain.split())


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
