"""Acts and states that exclude each other: when one stands in place of the other, the event is another one."""

from __future__ import annotations

from functools import cache
from itertools import combinations, product
from typing import Literal

from retold.tables import meaning_groups

Contrast = Literal["reversed", "changed"]

_OPPOSITES = """
approve/reject accept/refuse accept/reject agree/refuse support/oppose confirm/deny admit/deny uphold/overturn
grant/reject
grant/refuse grant/deny acquit/convict win/lose rise/fall increase/decrease gain/lose grow/shrink buy/sell sale/purchase
open/close begin/end start/stop allow/ban permit/prohibit join/leave enter/leave arrive/depart pass/fail hire/fire
succeed/fail attack/defend praise/criticise raise/lower raise/cut raise/reduce strengthen/weaken improve/worsen
advance/retreat victory/defeat profit/loss guilty/innocent ally/enemy majority/minority legal/illegal safe/unsafe
likely/unlikely higher/lower high/low more/fewer more/less increase/cut rise/drop increase/fall import/export
lend/borrow
encourage/discourage include/exclude keep/abandon remember/forget remain/leave stay/leave first/last before/after
"""

_DIFFERENT = """
kill injure
die survive
cancel postpone
suspend resume
cancel hold
discuss decide
consider decide
arrest charge convict
detain convict
accuse convict
resign dismiss
resign sack
vote abstain
propose adopt
propose order
ask order
offer demand
threaten attack
investigate charge
recommend order
sign withdraw
damage destroy
delay cancel
fine jail
search seize
"""


def contrast(a: str, b: str) -> Contrast | None:
    """How two lemmas exclude each other: ``reversed`` for opposites, ``changed`` for other acts; None if they do not.

    Words of the same meaning stand for each other (``turn down`` against ``grant``); two words that share a meaning
    exclude nothing.
    """
    if meaning_groups(a) & meaning_groups(b):
        return None
    direct = _by_word().get(frozenset((a, b)))
    if direct:
        return direct
    for left, right in product(meaning_groups(a), meaning_groups(b)):
        found = _by_meaning().get(frozenset((left, right)))
        if found:
            return found
    return None


@cache
def _by_word() -> dict[frozenset[str], Contrast]:
    found: dict[frozenset[str], Contrast] = {}
    for line in _DIFFERENT.strip().splitlines():
        for a, b in combinations(line.split(), 2):
            found[frozenset((a, b))] = "changed"
    for pair in _OPPOSITES.split():
        found[frozenset(pair.split("/"))] = "reversed"
    return found


@cache
def _by_meaning() -> dict[frozenset[int], Contrast]:
    """The same for groups of equal meaning, where a word has one group only: a word with several is too many-sided."""
    found: dict[frozenset[int], Contrast] = {}
    for pair, kind in _by_word().items():
        a, b = sorted(pair)
        left, right = meaning_groups(a), meaning_groups(b)
        if len(left) == len(right) == 1 and left != right:
            found[left | right] = kind
    return found
