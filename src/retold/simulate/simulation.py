"""Making stories: which report, who retells it, which texts are lost, what the clocks show, and what the truth is."""

from __future__ import annotations

from collections.abc import Iterator

from retold.model import Span
from retold.simulate.chance import Chance
from retold.simulate.clock import first_minute, shown_time
from retold.simulate.credit import credits_of, relation
from retold.simulate.grow import Growth, Version
from retold.simulate.log import Log, compare
from retold.simulate.report import Report, all_reports
from retold.simulate.settings import SimulationSettings
from retold.simulate.state import Stock, print_text
from retold.simulate.story import Edge, NamedOutlet, SimulatedStory, SimulatedText
from retold.text import digest


def simulate(settings: SimulationSettings | None = None) -> Iterator[SimulatedStory]:
    """Stories of retold news with known truth; the same settings give the same stories on every machine.

    Nothing is read but the reports and outlets that ship with the package, and nothing is written.
    """
    settings = settings or SimulationSettings()
    for number in range(settings.stories):
        yield _story(number, settings)


def _story(number: int, settings: SimulationSettings) -> SimulatedStory:
    chance = Chance("story", settings.seed, settings.regime, number)
    reports = _reports(settings, chance)
    growth = Growth(reports, first_minute(reports[0].day, reports[0].months, chance), settings, chance)
    growth.grow()
    clocks = settings.clocks if settings.clocks != "mixed" else chance.pick(("good", "bad"))
    texts = _texts(f"s{number:04d}", growth, clocks, settings)
    return SimulatedStory(
        id=f"s{number:04d}",
        number=number,
        kind=reports[0].kind,
        reports=tuple(report.id for report in reports),
        clocks=clocks,
        texts=texts,
        edges=_edges(texts, growth.stock),
        stock=growth.stock,
    )


def _reports(settings: SimulationSettings, chance: Chance) -> tuple[Report, ...]:
    """One report, or two that were written independently about one event."""
    events: dict[str, list[Report]] = {}
    for report in all_reports():
        events.setdefault(report.event, []).append(report)
    pairs = [reports for reports in events.values() if len(reports) > 1]
    if pairs and chance.happens(settings.two_origins):
        return tuple(chance.some(chance.pick(pairs), 2))
    return (chance.pick(all_reports()),)


def _texts(story: str, growth: Growth, clocks: str, settings: SimulationSettings) -> tuple[SimulatedText, ...]:
    ids = [f"{story}-{digest(story, str(settings.seed), str(one.number), size=6)}" for one in growth.versions]
    visible = _visible(growth, settings)
    syndicated = _syndicated(growth)
    found = []
    for version in growth.versions:
        first = version.number if version.recapture_of is None else version.recapture_of
        found.append(
            SimulatedText(
                id=ids[version.number],
                outlet=version.outlet,
                text=version.text,
                printed=print_text(version.text, growth.stock),
                time=version.time,
                shown=shown_time(version.time, clocks, growth.chance.fork("clock", first)),
                how=version.how,
                parents=tuple(ids[number] for number in version.parents),
                recapture_of=None if version.recapture_of is None else ids[first],
                in_pile=version.number in visible,
                credits=_named(version, growth),
                url=f"https://www.{version.outlet.domain}/news/{digest('url', ids[first], size=8)}",
                canonical=ids[version.parents[0]] if version.number in syndicated else None,
            )
        )
    return tuple(found)


def _named(version: Version, growth: Growth) -> tuple[NamedOutlet, ...]:
    """The outlets that a version credits, each with how it truly stands to it."""
    parents = [growth.versions[number].outlet.name for number in version.parents]
    above = growth.outlets_above(version)
    own = version.outlet.name
    return tuple(
        NamedOutlet(name, form, relation(name, own, parents, above))
        for form, name in credits_of(version.text, growth.stock)
    )


def _syndicated(growth: Growth) -> set[int]:
    chance = growth.chance.fork("canonical")
    copies = [one.number for one in growth.versions if one.how == "copy" and one.recapture_of is None]
    return {number for number in copies if chance.happens(0.3)}


def _visible(growth: Growth, settings: SimulationSettings) -> set[int]:
    """The versions that the pile holds: at least three, so that there is something to trace."""
    chance = growth.chance.fork("removed")
    gone = [
        version.number
        for version in growth.versions
        if chance.happens(settings.removed if version.parents else settings.removed_roots)
    ]
    most = max(0, len(growth.versions) - 3)
    return {version.number for version in growth.versions} - set(gone[:most])


def _edges(texts: tuple[SimulatedText, ...], stock: Stock) -> tuple[Edge, ...]:
    """From each visible version to its nearest visible ancestors that it has sentences of."""
    by_id = {text.id: text for text in texts}
    edges = []
    for child in texts:
        if not child.in_pile:
            continue
        above = _nearest(child, by_id)
        for ancestor, second in above.items():
            parent = by_id[ancestor]
            log = compare(parent.printed, child.printed, stock)
            explains = _explained(child, ancestor, log)
            if explains:
                edges.append(Edge(ancestor, child.id, ancestor in child.parents, second, explains, log))
    return tuple(edges)


def _nearest(child: SimulatedText, by_id: dict[str, SimulatedText]) -> dict[str, bool]:
    """The nearest visible ancestors, each with whether it is a second parent."""
    found: dict[str, bool] = {}
    for place, parent in enumerate(child.parents):
        above = by_id[parent]
        reached = {parent: False} if above.in_pile else _nearest(above, by_id)
        for ancestor, second in reached.items():
            found[ancestor] = found.get(ancestor, True) and (second or place > 0)
    return found


def _explained(child: SimulatedText, parent: str, log: Log) -> tuple[Span, ...]:
    """The child's sentences that stand in the parent and, as far as it is known, were taken from it."""
    place = child.parents.index(parent) if parent in child.parents else None
    return tuple(
        stretch.child
        for unit, stretch in zip(child.printed.units, log.stretches, strict=True)
        if stretch.parent is not None and place in (None, unit.taken)
    )
