"""Finds what is said: the clause of a verb of saying, a quotation, an order, an object, the object of a preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retold.mention.cue import Cue, cues
from retold.mention.tree import SUBJECTS, Tree
from retold.model import Span

_GAP = re.compile(r"^[\s,:;.\-–—]*$")
_SETTING_OFF = frozenset(',.–—-()”"')
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TOLD = frozenset({"tell", "inform", "assure", "remind"})
_TAIL = 5
"""Words behind ``Ada Brook told`` at the end of a sentence: whom, and when."""
_WHY = frozenset({"for", "of", "as", "over"})


def content_of(
    tree: Tree, verb: int, cue: Cue, taken: set[int], quotations: tuple[Span, ...]
) -> tuple[str, tuple[Span, ...]]:
    """The rule that fired, and what is said: clause, quotation, order, object, or the object of a preposition."""
    smaller = _smaller(tree, verb, cue, taken, quotations)
    if cue.takes("clause") or cue.takes("quote") or cue.takes("whether"):
        words = _clause(tree, verb, cue, taken)
        spans = _with_quotations(tree, verb, cue, tree.parts(words - taken), taken, quotations)
        inside = not words and all(any(_holds(one, span) for one in smaller[1]) for span in spans)
        if spans and not inside:
            stance = not cue.takes("quote") and not any(_meets(span, q) for span in spans for q in quotations)
            return "attribution.thought" if stance else "attribution.said", spans
    return smaller


def _smaller(
    tree: Tree, verb: int, cue: Cue, taken: set[int], quotations: tuple[Span, ...]
) -> tuple[str, tuple[Span, ...]]:
    """The same without a clause."""
    for frame, rule, numbers in _smaller_frames(tree, verb, tree.tokens[verb].lemma.lower(), cue):
        if cue.takes(frame):
            spans = whole_quotations(tree.parts(n for n in numbers if n not in taken), quotations)
            if spans:
                return rule, spans
    return "", ()


def _clause(tree: Tree, verb: int, cue: Cue, taken: set[int]) -> set[int]:
    """The tokens of the clause that gives the content."""
    clause = tree.child(verb, "ccomp")
    if clause is not None and not cue.takes("quote") and _is_to_do(tree, clause):
        clause = None
    if clause is None and cue.takes("told"):
        clause = _hung_on(tree, tree.child(verb, "dobj", "dative"))
    if clause is None and cue.takes("clause"):
        hung = (_hung_on(tree, prep) for prep in tree.children(verb, "prep") if prep > verb)
        clause = next((found for found in hung if found is not None), None)
    if clause is None and cue.takes("whether"):
        clause = next((n for n in tree.children(verb, "advcl") if n > verb and _is_question(tree, n)), None)
    found: set[int] = set()
    if clause is not None:
        found = set(tree.subtree(clause, without=[*_afterthoughts(tree, clause), *_other_sayings(tree, verb, clause)]))
        found |= _second_clause(tree, verb, clause)
    elif tree.tokens[verb].dep in ("parataxis", "ccomp", "advcl") and _is_inserted(tree, verb):
        found = set(tree.subtree(tree.tokens[verb].head, without=[verb]))
    found -= taken
    if not found and cue.takes("quote"):
        found = _before_tag(tree, verb, cue, taken)
    if found and tree.tokens[max(found)].dep == "cc":
        found.discard(max(found))
    return found


def _is_to_do(tree: Tree, clause: int) -> bool:
    return any(tree.tokens[n].text.lower() == "to" for n in tree.children(clause, "aux"))


def _is_question(tree: Tree, clause: int) -> bool:
    """``asked the workers if it failed``."""
    return any(tree.tokens[n].lemma.lower() in ("if", "whether") for n in tree.children(clause, "mark"))


def _hung_on(tree: Tree, beside: int | None) -> int | None:
    """``told a group of workers that it failed``: the clause that the parser hung on listeners, place or time."""
    for number in tree.subtree(beside) if beside is not None else ():
        if tree.tokens[number].dep in ("relcl", "acl", "ccomp") and any(
            tree.tokens[mark].dep == "mark" and tree.tokens[mark].lemma.lower() == "that"
            for mark in tree.children(number)
        ):
            return number
    return None


def _afterthoughts(tree: Tree, clause: int) -> list[int]:
    """Clauses such as ``, adding that`` behind the content: they go on about the speaker."""
    return [
        child
        for child in tree.subtree(clause)
        if child > clause
        and tree.tokens[child].dep == "advcl"
        and tree.tokens[child].tag == "VBG"
        and tree.tokens[child].lemma.lower() in cues()
        and not tree.children(child, "mark", *SUBJECTS)
    ]


def _other_sayings(tree: Tree, verb: int, clause: int) -> list[int]:
    """What the parser hung into the content although it goes on about the speaker, or about another one.

    ``said it failed and vowed to mend it``: a finite verb of saying without a subject of its own; ``, while others
    said``: a clause of somebody else.
    """
    found = []
    for number in tree.subtree(clause):
        token = tree.tokens[number]
        if number <= verb or number == clause:
            continue
        second = token.dep == "conj" and token.tag in _FINITE and token.lemma.lower() in cues()
        if second and not tree.children(number, *SUBJECTS):
            found.append(number)
        marks = [tree.tokens[n].text.lower() for n in tree.children(number, "mark")]
        saying = token.lemma.lower() in cues() and cues()[token.lemma.lower()].takes("quote")
        if token.dep == "advcl" and "while" in marks and saying and tree.child(number, "nsubj") is not None:
            found.append(number)
    return found


def _is_inserted(tree: Tree, verb: int) -> bool:
    """True for ``he said`` set between marks inside the sentence it attributes, and for ``as he said``."""
    told = tree.tokens[verb].lemma.lower() in _TOLD
    if tree.child(verb, "nsubj") is None or tree.children(verb, "xcomp", *(() if told else ("dobj",))):
        return False
    if any(tree.tokens[mark].lemma.lower() != "as" for mark in tree.children(verb, "mark")):
        return False
    if tree.tokens[verb].dep == "parataxis":
        return True
    words = [n for n in tree.subtree(verb) if tree.tokens[n].dep != "punct"]
    before = tree.tokens[words[0] - 1].text if words[0] else ","
    after = tree.tokens[words[-1] + 1].text if words[-1] + 1 < len(tree.tokens) else "."
    return before in _SETTING_OFF and after in _SETTING_OFF


def _before_tag(tree: Tree, verb: int, cue: Cue, taken: set[int]) -> set[int]:
    """The sentence in front of ``, said the mayor of Orm.`` at its end, where the parser saw no tie between the two."""
    tag = sorted(taken | {verb, *tree.children(verb, "aux", "advmod", "neg")})
    behind = [token for token in tree.tokens[tag[-1] + 1 :] if token.pos != "PUNCT"]
    told = cue.takes("told")
    whole = tag[-1] - tag[0] + 1 == len(tag) and not tree.children(verb, "xcomp", *(() if told else ("dobj",)))
    if not whole or len(behind) > _TAIL or tag[0] < 3 or tree.tokens[tag[0] - 1].text not in _SETTING_OFF:
        return set()
    before = set(range(tag[0] - 1))
    return before if any(tree.tokens[n].pos in ("VERB", "AUX") for n in before) else set()


def _second_clause(tree: Tree, verb: int, clause: int) -> set[int]:
    """``said X, and Y``: a second clause after the first is part of what is said, unless it attributes on its own."""
    found: set[int] = set()
    if clause < verb:
        return found
    for child in tree.children(verb, "conj"):
        own = tree.child(child, "nsubj", "nsubjpass", "expl")
        if own is None or child < clause or tree.tokens[child].lemma.lower() in cues():
            continue
        found |= set(tree.subtree(child))
        found |= {n for n in tree.children(verb, "cc", "punct") if clause < n < min(found)}
    return found


def _smaller_frames(tree: Tree, verb: int, lemma: str, cue: Cue) -> Iterator[tuple[str, str, list[int]]]:
    """The other kinds of content a verb may take, in the order they are tried: frame, rule, tokens."""
    listener = tree.child(verb, "dobj", "dative")
    order = tree.child(verb, "xcomp", "ccomp")
    first = tree.subtree(listener, without=_afterthoughts(tree, listener)) if listener is not None else []
    if order is not None and _is_to_do(tree, order):
        if listener is not None or tree.child(order, "nsubj") is not None:
            yield "asked", "attribution.asked", [*first, *tree.subtree(order)]
        on = preposition(tree, verb, "on", "upon", "for")
        if on is not None and on > verb:
            yield (f"on-to:{lemma}", "attribution.asked", [*_below(tree, on), *tree.subtree(order)])
        yield "to-do", "attribution.promised", tree.subtree(order)
    as_ = preposition(tree, verb, "as")
    if listener is not None and as_ is not None:
        yield "as", "attribution.described", [*first, *tree.subtree(as_)]
    called = tree.child(verb, "oprd", "ccomp", "attr")
    if called is not None:
        yield "call", "attribution.described", [*first, *tree.subtree(called)]
    if listener is None and order is not None and tree.tokens[order].tag == "VBG":
        yield "object", "attribution.object", tree.subtree(order)
    if listener is not None:
        why = [n for n in tree.children(verb, "prep") if n > listener and tree.tokens[n].lemma.lower() in _WHY]
        yield ("object", "attribution.object", [*first, *(m for n in why for m in tree.subtree(n))])
    for prep in tree.children(verb, "prep"):
        if prep > verb:
            more = [m for n in tree.children(verb, "prep", "xcomp") if n > prep for m in tree.subtree(n)]
            yield (f"{tree.tokens[prep].lemma.lower()}:{lemma}", "attribution.pointed", [*_below(tree, prep), *more])


def preposition(tree: Tree, verb: int, *words: str) -> int | None:
    """The preposition of a verb that is one of these words; the parser takes some for particles with an object."""
    led = (n for n in tree.children(verb, "prep", "prt") if tree.tokens[n].dep == "prep" or tree.child(n, "pobj"))
    return next((n for n in led if tree.tokens[n].lemma.lower() in words), None)


def _below(tree: Tree, number: int) -> list[int]:
    """All that hangs on a token, without the token itself."""
    return [n for n in tree.subtree(number) if n != number]


# ---------------------------------------------------------------------------------------------------------- quotations


def _with_quotations(
    tree: Tree, verb: int, cue: Cue, clause: tuple[Span, ...], taken: set[int], quotations: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The clause with the whole of every quotation that it touches, or the quotations beside the cue."""
    if clause:
        return whole_quotations(clause, quotations)
    if not cue.takes("quote") or not quotations or outer_cue(tree, verb) is not None:
        return ()
    ends = [tree.tokens[verb].start, tree.tokens[verb].end]
    ends += [place for n in taken for place in (tree.tokens[n].start, tree.tokens[n].end)]
    first, last = min(ends), max(ends)
    return tuple(q for q in quotations if _beside(tree, q, first, last))


def _beside(tree: Tree, quotation: Span, first: int, last: int) -> bool:
    """True when only marks and a few words (``on Monday``, ``in a letter``) stand between quotation and cue."""
    text = tree.parse.text
    if quotation.end <= first:
        return bool(_GAP.match(text[quotation.end : first])) or len(text[quotation.end : first].split()) <= 2
    return quotation.start >= last and len(text[last : quotation.start].split()) <= 12


def whole_quotations(spans: tuple[Span, ...], quotations: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans made whole where they touch a quotation, those that meet joined into one."""
    touched = [q for q in quotations if any(_meets(span, q) for span in spans)]
    joined: list[Span] = []
    for span in sorted([*spans, *touched]):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def outer_cue(tree: Tree, clause: int) -> int | None:
    """The verb of saying whose content a clause is: in ``said it failed, adding that``, both are one speaker's."""
    while tree.tokens[clause].dep in ("ccomp", "conj", "xcomp", "advcl") and tree.tokens[clause].head != clause:
        above = tree.tokens[clause].head
        if tree.tokens[clause].dep == "ccomp" and tree.tokens[above].lemma.lower() in cues():
            return above
        clause = above
    return None


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


def _meets(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
