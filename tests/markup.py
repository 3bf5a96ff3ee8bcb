"""Pages with markup for the tests of cleaning: one article with what tests put into its head and round its headline."""

from __future__ import annotations

import json

from retold.article import clean_page
from retold.model import Article
from retold.page import Page
from retold.settings import ArticleSettings

URL = "https://harrow.example/news/ferry"
HEADLINE = "Ferry sinks off Port Ellery in fog"
BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The ferry Halcyon went down off Port Ellery on Sunday with sixty-one people aboard, the coast guard said.",
        "Nine bodies have been found, and fourteen people were still missing at night, the harbour master said.",
        "The operator, Saltline, said that the vessel had passed its last inspection in May without complaint.",
        "The crews of two fishing boats pulled twenty-six people over the rail before the lifeboat reached them.",
    )
)
TEASERS = """<aside class="related"><h2>Most read</h2><ul><li><a href="/1">Rail fares to rise by 3.4 percent</a>
<span class="author">By Tobias Lamb</span> <time datetime="2024-01-02T08:00">2 January 2024</time></li></ul></aside>
<section class="comments"><div class="comment" itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">Nell Garrick</span> <time itemprop="datePublished" datetime="2026-02-03">3 February 2026</time>
<p>I was there and saw it all from my kitchen.</p></div></section>
<footer>© 2026 Harrow Courier. Last update of this site: 4 March 2026</footer>"""


def page(head: str = "", top: str = "", title: str = HEADLINE, lang: str = "en", h1: str = HEADLINE) -> str:
    """A page: ``head`` goes into its head, ``top`` between headline and first paragraph."""
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
        f'<nav><a href="/">Home</a></nav><main><article>{heading}{top}{BODY}</article></main>{TEASERS}</body></html>'
    )


def ld(**fields: object) -> str:
    """A script with one article in JSON-LD."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def meta(name: str, content: str) -> str:
    """A meta element."""
    return f'<meta property="{name}" content="{content}">'


def clean(text: str, url: str | None = URL) -> Article:
    """The article of a page that has one."""
    article, problems = clean_page(Page("page", "page", "html", text, url), ArticleSettings())
    assert article is not None, problems
    return article
