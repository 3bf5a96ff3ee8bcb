"""How a story grows: original reports, then one version after another, each made from those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from retold.simulate.chance import Chance
from retold.simulate.clock import day_and_month
from retold.simulate.credit import Above, with_credit
from retold.simulate.outlet import Outlet, all_outlets
from retold.simulate.report import Line, Report
from retold.simulate.rewrite import Desk, add, ends_of_paragraphs, retell, take
from retold.simulate.settings import MERGED, MODES, RECAPTURED, REVISED, How, SimulationSettings, rates_for
from retold.simulate.state import Stock, Text, Unit
from retold.simulate.wording import parse_wording

_GAPS = (1, 2, 3, 6, 11, 18, 30, 50, 85, 160, 400)
"""Minutes between one version and the next: a quarter of copies appear within four minutes (Cagé, Hervé and Viaud
2020), the last ones after half a day."""
_FADES = 720.0
"""Minutes after which a text is taken up half as readily."""


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a story as it was published, with what it was truly made from."""

    number: int
    outlet: Outlet
    time: datetime
    text: Text
    parents: tuple[int, ...]
    """Empty for an original; a second one gave whole sentences."""
    how: How | None
    """None for an original."""
    recapture_of: int | None = None
    """The version that is captured a second time, from the same address."""


