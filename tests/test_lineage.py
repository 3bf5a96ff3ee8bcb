"""Lineage: who retold whom, drawn as text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.lineage import Descent, lineage_of
from retold.lineage.clues import CLUES, group_of
from retold.lineage.credits import origin_credits
from retold.lineage.outlets import same_outlet
from retold.lineage.step_model import step_model
from retold.model import Analysis, Article, Attribution, Credit, Dated, Source, Span, Words
from retold.settings import LineageSettings
from tests.tellings import BRIDGE, DAM, SWAPS, at, named, page, reworded, text_of

WHOLE = text_of(DAM)
RETOLD = reworded(WHOLE)
RETOLD_AGAIN = reworded(
    text_of(DAM[:9]),
    (
        *SWAPS[:6],
        ("said buses would take families to", "promised to bring families to"),
        ("14 metres", "several metres"),
    ),
)
LEFT = reworded(
    text_of(DAM[:9]),
    (
        ("two emergency gates", "some gates"),
        ("9.6 million crowns", "a large sum"),
        ("48 million cubic metres", "masses"),
    ),
)
RIGHT = reworded(
    text_of(DAM[:9]),
    (("About 3,200 people", "Thousands"), ("14 metres", "some metres"), ("three schools and", "schools and even")),
)
MERGED = text_of((*DAM[:8], *BRIDGE[:4]))
COLLISION = text_of(BRIDGE)
OTHER_REPORT = text_of(
    (
        "Thousands have fled two villages below the Orrin dam, where water gushes through opened gates since noon.",
        "Our correspondent saw soldiers carry the residents of a nursing home across the market square of Pallam.",
        "A spokesman of the ministry would not say when the wall had last been looked at, or by whom.",
        "Geologist Wanda Ferl, who mapped the valley, blames the clay under the northern bank, soaked by a wet spring.",
        "Fishermen told us that they had seen a damp patch there for weeks and had thought nothing of it.",
        "The paper mills sent 700 workers home; their owner speaks of damage that no insurance will cover.",
    )
)


def _descent(*articles: Article) -> Descent:
    return lineage_of(articles, {}, LineageSettings())


def _drawing(descent: Descent, articles: Sequence[Article]) -> str:
    """Steps as text in the order of their names: ``wire -> a, wire -> b``."""
    names = {article.id: article.given_id for article in articles}
    steps = [(names.get(step.parent, step.parent), names.get(step.child, step.child)) for step in descent.lineage.steps]
    return ", ".join(f"{parent} -> {child}" for parent, child in sorted(steps))


CASES = {
    "specifics are lost in retelling": ("a -> b", 1, [page("a", WHOLE), page("b", RETOLD)]),
    "a retelling of a retelling": (
        "a -> b, b -> c",
        1,
        [
            page("a", WHOLE),
            page("c", reworded(RETOLD, (("emergency gates", "gates"), ("buses", "coaches")))),
            page("b", RETOLD),
        ],
    ),
    "the wire is in the pile and named": (
        "wire -> a, wire -> b",
        1,
        [
            page("a", RETOLD, "Sedge Echo", credit=named("Selka Wire")),
            page("b", WHOLE, "Tarn Times", credit=named("Selka Wire")),
            page("wire", WHOLE, "Selka Wire"),
        ],
    ),
    "both name one agency that is not in the pile": (
        "outside:Selka Wire -> a, outside:Selka Wire -> b",
        1,
        [
            page("a", RETOLD, "Sedge Echo", credit=named("Selka Wire")),
            page("b", WHOLE, "Tarn Times", credit=named("the Selka Wire")),
        ],
    ),
    "copies that name one agency are its children, not each other's": (
        "outside:Selka Wire -> a, outside:Selka Wire -> b",
        1,
        [
            page("a", WHOLE, "Sedge Echo", at("2031-04-01"), named("Selka Wire")),
            page("b", WHOLE, "Tarn Times", at("2031-04-02"), named("Selka Wire")),
        ],
    ),
    "a page without a source hangs under the one that names it": (
        "b -> a, outside:Selka Wire -> b",
        1,
        [page("a", RETOLD), page("b", WHOLE, credit=named("Selka Wire"))],
    ),
    "a copy is ordered by clock": (
        "a -> b",
        1,
        [
            page("b", WHOLE, "Tarn Times", at("2031-04-02T10:00+00:00")),
            page("a", WHOLE, "Sedge Echo", at("2031-04-01")),
        ],
    ),
    "a second version by the same outlet": (
        "a -> b",
        1,
        [
            page("a", WHOLE, "Sedge Echo", at("2031-04-01T08:00+00:00")),
            page(
                "b",
                WHOLE.replace("14 metres", "17 metres") + "\n" + BRIDGE[0],
                "Sedge Echo",
                at("2031-04-01T12:00+00:00"),
            ),
        ],
    ),
    "a correction says so and needs no clock": (
        "a -> b",
        1,
        [
            page(
                "b",
                WHOLE.replace("14 metres", "17 metres") + "\nAn earlier version of this article misstated a length.",
                "Sedge Echo",
            ),
            page("a", WHOLE, "Sedge Echo"),
        ],
    ),
    "two sources in one text": (
        "a -> c, b -> c",
        2,
        [page("a", WHOLE), page("b", COLLISION), page("c", MERGED)],
    ),
    "neither can have it from the other": ("missing:1 -> a, missing:1 -> b", 1, [page("a", LEFT), page("b", RIGHT)]),
    "two reports of one event": ("", 2, [page("a", WHOLE), page("b", OTHER_REPORT)]),
    "a date that the page contradicts weighs little": (
        "a -> b",
        1,
        [
            page("a", WHOLE, date=Dated("2031-04-03", "day", "meta", conflicts=("2031-03-28",))),
            page("b", RETOLD_AGAIN, date=at("2031-04-02")),
        ],
    ),
    "a claim told to an outlet makes it no origin": (
        "a -> b",
        1,
        [
            page("a", WHOLE, "Sedge Echo"),
            page("b", RETOLD, "Tarn Times", credit=named("Radio Pallam", "claim", "relay")),
        ],
    ),
    "a page alone": ("", 1, [page("a", WHOLE)]),
}


@pytest.mark.parametrize(("drawing", "origins", "pages"), CASES.values(), ids=CASES.keys())
def test_who_retold_whom(drawing: str, origins: int, pages: list[Article]) -> None:
    """The lineage and the number of origins are those of the drawing, in whatever order the pages come."""
    for order in (pages, pages[::-1]):
        descent = _descent(*order)
        assert _drawing(descent, pages) == drawing
        assert len(descent.origin_nodes) == origins


@pytest.mark.parametrize("pages", [case[2] for case in CASES.values()], ids=CASES.keys())
def test_a_lineage_is_sound(pages: list[Article]) -> None:
    """No text is its own ancestor, every step has a reason and chances between 0 and 1, every node an end."""
    _check_sound(_descent(*pages), pages)


VERSIONS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(DAM + BRIDGE), min_size=1, max_size=10),
        st.sets(st.sampled_from(SWAPS), max_size=4),
        st.sampled_from([None, "Sedge Echo", "Tarn Times"]),
        st.sampled_from([None, named("Selka Wire"), named("Sedge Echo"), named("Tarn Times", "claim", "relay")]),
        st.sampled_from([Dated(), at("2031-04-01"), at("2031-04-01T09:30"), at("2031-04-02T07:00+02:00")]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(VERSIONS)
def test_any_pile_has_a_sound_lineage(
    versions: list[tuple[list[str], set[tuple[str, str]], str, Credit, Dated]],
) -> None:
    """Whatever the pages say and claim, the lineage has no circle and no loose end."""
    pages = []
    for number, (sentences, swaps, outlet, credit, date) in enumerate(versions):
        text = text_of(sentences)
        for was, now in sorted(swaps):
            text = text.replace(was, now)
        pages.append(page(str(number), text, outlet, date, credit))
    _check_sound(_descent(*pages), pages)


def _check_sound(descent: Descent, pages: Sequence[Article]) -> None:
    above: dict[str, set[str]] = {node.id: set() for node in descent.lineage.nodes}
    texts = {article.id: article.text for article in pages}
    for step in descent.lineage.steps:
        above[step.child].add(step.parent)
        assert step.clues
        assert 0 <= step.confidence <= 1
        assert 0 <= step.direction_confidence <= 1
        assert all(0 <= span.start < span.end <= len(texts[step.child]) for span in step.explains)
    for start, parents in above.items():
        seen: set[str] = set()
        waiting = list(parents)
        while waiting:
            node = waiting.pop()
            assert node != start
            waiting += above[node] - seen
            seen |= above[node]
    roots = {node for node, parents in above.items() if not parents}
    spare = roots - set(descent.origin_nodes)
    assert set(descent.origin_nodes) <= roots
    assert descent.origin_nodes
    # A root that is no origin is a credited source of pages that have their text from other pages of the pile.
    assert all(node.startswith("outside:") for node in spare)
    assert all(len(parents) > 1 for parents in above.values() if parents & spare)
    assert sorted(one for state in descent.states for one in state) == sorted(texts)


def test_a_hidden_source_is_said() -> None:
    """A page that retells and names nobody is flagged; a page that names its source, or an outlet's own, is not."""
    a, b = page("a", WHOLE, "Sedge Echo"), page("b", RETOLD, "Tarn Times")
    (hidden,) = _descent(a, b).lineage.hidden
    assert hidden.article == b.id
    assert "Tarn Times" in hidden.says
    assert "Sedge Echo" in hidden.says
    credited = page("b", RETOLD, "Tarn Times", credit=named("Sedge Echo", "passage", "relay"))
    assert not _descent(a, credited).lineage.hidden
    assert not _descent(a, page("b", RETOLD, "Sedge Echo")).lineage.hidden


