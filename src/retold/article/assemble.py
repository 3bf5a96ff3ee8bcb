"""From sorted blocks to an ``Article``: text, places on the page, sentences, credits, furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retold.article.blocks import Block, Sorted
from retold.article.confidence import Trust
from retold.article.credit import credits_in_text
from retold.article.credit_line import (
    NamedSource,
    byline_agency,
    closing_line,
    priority_line,
    republication_line,
    source_line,
)
from retold.article.date import parse_date
from retold.article.flat import names_in_byline
from retold.article.form import ONE_ARTICLE, Form
from retold.article.furniture import kinds_of, plain_kinds
from retold.article.language import declared_or_seen, language_of
from retold.article.outlet import Outlets, is_same_outlet
from retold.article.slug import after_slug
from retold.article.stamp import Stamp, choose_date
from retold.article.teasers import teasers_of
from retold.model import (
    Article,
    ArticlePart,
    Author,
    Credit,
    Dated,
    Furniture,
    FurnitureKind,
    PageSpan,
    Sentence,
    Span,
    TextQuote,
    Title,
)
from retold.page import Page
from retold.text import digest, split_sentences

_CONTEXT = 32
"""Characters before and after a sentence in a text quote; enough to tell equal sentences of one page apart."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known about a page from outside its running text: from its markup, its address, or its record."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    """Those that the page calls its authors."""
    dates: tuple[Stamp, ...] = ()
    url: str | None = None
    credits: tuple[Credit, ...] = ()
    titles: tuple[Title, ...] = ()
    modified: tuple[Stamp, ...] = ()
    canonical: str | None = None
    based_on: tuple[str, ...] = ()
    free: bool | None = None
    language: str | None = None
    """As the page declares it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with its blocks sorted and its statements read: all that is needed to write the article."""

    page: Page
    found: Sorted
    about: About
    form: Form = ONE_ARTICLE
    trust: Trust | None = None
    """None for a record whose text is taken as it is."""
    whole: bool = True
    """False for the fast mode: no sentences, no credits inside the text, and furniture without its kind."""

    @property
    def given_clean(self) -> bool:
        """True for a record whose text is taken as it is."""
        return not self.found.blocks


def write_article(draft: Draft, outlets: Outlets | None = None) -> Article | None:
    """The article of a draft; None when no block of it is running text."""
    names = outlets or Outlets()
    if draft.given_clean:
        built = _article(draft, draft.page.text, split_sentences(draft.page.text), names)
        whole = (PageSpan(0, len(draft.page.text), 0),)
        return replace(built, page_spans=whole, credits=_slugs_on_page(built.credits, whole))
    if not draft.found.of("article"):
        return None
    built = _from_markup(draft, names) if draft.page.kind == "html" else _from_lines(draft, names)
    return replace(built, parts=_parts(built, draft)) if draft.form.parts else built


def _parts(article: Article, draft: Draft) -> tuple[ArticlePart, ...]:
    """The posts or stories of a page, each with its stretch of the article's text."""
    starts: dict[int, int] = {}
    place = 0
    for at, block in enumerate(draft.found.blocks):
        if draft.found.roles[at] == "article":
            starts[at] = place = article.text.index(block.text, place)
            place += len(block.text)
    found: list[ArticlePart] = []
    for part in draft.form.parts:
        inside = [at for at in starts if part.first <= at < part.last]
        if inside:
            end = starts[inside[-1]] + len(draft.found.blocks[inside[-1]].text)
            date = choose_date([part.stamp] if part.stamp else [])
            found.append(ArticlePart(part.heading, date, Span(starts[inside[0]], end)))
    return tuple(found)


def _from_lines(draft: Draft, outlets: Outlets) -> Article:
    """The article of a flat page; its text is made of stretches of the page, letter for letter."""
    text, spans = _stretches(draft.page.text, draft.found)
    title = next(iter(draft.found.of("title")), None)
    seen = (Title(title.text, "visible"),) if title else ()
    about = replace(
        draft.about, title=draft.about.title or (title.text if title else None), titles=(*draft.about.titles, *seen)
    )
    built = _article(replace(draft, about=about), text, split_sentences(text), outlets)
    return replace(
        built,
        page_spans=spans,
        title_page=Span(title.start, title.end) if title else None,
        credits=_slugs_on_page(built.credits, spans),
    )


