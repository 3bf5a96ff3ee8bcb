"""Which of some nearly identical texts says best where it comes from, or is named as the source by the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retold.article.credit import credits_in_text
from retold.article.outlet import Outlets, is_same_outlet
from retold.match.states import States
from retold.model import Credit
from retold.text import split_sentences

_LEVELS = {"article": 2.0, "passage": 1.0, "claim": 0.0}
"""What a credit is worth by what it is given for; one for a claim stands in any version."""
_NAMED = 10.0
"""What it is worth that another text of the group names the outlet: more than any credit of one's own."""


def worth_by_credits(
    states: States, texts: Mapping[int, str], outlets: Sequence[str | None], known: Outlets
) -> NDArray[np.float64]:
    """For each text what its credits are worth; only those of groups are looked at.

    ``outlets`` has the outlet of each text, ``known`` are those of the pile.
    """
    worth = np.zeros(len(outlets))
    for start, stop in pairwise(states.bounds.tolist()):
        group = states.texts[start:stop].tolist()
        given = {
            text: credits_in_text(texts[text], split_sentences(texts[text]), outlets[text], known) for text in group
        }
        for text in group:
            own = max((_LEVELS[credit.level] for credit in given[text]), default=0.0)
            others = (given[other] for other in group if other != text)
            worth[text] = own + _NAMED * sum(_names(credits, outlets[text]) for credits in others)
    return worth


def _names(credits: Sequence[Credit], outlet: str | None) -> bool:
    return outlet is not None and any(
        credit.level != "claim" and is_same_outlet(credit.name, outlet) for credit in credits
    )
