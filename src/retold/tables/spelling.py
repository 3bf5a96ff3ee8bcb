"""British and American spelling: which words are one word in two coats."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retold.tables.lines import rows
from retold.text import fold

_ISE = re.compile(r"(?<=[a-z]{3})([iy])s(?=(?:e|es|ed|er|ers|ing|able|ation|ations|ational)$)")
_KEEPS_S = frozenset(
    """advertise advise arise chastise circumcise comprise compromise demise despise devise disguise enterprise excise
    exercise expertise franchise improvise incise merchandise noise otherwise poise praise precise premise promise raise
    revise rise supervise surmise surprise televise treatise bruise cruise prise uprise""".split()
)


def same_spelling(a: str, b: str) -> bool:
    """True when two words or phrases differ at most in case, quote marks or British against American spelling."""
    return [american(word) for word in fold(a).split()] == [american(word) for word in fold(b).split()]


@lru_cache(maxsize=65_536)
def american(word: str) -> str:
    """A folded word in its American spelling; only for comparing, as it also turns words that are never spelt so."""
    known = _pairs().get(word)
    if known is not None:
        return known
    found = _ISE.search(word)
    if found is None or word[: found.end()] + "e" in _KEEPS_S:
        return word
    return word[: found.start()] + found[1] + "z" + word[found.end() :]


@cache
def _pairs() -> dict[str, str]:
    return {fold(british): fold(american_) for british, american_ in rows("spelling.tsv", 2)}