def _slugs_on_page(credits: Sequence[Credit], spans: Sequence[PageSpan]) -> tuple[Credit, ...]:
    """The credits; a slug, which is in no sentence, with its place on the page."""
    return tuple(
        replace(credit, page=_on_page(credit.at, spans)) if credit.kind == "slug" and credit.at else credit
        for credit in credits
    )


def _on_page(at: Span, spans: Sequence[PageSpan]) -> Span | None:
    span = next((span for span in spans if span.article_start <= at.start < span.article_end), None)
    shift = span.page_start - span.article_start if span else 0
    return Span(at.start + shift, at.end + shift) if span else None


def _from_markup(draft: Draft, outlets: Outlets) -> Article:
    """The article of a page with markup: kept blocks as paragraphs, and a text quote for each sentence.

    Such a page has no offsets that a reader could use, so what was cut or credited keeps its words only.
    """
    body = draft.found.of("article")
    text = "\n\n".join(block.text for block in body)
    sentences = _marked_sentences(text, body) if draft.whole else ()
    built = _article(draft, text, sentences, outlets)
    return replace(
        built,
        page_spans=_quotes(built, body, draft.found.blocks) if sentences else (),
        credits=tuple(replace(credit, page=None) for credit in built.credits),
    )


def _article(draft: Draft, text: str, sentences: tuple[Sentence, ...], outlets: Outlets) -> Article:
    page, found, about = draft.page, draft.found, draft.about
    visible = () if page.kind == "html" else found.of("byline")
    seen = about.byline or tuple(name for block in visible for name in names_in_byline(block))
    byline = tuple(dict.fromkeys(seen))
    credited = _line_credits(found, about.outlet, outlets)
    kinds = kinds_of(found.blocks, found.roles) if draft.whole else plain_kinds(found.roles)
    cut = _furniture(found, kinds, {credit.page for credit in credited if credit.page}, page.kind != "html")
    total = sum(len(block.text) for block in found.blocks)
    inside = credits_in_text(text, sentences, about.outlet, outlets) if draft.whole else ()
    language = language_of(text, about.language) if draft.whole else declared_or_seen(text, about.language)
    modified = choose_date(about.modified)
    return Article(
        id=digest("article", page.name, text),
        given_id=page.given_id,
        path=page.path,
        kind=page.kind,
        url=page.url or about.url,
        title=about.title,
        outlet=about.outlet,
        byline=byline,
        date=_date(Sorted((), ()) if page.kind == "html" else found, about, language, modified.value),
        language=language,
        text=text,
        sentences=after_slug(text, sentences, outlets) if sentences else (),
        credits=(*about.credits, *credited, *inside),
        furniture=cut,
        page_spans=(),
        cut_share=round(sum(len(item.text) for item in cut) / total, 4) if total else 0.0,
        form=draft.form.kind,
        extraction_confidence=draft.trust.confidence if draft.trust else None,
        extractors=draft.trust.agreeing if draft.trust else (),
        name=page.name,
        titles=about.titles,
        modified=replace(modified, conflicts=()) if modified.conflicts else modified,
        canonical=about.canonical,
        based_on=about.based_on,
        free=about.free,
        authors=_authors(byline, about.organizations),
    )


def _authors(people: Sequence[str], organizations: Sequence[str]) -> tuple[Author, ...]:
    """The people; an organization signs for what no person signs."""
    if people:
        return tuple(Author(name, "person") for name in people)
    return tuple(Author(name, "organization") for name in organizations)


