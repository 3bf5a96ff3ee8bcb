"""Rules of the voice family: how sure the text sounds, and how heated."""

from __future__ import annotations

from retold.change.edits import Edit
from retold.change.scene import Scene, Verdict
from retold.change.side import Range, Side
from retold.model import Token
from retold.tables import certainty, hedge_class, meaning_groups, tone

_STRONG_MODALS = frozenset({"may", "might", "could", "will", "would", "must", "can"})


def hedge_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Words of certainty lost, gained or replaced: the text got firmer or looser."""
    was, now = _certainties(scene.pair.was, edit.was), _certainties(scene.pair.now, edit.now)
    if not was and not now or _same_meaning(was, now):
        return None
    before, after = sum(was.values()), sum(now.values())
    if before == after:
        return None
    words = ", ".join(f"“{word}”" for word in [*was, *now])
    direction = "firmer" if after > before else "looser"
    modal = bool(_STRONG_MODALS & {token.lemma.lower() for token in scene.was_tokens(edit) + scene.now_tokens(edit)})
    return Verdict(
        "hedge",
        direction,
        f"The text sounds {direction}: {words}.",
        "high" if modal and abs(after - before) > 1 else None,
    )


def _certainties(side: Side, at: Range | None) -> dict[str, int]:
    """The words of certainty in a range, single words and short phrases, with their place on the scale."""
    if at is None:
        return {}
    lemmas = [token.lemma.lower() for token in side.tokens[at[0] : at[1]]]
    texts = [token.text.lower() for token in side.tokens[at[0] : at[1]]]
    found: dict[str, int] = {}
    taken = 0
    for first in range(len(lemmas)):
        if first < taken:
            continue
        for size in (4, 3, 2, 1):
            phrase = next(
                (p for words in (texts, lemmas) if hedge_class(p := " ".join(words[first : first + size]))), None
            )
            if phrase and first + size <= len(lemmas):
                found[phrase] = certainty(phrase)
                taken = first + size
                break
    return found


def _same_meaning(was: dict[str, int], now: dict[str, int]) -> bool:
    if not was or not now:
        return False
    return all(any(a == b or meaning_groups(a) & meaning_groups(b) for b in now) for a in was)


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
    lemmas = [token.lemma.lower() for token in tokens]
    texts = [token.text.lower() for token in tokens]
    return max(
        (
            tone(" ".join(words[first : first + size]))
            for words in (lemmas, texts)
            for first in range(len(words))
            for size in (1, 2, 3, 4)
            if first + size <= len(words)
        ),
        default=0,
    )
