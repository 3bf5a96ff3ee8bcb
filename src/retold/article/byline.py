"""Who wrote it: the people that a page names, without roles, addresses and companies, and the companies apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from retold.article.date import dates_in
from retold.article.outlet import Outlets
from retold.tables import country_word, head_pattern, head_words, outlet_named

AuthorKind = Literal["person", "company", "unknown"]

_BY = head_pattern("by")
_LABEL = re.compile(
    rf"^\W*(?:(?:{head_pattern('told')}|(?:view|see|read|more)\s+(?:all\s+)?(?:posts|articles|stories))\s+)?(?:{_BY})"
    r"(?:\s*[:–-]\s*|\s+|$)|^\W*By(?-i:(?=[A-ZÀ-Þ][a-zß-ÿ]))",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    rf"^\W*(?:{head_pattern('issued', 'changed')}).{{0,40}}?\d.{{0,40}}?\s(?:{_BY})\s+", re.IGNORECASE
)
_ROLE = re.compile(rf"(?:^|\s+)(?:(?:{head_pattern('field')})\s+)*(?:{head_pattern('role')}).*$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])([A-Z][a-z]+)")
_TAIL = re.compile(r"\s+(?:(?:for|für|pour|para)\s+\S.*|(?:in|aus|from|at|à|en)\s+[A-ZÀ-Þ].*|et al\.?.*|외\s*\d+명)$")
_TITLE = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|herr|frau)\b\.?\s+(?=\S+\s)", re.IGNORECASE)
_JUNK = re.compile(r"\([^)]*\)?|\[[^\]]*\]?|<[^>]*>?|\S+@\S+|@\w+|https?:\S+|\bwww\.\S+|[“”\"*•►▸]")
_AND = "|".join(sorted(word for word in head_words("and") if len(word) > 1))
_SPLIT = re.compile(
    rf"\s*(?:[;|/&+·\n、，,]|(?<=[a-zß-ÿ]{{3}})\.(?=\s)|\s[–—-]\s|\b(?:{_AND})\b(?=\s))\s*", re.IGNORECASE
)
_SHORT_AND = re.compile(r"\s+(?:" + "|".join(sorted(word for word in head_words("and") if len(word) == 1)) + r")\s+")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0d7f\u0e00-\u0e7f.’'`·-])*\.?")
_PARTICLES = frozenset(
    "de da do dos das du van von der den la le les di del della dalla el al bin ibn bint zu zum zur ten ter af av y e"
    " i".split()
)
_HANDLE = re.compile(r"[^\W_][\w.’'-]{2,30}")
_COMPANY = re.compile(
    rf"{head_pattern('desk', 'firm')}|\.(?:com|org|net|de|at|ch|fr|es|it|nl|is|ru|ua|pl|uk|eu|info|tv)\b", re.IGNORECASE
)
_NO_START = frozenset("the our your my this all more".split())
_ELIDED = re.compile(r"[a-zà-ÿ]{1,2}['’]\w")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・ ]{2,12}")
_MOST = 200
"""Characters of a statement that are looked at: ten names."""
_MOST_NAMES = 50
_MOST_BYLINE = 160
"""Characters of the longest line that is a byline."""


@dataclass(frozen=True, slots=True)
class Author:
    """An author as a page states it, with what the markup says it is."""

    words: str
    kind: AuthorKind = "unknown"


@dataclass(frozen=True, slots=True)
class Authors:
    """Who is named as author: people, and companies (agencies, outlets, desks) as given."""

    people: tuple[str, ...] = ()
    companies: tuple[Author, ...] = ()


def byline_names(line: str) -> tuple[str, ...]:
    """The people in a visible line such as ``By Ada Lum and Cem Ork, Staff Writers``; none if it is no byline."""
    return _byline_names(line) if len(line) <= _MOST_BYLINE else ()


@lru_cache(maxsize=4_096)
def _byline_names(line: str) -> tuple[str, ...]:
    label = _AFTER_DATE.match(line) or _LABEL.match(line)
    return people([line[label.end() :]]) if label else ()


def is_label(line: str) -> bool:
    """True for a line that only announces a name: ``By``, ``Written by``, ``Author:``."""
    found = _LABEL.match(line)
    return bool(line) and found is not None and found.end() == len(line)


def people(names: Iterable[str]) -> tuple[str, ...]:
    """The names of people among some words, in order and once each."""
    return sort_authors(Author(words) for words in names).people


def is_person(name: str) -> bool:
    """True for words in the form of a person's name that hold no word for a company, an office or an outlet."""
    return _is_name(name) and not _is_company(name)