def test_what_cannot_be_told_is_said() -> None:
    """Where the parent names an outside source, the child may have it from there, and the report says so."""
    descent = _descent(page("a", RETOLD), page("b", WHOLE, credit=named("Selka Wire")))
    assert [one.says for one in descent.lineage.undecided] == [
        "a comes from b or from b's source, Selka Wire; the texts cannot tell the two apart."
    ]


@pytest.mark.parametrize(
    ("pages", "says"),
    [
        (
            [
                page("a", WHOLE, "Sedge Echo", at("2031-04-02T09:00+00:00")),
                page("b", RETOLD, "Tarn Times", at("2031-04-01T09:00+00:00"), named("Sedge Echo")),
            ],
            "but is dated before it",
        ),
        (
            [
                page("a", WHOLE, "Sedge Echo", credit=named("Tarn Times", "claim", "relay")),
                page("b", RETOLD, "Tarn Times", credit=named("Sedge Echo")),
            ],
            "each name the other",
        ),
    ],
    ids=["a clock against the step", "credits in a circle"],
)
def test_what_contradicts_a_step_is_said(pages: list[Article], says: str) -> None:
    """Dates and credits that do not fit the step are named, whatever the texts decide."""
    assert [says in one.says for one in _descent(*pages).lineage.undecided].count(True) == 1


