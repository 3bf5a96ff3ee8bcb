"""Pages as flat text: what is left of a site when somebody copied all that could be seen."""

from __future__ import annotations

from retold.simulate.face import Face, Teaser


def flat_page(face: Face, layout: str) -> str:
    """The page as text in one of the layouts ``glued``, ``dump``, ``bare``."""
    return {"glued": _glued, "dump": _dump, "bare": _bare}[layout](face) + "\n"


def _glued(face: Face) -> str:
    """A reader of feeds: no navigation, then cards whose title and text have run into each other."""
    top, bottom = face.notes or ("",), face.outlet.lines["bottom"]
    lines = [face.title, "", *((face.date, "") if face.date else ()), *((top[0], "") if top[0] else ())]
    lines += [*face.paragraphs, "", *bottom]
    for teaser in face.teasers:
        lines += _card(teaser)
    return "\n".join([*lines, "backToTop", "thumb"])


def _card(teaser: Teaser) -> list[str]:
    return ["placeholder", teaser.title + teaser.blurb, f"Author  {teaser.author}", teaser.day, teaser.blurb]


def _dump(face: Face) -> str:
    """The whole window: menu, sharing, a list of other stories, the foot."""
    lines = [*face.outlet.lines["top"], "", face.title, ""]
    lines += [f"By {face.author}", *((f"Published {face.date}",) if face.date else ()), "", "Share", "Print", ""]
    for number, paragraph in enumerate(face.paragraphs):
        lines += [paragraph, ""]
        if number == face.cut_in and face.outlet.lines["middle"]:
            lines += [*face.outlet.lines["middle"], f"Read also: {face.teasers[0].title}", ""]
    lines += [*face.notes, "", "More stories", ""]
    for teaser in face.teasers[1:]:
        lines += [teaser.title, teaser.blurb, teaser.day, ""]
    return "\n".join([*lines, *face.outlet.lines["bottom"]])


def _bare(face: Face) -> str:
    """Little more than the article."""
    lines = [*face.outlet.lines["top"], face.title, *((face.date,) if face.date else ()), ""]
    for paragraph in face.paragraphs:
        lines += [paragraph, ""]
    lines += [*face.notes, *face.outlet.lines["bottom"], *(teaser.title for teaser in face.teasers[:3])]
    return "\n".join(lines)
