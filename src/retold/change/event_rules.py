"""Rules for what happened: the act, its doer, its target, how far it has come; details that are lost or gained."""

from __future__ import annotations

import re

from retold.change.contrasts import contrast
from retold.change.edit import Edit
from retold.change.scene import (
    Scene,
    Verdict,
    content_of,
    interchangeable,
    same_entity,
    tokens_in,
    touching,
)
from retold.change.side import Range, Side
from retold.change.version import Version, content_words, keys_of, told_by
from retold.model import Name, Token, Weight
from retold.tables import country_of, hedge_class, meaning_groups, same_kind, tone

_CORE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "oprd"})
_CONTROL = frozenset(
    """offer plan want threaten promise agree try attempt intend hope seek vow refuse fail decline decide consider aim
    propose prepare expect pledge start stop continue""".split()
)
"""Verbs that say of another act how far it has come: without them the act itself is said to have happened."""
_NEGATIVE = frozenset(
    """no never neither nor none nobody nothing without unable impossible refuse fail decline lack avoid refrain
    against""".split()
)
_POINTING = frozenset({"the", "this", "that", "these", "those"})
_CLAUSE = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "ROOT", "parataxis"})


def event_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """Who did what to whom: act, doer, target or polarity differs, or an act is lost or gained."""
    return (
        _polarity(edit, scene)
        or _how_far(edit, scene)
        or _other_act(edit, scene)
        or _other_party(edit, scene)
        or _act_lost(edit, scene)
        or _item_lost(edit, scene)
    )


def _how_far(edit: Edit, scene: Scene) -> Verdict | None:
    """``has offered to resign`` -> ``has resigned``: what was offered or planned is now said to have happened."""
    was, now = _controls(scene.was_tokens(edit)), _controls(scene.now_tokens(edit))
    verbs_was, verbs_now = set(_verbs(scene.was_tokens(edit))) - was, set(_verbs(scene.now_tokens(edit))) - now
    if not verbs_was & verbs_now or bool(was) == bool(now):
        return None
    word = next(iter(was | now))
    return Verdict("event", "changed", f"With “{word}” the act is only said to be on its way; without it, it happened.")


def _controls(tokens: tuple[Token, ...]) -> set[str]:
    """The verbs of a stretch that govern another verb: ``offer`` in ``offered to resign``."""
    found = set()
    for first, token in enumerate(tokens):
        governs = any(t.dep == "xcomp" and t.pos == "VERB" for t in tokens[first + 1 : first + 4])
        if token.pos == "VERB" and token.lemma.lower() in _CONTROL and governs:
            found.add(token.lemma.lower())
    return found


def _polarity(edit: Edit, scene: Scene) -> Verdict | None:
    def negations(tokens: tuple[Token, ...]) -> int:
        return sum(token.dep == "neg" or token.lemma.lower() in _NEGATIVE for token in tokens)

    was, now = scene.was_tokens(edit), scene.now_tokens(edit)
    verbs_was, verbs_now = _verbs(was), _verbs(now)
    if any(contrast(a, b) == "reversed" for a in verbs_was for b in verbs_now):
        return None  # ``do not forget`` for ``remember``
    only_negation = not edit.was or not edit.now
    if (negations(was) + negations(now)) % 2 == 0:
        return None
    if only_negation and not (verbs_was or verbs_now) and len(was) + len(now) <= 3:
        return Verdict("event", "reversed", "A negation appears or is gone.")
    if verbs_was and verbs_now and any(_akin(a, b) for a in verbs_was for b in verbs_now):
        return Verdict("event", "reversed", "The same act is now denied, or no longer denied.")
    return None


def _other_act(edit: Edit, scene: Scene) -> Verdict | None:
    negated = [any(t.dep == "neg" for t in tokens) for tokens in (scene.was_tokens(edit), scene.now_tokens(edit))]
    for a in _verbs(scene.was_tokens(edit)) + _nouns_of_act(scene.was_tokens(edit)):
        for b in _verbs(scene.now_tokens(edit)) + _nouns_of_act(scene.now_tokens(edit)):
            kind = contrast(a, b)
            if kind and not (kind == "reversed" and negated[0] != negated[1]):
                return Verdict("event", kind, f"“{a}” became “{b}”.")
    return None


def _other_party(edit: Edit, scene: Scene) -> Verdict | None:
    """The doer or target of an act that stays is another one."""
    was, now = _core_head(scene.pair.was, edit.was), _core_head(scene.pair.now, edit.now)
    if was is None or now is None or "PRON" in (was.pos, now.pos):
        return None
    a, b = was.lemma.lower(), now.lemma.lower()
    if a == b or interchangeable(a, b) or same_kind(a, b) or _alias(edit, scene):
        return None
    if a in content_of(scene.now_tokens(edit)) or b in content_of(scene.was_tokens(edit)):
        return None  # the atmosphere in the courtroom, the courtroom
    state, other = country_of(scene.was_words(edit)), country_of(scene.now_words(edit))
    if state and other:
        return Verdict("event", "changed", f"It was {state.name}, now it is {other.name}.") if state != other else None
    definite = _is_definite(scene.was_tokens(edit)) and _is_definite(scene.now_tokens(edit))
    if definite and {was.pos, now.pos} == {"NOUN"} and a in scene.parent.lemmas and b in scene.parent.lemmas:
        # Both phrases point back to something, and the parent uses both words: not one thing under two names.
        return Verdict(
            "event",
            "changed",
            f"“{scene.was_words(edit)}” became “{scene.now_words(edit)}”, which is something else in the parent.",
        )
    return None


