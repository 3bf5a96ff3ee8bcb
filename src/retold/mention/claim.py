"""Sayings without a verb: ``according to the mayor``, ``the minister's claim that``, ``the union's call for``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.mention.content import whole_quotations
from retold.mention.cue import is_calling_noun, is_saying_noun
from retold.mention.saying import NO_SOURCE, Saying, is_quoted
from retold.mention.source import origin_of
from retold.mention.tree import Tree
from retold.model import Span

_ACCORDING = re.compile(r"according to", re.IGNORECASE)
_WEAK_NOUNS = frozenset("claim allegation suggestion rumor rumour speculation".split())


def by_according(tree: Tree) -> Iterator[Saying]:
    """``according to X``: the content is the clause that it stands in."""
    for found in _ACCORDING.finditer(tree.parse.text):
        numbers = tree.at(Span(*found.span()))
        source = tree.child(numbers[-1], "pobj") if numbers else None
        if source is None:
            continue
        phrase = tree.subtree(source)
        words = tree.span(phrase)
        above = tree.tokens[numbers[0]].head
        while tree.tokens[above].head != above and tree.tokens[above].pos not in ("VERB", "AUX"):
            above = tree.tokens[above].head
        out = {*numbers, *phrase}
        content = tree.parts(n for n in tree.subtree(above) if n not in out)
        if words is not None and content:
            yield Saying(
                words, Span(*found.span()), content, source, origin_of(tree, source, words), "neutral", False,
                "attribution.according",
            )  # fmt: skip


def by_nouns(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    """``the minister's claim that``, ``the union's call for``."""
    for number, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.pos != "NOUN" or not (is_saying_noun(lemma) or is_calling_noun(lemma)):
            continue
        if is_quoted(token.start, quotations):
            continue
        owner = tree.child(number, "poss")
        by = tree.object_of(number, "by") if owner is None else owner
        clause = tree.child(number, "acl", "ccomp", "relcl")
        is_that = clause is not None and any(
            tree.tokens[n].lemma.lower() == "that" for n in tree.children(clause, "mark")
        )
        words: list[int] = []
        if clause is not None and is_that and is_saying_noun(lemma):
            words = tree.subtree(clause)
        elif by is not None and tree.tokens[by].pos != "PRON" and is_calling_noun(lemma):
            words = [
                m
                for n in tree.children(number, "prep")
                if tree.tokens[n].lemma.lower() in ("for", "of", "to", "on")
                for m in tree.subtree(n)[1:]
            ]
        content = whole_quotations(tree.parts(words), quotations)
        source = tree.span(n for n in tree.subtree(by) if tree.tokens[n].tag != "POS") if by is not None else None
        if content and not (source is not None and is_quoted(source.start, quotations)):
            yield Saying(
                source, Span(token.start, token.end), content, by,
                origin_of(tree, by, source) if by is not None and source is not None else NO_SOURCE,
                "weak" if lemma in _WEAK_NOUNS else "neutral",
                False, "attribution.noun",
            )  # fmt: skip
