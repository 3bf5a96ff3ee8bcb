"""Rules of the voice family: how sure the text sounds, and how heated."""

from __future__ import annotations

from retold.change.edit import Edit
from retold.change.scene import Scene, Verdict
from retold.change.side import Range, Side
from retold.model import Token
from retold.tables import Degree, degrees_in, loaded_in, meaning_groups

_WEAK_MODALS = frozenset({"may", "might", "could"})
_STRONG_MODALS = frozenset({"will", "would", "must", "shall"})
_LONGEST = 5
_REACH = 3
_QUANTITIES = frozenset(
    "half third quarter fifth tenth dozen hundred thousand million billion score double twice".split()
)
_PART_OF_SPEECH = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r"}


def hedge_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Words of certainty lost, gained or replaced: the text got firmer or looser."""
    before, after = scene.was_tokens(edit), scene.now_tokens(edit)
    was = [degree for degree in _degrees(scene.pair.was, edit.was) if not _has_equal(degree, after)]
    now = [degree for degree in _degrees(scene.pair.now, edit.now) if not _has_equal(degree, before)]
    shift = _level(now) - _level(was)
    if shift == 0:
        return None
    direction = "firmer" if shift > 0 else "looser"
    words = ", ".join(f"“{degree.phrase}”" for degree in [*was, *now])
    # ``may`` for ``will`` turns a prospect into a plan: that changes what may be claimed.
    heavy = bool(_modals(before)) and bool(_modals(after)) and bool(_modals(before) ^ _modals(after))
    return Verdict("hedge", direction, f"The text sounds {direction}: {words}.", "high" if heavy else None)


def _level(degrees: list[Degree]) -> int:
    """How firm a stretch is: its boosters together, against its weakest word."""
    strengths = [degree.certainty for degree in degrees]
    return sum(strength for strength in strengths if strength > 0) + min([0, *strengths])


def _modals(tokens: tuple[Token, ...]) -> set[bool]:
    """Which kinds of modals stand in a stretch: True for weak ones, False for strong ones."""
    lemmas = {token.text.lower() for token in tokens}
    return {True for _ in lemmas & _WEAK_MODALS} | {False for _ in lemmas & _STRONG_MODALS}


def _degrees(side: Side, at: Range | None) -> list[Degree]:
    """The hedges and boosters in a range.

    ``about`` and the like count only where a quantity follows; a noun such as ``claim`` is a thing, not a doubt.
    """
    if at is None:
        return []
    tokens = side.tokens[at[0] : at[1]]
    found: list[Degree] = []
    for hit in degrees_in([token.text.lower() for token in tokens]):
        degree = hit.values[0]
        noun = hit.end - hit.start == 1 and tokens[hit.start].pos in ("NOUN", "PROPN")
        if degree.class_ == "approximator" and not _quantity_follows(side.tokens[at[0] + hit.end :][:_REACH]):
            continue
        if not (noun and degree.class_ == "evidential"):
            found.append(degree)
    return found


def _quantity_follows(tokens: tuple[Token, ...]) -> bool:
    return any(token.pos == "NUM" or token.lemma.lower() in _QUANTITIES for token in tokens)


def _has_equal(degree: Degree, tokens: tuple[Token, ...]) -> bool:
    """True when the other side says the same in these or other words (``was due to``, ``was scheduled to``)."""
    groups = meaning_groups(degree.phrase)
    words = [token.text.lower() for token in tokens]
    phrases = (
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + _LONGEST) + 1)
    )
    return any(phrase == degree.phrase or (groups and groups & meaning_groups(phrase)) for phrase in phrases)


def tone_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Loaded or colloquial words against plain ones, and the other way round."""
    before, after = heat(scene.was_tokens(edit)), heat(scene.now_tokens(edit))
    if before == after:
        return None
    if after > before:
        return Verdict("tone", "hotter", f"“{scene.now_words(edit)}” is more heated than what stood there before.")
    return Verdict("tone", "cooler", f"“{scene.was_words(edit)}” was more heated than what stands there now.")


def heat(tokens: tuple[Token, ...]) -> int:
    """How loaded a stretch is: the hottest expression in it, 0 for plain words."""
    hottest = 0
    words = [token.text.lower() for token in tokens]
    for hit in loaded_in(words):
        if " ".join(words[max(0, hit.start - 2) : hit.end]) == "in a row":
            continue  # one after the other, not a quarrel
        inside = tokens[hit.start : hit.end]
        for entry in hit.values:
            known = {_PART_OF_SPEECH.get(token.pos) for token in inside if token.pos} or set(entry.parts_of_speech)
            fits = (entry.particle and len(tokens) > 1) or bool(known & set(entry.parts_of_speech)) or len(inside) > 1
            hottest = max(hottest, entry.heat if fits else 0)
    return hottest
