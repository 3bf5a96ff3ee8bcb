"""Rules of the voice family: how sure the text sounds, and how heated."""

from __future__ import annotations

from retold.change.clauses import clauses_of
from retold.change.edit import Edit, image, overlap
from retold.change.scene import Scene, Verdict, of_kind, overlaps, tokens_in
from retold.change.side import Range, Side
from retold.change.version import keys_of, told_by
from retold.model import Attribution, Token, Weight
from retold.tables import Degree, degrees_in, loaded_in, meaning_groups

_WEAK_MODALS = frozenset({"may", "might", "could"})
_STRONG_MODALS = frozenset({"will", "would", "must", "shall"})
_SOURCING = frozenset({"according to"})
"""Words that give a source, which the rules for attributions compare."""
ACCUSED = frozenset("accuse charge suspect suspected suspicion blame".split())
"""Words that say as well as ``allegedly`` that something is not proved."""
_ACCUSING = ACCUSED - {"charge"}
"""The same without the step of a court, which says how far a case has come."""
_NO_DOUBT = frozenset(("would", "would-be", "should", "can", "shall", "make sure", "be sure", "be sure to"))
"""Words that say nothing by themselves of how sure the text is; modals count against other modals."""
_PROSPECTS = frozenset("possibility potential likelihood chance prospect risk rumour rumor".split())
"""Nouns that say that something may be so."""
_PLANNED = frozenset(f"be {word} to" for word in ("set", "slated", "poised", "scheduled")) | {"be on course to"}
"""Words for what is planned, which say as much as ``will`` about how sure it is."""
_BEFORE_VERB = frozenset({"due to", "be due to", "sure to", "be sure to"})
_CLAIM = frozenset({"ccomp", "xcomp", "acomp", "oprd"})
_REPLACED = frozenset({"ADV", "ADJ", "VERB"})
_STEP = 2
"""Least difference of certainty for one word in place of another; the table's neighbours are a matter of taste."""
_LONGEST = 5
_BOUNDS = frozenset(("up to", "at least", "at most", "more than", "less than", "over", "under"))
"""Words that give one end of a quantity; without them it is another quantity, without ``about`` hardly."""
_HOT = 2
"""Heat of a word that no plain sentence has by chance."""
_REACH = 3
_QUANTITIES = frozenset(
    "half third quarter fifth tenth dozen hundred thousand million billion score double twice".split()
)
_PART_OF_SPEECH = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "r"}


def hedge_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Words of certainty lost, gained or replaced: the text got firmer or looser."""
    before, after = scene.was_tokens(edit), scene.now_tokens(edit)
    was, now = _unequal(edit.was, after, scene, lost=True), _unequal(edit.now, before, scene, lost=False)
    if bool(was) != bool(now):
        was = [(degree, at) for degree, at in was if not _has_stand_in(at, scene, lost=True)]
        now = [(degree, at) for degree, at in now if not _has_stand_in(at, scene, lost=False)]
    shift = _judge_shift([degree for degree, _ in was], [degree for degree, _ in now], edit, scene)
    return shift or _unaccused(edit, scene) or _unconditional(edit, scene)


def _unconditional(edit: Edit, scene: Scene) -> Verdict | None:
    """``if convicted`` is lost, and nothing else in the child's sentence is a condition."""
    conditions = [clause for clause in clauses_of(scene.pair.was) if clause.is_condition]
    if edit.now or not any(overlap(edit.was, clause.at) for clause in conditions):
        return None
    if any(clause.is_condition for clause in clauses_of(scene.pair.now)):
        return None
    return Verdict("hedge", "firmer", "A condition of the claim is gone.")


