"""The words of retold: every type that travels between the stages, from the article on.

Read this file from top to bottom to learn the vocabulary; what comes before an article stands in ``page.py``. All types
are frozen values: tuples instead of lists, content hashes as ids, text stored once and pointed into by spans. The names
of the fields are the names in the JSON output (a trailing underscore is dropped, so ``class_`` is written ``class``),
and ``retold schema`` is made from them.

Spans are ``[start, end)`` in code points of ``Article.text`` unless the name says ``page``; then they count in the
page as it was read. Sentence numbers count from 0; a sentence number of ``None`` means the headline, and the span
then counts in ``Article.title``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, NamedTuple

from retold.page import PageKind, Problem, place_in

SCHEMA = "retold/1"


class Span(NamedTuple):
    """A stretch of text: ``[start, end)`` in code points."""

    start: int
    end: int


# ------------------------------------------------------------------------------------------------------------- article

DatePrecision = Literal["second", "minute", "day", "month", "year", "none"]
DateBasis = Literal["json-ld", "meta", "visible", "url", "given", "inferred", "none"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication with its basis; no date is a value too."""

    value: str | None = None
    """ISO 8601, as precise as the page shows and with its zone when the page shows one."""
    precision: DatePrecision = "none"
    basis: DateBasis = "none"
    conflicts: tuple[str, ...] = ()
    """Other values that the same page gives for its publication, when they differ by more than a day."""


TitleBasis = Literal["json-ld", "meta", "window", "visible", "given"]


@dataclass(frozen=True, slots=True)
class Title:
    """A headline that a page gives somewhere, word for word; a copy may keep the original's in one of them."""

    words: str
    basis: TitleBasis
    """json-ld; meta: a meta element, microdata or RDFa; window: the title of the window; visible: on the page itself;
    given: with the record."""


