"""Mentions: what a sentence carries, in rows of sentence and what must be found in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retold.mention import find_mentions, model_name
from retold.mention.parse import _load, parse_all
from retold.model import Analysis, Attribution, Dated, DateMention, Event, Figure, Name, Quote
from retold.settings import MentionSettings
from tests.test_changes import build_article

WITH_MODEL = MentionSettings()
RULES_ONLY = MentionSettings(model="none")


def analysed(text: str, settings: MentionSettings = WITH_MODEL) -> Analysis:
    return find_mentions((build_article("one", text),), settings)[0]


SOURCES = [
    ("Three people briefed on the plan, including two port officials, said it had failed.", "anonymous-group", 3, None),
    ("A senior official at the port said it had failed.", "anonymous-person", None, None),
    ("Elin Marsh, the mayor of Marlow, said it had failed.", "named", None, "Elin Marsh"),
    ("The ministry said it had failed.", "body", None, None),
    ("According to the report, it had failed.", "document", None, None),
]


@pytest.mark.parametrize(("sentence", "class_", "count", "name"), SOURCES, ids=[row[1] for row in SOURCES])
def test_a_source_is_classed(sentence: str, class_: str, count: int | None, name: str | None) -> None:
    """Who says it is found with its class, its number and its name."""
    found = [m.source for m in analysed(sentence).mentions if isinstance(m, Attribution)]

    assert [(s.class_, s.count, s.name) for s in found] == [(class_, count, name)]


FIGURES = [
    ("The fee rises to 3.5% of GDP.", 3.5, "percent", "GDP"),
    ("The yard lost 40 million crowns.", 40e6, "crowns", None),
    ("About a third of the flats are empty.", 1 / 3, None, None),
    ("Twelve people were hurt.", 12.0, "people", None),
]


@pytest.mark.parametrize(("sentence", "value", "unit", "base"), FIGURES, ids=[row[0][:20] for row in FIGURES])
def test_a_figure_has_value_and_unit(sentence: str, value: float, unit: str | None, base: str | None) -> None:
    """Quantities are read with value, unit and what they are a share of."""
    found = [m for m in analysed(sentence).mentions if isinstance(m, Figure)]

    assert len(found) == 1
    assert found[0].value == pytest.approx(value)
    assert unit in (None, found[0].unit)
    assert found[0].base == base


def test_numbers_of_dates_and_names_are_no_figures() -> None:
    """The day of a month and the number in a name count nothing."""
    found = analysed("On July 20 the “2+2” talks began in Room 12.").mentions

    assert [m for m in found if isinstance(m, Figure)] == []


def test_a_day_is_resolved_by_the_date_of_publication_only() -> None:
    """Without a date of publication the year of a day stays open; with one it is known."""
    open_day = [m.value for m in analysed("They meet on July 1.").mentions if isinstance(m, DateMention)]
    article = build_article("one", "They meet on July 1.")
    dated = replace(article, date=Dated("2031-06-21", "day", "meta"))
    known = [m.value for m in find_mentions((dated,), WITH_MODEL)[0].mentions if isinstance(m, DateMention)]

    assert open_day == ["XXXX-07-01"]
    assert known == ["2031-07-01"]


def test_a_surname_stands_for_the_full_name() -> None:
    """A person called by one name is the person named in full before, and he is who spoke last."""
    text = "Mayor Jonas Adler opened the bridge. Adler praised the workers. “It will last a hundred years,” he said."
    found = analysed(text).mentions

    assert {m.entity.name for m in found if isinstance(m, Name) and m.entity.type == "person"} == {"Jonas Adler"}
    assert [m.speaker.name for m in found if isinstance(m, Quote) and m.speaker] == ["Jonas Adler"]


def test_a_name_in_marks_is_no_quotation() -> None:
    """``“2+2”`` is a name of talks; nobody said it."""
    found = analysed("The “2+2” talks were called off on Monday.").mentions

    assert [m for m in found if isinstance(m, Quote)] == []


def test_who_did_what_is_found() -> None:
    """An act has its doer, under the state's name when a capital or seat of government acts."""
    acts = [m for m in analysed("Lisbon cancelled the meeting.").mentions if isinstance(m, Event)]

    assert [(act.actor, act.lemma, act.class_) for act in acts] == [("Portugal", "cancel", "REJECT")]


def test_equal_sentences_are_parsed_once() -> None:
    """Two articles that share a sentence share its parse."""
    first, second = (
        build_article("a", "The port is closed. Ships wait."),
        build_article("b", "It rains. The port is closed."),
    )
    one, other = find_mentions((first, second), WITH_MODEL)

    assert one.parses[0] is other.parses[-1]


def test_everything_runs_without_a_language_model() -> None:
    """With rules only, figures, dates and quotations in marks are still found, and the report can say so."""
    found = analysed("“We lost 40 million crowns in May,” said Elin Marsh.", RULES_ONLY)

    kinds = {type(mention) for mention in found.mentions}
    assert {Figure, DateMention, Quote} <= kinds
    assert model_name(RULES_ONLY) == "none"


def test_running_the_pipeline_in_parts_changes_nothing() -> None:
    """Part of speech, lemma, grammar and names are those that the language model gives when it runs as a whole."""
    texts = [
        "The mayors of Marlow were said to have met Ada Brook's staff twice.",
        "Brook left.",
        "there is nothing left to say, he said.",
        "Lowmark's ships are leaving; they have been warned.",
    ]
    nlp = _load(None)
    assert nlp is not None

    parses = parse_all(texts, WITH_MODEL)

    for doc in nlp.pipe(texts):
        found = parses[doc.text]
        assert [(t.text, t.lemma, t.pos, t.tag, t.dep, t.head) for t in found.tokens] == [
            (t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i) for t in doc
        ]
        assert [(e.start, e.end, e.label) for e in found.entities] == [
            (e.start_char, e.end_char, e.label_) for e in doc.ents
        ]