def _is_definite(tokens: tuple[Token, ...]) -> bool:
    """True for a phrase that points back to something known: with an article, a demonstrative or an owner."""
    return bool(tokens) and (tokens[0].lemma.lower() in _POINTING or tokens[0].tag in ("PRP$", "POS"))


def _alias(edit: Edit, scene: Scene) -> bool:
    was, now = touching(scene.pair.was, edit.was, Name), touching(scene.pair.now, edit.now, Name)
    return any(same_entity(a, b) for a in was for b in now)


def _core_head(side: Side, at: Range | None) -> Token | None:
    """The head of a noun phrase that is subject or object of a verb, when the range is that phrase."""
    if at is None:
        return None
    heads = [n for n in range(*at) if side.phrases[n] == n and side.tokens[n].pos in ("NOUN", "PROPN", "PRON")]
    return next((side.tokens[n] for n in heads if side.tokens[n].dep in _CORE), None)


def _act_lost(edit: Edit, scene: Scene) -> Verdict | None:
    was, now = content_of(scene.was_tokens(edit)), content_of(scene.now_tokens(edit))
    lost = bool(was - now) and now <= was
    if not lost and not (now - was and was <= now):
        return None
    side, opposite, at = (
        (scene.pair.was, scene.pair.now, edit.was) if lost else (scene.pair.now, scene.pair.was, edit.now)
    )
    if at is None or told_by(side.tokens[at[0] : at[1]], keys_of(opposite.tokens)) > scene.settings.half_told:
        return None
    if _made_up_for(edit, len(was ^ now), scene, lost=lost):
        return None
    rest, replaced = was - now or now - was, bool(edit.was and edit.now)
    acts = [n for n in range(*at) if side.tokens[n].lemma.lower() in rest and _is_act(side, n, at, replaced=replaced)]
    if not acts:
        return None
    verb = side.tokens[acts[0]].lemma
    if lost:
        return Verdict("event", "dropped", f"What was said with “{verb}” is gone.")
    return Verdict("event", "added", f"What is said with “{verb}” is new.")


def _item_lost(edit: Edit, scene: Scene) -> Verdict | None:
    """One of several things that were listed is lost or gained: ``fines and damages``, ``fines``."""
    if bool(edit.was) == bool(edit.now):
        return None
    lost = edit.was is not None
    side, at, other = (scene.pair.was, edit.was, scene.child) if lost else (scene.pair.now, edit.now, scene.parent)
    for item in listed_in(side, at or (0, 0)):
        if told_by(side.tokens[item : item + 1], other.keys) == 0:
            says = f"“{side.tokens[item].text}” is {'not listed any more' if lost else 'listed for the first time'}."
            return Verdict("event", "dropped" if lost else "added", says)
    return None


def listed_in(side: Side, at: Range) -> list[int]:
    """The common nouns of a range that are joined by ``and`` or a comma to one outside it."""
    return [
        number
        for number, token in enumerate(side.tokens)
        if at[0] <= number < at[1] and token.dep == "conj" and token.pos == "NOUN" and not at[0] <= token.head < at[1]
    ]


def _made_up_for(edit: Edit, size: int, scene: Scene, *, lost: bool) -> bool:
    """True when as many words came elsewhere in the sentence as went here, or the other way round: it was reworded."""
    others = [other for other in scene.pair.edits if other != edit]
    came = [content_of(scene.now_tokens(other)) - content_of(scene.was_tokens(other)) for other in others]
    went = [content_of(scene.was_tokens(other)) - content_of(scene.now_tokens(other)) for other in others]
    balance = sum(map(len, came)) - sum(map(len, went))
    return (balance if lost else -balance) >= size


def _is_act(side: Side, verb: int, at: Range, *, replaced: bool) -> bool:
    """True for a verb that says by itself that somebody did something: with its doer, or with what was done."""
    token = side.tokens[verb]
    if token.pos != "VERB" or token.dep not in _CLAUSE or hedge_class(token.lemma):
        return False
    own = [n for n in range(*at) if side.tokens[n].head == verb and n != verb]
    subject = any(side.tokens[n].dep.startswith("nsubj") for n in own)
    joined = any(side.tokens[n].dep == "conj" and side.tokens[n].pos == "VERB" for n in own)
    if replaced:
        return subject or joined or any(side.tokens[n].dep == "dobj" for n in own)
    several = len(list(content_words(side.tokens[at[0] : at[1]]))) > 1
    return several or (token.dep in ("relcl", "conj") and not subject)


