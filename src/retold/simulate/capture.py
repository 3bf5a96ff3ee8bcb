"""A version as somebody's crawler found it: the page of its outlet, with furniture before, inside and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from retold.simulate.capture_flat import flat_page
from retold.simulate.capture_html import html_page
from retold.simulate.chance import Chance
from retold.simulate.clock import Shown, in_words
from retold.simulate.face import Comment, Face, Teaser
from retold.simulate.report import all_reports
from retold.simulate.settings import Form
from retold.simulate.story import SimulatedStory, SimulatedText
from retold.text import digest

_HTML = {"dump": "divs", "glued": "classic", "bare": "plain"}
_FLAT = {"classic": "dump", "divs": "dump", "tagsoup": "bare", "plain": "bare"}
"""The other form of a page, for outlets whose layout is of the one form."""

_COMMENTS = (
    "Nobody tells you what this costs the rest of us.",
    "My aunt lives there and says it is worse than they write.",
    "Good piece, thank you. Please keep following this.",
    "First they deny it, then it is old news. 2019 was the same.",
    "Can somebody explain the third paragraph?",
    "I was promised a reply by Tuesday and am still waiting.",
)
_NICKS = ("heron44", "Old Bess", "A. Reader", "mr_lantern", "Fenwalker", "just asking")
_CAPTIONS = ("Photo: archive", "File picture", "Image: reader's photograph", "A view of the place. Picture: archive")


@dataclass(frozen=True, slots=True)
class Capture:
    """One file of the pile."""

    name: str
    text: str


def capture(text: SimulatedText, story: SimulatedStory, form: Form) -> Capture:
    """The page of one version as HTML or flat text; the same version always gives the same page."""
    layout = text.outlet.layout
    if form == "html":
        layout = _HTML.get(layout, layout)
    elif form == "text":
        layout = _FLAT.get(layout, layout)
    face = _face(text, story, Chance("capture", text.id))
    kind: Literal["html", "txt"] = "txt" if layout in _HTML else "html"
    words = flat_page(face, layout) if kind == "txt" else html_page(face, layout)
    return Capture(f"{text.outlet.domain.removesuffix('.example')}-{digest(text.id, size=6)}.{kind}", words)


def _face(text: SimulatedText, story: SimulatedStory, chance: Chance) -> Face:
    outlet = text.outlet
    told = {report.event for report in all_reports() if report.id in story.reports}
    others = [report for report in all_reports() if report.event not in told]
    teasers = tuple(
        Teaser(
            title=chance.pick(report.headlines[:3]),
            blurb=report.teaser,
            author=chance.pick(outlet.authors),
            day=in_words(Shown("day", _some_day(text.time, chance), "day"), not outlet.house.american) or "",
        )
        for report in chance.some(others, 5)
    )
    canonical = next((one.url for one in story.texts if one.id == text.canonical), text.url)
    return Face(
        outlet=outlet,
        title=text.printed.title,
        paragraphs=tuple(text.printed.text.split("\n\n")),
        notes=tuple(note.words for note in text.text.notes),
        author=chance.pick(outlet.authors),
        shown=text.shown,
        url=text.url,
        canonical=canonical,
        teasers=teasers,
        comments=tuple(
            Comment(nick, words) for nick, words in zip(chance.some(_NICKS, 2), chance.some(_COMMENTS, 2), strict=True)
        ),
        caption=chance.pick(_CAPTIONS),
        cut_in=chance.between(1, 3),
    )


def _some_day(time: datetime, chance: Chance) -> datetime:
    return time - timedelta(days=chance.between(0, 120))