class Growth:
    """A story in the making; ``versions`` come in the order of their true times."""

    def __init__(self, reports: Sequence[Report], begin: datetime, settings: SimulationSettings, chance: Chance):
        self.reports, self.settings, self.chance = tuple(reports), settings, chance
        self.versions: list[Version] = []
        self.stock: Stock = {line.id: line for report in reports for line in (*report.lines, *report.extra)}
        self._above: dict[int, tuple[str, ...]] = {}
        self._now = begin
        self._spare = [line.id for report in reports for line in report.extra]

    def grow(self) -> None:
        """Originals first, then versions up to a drawn number."""
        for report in self.reports:
            self._publish_original(report)
        total = self.chance.between(self.settings.least_pages, self.settings.most_pages)
        while len(self.versions) < total:
            self._now += timedelta(minutes=self._gap())
            draw = self.chance.fork("version", len(self.versions))
            if draw.happens(RECAPTURED):
                self._recapture(draw)
            elif draw.happens(REVISED):
                self._revise(draw)
            else:
                self._retell(draw)

    def _gap(self) -> int:
        step = self.chance.between(0, len(_GAPS) - 2)
        return self.chance.between(_GAPS[step], _GAPS[step + 1])

    def _publish_original(self, report: Report) -> None:
        draw = self.chance.fork("original", report.id)
        if self.versions:
            self._now += timedelta(minutes=draw.between(3, 150))
        kinds = ("wire",) if draw.happens(0.65) else ("daily", "local")
        outlet = draw.pick([one for one in self._free() if one.kind in kinds])
        text = Text(
            headline=report.headlines[min(outlet.headline, 1)],
            units=tuple(Unit(line.id, line.paragraph) for line in report.lines),
            house=outlet.house,
            place=report.place,
            slug=outlet.name if outlet.kind == "wire" else None,
            day=day_and_month(self._now),
        )
        self.versions.append(Version(len(self.versions), outlet, self._now, text, (), None))

    def _free(self) -> list[Outlet]:
        """Outlets that have not published yet; all of them in a story of more texts than there are outlets."""
        taken = {version.outlet.name for version in self.versions}
        return [outlet for outlet in all_outlets() if outlet.name not in taken] or [*all_outlets()]

    def _recapture(self, draw: Chance) -> None:
        old = draw.pick(self.versions)
        text = replace(old.text, units=tuple(replace(unit, taken=0) for unit in old.text.units))
        first = old.number if old.recapture_of is None else old.recapture_of
        self.versions.append(Version(len(self.versions), old.outlet, old.time, text, (first,), "copy", first))

    def _revise(self, draw: Chance) -> None:
        """An outlet's later version of its own text, with one more sentence."""
        latest = {version.outlet.name: version for version in self.versions if version.recapture_of is None}
        old = draw.pick(list(latest.values()))
        text = retell(old.text, self._desk(old.outlet, "revision"), draw)
        text = self._with_own_words(text, old.outlet, "revision", draw)
        self.versions.append(Version(len(self.versions), old.outlet, self._now, text, (old.number,), "revision"))

    def _retell(self, draw: Chance) -> None:
        free = self._free()
        outlet = draw.weighted(free, [0.2 if one.kind == "wire" else 1.0 for one in free])
        parent = self._parent([one for one in self.versions if one.outlet.name != outlet.name], draw)
        how: How = draw.weighted(*zip(*MODES[self.settings.regime], strict=True))
        text = retell(parent.text, self._desk(outlet, how), draw)
        parents = [parent]
        if how in ("edit", "retelling") and draw.happens(MERGED / 0.63):
            others = [one for one in self.versions if one.number != parent.number and one.recapture_of is None]
            second = self._parent(others, draw) if others else None
            merged = take(text, second.text, draw) if second else text
            if second and merged != text:
                text, parents = merged, [parent, second]
        text = self._dressed(text, parents, _Hand(outlet, how), draw)
        numbers = tuple(one.number for one in parents)
        self.versions.append(Version(len(self.versions), outlet, self._now, text, numbers, how))

    def _parent(self, among: Sequence[Version], draw: Chance) -> Version:
        """The better known, the more recent and the more often taken up, the likelier."""
        among = [one for one in among if one.recapture_of is None]
        taken_up = Counter(number for other in self.versions for number in set(other.parents))
        children = [taken_up[one.number] for one in among]
        ages = [(self._now - one.time).total_seconds() / 60 / _FADES for one in among]
        weights = [
            one.outlet.prominence * (1 + 0.5 * taken) / (1 + age * age)
            for one, taken, age in zip(among, children, ages, strict=True)
        ]
        return draw.weighted(among, weights)

    def _desk(self, outlet: Outlet, how: How) -> Desk:
        return Desk(self.stock, self.reports, outlet, how, rates_for(how, self.settings.regime))

    def _dressed(self, text: Text, parents: Sequence[Version], hand: _Hand, draw: Chance) -> Text:
        """A retelling with its own headline, additions and credit; a plain copy keeps what was there."""
        if hand.how != "copy":
            keeps_slug = hand.how == "edit" and draw.happens(0.6)
            text = replace(text, slug=text.slug if keeps_slug else None, notes=())
            if draw.happens(0.5 if hand.how == "edit" else 0.9):
                text = replace(text, headline=self._headline(hand.outlet, draw))
            text = self._with_own_words(text, hand.outlet, hand.how, draw)
            if text.slug is not None:
                return text
        elif draw.happens(0.5):
            return text
        above = Above(hand.outlet, parents[0].outlet.name, self.outlets_above(parents[0]))
        return with_credit(text, above, self.stock, draw)

    def _headline(self, outlet: Outlet, draw: Chance) -> str:
        heads = draw.pick(self.reports).headlines if draw.happens(0.2) else self.reports[0].headlines
        return heads[outlet.headline] if draw.happens(0.7) else draw.pick(heads)

    def _with_own_words(self, text: Text, outlet: Outlet, how: How, draw: Chance) -> Text:
        """Sentences that nobody before had, each added by one version of a story only; then the outlet's own tic."""
        ends = ends_of_paragraphs(text)
        if self._spare and draw.happens(rates_for(how, self.settings.regime).extra):
            line = draw.pick(self._spare)
            self._spare.remove(line)
            text = add(text, line, draw.pick(ends))
        if outlet.tic and how != "revision" and draw.happens(0.5):
            id_ = f"tic/{outlet.domain}"
            self.stock[id_] = Line(id_, 0, (parse_wording(outlet.tic, 0),))
            text = add(text, id_, len(text.units))
        return text

    def outlets_above(self, version: Version) -> tuple[str, ...]:
        """Outlets of all versions that a version goes back to."""
        if version.number not in self._above:
            found: dict[str, None] = {}
            for number in version.parents:
                found |= dict.fromkeys((self.versions[number].outlet.name, *self.outlets_above(self.versions[number])))
            self._above[version.number] = tuple(found)
        return self._above[version.number]


@dataclass(frozen=True, slots=True)
class _Hand:
    outlet: Outlet
    how: How