def _stretches(page: str, found: Sorted) -> tuple[str, tuple[PageSpan, ...]]:
    """The kept lines: neighbours with what stands between them on the page, others joined by an empty line."""
    spans: list[Span] = []
    before = -2
    for at, (block, role) in enumerate(zip(found.blocks, found.roles, strict=True)):
        if role != "article":
            continue
        if at == before + 1:
            spans[-1] = Span(spans[-1].start, block.end)
        else:
            spans.append(Span(block.start, block.end))
        before = at
    parts: list[str] = []
    places: list[PageSpan] = []
    length = 0
    for span in spans:
        length += 2 if parts else 0
        places.append(PageSpan(length, length + span.end - span.start, span.start))
        parts.append(page[span.start : span.end])
        length += span.end - span.start
    return "\n\n".join(parts), tuple(places)


def _marked_sentences(text: str, body: Sequence[Block]) -> tuple[Sentence, ...]:
    """Sentences by the general rule, but a heading or caption that the markup names is one piece of its kind."""
    found: list[Sentence] = []
    start = 0
    for block in body:
        end = start + len(block.text)
        if block.kind in ("heading", "title"):
            found.append(Sentence(start, end, "heading"))
        elif block.kind == "caption":
            found.append(Sentence(start, end, "caption"))
        else:
            inside = split_sentences(block.text)
            found.extend(Sentence(one.start + start, one.end + start, one.kind) for one in inside)
        start = end + 2
    return tuple(found)


def _quotes(article: Article, body: Sequence[Block], blocks: Sequence[Block]) -> tuple[TextQuote, ...]:
    """Each sentence with its surroundings in the visible text of the page, furniture included."""
    visible = "\n".join(block.text for block in blocks)
    starts: list[tuple[int, Block]] = []
    place = 0
    for block in body:
        starts.append((place, block))
        place += len(block.text) + 2
    quotes: list[TextQuote] = []
    number = 0
    for sentence in article.sentences:
        while number + 1 < len(starts) and starts[number + 1][0] <= sentence.start:
            number += 1
        begin, block = starts[number]
        first = block.start + sentence.start - begin
        last = first + sentence.end - sentence.start
        before, after = visible[max(0, first - _CONTEXT) : first], visible[last : last + _CONTEXT]
        quotes.append(TextQuote(visible[first:last], before, after))
    return tuple(quotes)


def _date(found: Sorted, about: About, language: str | None, changed: str | None) -> Dated:
    """The date that was given or stated, else the one in the head of a flat page; markup has been looked at before."""
    visible = [stamp for block in found.of("date") if (stamp := parse_date(block.text, language=language))]
    return choose_date([*about.dates, *visible], changed)


def _line_credits(found: Sorted, own: str | None, outlets: Outlets) -> tuple[Credit, ...]:
    """The sources that whole lines name; a page that names its own outlet credits nobody."""
    lines = [(block, _named_source(block.text, outlets)) for block in found.of("credit")]
    lines += [(block, byline_agency(block.text, outlets)) for block in found.of("byline")]
    credits: list[Credit] = []
    for block, source in ((block, source) for block, source in lines if source):
        at = Span(block.start, block.end)
        names = (outlets.named(name) or name for name in source.names)
        foreign = (name for name in names if own is None or not is_same_outlet(name, own))
        credits.extend(Credit(name, block.text, source.kind, source.level, page=at) for name in foreign)
    return tuple(credits)


def _named_source(line: str, outlets: Outlets) -> NamedSource | None:
    return (
        closing_line(line, outlets)
        or republication_line(line)
        or priority_line(line)
        or source_line(line, own_place=True, outlets=outlets)
    )


def _furniture(
    found: Sorted, kinds: Sequence[FurnitureKind | None], credited: set[Span], placed: bool
) -> tuple[Furniture, ...]:
    """What was cut, typed; a line that looked like a credit and names nobody but the page's own outlet is cut too.

    ``placed``: its place on the page says something to a reader.
    """
    teasers = teasers_of(found.blocks, kinds) if "teaser" in kinds else {}
    cut: list[Furniture] = []
    for at, (block, role, kind) in enumerate(zip(found.blocks, found.roles, kinds, strict=True)):
        if kind and not (role == "credit" and Span(block.start, block.end) in credited):
            place = Span(block.start, block.end) if placed else None
            cut.append(Furniture(kind, place, block.text, teasers.get(at)))
    return tuple(cut)