def sort_authors(stated: Iterable[Author], own: Sequence[str] = (), handles: bool = False) -> Authors:
    """People and companies among stated authors; a name that is one of the site's ``own`` is a company.

    ``handles``: a statement of a single word may be a pen name, as it is where markup calls it the author.
    """
    found: dict[str, str] = {}
    companies: dict[Author, None] = {}
    known = {_key(name) for name in own}
    for author in stated:
        words = _tidy(author.words)
        pieces = _pieces(words)
        for piece in pieces:
            name = _bare_name(piece)
            if author.kind == "company" or _key(piece) in known or _is_company(piece, author.kind):
                companies.setdefault(Author(piece, author.kind))
            elif _is_name(name) and not (found and _is_place(name) and len(pieces) > 1):
                found.setdefault(_key(name), _cased(name))
            elif handles and len(pieces) == 1 and _is_handle(piece, own):
                found.setdefault(_key(piece), piece)
        if len(found) + len(companies) > _MOST_NAMES:
            break
    return Authors(tuple(found.values())[:_MOST_NAMES], tuple(companies)[:_MOST_NAMES])


def _tidy(words: str) -> str:
    """A statement without label, addresses, brackets and the date behind it."""
    words = _LABEL.sub("", _JUNK.sub(" ", words[: 5 * _MOST]), count=1)[:_MOST]
    dated = dates_in(words)
    return " ".join((words[: dated[0].start] if dated else words).split()).strip(" .,;:|-–—")


def _pieces(words: str) -> list[str]:
    """The single names in a statement: ``A, B & C``; ``Lum, Ada`` is one name."""
    turned = re.fullmatch(r"([^\W\d_][\w’'-]+), ([^\W\d_][\w’'-]+)(?: [^\W\d_]\.)?", words)
    if turned and not _is_company(words) and words[0].isupper() and turned[2][0].isupper() and not _ROLE.search(words):
        return [f"{turned[2]} {turned[1]}"]
    pieces = [piece for part in _SPLIT.split(words) if part for piece in _short_and(part)]
    return [piece for piece in (piece.strip(" .,:-–—") for piece in pieces) if piece]


def _short_and(words: str) -> list[str]:
    """``Ada Lum y Cem Ork`` is two, ``Juan Ork y Lum`` one: a joining letter stands between whole names."""
    parts = _SHORT_AND.split(words)
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [words]


def _bare_name(piece: str) -> str:
    """A name without title, role, and place or outlet behind it."""
    name = _ROLE.sub("", _GLUED.sub(_unglued, _TAIL.sub("", _TITLE.sub("", piece))))
    words = name.strip(" .,;:|-–—").split()
    for length in range(len(words) - 1, 1, -1):
        rest = " ".join(words[length:])
        if rest[0].isupper() and outlet_named(rest):
            return " ".join(words[:length])
    return " ".join(words)


def _unglued(found: re.Match[str]) -> str:
    """A role that has run into the name before it: ``LumReporter``."""
    word = found[1].lower()
    return f" {found[1]}" if word in head_words("role") or word in head_words("field") else found[1]


def _is_company(words: str, kind: AuthorKind = "unknown") -> bool:
    """True for the name of an agency, outlet, desk or firm; a surname such as Post is one where markup says person."""
    name = _bare_name(words)
    if outlet_named(words) or _COMPANY.search(name):
        return True
    odd = name.partition(" ")[0].lower() in _NO_START
    if name and _COMPANY.search(words) and (odd or not _is_name(name)):
        return True
    return kind != "person" and (odd or bool(Outlets().named(name)))


def _is_name(name: str) -> bool:
    if _EAST_ASIAN.fullmatch(name):
        return True
    words = name.split()
    if not 2 <= len(words) <= 6 or not 4 <= len(name) <= 60 or len(words[-1].strip(".")) < 2:
        return False
    small = [word for word in words if word[0].islower() and not _ELIDED.match(word) and "-" not in word]
    return all(map(_WORD.fullmatch, words)) and words[0] not in small and _PARTICLES.issuperset(small)


def _is_handle(word: str, own: Sequence[str]) -> bool:
    """True for a word that can be a pen name; the site's own words run together (``harrowcourier``) are its account."""
    if not _HANDLE.fullmatch(word) or word.isdigit() or word.lower() in head_words("nobody"):
        return False
    return not any(_key(word) in _key(name) and word not in name.split() for name in own)


def _is_place(name: str) -> bool:
    return name.lower() in head_words("city") or country_word(name) in ("name", "capital")


def _cased(name: str) -> str:
    """A name in capitals with only its first letters large."""
    if not name.isupper():
        return name
    words = re.sub(r"\bMc(\w)", lambda found: f"Mc{found[1].upper()}", name.title()).split()
    return " ".join(word.lower() if at and word.lower() in _PARTICLES else word for at, word in enumerate(words))


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