SentenceKind = Literal["sentence", "heading", "caption"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, cross-heading or caption of an article; a heading or caption is never merged into a sentence."""

    start: int
    end: int
    kind: SentenceKind = "sentence"


CreditKind = Literal["source-line", "slug", "closing", "priority", "relay", "republication", "structured"]
CreditLevel = Literal["article", "passage", "claim"]


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that the page names as the source of the article, of a passage, or of a claim."""

    name: str
    wording: str
    """The words on the page that give the credit."""
    kind: CreditKind
    level: CreditLevel
    at: Span | None = None
    """Place in the article text; None when the line was taken out of the body."""
    page: Span | None = None
    """Place on the page as it was read; None when it stands in markup only."""


FurnitureKind = Literal[
    "navigation",
    "promotion",
    "disclaimer",
    "teaser",
    "newsletter",
    "caption",
    "byline",
    "bio",
    "date",
    "comment",
    "share",
    "legal",
    "paywall",
    "placeholder",
    "duplicate",
    "other",
]


@dataclass(frozen=True, slots=True)
class Teaser:
    """Another story that a page points to, as far as its lines tell; all in the page's own words."""

    headline: str
    author: str | None = None
    date: str | None = None
    """As shown, such as ``2 hours ago``: it dates the other story, never this one."""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the page that was cut, with its kind."""

    kind: FurnitureKind
    page: Span | None
    text: str
    teaser: Teaser | None = None
    """On the headline of a teaser: all that its lines say of the other story."""


class PageSpan(NamedTuple):
    """Article text ``[article_start, article_end)`` stands letter for letter on the page from ``page_start`` on."""

    article_start: int
    article_end: int
    page_start: int


@dataclass(frozen=True, slots=True)
class TextQuote:
    """W3C text-quote selector: the exact words of a sentence with what stands before and after them."""

    exact: str
    prefix: str
    suffix: str


PageForm = Literal["article", "live-blog", "several", "list", "stub"]
"""live-blog: many posts with times of their own; several: stories under headings of their own; list: links to other
stories; stub: the free beginning of a paid article, or the summary of one in a feed."""


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """One post of a live blog, or one of several stories on a page."""

    heading: str | None
    date: Dated
    """Its own time; for a post that gives only a clock there is none."""
    span: Span


AuthorKind = Literal["person", "organization"]


@dataclass(frozen=True, slots=True)
class Author:
    """Who a page says wrote it: a person, or an agency, outlet or desk in the page's own words."""

    name: str
    kind: AuthorKind


@dataclass(frozen=True, slots=True)
class Article:
    """A page cleaned: what was published, by whom, when, and what was cut to get there."""

    id: str
    given_id: str | None
    path: str
    kind: PageKind
    url: str | None
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    date: Dated
    language: str | None
    text: str
    sentences: tuple[Sentence, ...]
    credits: tuple[Credit, ...]
    furniture: tuple[Furniture, ...]
    page_spans: tuple[PageSpan, ...] | tuple[TextQuote, ...]
    title_page: Span | None = None
    """Place of the headline on a flat page."""
    cut_share: float = 0.0
    """Share of the page's visible characters that were cut as furniture, 0 to 1; where ``clean --fast`` read a page
    with markup, of those that its extractor took."""
    form: PageForm = "article"
    parts: tuple[ArticlePart, ...] = ()
    """Posts of a live blog, or the stories of a page with several."""
    extraction_confidence: float | None = None
    """How far the line model and the extractors agree about the text, 0 to 1; None for text that was given clean."""
    extractors: tuple[str, ...] = ()
    """The public extractors that take nearly the same text."""
    name: str = ""
    """Stable name of its page: folder and file below the path the user gave, and the record's id."""
    titles: tuple[Title, ...] = ()
    """Every headline that the page gives, with the name of the site where the page puts it there."""
    modified: Dated = Dated()
    """When the page says that it was last changed."""
    canonical: str | None = None
    """The address that the page calls its own."""
    based_on: tuple[str, ...] = ()
    """Names or addresses of works that the markup says the article is based on."""
    free: bool | None = None
    """Whether it can be read without paying; None when the page does not say."""
    authors: tuple[Author, ...] = ()
    """The people of ``byline``; where the page names none, the organizations that it calls its authors."""

    @property
    def place(self) -> str:
        """The place of its page, as ``Page`` tells it."""
        return place_in(self.path, self.name)

    def words_of(self, sentence: int | None) -> str:
        """The words of one sentence; of the headline for None."""
        if sentence is None:
            return self.title or ""
        found = self.sentences[sentence]
        return self.text[found.start : found.end]


# ------------------------------------------------------------------------------------------------ matches and stories


@dataclass(frozen=True, slots=True)
class Clue:
    """One documented reason: its name, its weight (positive speaks for), and a sentence a reader understands."""

    name: str
    weight: float
    says: str


class Passage(NamedTuple):
    """The same words (nearly) in two articles: a span in each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision about one article, kept apart from what is scored and respected by every run."""

    kind: Literal["parent", "none", "same-story"]
    """parent: the child was made from ``other``; none: from no article of the pile; same-story: whether the two belong
    to one story."""
    child: str
    """Id of an article, or what names it: its given id, its page, its file or its address."""
    other: str | None = None
    same: bool | None = None
    """For ``same-story``: yes or no."""
    note: str = ""
    made: str = ""
    """When it was decided, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two articles share: two shares (of the words of each) and the passages."""

    a: str
    b: str
    kind: Literal["copy", "partial", "retelling"]
    share_a: float
    share_b: float
    passages: tuple[Passage, ...]
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A point of a lineage: an article of the pile, a credited source outside it, or a missing original."""

    id: str
    """The article's id; ``outside:NAME``; ``missing:N``."""
    kind: Literal["article", "outside", "missing"]
    name: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another parent that the data leaves open, with its share of confidence."""

    parent: str
    confidence: float


StepKind = Literal["copy", "edit", "retelling", "excerpt", "revision", "credit"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lineage: the child was made from the parent."""

    child: str
    parent: str
    how: StepKind
    """copy: same words; edit: light changes; retelling: reworded; excerpt: a part; revision: later text of the same
    outlet; credit: the child names this source, which is not in the pile."""
    confidence: float
    direction_confidence: float
    explains: tuple[Span, ...]
    """Sentences of the child that this parent explains."""
    alternatives: tuple[Alternative, ...]
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Hidden:
    """An article that retells another text and credits no source for it."""

    article: str
    says: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something the data cannot tell, said in one sentence, with the articles it is about."""

    says: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who retold whom inside one story: a directed graph from parents to children."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]
    hidden: tuple[Hidden, ...]
    undecided: tuple[Undecided, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles about one event, their text states, their lineage and the count of independent origins."""

    id: str
    headline: str
    articles: tuple[str, ...]
    states: tuple[tuple[str, ...], ...]
    origins: int
    origin_nodes: tuple[str, ...]
    origins_say: tuple[str, ...]
    """For each of them, why it is counted as an origin of its own."""
    first_seen: str | None
    lineage: Lineage


# ---------------------------------------------------------------------------------------------------------- mentions

FigureApprox = Literal["exact", "about", "at-least", "at-most", "more-than", "less-than", "range"]
SourceClass = Literal[
    "named",
    "body",
    "outlet",
    "document",
    "anonymous-person",
    "anonymous-group",
    "generic",
    "pronoun",
    "none",
]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article with their places (more than one when they are interrupted)."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who a claim is said to come from, as written and as far as it can be resolved."""

    spans: tuple[Span, ...]
    text: str
    class_: SourceClass
    name: str | None = None
    """Full name when the article resolves it (``Marsh`` -> ``Elin Marsh``)."""
    count: int | None = None
    subset: str | None = None
    """A part of a group that is singled out: ``two port officials``."""
    role: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Any ``source says content``, quoted or not."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    content_spans: tuple[Span, ...]
    source: Source
    cue: Words
    firmness: Literal["firm", "neutral", "weak"] = "neutral"
    """firm: confirmed, announced; neutral: said; weak: suggested, claimed, alleged."""
    negated: bool = False
    kind: Literal["attribution"] = "attribution"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks a quoted string of words."""

    spans: tuple[Span, ...]
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A string of words in quotation marks that somebody said; ``span`` includes the marks, ``words`` does not."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    words: str
    form: Literal["direct", "mixed"]
    speaker: Speaker | None
    cue: Words | None
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its unit and what it measures."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    value: float
    value_high: float | None = None
    unit: str | None = None
    base: str | None = None
    """What a share is a share of: ``GDP``."""
    approx: FigureApprox = "exact"
    measures: str | None = None
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A point or span of time in the text, resolved as far as the article's own date allows."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    value: str | None
    """ISO 8601 or TIMEX3; without a publication date a day without year is ``XXXX-07-01``."""
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    first: str | None = None
    last: str | None = None
    vague: bool = False
    anchor: str | None = None
    """The date it was resolved against; None when there was none."""
    kind: Literal["date"] = "date"


EntityType = Literal["person", "organisation", "place", "work", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what a name means inside one article; the same id for all its mentions there and in other articles."""

    id: str
    name: str
    type: EntityType
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, organisation, place or work."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    entity: Entity
    kind: Literal["name"] = "name"


EventStatus = Literal["happened", "planned", "cancelled", "demanded", "denied", "claimed", "ongoing"]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom: ``span`` is the act's own words."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    class_: str
    """PLOVER class, or ``OTHER`` for an act without one."""
    lemma: str
    actor: str | None
    target: str | None
    date: str | None = None
    status: EventStatus = "happened"
    negated: bool = False
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that says how sure, how often, how about, or how loaded."""

    article: str
    sentence: int | None
    span: Span
    rule: str
    confidence: float
    class_: Literal["hedge", "booster", "approximator", "evidential", "loaded"]
    word: str
    kind: Literal["hedge"] = "hedge"


Mention = Attribution | Quote | Figure | DateMention | Name | Event | Hedge


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a parsed sentence; ``start`` and ``end`` count inside the sentence, ``head`` is a token number."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    """Universal part of speech; empty without a language model."""
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one article: a parse per sentence (equal sentences share one) and its mentions."""

    article: str
    parses: tuple[tuple[Token, ...], ...]
    title_parse: tuple[Token, ...]
    mentions: tuple[Mention, ...]


# ----------------------------------------------------------------------------------------------- changes and facts

PairOp = Literal["same", "edit", "add", "omit", "move", "split", "merge"]
Part = Literal["body", "title", "credit"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences of the parent and of the child that belong together; for a headline or credit line no numbers."""

    op: PairOp
    parent: tuple[int, ...]
    child: tuple[int, ...]
    likeness: float
    """Share of word weight that both sides have in common, 0 to 1."""
    part: Part = "body"


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the sentences of a child stand to those of its parent."""

    parent: str
    child: str
    pairs: tuple[Pair, ...]


ChangeClass = Literal[
    "quote",
    "attribution",
    "number",
    "date",
    "name",
    "role",
    "event",
    "credit",
    "hedge",
    "tone",
    "detail",
    "reference",
    "order",
    "wording",
    "format",
]
Weight = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side of a change stands; a headline or credit line has no sentence and counts on the page."""

    sentence: int | None
    span: Span | None
    page: Span | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a version and its parent, with class, direction, weight, both places and a reason."""

    id: str
    code: str
    class_: ChangeClass
    also: tuple[ChangeClass, ...]
    direction: str
    weight: Weight
    parent: str
    child: str
    parent_at: Place | None
    child_at: Place | None
    was: str | None
    now: str | None
    says: str


FactKind = Literal["quote", "claim", "figure", "date", "role", "event", "statement"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a version carries a fact: the value it gives and its own words."""

    article: str
    sentence: int | None
    span: Span
    value: str
    wording: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a story with its sightings; disputed when the values exclude each other."""

    id: str
    story: str
    kind: FactKind
    about: str
    disputed: bool
    sightings: tuple[Sighting, ...]
    differs: str | None = None
    """How the versions differ, in words; None when they agree."""


# -------------------------------------------------------------------------------------------------------------- report


@dataclass(frozen=True, slots=True)
class InputDigest:
    """The SHA-256 of one page as it was read."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Run:
    """How the answer was made: versions, settings that differ from the default, inputs, time."""

    tool: str
    model: str
    """Language model and version; ``none`` when only rules were used."""
    settings: dict[str, str | int | float | bool]
    inputs: tuple[InputDigest, ...]
    started: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. ``to_json()`` gives its machine form."""

    schema: str
    run: Run
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    rulings: tuple[Ruling, ...]
    """What people have decided about articles of this pile, with the ids of the articles; all of it was respected."""
    matches: tuple[Match, ...]
    stories: tuple[Story, ...]
    alignments: tuple[Alignment, ...]
    changes: tuple[Change, ...]
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]

    def to_json(self) -> str:
        """The report as one JSON document in the shape of ``retold schema``; equal input gives equal bytes."""
        return json.dumps(record(self), ensure_ascii=False, separators=(",", ":"))


Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def record(value: object) -> Json:
    """Any value of this module as JSON: dataclasses become objects, spans and tuples become lists."""
    if is_dataclass(value):
        return {item.name.rstrip("_"): record(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple | list):
        return [record(item) for item in value]
    if isinstance(value, dict):
        return {str(key): record(item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, 4)
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"{type(value).__name__} is not a value of the report")
