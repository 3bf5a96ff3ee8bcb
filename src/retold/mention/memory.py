"""Who is who inside one article: which full name a surname, a first name or another form of a name stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retold.mention.name import Found, names_in, overlap, role_at
from retold.mention.tree import Tree
from retold.model import Entity, Name, Span
from retold.tables import Personal, country_of, is_title, pronoun_of
from retold.text import digest, fold

_TAIL = re.compile(r"[’']s?$")
_NAMING = frozenset(("PROPN", "NOUN", "ADJ", ""))
"""Parts of speech that a single known name may be taken for; ``may`` the verb is no Ms May."""


class Memory:
    """The full names of the people of an article, and what single names there stand for.

    Of several full names a single name stands for the one that is named most often, then for the one whose surname it
    is, then for the first. Full names with the same first and last word are one person (``Ada Brook``, ``Ada M.
    Brook``).
    """

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._marked = {tree: names_in(tree) for tree in trees}
        found = (one for names in self._marked.values() for one in names)
        counts = Counter(one.text for one in found if one.type == "person" and " " in one.text)
        self._read: dict[Tree, tuple[Found, ...]] = {}
        self._one: dict[tuple[str, str], str] = {}
        for name, _ in counts.most_common():
            self._one.setdefault(_ends(name), name)
        self._full: dict[str, str] = {}
        best: dict[str, tuple[int, bool, int]] = {}
        for place, (name, count) in enumerate(counts.items()):
            first, last = _ends(name)
            for part in (last, first):
                rank = (count, part == last, -place)
                if len(part) > 1 and rank > best.get(part, (0, False, 0)):
                    best[part], self._full[part] = rank, self._one[first, last]
        self._pronouns = self._pronouns_of(found for names in self._marked.values() for found in names)
        known = sorted({*counts, *self._full}, key=len, reverse=True)
        self._known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None

    def full_name(self, text: str) -> str:
        """The full name of a person who is called by a shorter one; the text itself when nothing fits."""
        bare = _TAIL.sub("", text)
        if " " in bare:
            return self._one.get(_ends(bare), text)
        return self._full.get(bare, text)

    def pronoun_of(self, name: str) -> Personal | None:
        """``he`` or ``she`` for a full name, as titles, offices and the first name tell; None when they do not."""
        return self._pronouns.get(name) or pronoun_of(name.split(maxsplit=1)[0])

    def _pronouns_of(self, found: Iterable[Found]) -> dict[str, Personal]:
        told: dict[str, Personal] = {}
        for one in found:
            for word in (one.role or "").split():
                if one.type == "person" and (pronoun := pronoun_of(word)) is not None:
                    told.setdefault(self.full_name(one.text), pronoun)
        return told

    def knows(self, name: str) -> bool:
        """True for a name, in capitals too, that stands for a person of the article."""
        bare = name.title() if name.isupper() else name
        return bare in self._full or (" " in bare and _ends(bare) in self._one)

    def person_at(self, tree: Tree, number: int) -> str | None:
        """The full name of the person whose name a token is part of."""
        place = tree.tokens[number].start
        for one in self.names_of(tree):
            if one.type == "person" and one.span.start <= place < one.span.end:
                return self.full_name(one.text)
        return None

    def names_of(self, tree: Tree) -> tuple[Found, ...]:
        """The names of a sentence, read with what the whole article tells of its people."""
        if tree not in self._read:
            marked = self._marked[tree] if tree in self._marked else names_in(tree)
            known = tuple(self._people_in(tree, marked))
            kept = tuple(one for one in marked if not any(overlap(one.span, other.span) for other in known))
            self._read[tree] = tuple(sorted((*kept, *known), key=lambda one: one.span))
        return self._read[tree]

    def _people_in(self, tree: Tree, marked: Sequence[Found]) -> Iterator[Found]:
        """Names of known people that the language model did not mark, or marked as something else."""
        for hit in self._known.finditer(tree.parse.text) if self._known else ():
            span, text = Span(*hit.span()), hit.group()
            if " " not in text and not _is_single_name(tree, span):
                continue
            if not any(overlap(span, one.span) and self._stands(one, span, tree) for one in marked):
                person = Found(span, text, "person")
                yield replace(person, role=role_at(tree, person))

    def _stands(self, one: Found, known: Span, tree: Tree) -> bool:
        """True when the model's reading goes before the memory.

        That is so for people, and for longer names that a known one only begins (``Ann Moss Foundation``); a single
        known name also yields to a country and to a name of several words that it ends (``Castle Moss``).
        """
        if one.type == "person" or (one.type == "place" and country_of(one.text) and " " not in tree.words(known)):
            return True
        behind = tree.words(Span(known.end, max(known.end, one.span.end))).strip()
        if behind:
            return not behind[0].islower()
        return " " not in tree.words(known) and " " in one.text

    def mention(self, found: Found, article: str, sentence: int | None, offset: int) -> Name:
        """A name as a mention of its article."""
        name = self.full_name(found.text) if found.type == "person" else found.text
        state = country_of(name) if found.type == "place" else None
        entity = Entity(digest("entity", found.type, fold(state.name if state else name)), name, found.type, found.role)
        span = Span(found.span.start + offset, found.span.end + offset)
        return Name(article, sentence, span, "name.parse", 0.8 if " " in name else 0.6, entity)


def _ends(name: str) -> tuple[str, str]:
    """First and last word of a name."""
    words = name.split()
    return words[0], words[-1]


def _is_single_name(tree: Tree, span: Span) -> bool:
    """True when a word is used as a name here and no other first name stands in front of it (``Ida Moss``)."""
    inside = tree.at(span)
    if not inside or tree.tokens[inside[0]].pos not in _NAMING:
        return False
    first = inside[0]
    before = tree.tokens[first - 1] if first else None
    if before is None or before.pos != "PROPN" or before.dep != "compound" or before.head != first:
        return True
    return is_title(before.text) or country_of(before.text) is not None