def _verbs(tokens: tuple[Token, ...]) -> list[str]:
    return [token.lemma.lower() for token in tokens if token.pos == "VERB"]


def _nouns_of_act(tokens: tuple[Token, ...]) -> list[str]:
    return [token.lemma.lower() for token in tokens if token.pos in ("NOUN", "ADJ", "ADV")]


def _akin(a: str, b: str) -> bool:
    return a == b or bool(meaning_groups(a) & meaning_groups(b)) or tone(a) != tone(b)


_LINKS = frozenset(
    """additionally currently presently consequently subsequently similarly accordingly finally recently newly
    previously simultaneously respectively further additional present current certain own other such same several
    various following relevant related particular specific provided given order addition""".split()
)
"""Words that tie a sentence to its neighbours or to its day and tell nothing themselves."""

_FRAME = re.compile(
    r"\W*(on|from) (the|its|his|her|their) [\w.\- ]{1,30} (side|part|front|end)\W*|for (its|his|her|their|our) part\W*"
    r"|\W*(meanwhile|moreover|furthermore|however|besides|also|in addition|in turn|at the same time|on the other hand"
    r"|in the meantime|as a result|in fact|of course|after all|for example|for instance|in other words|that said)\W*",
    re.IGNORECASE,
)


def is_frame(words: str) -> bool:
    """True for words that only lead over to the next thought (``on the other side,``) and carry no information."""
    return bool(_FRAME.fullmatch(words))


def _said_elsewhere(edit: Edit, scene: Scene) -> bool:
    """True when what differs here stands in other words of one meaning elsewhere (``in a row``, ``straight``)."""
    others = [other for other in scene.pair.edits if other != edit]
    lost, gained = _meanings(edit, scene, was=True), _meanings(edit, scene, was=False)
    return any(
        (lost - gained) & _meanings(other, scene, was=False) - _meanings(other, scene, was=True)
        or (gained - lost) & _meanings(other, scene, was=True) - _meanings(other, scene, was=False)
        for other in others
    )


def _meanings(edit: Edit, scene: Scene, *, was: bool) -> frozenset[int]:
    """The groups of meaning of one side of an edit, as a whole phrase and word by word."""
    words, tokens = (scene.was_words, scene.was_tokens) if was else (scene.now_words, scene.now_tokens)
    phrases = (words(edit), *content_of(tokens(edit)))
    return frozenset(group for phrase in phrases for group in meaning_groups(phrase))


def _elsewhere_in(scene: Scene, edit: Edit, *, child: bool) -> set[str]:
    """Content words of the other edits on one side: what seems lost may stand there (``use of X`` -> ``X use``)."""
    side = scene.pair.now if child else scene.pair.was
    ranges = (other.now if child else other.was for other in scene.pair.edits if other != edit)
    return {word for at in ranges for word in content_of(tokens_in(side, at))}


def detail_rule(edit: Edit, scene: Scene) -> Verdict | None:
    """A modifier with information that is lost or gained while its head stays."""
    lost, gained = content_of(scene.was_tokens(edit)), content_of(scene.now_tokens(edit))
    if _said_elsewhere(edit, scene):
        return None
    if edit.kind != "edit" or is_frame(scene.was_words(edit) or scene.now_words(edit)):
        return None
    if lost - gained and lost - gained <= _elsewhere_in(scene, edit, child=True):
        return None
    if gained - lost and gained - lost <= _elsewhere_in(scene, edit, child=False):
        return None
    if lost > gained and (gained or edit.now is None):
        says = f"Without “{scene.was_words(edit).strip(' ,')}” the text says less."
        return Verdict("detail", "less", says, _weight_of(scene.pair.was, edit.was, lost - gained, scene.child))
    if gained > lost and (lost or edit.was is None):
        says = f"With “{scene.now_words(edit).strip(' ,')}” the text says more."
        return Verdict("detail", "more", says, _weight_of(scene.pair.now, edit.now, gained - lost, scene.parent))
    return None


def _weight_of(side: Side, at: Range | None, rest: set[str], other: Version) -> Weight | None:
    """Low for words that the other article has elsewhere, and for those that only tie the sentence together."""
    words = [t for t in tokens_in(side, at) if t.lemma.lower() in rest]
    telling = [t for t in words if _informs(t, side, other)]
    return None if telling and told_by(telling, other.keys) < 1 else "low"


def _informs(token: Token, side: Side, other: Version) -> bool:
    """True for a modifier that tells how or which, of a word that stays; a verb or noun that went is wording."""
    if token.lemma.lower() in _LINKS or hedge_class(token.lemma) or hedge_class(token.text):
        return False  # how sure the text is, is the hedge rule's
    if side.tokens[token.head].lemma.lower() not in other.lemmas:
        return False
    if token.pos == "ADV":
        return token.text.lower().endswith("ly")
    return token.pos in ("ADJ", "PROPN") and (token.dep in ("amod", "compound", "nmod", "pobj", "appos"))