def _unaccused(edit: Edit, scene: Scene) -> Verdict | None:
    """What somebody was accused of stands as a fact, when nothing in the child says any more that it is not proved."""
    lost = _accusing(scene.was_tokens(edit)) - _accusing(scene.now_tokens(edit))
    now = scene.pair.now
    doubted = any(degree.certainty < 0 for degree, _ in degrees_at(now, (0, len(now.tokens))))
    told = told_by(scene.was_tokens(edit), keys_of(now.tokens)) >= scene.settings.half_told
    if not lost or doubted or not told or scene.child.lemmas & _ACCUSING or of_kind(now, Attribution):
        return None
    return Verdict("hedge", "firmer", f"What was said with “{min(lost)}” now stands as a fact.")


def _accusing(tokens: tuple[Token, ...]) -> set[str]:
    return {token.lemma.lower() for token in tokens if token.pos == "VERB"} & _ACCUSING


def _judge_shift(was: list[Degree], now: list[Degree], edit: Edit, scene: Scene) -> Verdict | None:
    before, after = scene.was_tokens(edit), scene.now_tokens(edit)
    shift = level(now) - level(was)
    if shift == 0 or shift * _shift_of_all(scene) < 0 or _moved(was, now, scene):
        return None
    heavy = _turns_modal(before, after)
    if was and now and not heavy and (abs(shift) < _STEP or level(was) * level(now) > 0):
        return None  # ``possibly`` for ``potentially``: about as sure
    direction = "firmer" if shift > 0 else "looser"
    words = ", ".join(f"“{degree.phrase}”" for degree in [*was, *now])
    if all(degree.class_ == "approximator" and degree.phrase not in _BOUNDS for degree in [*was, *now]):
        return Verdict("hedge", direction, f"The text sounds {direction}: {words}.", "low")
    return Verdict("hedge", direction, f"The text sounds {direction}: {words}.", "high" if heavy else None)


def _unequal(at: Range | None, other: tuple[Token, ...], scene: Scene, *, lost: bool) -> list[tuple[Degree, Range]]:
    """The words of certainty of one side of an edit that the other side does not have in these or other words."""
    side = scene.pair.was if lost else scene.pair.now
    return [(degree, place) for degree, place in degrees_at(side, at) if not _has_equal(degree, other)]


def _has_stand_in(at: Range, scene: Scene, *, lost: bool) -> bool:
    """True for a content word that another of its kind replaced (``consistently`` by ``continually``): the table knows
    only one of them, so how sure the other is cannot be told."""
    own, other = (scene.pair.was, scene.pair.now) if lost else (scene.pair.now, scene.pair.was)
    there = image(scene.pair.columns, at, to_child=lost)
    kinds = {token.pos for token in tokens_in(own, at)} & _REPLACED
    return bool(kinds & {token.pos for token in tokens_in(other, there)})


