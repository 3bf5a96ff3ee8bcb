"""Sayings in the passive: ``was told that``, ``was seen as``, ``is said to``, ``Asked whether``."""

from __future__ import annotations

from collections.abc import Iterator

from retold.mention.content import whole_quotations
from retold.mention.cue import Cue
from retold.mention.saying import NO_SOURCE, Saying, is_quoted
from retold.mention.source import origin_of
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span

_HEARSAY = frozenset("say believe report think allege understand know rumor rumour estimate suspect claim".split())
_TOLD_BY = frozenset("tell ask accuse urge inform warn criticize criticise call describe see view regard".split())


def passive(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """``was told that``, ``was seen as``, ``is said to``, ``was announced by``."""
    lemma = tree.tokens[verb].lemma.lower()
    subject = tree.child(verb, "nsubjpass", "csubjpass")
    agent = tree.object_of(verb, "by")
    source = tree.span(tree.subtree(agent)) if agent is not None else None
    if source is not None and is_quoted(source.start, quotations):
        return
    clause = tree.child(verb, "ccomp")
    to_do = tree.child(verb, "xcomp")
    as_ = next((n for n in tree.children(verb, "prep") if tree.tokens[n].lemma.lower() == "as"), None)
    words: list[int] = []
    if clause is not None and (cue.takes("clause") or cue.takes("told")):
        words = tree.subtree(clause)
    elif as_ is not None and cue.takes("seen-as"):
        words = [n for n in tree.subtree(as_) if n != as_]
    elif to_do is not None and lemma in _HEARSAY and subject is not None:
        words = [*tree.subtree(subject), *tree.subtree(to_do)]
    elif agent is not None and subject is not None and (cue.takes("object") or lemma in _TOLD_BY or cue.takes("quote")):
        words = tree.subtree(subject)
    content = whole_quotations(tree.parts(words), quotations)
    if not content:
        return
    last = as_ if as_ is not None and cue.takes("seen-as") and clause is None else verb
    helper = tree.child(verb, "auxpass")
    first = helper if helper is not None and helper < verb and verb - helper <= 2 else verb
    yield Saying(
        source, Span(tree.tokens[first].start, tree.tokens[last].end), content, agent,
        origin_of(tree, agent, source) if agent is not None and source is not None else NO_SOURCE,
        cue.firmness, tree.negated(verb), "attribution.passive",
    )  # fmt: skip


def is_bare_passive(tree: Tree, verb: int) -> bool:
    """True for ``Asked whether ...,`` in front of its sentence: nobody says who asked."""
    token = tree.tokens[verb]
    return token.tag in ("VBN", "VBD") and token.dep in ("advcl", "acl", "prep") and not tree.children(verb, *SUBJECTS)


def asked(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """The question behind a bare ``Asked``: nobody says who asked."""
    clause = tree.child(verb, "ccomp", "advcl", "xcomp")
    about = tree.object_of(verb, "about")
    words = tree.subtree(clause) if clause is not None else tree.subtree(about) if about is not None else []
    content = whole_quotations(tree.parts(words), quotations)
    if content:
        token = tree.tokens[verb]
        yield Saying(
            None, Span(token.start, token.end), content, None, NO_SOURCE, cue.firmness, False, "attribution.passive"
        )
