"""What a page says about itself in its markup: JSON-LD first, then meta elements, then microdata and RDFa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from retold.article.address import absolute, host_of, site_label
from retold.article.blocks import squash
from retold.article.byline import Author, AuthorKind, is_label, sort_authors
from retold.article.date import parse_date
from retold.article.jsonld import article_node, listed, live_posts, names, own_node, texts
from retold.article.language import declared_language
from retold.article.stamp import Stamp
from retold.article.statements import Json, Statements, gather_statements, shown
from retold.article.syndication import Publisher, based_on, structured_credits
from retold.article.title import bare_title, site_in_title
from retold.model import Credit, DateBasis, Title
from retold.tables import Outlet, OutletTable, outlet_named, outlet_table

_TITLES = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "citation_title",
    "headline",
    "title",
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued", "dc.date.created",
    "pubdate", "publishdate", "publish-date", "publication_date", "publication-date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published",
    "article_date_original", "published_time", "published-date", "publish_date", "publisheddate", "release_date",
    "rnews:datepublished", "bt:pubdate", "originalpublicationdate", "displaydate", "date_published",
    "citation_publication_date", "citation_online_date", "citation_date", "prism.publicationdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "article:modified", "og:updated_time", "datemodified",
    "dcterms.modified", "dc.date.modified", "last-modified", "last-modified-date", "lastmod", "lastmodifieddate",
    "revised", "date_modified", "updated_time", "bt:moddate",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "dcterms.creator", "authors",
    "citation_author", "article:author_name", "cxenseparse:author", "article.author", "dc.contributor",
)  # fmt: skip
_TIERS = {"free": True, "locked": False}
_FREE = {"true": True, "false": False}
_NAME_WORDS = 5
"""Words above which the name of a site carries a slogan."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The page's own statements; a field is empty when the page makes none."""

    titles: tuple[Title, ...] = ()
    """Headlines as given."""
    headlines: tuple[str, ...] = ()
    """The same without the name of the site, the best first."""
    headings: tuple[str, ...] = ()
    """The first headings of level one, whole."""
    names: tuple[str, ...] = ()
    """The names that the site gives itself, and those of its outlet."""
    sites: tuple[str, ...] = ()
    """The same with the name in its address (``harrowcourier``)."""
    authors: tuple[str, ...] = ()
    """People only."""
    companies: tuple[str, ...] = ()
    """Agencies, outlets and desks that the markup calls authors, as given."""
    outlet: str | None = None
    published: tuple[Stamp, ...] = ()
    modified: tuple[Stamp, ...] = ()
    language: str | None = None
    """As declared, with the country when one is declared or known: ``de``, ``en-GB``."""
    canonical: str | None = None
    based_on: tuple[str, ...] = ()
    free: bool | None = None
    credits: tuple[Credit, ...] = ()
    posts: tuple[tuple[str, Stamp | None], ...] = ()
    """The posts of a live blog as JSON-LD lists them: headline or text, and time."""


def read_metadata(root: HtmlElement, url: str | None, table: OutletTable | None = None) -> Metadata:
    """Titles, people, outlets, dates, language, paywall and structured credits, each in the order of trust.

    The page's own outlet is looked for in ``table``, the shipped one unless a user adds to it.
    """
    return metadata_of(gather_statements(root), url, table)


def metadata_of(said: Statements, url: str | None, table: OutletTable | None = None) -> Metadata:
    """The same from the statements of a page."""
    canonical = absolute(said.canonical, url) or absolute(said.first("og:url"), url)
    address = url or canonical
    headlines = [*said.headings, *map(shown, said.all("og:title")), said.window]
    node = article_node(said.scripts, address, headlines)
    marked = own_node(_shown_items(said), address, headlines)
    sites = _sites(said, node, marked)
    outlet = _outlet(url, canonical, sites, table or outlet_table())
    known = (outlet.name, *outlet.aliases) if outlet else ()
    wires = [name for name in sites if outlet and _is_wire(name, outlet)]
    own = tuple(dict.fromkeys(name for name in (*known, *sites) if name not in wires))
    label = site_label(address)
    with_label = (*own, label) if label else own
    authors, companies = _authors(node, said, marked, own)
    titles = _titles(said, node, marked)
    tags = (
        said.language,
        said.first("content-language", "language"),
        *texts(node.get("inLanguage")),
        said.first("og:locale"),
    )
    language = declared_language(tags, outlet, host_of(address))
    return Metadata(
        titles=titles,
        headlines=tuple(dict.fromkeys(bare_title(title.words, with_label, said.headings) for title in titles)),
        headings=said.headings,
        names=own,
        sites=with_label,
        authors=authors,
        companies=tuple(dict.fromkeys(one.words for one in companies)),
        outlet=outlet.name if outlet else next(iter(sites), None),
        published=_stamps((node, marked), ("datePublished", "dateCreated"), said.all(*_PUBLISHED), language),
        modified=_stamps((node, marked), ("dateModified",), said.all(*_MODIFIED), language),
        language=language,
        canonical=canonical,
        based_on=based_on(node),
        free=_free(node, said),
        credits=structured_credits(Publisher(with_label, url, canonical), node, said, (companies, wires)),
        posts=tuple(_posts(said.scripts, language)),
    )


def _shown_items(said: Statements) -> list[Json]:
    """The items of microdata and RDFa but those with a headline that the page does not have: they are teasers."""
    known = squash(" ".join((*said.headings, said.window)))
    headlines = [(item, texts(item.get("headline"))) for item in said.marked]
    return [item for item, words in headlines if not words or squash(words[0]) in known]


