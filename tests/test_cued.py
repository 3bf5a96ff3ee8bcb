"""Words by which furniture is known: what is looked for first must stand in all that the patterns know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.article import dom, furniture, inserts, kind_words
from retold.article.cued import Cued

PATTERNS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in (kind_words, furniture, inserts)
    for name, value in vars(module).items()
    if isinstance(value, Cued)
}


@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_every_match_holds_a_cue(name: str, data: st.DataObject) -> None:
    """Whatever a pattern matches holds one of its cues, so that nothing is missed for speed."""
    words = data.draw(st.from_regex(PATTERNS[name].pattern))

    assert PATTERNS[name].found_in(words)


@settings(max_examples=500, deadline=None)
@given(st.from_regex(dom._CLASS_PLACES))
def test_every_class_that_names_a_place_holds_a_cue(mark: str) -> None:
    """Whatever names a place among the classes of an element passes the look that comes first."""
    assert dom._PLACE_CUES.search(mark)


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_written_in_small_letters(name: str) -> None:
    """A pattern and its cues are held against texts in small letters."""
    letters = "".join(PATTERNS[name].cues)

    assert letters == letters.lower()
