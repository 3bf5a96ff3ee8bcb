"""Finds who is said to have said something: source, cue and content, quoted or not, from the grammar of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retold.mention.claim import by_according, by_nouns
from retold.mention.content import content_of
from retold.mention.cue import Cue, cue_at
from retold.mention.letters import by_letters
from retold.mention.passive import asked, is_bare_passive, passive
from retold.mention.saying import Saying, is_quoted
from retold.mention.source import origin_of
from retold.mention.speaker import RELATIVES, first_of_chain, is_main_verb, source_words, speaker_of
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span

_ASKED = frozenset({"ask", "press", "question"})


def sayings_in(tree: Tree, quotations: tuple[Span, ...]) -> tuple[Saying, ...]:
    """The attributions of a sentence; ``quotations`` are the stretches between quotation marks in it."""
    if not tree.parse.has_grammar:
        return tuple(by_letters(tree, quotations))
    found = [*_by_verbs(tree, quotations), *by_according(tree), *by_nouns(tree, quotations)]
    return tuple(saying for saying in found if not _is_stance_inside(saying, found))


def _is_stance_inside(saying: Saying, others: Iterable[Saying]) -> bool:
    """True for a stance (``expects``, ``criticised``) that is itself part of what somebody says."""
    if saying.rule == "attribution.said":
        return False
    return any(
        other is not saying
        and any(span.start <= saying.cue.start and saying.cue.end <= span.end for span in other.content)
        for other in others
    )


def _by_verbs(tree: Tree, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    for number, token in enumerate(tree.tokens):
        cue = cue_at(tree, number)
        if cue is None or token.pos not in ("VERB", "AUX") or is_quoted(token.start, quotations):
            continue
        if token.lemma.lower() in _ASKED and is_bare_passive(tree, number):
            yield from asked(tree, number, cue, quotations)
            continue
        if tree.passive(number) and token.tag == "VBN":
            yield from passive(tree, number, cue, quotations)
        elif token.dep != "amod" and (token.tag != "VBN" or _is_finite(tree, number)):
            yield from _active(tree, number, cue, quotations)


def _is_finite(tree: Tree, participle: int) -> bool:
    """True for ``has called``, and for ``Marlow called it off`` where the parser took the verb for ``called so``."""
    token = tree.tokens[participle]
    has = any(tree.tokens[n].lemma.lower() == "have" for n in tree.children(participle, "aux"))
    return has or token.dep not in ("acl", "advcl") or is_main_verb(tree, participle)


def _active(tree: Tree, verb: int, cue: Cue, quotations: tuple[Span, ...]) -> Iterator[Saying]:
    speaker = speaker_of(tree, verb)
    if speaker is None:
        return
    words = source_words(tree, speaker, verb)
    source = tree.span(words)
    if source is None or is_quoted(source.start, quotations):
        return
    rule, content = content_of(tree, verb, cue, set(words), quotations)
    who = tree.child(first_of_chain(tree, verb), *SUBJECTS)
    relative = tree.span([who]) if who is not None and tree.tokens[who].tag in RELATIVES else None
    if content:
        yield Saying(
            source, _cue_span(tree, verb), content, speaker, origin_of(tree, speaker, source), cue.firmness,
            _denied(tree, verb), rule, relative,
        )  # fmt: skip


def _cue_span(tree: Tree, verb: int) -> Span:
    """The verb with what stands close before it, from its negation or adverb on."""
    first = verb
    for child in tree.children(verb, "neg", "aux", "auxpass", "advmod"):
        if child == first - 1 and tree.tokens[child].dep in ("neg", "advmod"):
            first = child
    last = tree.child(verb, "prt")
    end = tree.tokens[last].end if last is not None and last == verb + 1 else tree.tokens[verb].end
    return Span(tree.tokens[first].start, end)


def _denied(tree: Tree, verb: int) -> bool:
    token = tree.tokens[verb]
    return tree.negated(verb) or (token.dep == "xcomp" and tree.tokens[token.head].lemma in ("refuse", "decline"))