def _turns_modal(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """``may`` for ``will`` turns a prospect into a plan: that changes what may be claimed."""
    return bool(_modals(before)) and bool(_modals(after)) and bool(_modals(before) ^ _modals(after))


def _shift_of_all(scene: Scene) -> int:
    """How much firmer the whole sentence got."""
    was, now = (degrees_at(side, (0, len(side.tokens))) for side in (scene.pair.was, scene.pair.now))
    return level([degree for degree, _ in now]) - level([degree for degree, _ in was])


def _moved(was: list[Degree], now: list[Degree], scene: Scene) -> bool:
    """True when a word of certainty that went or came here has one instead of it in the rest of the other side."""
    if bool(was) == bool(now):
        return False
    own, side = (scene.pair.was, scene.pair.now) if was else (scene.pair.now, scene.pair.was)
    here, there = ([degree for degree, _ in degrees_at(one, (0, len(one.tokens)))] for one in (own, side))
    spare = [degree for degree in there if not any(_alike(degree, other) for other in here)]
    lemmas, own_lemmas = ({token.lemma.lower() for token in one.tokens} for one in (side, own))
    sourced = bool(lemmas & ACCUSED) or (bool(of_kind(side, Attribution)) and bool(of_kind(own, Attribution)))
    prospect = bool((lemmas - own_lemmas) & _PROSPECTS)
    return all(
        any(_alike(degree, other) for other in there)
        or any(degree.certainty * other.certainty > 0 for other in spare)
        or (sourced and degree.class_ == "evidential")
        or (prospect and degree.certainty < 0)
        for degree in was or now
    )


def _alike(degree: Degree, other: Degree) -> bool:
    return degree.phrase == other.phrase or bool(meaning_groups(degree.phrase) & meaning_groups(other.phrase))


def level(degrees: list[Degree]) -> int:
    """How firm a stretch is: its boosters together, against its weakest word."""
    strengths = [degree.certainty for degree in degrees]
    return sum(strength for strength in strengths if strength > 0) + min([0, *strengths])


def _modals(tokens: tuple[Token, ...]) -> set[bool]:
    """Which kinds of modals stand in a stretch: True for weak ones, False for strong ones."""
    lemmas = {token.text.lower() for token in tokens}
    return {True for _ in lemmas & _WEAK_MODALS} | {False for _ in lemmas & _STRONG_MODALS}


def degrees_at(side: Side, at: Range | None) -> list[tuple[Degree, Range]]:
    """The hedges and boosters in a range, each with its place.

    ``about`` and the like count only where a quantity follows; a noun such as ``claim`` is a thing, not a doubt.
    """
    if at is None:
        return []
    tokens = side.tokens[at[0] : at[1]]
    found: list[tuple[Degree, Range]] = []
    for hit in degrees_in([token.text.lower() for token in tokens]):
        degree = hit.values[0]
        noun = hit.end - hit.start == 1 and tokens[hit.start].pos in ("NOUN", "PROPN")
        if degree.class_ == "approximator" and not _quantity_follows(side.tokens[at[0] + hit.end :][:_REACH]):
            continue
        if degree.phrase in _SOURCING | _NO_DOUBT | _PLANNED or not _judges(side, at[0] + hit.end - 1):
            continue
        if degree.phrase == "could" and any(token.dep == "neg" for token in side.tokens[at[0] + hit.end :][:1]):
            continue  # what somebody could not do is certain
        if degree.phrase in _BEFORE_VERB and not _verb_follows(side, at[0] + hit.end):
            continue
        if not noun:
            found.append((degree, (at[0] + hit.start, at[0] + hit.end)))
    return found


def _judges(side: Side, number: int) -> bool:
    """False for a verb of thought or appearance without a claim behind it: ``assumes responsibility``, ``appear``."""
    token = side.tokens[number]
    if token.pos != "VERB":
        return True
    return token.dep in ("parataxis", "amod") or any(
        other.head == number and other.dep in _CLAIM for other in side.tokens
    )


def _verb_follows(side: Side, number: int) -> bool:
    return number < len(side.tokens) and side.tokens[number].pos in ("VERB", "AUX")


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
    near = abs(before - after) < _HOT
    cue = _says_who(scene.pair.was, edit.was) or _says_who(scene.pair.now, edit.now)
    if before == after or (near and ((before and after) or cue)):
        return None
    weight: Weight | None = "low" if near else None  # a mild word stands in plain sentences too
    if after > before:
        says = f"“{scene.now_words(edit)}” is more heated than what stood there before."
        return Verdict("tone", "hotter", says, weight)
    return Verdict("tone", "cooler", f"“{scene.was_words(edit)}” was more heated than what stands there now.", weight)


def tone_of_retelling(scene: Scene) -> Verdict | None:
    """The tone of a sentence told in other words throughout, where plain and hot stand against each other."""
    before, after = heat(scene.pair.was.tokens), heat(scene.pair.now.tokens)
    if abs(before - after) < _HOT:
        return None
    direction = "hotter" if after > before else "cooler"
    return Verdict("tone", direction, f"The sentence is told in {direction} words.")


def _says_who(side: Side, at: Range | None) -> bool:
    """True for a bare word of saying (``claims``): how it is said is compared with the source."""
    if at is None or at[1] - at[0] > 1:
        return False
    return any(overlaps(side.span(at), span) for found in of_kind(side, Attribution) for span in found.cue.spans)


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