def test_copies_without_a_clue_have_no_order() -> None:
    """Two equal texts without date or credit: their order is said to be open, and nobody is accused."""
    descent = _descent(page("a", WHOLE), page("b", WHOLE))
    assert "cannot be told" in descent.lineage.undecided[0].says
    assert not descent.lineage.hidden


def test_a_step_explains_sentences_of_the_child() -> None:
    """Each parent of a merged text is shown with the sentences that it gave."""
    a, b, c = page("a", WHOLE), page("b", COLLISION), page("c", MERGED)
    steps = _descent(a, b, c).lineage.steps
    explained = {step.parent: [c.text[slice(*span)] for span in step.explains] for step in steps}
    assert explained[a.id] == list(DAM[:8])
    assert explained[b.id] == list(BRIDGE[:4])


def test_the_same_pages_give_the_same_lineage() -> None:
    """Two runs give equal values."""
    pages = CASES["both name one agency that is not in the pile"][2]
    assert _descent(*pages) == _descent(*pages)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("The Selka Wire", "Selka Wire", True),
        ("selkawire.com", "Selka Wire", True),
        ("Selka News Agency", "Selka", True),
        ("SNA", "Selka News Agency", True),
        ("Agence Selka-Presse", "ASP", True),
        ("Sedge Echo", "Tarn Echo", False),
        ("The Times", "Tarn Times", False),
        ("News", "Daily", False),
        ("", "Selka", False),
    ],
)
def test_outlet_names_meet(one: str, two: str, same: bool) -> None:
    """Names of one outlet meet in their usual spellings; different outlets do not."""
    assert same_outlet(one, two) is same
    assert same_outlet(two, one) is same


def test_who_says_more_closely_who_its_sources_are_is_the_earlier() -> None:
    """A counted source against an uncounted one tells the direction, where sources were looked for."""
    a, b = page("a", text_of(DAM[:3])), page("b", reworded(text_of(DAM[:3]), (SWAPS[3],)))
    analyses = {a.id: Analysis(a.id, (), (), (_source(a, 4),)), b.id: Analysis(b.id, (), (), (_source(b, None),))}
    (step,) = lineage_of([a, b], analyses, LineageSettings()).lineage.steps
    assert step.parent == a.id
    assert "a says more closely who its sources are than b does." in [clue.says for clue in step.clues]


def _source(article: Article, count: int | None) -> Attribution:
    whole = Span(article.sentences[2].start, article.sentences[2].end)
    source = Source((whole,), "people", "anonymous-group", count=count)
    return Attribution(article.id, 2, whole, "test", 1.0, (whole,), source, Words((whole,), "said"))


@pytest.mark.parametrize(
    ("credit", "origin"),
    [
        (Credit("Selka Wire", "Source: Selka Wire", "source-line", "article"), True),
        (Credit("Selka Wire", "first reported by Selka Wire", "priority", "claim", Span(900, 930)), True),
        (Credit("Selka Wire", "Selka Wire reported", "relay", "claim", Span(20, 40)), True),
        (Credit("Selka Wire", "told Selka Wire", "relay", "claim", Span(900, 920)), False),
        (Credit("Sedge Echo", "Sedge Echo", "source-line", "article"), False),
    ],
    ids=["whole article", "had it first", "in the lead", "for one claim", "itself"],
)
def test_which_credits_name_an_origin(credit: Credit, origin: bool) -> None:
    """A credit for one claim deep in the text, or to the page's own outlet, makes no origin."""
    assert bool(origin_credits(page("a", WHOLE, "Sedge Echo", credit=credit))) is origin


def test_every_clue_tells_a_reader_what_it_is() -> None:
    """The docstring of a clue begins with a plain sentence for readers."""
    for group in CLUES:
        assert (group.clue.__doc__ or "").split("\n")[0].endswith(".")


def test_every_feature_of_the_model_belongs_to_a_clue() -> None:
    """Nothing that the first look weighs is left without words, but for how many copies and texts there are."""
    features = step_model().first.features
    assert {name for name in features if name not in group_of(features)} <= {
        *("copies.parent", "copies.child", "story.states"),
    }
