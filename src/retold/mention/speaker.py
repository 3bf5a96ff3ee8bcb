"""Finds who speaks: the subject of a verb of saying, the noun it hangs on, or who put out the paper that says so."""

from __future__ import annotations

from retold.mention.content import outer_cue
from retold.mention.cue import cue_at
from retold.mention.party import is_actor
from retold.mention.source import can_say, is_paper
from retold.mention.tree import SUBJECTS, Tree

RELATIVES = frozenset({"WP", "WDT", "WP$"})
"""Tags of the pronouns that open a clause about a noun."""
_EMPTY = frozenset({"it", "there", "that", "this", "which", "what"})
_PERSONAL = frozenset({"he", "she", "they", "i", "we", "you", "who"})


def speaker_of(tree: Tree, verb: int) -> int | None:
    """The token that says: the subject, the noun a ``who said`` hangs on, or the noun in ``a letter saying``.

    A paper that somebody put out speaks for him, and a thing that can say nothing leaves it to who speaks above it.
    """
    found = _by_grammar(tree, verb)
    if found is None or tree.tokens[found].text.lower() in _PERSONAL:
        return found
    if is_paper(tree, found):
        return _issuer(tree, found) or found
    if tree.tokens[found].pos != "NOUN" or is_actor(tree, found) or can_say(tree, found):
        return found
    top = first_of_chain(tree, verb)
    inside = outer_cue(tree, top) is not None or tree.tokens[top].dep in ("acl", "relcl")
    able = speaker_above(tree, tree.tokens[top].head) if inside else None
    return able if able is not None else found


def _issuer(tree: Tree, paper: int) -> int | None:
    """The one who ``put out a statement`` or ``released a video``."""
    verb = tree.tokens[paper].head
    if tree.tokens[paper].dep != "dobj" or tree.passive(verb):
        return None
    subject = tree.subject(verb)
    return subject if subject is not None and (is_actor(tree, subject) or can_say(tree, subject)) else None


def _by_grammar(tree: Tree, verb: int) -> int | None:
    top = first_of_chain(tree, verb)
    token = tree.tokens[top]
    if token.dep == "acl" and not tree.children(top, *SUBJECTS):
        return token.head if token.tag == "VBG" or is_main_verb(tree, top) else None
    if token.dep == "advcl" and token.tag == "VBG" and not tree.children(top, *SUBJECTS):
        outer = outer_cue(tree, token.head)
        if outer is not None:
            return speaker_of(tree, outer)
        able = speaker_above(tree, top)
        return able if able is not None else tree.subject(verb)
    found = tree.subject(verb)
    if found is None:
        return speaker_above(tree, top) if token.dep == "pcomp" else None
    if tree.tokens[found].tag in RELATIVES:
        return token.head if token.dep == "relcl" else None
    word = tree.tokens[found].lemma.lower()
    speaks = word == "it" and tree.tokens[found].dep == "nsubj" and (cue := cue_at(tree, verb)) and cue.takes("quote")
    return None if word in _EMPTY and not speaks else found


def speaker_above(tree: Tree, verb: int) -> int | None:
    """Of the subjects of a verb and of those above it the nearest that can say something."""
    here = verb
    for _ in range(len(tree.tokens)):
        subject = tree.child(here, *SUBJECTS) if tree.tokens[here].pos in ("VERB", "AUX") else None
        if subject is not None and tree.tokens[subject].tag in RELATIVES and tree.tokens[here].dep == "relcl":
            subject = tree.tokens[here].head
        if subject is not None and (
            tree.tokens[subject].text.lower() in _PERSONAL or is_actor(tree, subject) or can_say(tree, subject)
        ):
            return subject
        if tree.tokens[here].head == here:
            break
        here = tree.tokens[here].head
    return None


def first_of_chain(tree: Tree, verb: int) -> int:
    """The first of verbs joined by ``and``, which has the subject for all."""
    while tree.tokens[verb].dep in ("conj", "xcomp") and tree.tokens[verb].head != verb:
        if tree.children(verb, *SUBJECTS):
            break
        verb = tree.tokens[verb].head
    return verb


def is_main_verb(tree: Tree, participle: int) -> bool:
    """True for a participle on the noun that a sentence without any other verb hangs on."""
    token = tree.tokens[participle]
    above = tree.tokens[token.head]
    lone = token.dep == "acl" and above.head == token.head and above.pos in ("NOUN", "PROPN")
    return lone and not tree.children(participle, "agent")


def source_words(tree: Tree, speaker: int, verb: int) -> list[int]:
    """The source with its appositions; the clauses of cue and content that hang on it are left out."""
    cut = [child for child in tree.children(speaker, "ccomp", "parataxis", "dep") if child != verb]
    top = verb
    while tree.tokens[top].head not in (top, speaker):
        top = tree.tokens[top].head
    words = tree.subtree(speaker, without=[*cut, verb, top])
    inside = set(words)
    while words and tree.tokens[words[-1]].text in (",", "–", "—", "-", ":"):
        inside.discard(words.pop())
    return [number for number in words if number in inside]
