"""Acts and states that exclude each other: when one stands in place of the other, the event is another one."""

from __future__ import annotations

from typing import Literal

_OPPOSITES = """
approve/reject  accept/refuse  accept/reject  agree/refuse  support/oppose  back/oppose  confirm/deny  admit/deny
uphold/overturn  acquit/convict  win/lose  rise/fall  increase/decrease  gain/lose  grow/shrink  buy/sell  open/close
begin/end  start/stop  allow/ban  permit/prohibit  join/leave  enter/leave  arrive/depart  pass/fail  hire/fire
succeed/fail  attack/defend  praise/criticise  praise/criticize  raise/lower  raise/cut  raise/reduce  strengthen/weaken
improve/worsen  advance/retreat  victory/defeat  profit/loss  guilty/innocent  ally/enemy  majority/minority
legal/illegal  safe/unsafe  likely/unlikely  higher/lower  more/fewer  more/less  increase/cut  rise/drop  gain/fall
"""

_DIFFERENT = """
kill injure hurt wound
die survive
cancel postpone
suspend resume
cancel hold
arrest charge convict
detain convict
accuse convict
resign dismiss
resign fire
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


def _load() -> dict[frozenset[str], Literal["reversed", "changed"]]:
    found: dict[frozenset[str], Literal["reversed", "changed"]] = {}
    for line in _DIFFERENT.split("\n"):
        acts = line.split()
        found |= {frozenset((a, b)): "changed" for a in acts for b in acts if a != b and not _near(a, b)}
    for pair in _OPPOSITES.split():
        found[frozenset(pair.split("/"))] = "reversed"
    return found


def _near(a: str, b: str) -> bool:
    """Acts in one line that do not exclude each other."""
    return frozenset((a, b)) in {
        frozenset(("injure", "hurt")),
        frozenset(("injure", "wound")),
        frozenset(("hurt", "wound")),
    }


_CONTRASTS = _load()


def contrast(a: str, b: str) -> Literal["reversed", "changed"] | None:
    """How two lemmas exclude each other: ``reversed`` for opposites, ``changed`` for different acts; None if they do not."""
    return _CONTRASTS.get(frozenset((a, b)))
