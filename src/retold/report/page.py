"""The report as one HTML file that needs nothing else: no request, no font, no script from elsewhere.

Everything from a page reaches the file as text, escaped by the templates. The style sheet and the script stand in the
file with their hashes in its content security policy, so that nothing else in it can run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import groupby
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from retold.change.codes import RULES
from retold.model import Article, Furniture, Node, Report
from retold.page import Problem
from retold.report import wording
from retold.report.descent import DescentRow, descent_rows, share_explained
from retold.report.evidence import STATES, CitedRow, FactRow, cited_rows, fact_rows
from retold.report.picture import Picture, lineage_picture
from retold.report.reading import Line, Reading, readings_of
from retold.report.reasons import ruling_says
from retold.report.views import StoryView, story_views, summary_of_codes

FAMILIES = {"F": "facts", "S": "sources", "V": "voice", "R": "form"}
"""The letter that opens a code, and what changes of this family touch."""
OPEN_STEPS = 4
"""Steps up to which all are shown open; beyond, each story opens its heaviest and folds the rest."""

SHEETS_UP_TO = 40
"""Pages without kin up to which each is shown with its text and what was cut; beyond, they become a plain table."""


@dataclass(frozen=True, slots=True)
class StoryPart:
    """A story with all that its part of the file shows."""

    view: StoryView
    prefix: str
    picture: Picture
    rows: tuple[DescentRow, ...]
    readings: tuple[Reading, ...]
    texts: tuple[tuple[Line, ...], ...]
    """Texts of pages that no step shows."""
    facts: tuple[FactRow, ...]
    cited: tuple[CitedRow, ...]
    opened: frozenset[str]
    """Addresses of the steps that are shown open."""

    def target(self, reading: Reading) -> str:
        """The address of a step."""
        return _target(self.view, self.prefix, reading.parent.id, reading.child.id)

    def share(self, reading: Reading) -> float:
        """The share of the child that the parent explains; 0 when the lineage does not say."""
        return share_explained(reading.step.step, self.view) if reading.step.step else 0.0

    def kin(self, node: Node) -> str:
        """What a node of the lineage is, for the table."""
        if node.article is None:
            return "not in the pile" if node.kind == "outside" else "missing original"
        return wording.page_name(self.view.articles[node.article])


def report_page(report: Report) -> str:
    """The whole report as the text of one HTML file."""
    style, script = _packaged("page.css"), _packaged("page.js")
    views = story_views(report)
    kin = [view for view in views if len(view.pages) > 1 or view.steps]
    alone = [view for view in views if view not in kin]
    many_steps = sum(len(view.steps) for view in kin) > OPEN_STEPS
    parts = [_part(view, f"s{view.number}-" if len(kin) > 1 else "", many_steps) for view in kin]
    return (
        _templates()
        .get_template("page.html")
        .render(
            report=report,
            title=parts[0].view.story.headline if len(parts) == 1 else "Report",
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'",
            style=Markup(style),
            script=Markup(script),
            data=_data(report),
            parts=parts,
            alone=alone,
            sheets_up_to=SHEETS_UP_TO,
            codes=summary_of_codes(report),
        )
    )


def _part(view: StoryView, prefix: str, fold: bool) -> StoryPart:
    readings, texts = readings_of(view, prefix)
    targets = {(one.parent.id, one.child.id): _target(view, prefix, one.parent.id, one.child.id) for one in readings}
    shown = sorted(readings, key=_heaviness, reverse=True)[:1] if fold else readings
    return StoryPart(
        view=view,
        prefix=prefix,
        picture=lineage_picture(view, targets),
        rows=descent_rows(view),
        readings=readings,
        texts=texts,
        facts=fact_rows(view),
        cited=cited_rows(view),
        opened=frozenset(targets[one.parent.id, one.child.id] for one in shown),
    )


def _heaviness(reading: Reading) -> tuple[int, int]:
    weights = [finding.change.weight for finding in reading.findings]
    return (weights.count("high"), weights.count("medium"))


def _target(view: StoryView, prefix: str, parent: str, child: str) -> str:
    return f"{prefix}step-{view.labels[parent]}-{view.labels[child]}"


# ---------------------------------------------------------------------------------------------------------------- file


@cache
def _templates() -> Environment:
    env = Environment(
        loader=PackageLoader("retold.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        words=wording,
        families=FAMILIES,
        weights=wording.WEIGHTS,
        states=STATES,
        rules=RULES,
        cut_by_kind=_cut_by_kind,
        web_address=_web_address,
        fatal=_fatal,
        ruling_says=ruling_says,
    )
    return env


@cache
def _packaged(name: str) -> str:
    return files("retold.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(report: Report) -> Markup:
    """The report as JSON that cannot leave its element; mentions are left out, they are most of its length."""
    text = replace(report, mentions=()).to_json()
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _web_address(url: str | None) -> str | None:
    """The address when it is one of the web; anything else is never made a link."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _cut_by_kind(article: Article) -> list[tuple[str, list[Furniture]]]:
    """What was cut from a page, kind by kind, in the order of the page."""
    kinds = list(dict.fromkeys(piece.kind for piece in article.furniture))
    ordered = sorted(article.furniture, key=lambda piece: kinds.index(piece.kind))
    return [(kind, list(pieces)) for kind, pieces in groupby(ordered, key=lambda piece: piece.kind)]


def _fatal(problems: Iterable[Problem]) -> int:
    return sum(problem.fatal for problem in problems)