def _posts(scripts: Iterable[str], language: str | None) -> Iterator[tuple[str, Stamp | None]]:
    for post in live_posts(scripts):
        words = next(
            iter((*texts(post.get("headline")), *texts(post.get("articleBody")), *texts(post.get("name")))), None
        )
        if words:
            moments = (
                parse_date(moment, "json-ld", language) for moment in _moments(post, ("datePublished", "dateModified"))
            )
            yield words, next(filter(None, moments), None)


def _titles(said: Statements, node: Json, marked: Json) -> tuple[Title, ...]:
    """Every headline as given: for sharing first, then as described, then that of the window."""
    shared = [Title(shown(words), "meta") for words in said.all("og:title")]
    described = [Title(words, "json-ld") for words in texts(node.get("headline")) or texts(node.get("name"))]
    others = [Title(shown(words), "meta") for words in (*said.all(*_TITLES), *texts(marked.get("headline")))]
    window = [Title(said.window, "window")]
    return tuple(title for title in dict.fromkeys([*shared, *described, *others, *window]) if title.words)


def _stamps(
    nodes: Sequence[Json], fields: Sequence[str], meta: Iterable[str], language: str | None
) -> tuple[Stamp, ...]:
    """The dates of JSON-LD, of meta elements, and of microdata, in this order."""
    described, marked = nodes
    stated: list[tuple[str, DateBasis]] = [(words, "json-ld") for words in _moments(described, fields)]
    stated += [(words, "meta") for words in (*meta, *_moments(marked, fields))]
    stamps = (parse_date(words, basis, language) for words, basis in stated)
    return tuple(dict.fromkeys(stamp for stamp in stamps if stamp))


def _moments(node: Json, fields: Sequence[str]) -> list[str]:
    """The dates in the first of some fields that there is; a Unix time may be a number."""
    value = next((node[field] for field in fields if node.get(field)), None)
    return [str(item) for item in listed(value) if isinstance(item, str | int)]


def _authors(
    node: Json, said: Statements, marked: Json, sites: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Author, ...]]:
    """The people of the first kind of statement that names any; the companies of all that were asked until then.

    The name of the site is none, unless markup says that a person publishes it.
    """
    persons = {author.words for author in _stated_authors(node.get("publisher")) if author.kind == "person"}
    own = [name for name in sites if name not in persons]
    described = [*_stated_authors(node.get("author"))] or [*_stated_authors(node.get("creator"))]
    labelled = [
        words
        for number in "123"
        if is_label(said.first(f"twitter:label{number}") or "")
        for words in said.all(f"twitter:data{number}")
    ]
    meta = [Author(shown(words)) for words in (*said.all(*_AUTHORS), *labelled) if "://" not in words]
    items = [*_stated_authors(marked.get("author"))] or [*_stated_authors(marked.get("creator"))]
    companies: list[Author] = []
    for level in (described, meta, items):
        found = sort_authors(level, own, handles=True)
        companies.extend(found.companies)
        if found.people:
            return found.people, tuple(companies)
    return (), tuple(companies)


def _stated_authors(value: object) -> Iterator[Author]:
    for item in listed(value):
        if isinstance(item, str) and "://" not in item:
            yield Author(shown(item))
        elif isinstance(item, dict):
            kinds = " ".join(texts(item.get("@type")))
            kind: AuthorKind = "person" if "Person" in kinds else "company" if kinds else "unknown"
            whole = " ".join((*texts(item.get("givenName"))[:1], *texts(item.get("familyName"))[:1]))
            yield from (Author(name, kind) for name in texts(item.get("name")) or [whole] if name and "://" not in name)


def _sites(said: Statements, node: Json, marked: Json) -> tuple[str, ...]:
    """The names that the page gives its site, the best first."""
    given = [*said.all("og:site_name"), *names(node.get("publisher")), *names(marked.get("publisher"))]
    given += [
        *texts(node.get("site")),
        *said.all("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"),
    ]
    given += [site] if (site := site_in_title(said.window)) else []
    headlines = {squash(shown(words)) for words in (*said.all("og:title"), *texts(node.get("headline")))}
    named = (_without_slogan(shown(name)) for name in given if "://" not in name and squash(name) not in headlines)
    return tuple(dict.fromkeys(filter(None, named)))


def _without_slogan(name: str) -> str:
    pieces = name.replace(" | ", " - ").replace(" – ", " - ").split(" - ")
    return (pieces[0] if len(name.split()) > _NAME_WORDS else name).removeprefix("www.")


def _outlet(url: str | None, canonical: str | None, sites: Sequence[str], table: OutletTable) -> Outlet | None:
    """The outlet of the table that publishes at the address; without one, that of the page's own names.

    A page without an address may be a copy that still points to the original: its canonical address counts only when
    the names on the page do not speak against it.
    """
    host = host_of(url or canonical)
    there = table.at(host) if host else None
    if url and there:
        return there
    named = table.named(sites[0]) if sites else None
    return there if there and (not sites or there in map(table.named, sites)) else named


def _is_wire(name: str, outlet: Outlet) -> bool:
    """True for the name of an agency on the page of another outlet, which some pages give as their publisher."""
    found = outlet_named(name)
    return found is not None and found != outlet and found.kind in ("agency", "wire service")


def _free(node: Json, said: Statements) -> bool | None:
    parts = [item.get("isAccessibleForFree") for item in listed(node.get("hasPart")) if isinstance(item, dict)]
    for value in (node.get("isAccessibleForFree"), *parts):
        for item in listed(value):
            word = str(item).strip().lower().rpartition("/")[2]
            if word in _FREE:
                return _FREE[word]
    return _TIERS.get((said.first("article:content_tier") or "").lower())
