"""Small reports made by hand, for tests of what is shown: a few sentences in, the whole value out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retold.change.codes import RULES, code_of
from retold.model import (
    SCHEMA,
    Alignment,
    Article,
    Change,
    ChangeClass,
    Clue,
    Credit,
    Dated,
    Fact,
    Furniture,
    Hidden,
    InputDigest,
    Lineage,
    Node,
    Pair,
    Place,
    Report,
    Run,
    Sentence,
    Sighting,
    Span,
    Step,
    Story,
    Undecided,
)
from retold.page import Problem
from retold.text import digest


def build_article(name: str, sentences: list[str], title: str | None = None, outlet: str | None = None) -> Article:
    """An article whose text is the sentences, one after the other."""
    found, text = [], ""
    for words in sentences:
        start = len(text)
        text += words + " "
        found.append(Sentence(start, start + len(words)))
    return Article(
        id=digest("article", name),
        given_id=None,
        path=f"pile/{name}",
        kind="html",
        url=None,
        title=title,
        outlet=outlet,
        byline=(),
        date=Dated(),
        language="en",
        text=text.rstrip(),
        sentences=tuple(found),
        credits=(),
        furniture=(),
        page_spans=(),
    )


def build_change(pair: tuple[Article, Article], kind: tuple[ChangeClass, str], was: str, now: str) -> Change:
    """A change whose places are found by its words; empty words have no place."""
    parent, child = pair
    code = code_of(*kind)
    return Change(
        id=digest(parent.id, child.id, code, was, now),
        code=code,
        class_=kind[0],
        also=(),
        direction=kind[1],
        weight=RULES[code].weight,
        parent=parent.id,
        child=child.id,
        parent_at=_place(parent, was),
        child_at=_place(child, now),
        was=was or None,
        now=now or None,
        says=f"{RULES[code].title}: the reason in words.",
    )


def _place(article: Article, words: str) -> Place | None:
    if not words:
        return None
    start = article.text.find(words)
    if start < 0:
        return Place(None, None)
    number = next(n for n, sentence in enumerate(article.sentences) if sentence.start <= start < sentence.end)
    return Place(number, Span(start, start + len(words)))


@dataclass(frozen=True)
class Told:
    """What goes into one story of two versions."""

    parent: Article
    child: Article
    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]


def build_story(told: Told) -> Story:
    """The parent credits an outside source, the child was reworded from it and names none."""
    parent, child = told.parent, told.child
    return Story(
        id=digest("story", parent.id, child.id),
        headline=parent.title or "",
        articles=(child.id, parent.id),
        states=((child.id,), (parent.id,)),
        origins=1,
        origin_nodes=("outside:Vale Observer",),
        origins_say=("Vale Observer is not in the pile; 1 page has its text from it.",),
        first_seen=parent.date.value,
        lineage=Lineage(
            nodes=(
                Node("outside:Vale Observer", "outside", "Vale Observer"),
                Node(parent.id, "article", parent.outlet or parent.path, parent.id),
                Node(child.id, "article", child.outlet or child.path, child.id),
            ),
            steps=(
                Step(parent.id, "outside:Vale Observer", "credit", 0.95, 0.95, (), (), ()),
                Step(
                    child.id,
                    parent.id,
                    "retelling",
                    0.72,
                    0.9,
                    tuple(Span(one.start, one.end) for one in child.sentences[:2]),
                    (),
                    (Clue("specifics lost", 1.2, "The child has no word for the count that the parent gives."),),
                ),
            ),
            hidden=(Hidden(child.id, "The text was made from another one and names no source."),),
            undecided=(Undecided("Whether A comes from B or from B's source cannot be told.", (child.id,)),),
        ),
    )


def build_report(told: Told, *further: Told) -> Report:
    """A report of one or more stories of two versions each."""
    stories = (told, *further)
    return Report(
        schema=SCHEMA,
        run=Run(
            "retold 0.0", "none", {"match.shingle_words": 4}, (InputDigest("pile/a", "0" * 64),), "2025-03-03", 0.6
        ),
        articles=tuple(article for one in stories for article in (one.child, one.parent)),
        problems=(Problem("pile/broken.html", "read", "not-text", "the file is a picture, not a page"),),
        rulings=(),
        matches=(),
        stories=tuple(build_story(one) for one in stories),
        alignments=tuple(Alignment(one.parent.id, one.child.id, one.pairs) for one in stories),
        changes=tuple(change for one in stories for change in one.changes),
        mentions=(),
        facts=tuple(_fact(one) for one in stories),
    )


def port_story(name: str = "port") -> Told:
    """Two versions of an invented story: a count of sources, a quotation and a credit are lost on the way."""
    parent = build_article(
        f"{name}-courier.html",
        [
            "The port of Marlow closed on Monday after the storm.",
            "Three dock workers, including two crane drivers, said the cranes were unsafe.",
            "The port handles a third of the grain of the country.",
            "It opened in 1931.",
            "Ships wait outside the harbour.",
            "“We were not asked,” said a foreman.",
        ],
        title="Storm shuts Marlow port",
        outlet="Harrow Courier",
    )
    parent = replace(
        parent,
        date=Dated("2025-03-03T09:00:00Z", "minute", "json-ld"),
        credits=(Credit("Vale Observer", "Source: Vale Observer", "source-line", "article"),),
        furniture=(Furniture("teaser", None, "Ten more storms to read about"), Furniture("share", None, "Share this")),
        cut_share=0.49,
        url="https://courier.example/port",
    )
    child = build_article(
        f"{name}-digest.txt",
        [
            "The port of Marlow was closed on Monday after the storm.",
            "Dock workers said the cranes were unsafe.",
            "The port handles a third of the grain of the country.",
            "It opened in 1931.",
            "Ships wait outside the harbour.",
        ],
    )
    pair = (parent, child)
    return Told(
        parent,
        child,
        (
            Pair("omit", (), (), 0.0, "title"),
            Pair("edit", (0,), (0,), 0.9),
            Pair("edit", (1,), (1,), 0.7),
            *(Pair("same", (n,), (n,), 1.0) for n in (2, 3, 4)),
            Pair("omit", (5,), (), 0.0),
        ),
        (
            build_change(pair, ("wording", "same"), "closed", "was closed"),
            build_change(pair, ("attribution", "weaker"), "Three dock workers", "Dock workers"),
            build_change(pair, ("attribution", "weaker"), ", including two crane drivers,", ""),
            build_change(pair, ("quote", "dropped"), "“We were not asked,” said a foreman.", ""),
            build_change(pair, ("credit", "dropped"), "Source: Vale Observer", ""),
        ),
    )


def _fact(told: Told) -> Fact:
    sightings = tuple(
        Sighting(one.id, 1, Span(one.sentences[1].start, one.sentences[1].end), value, one.words_of(1))
        for one, value in ((told.parent, "three dock workers"), (told.child, "dock workers"))
    )
    story = build_story(told).id
    return Fact(digest("fact", story), story, "claim", "the cranes were unsafe", False, sightings, "attribution weaker")
