"""Pages as HTML: four layouts, from tidy with metadata to tag soup without."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from retold.simulate.face import Face


def html_page(face: Face, layout: str) -> str:
    """The page as HTML in one of the layouts ``classic``, ``divs``, ``tagsoup``, ``plain``."""
    return {"classic": _classic, "divs": _divs, "tagsoup": _tagsoup, "plain": _plain}[layout](face)


def _classic(face: Face) -> str:
    """A daily with a content system that fills in everything: JSON-LD, article tags, a rail."""
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": face.title,
             "author": {"@type": "Person", "name": face.author},
             "publisher": {"@type": "Organization", "name": face.outlet.name}}  # fmt: skip
    if face.shown.value:
        about["datePublished"] = face.shown.value
    rail = "".join(
        f'<li><a href="/t/{n}"><h3>{escape(t.title)}</h3></a><p>{escape(t.blurb)}</p><span>{t.day}</span></li>'
        for n, t in enumerate(face.teasers)
    )
    paragraphs = [f"<p>{escape(one, quote=False)}</p>" for one in face.paragraphs]
    paragraphs.insert(
        face.cut_in, "".join(f'<aside class="promo"><p>{escape(m)}</p></aside>' for m in face.outlet.lines["middle"])
    )
    notes = "".join(f'<p class="source">{escape(note)}</p>' for note in face.notes)
    stamp = f'<time datetime="{face.shown.value}">{face.date}</time>' if face.shown.value else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(face.title)} | {face.outlet.name}</title>
<link rel="canonical" href="{face.canonical}"><meta property="og:site_name" content="{face.outlet.name}">
<script type="application/ld+json">{json.dumps(about, ensure_ascii=False).replace("<", "&lt;")}</script></head>
<body><header><nav><ul>{_items(face.outlet.lines["top"])}</ul></nav></header>
<main><article><h1>{escape(face.title)}</h1>
<div class="meta">By <a rel="author" href="/a">{face.author}</a> {stamp}</div>
<figure><img src="/i/lead.jpg" alt=""><figcaption>{face.caption}</figcaption></figure>
<div class="article-body">
{chr(10).join(paragraphs)}
{notes}
</div></article>
<aside class="rail"><h2>Most read</h2><ul>{rail}</ul></aside></main>
<footer><ul>{_items(face.outlet.lines["bottom"])}</ul></footer></body></html>
"""


def _divs(face: Face) -> str:
    """Nothing but division tags; the date stands in a meta tag."""
    meta = f'<meta property="article:published_time" content="{face.shown.value}">' if face.shown.value else ""
    rows = [f'<div class="tx"><p>{escape(one, quote=False)}</p></div>' for one in face.paragraphs]
    box = f'<div class="more"><div class="more-h">Read also</div><a href="/r">{escape(face.teasers[0].title)}</a></div>'
    rows.insert(face.cut_in, box)
    notes = "".join(f'<div class="credit">{escape(note)}</div>' for note in face.notes)
    cards = "".join(
        f'<div class="card"><a href="/c/{n}">{escape(t.title)}</a><div>{escape(t.blurb)}</div><div>{t.day}</div></div>'
        for n, t in enumerate(face.teasers[1:])
    )
    links = "".join(f'<a class="l" href="/s">{escape(item)}</a>' for item in face.outlet.lines["top"])
    ads = "".join(f'<div class="ad">{escape(item)}</div>' for item in face.outlet.lines["middle"])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{escape(face.title)} - {face.outlet.name}</title>
<meta property="og:title" content="{escape(face.title)}"><meta property="og:site_name" content="{face.outlet.name}">
<meta property="og:url" content="{face.url}"><link rel="canonical" href="{face.canonical}">{meta}</head>
<body><div class="bar">{links}</div><div class="wrap"><div class="story">
<h1 class="hl">{escape(face.title)}</h1><div class="by">{face.author}{f" | {face.date}" if face.date else ""}</div>
{chr(10).join(rows)}
{notes}</div>
{ads}<div class="cards">{cards}</div></div>
<div class="foot">{" | ".join(escape(item) for item in face.outlet.lines["bottom"])}</div></body></html>
"""


def _tagsoup(face: Face) -> str:
    """Unclosed tags, a ticker above, comments below; the date is only to be seen."""
    paragraphs = [f"<p>{escape(one, quote=False)}" for one in face.paragraphs]
    paragraphs.insert(face.cut_in, f"<div class=promo><b>{escape(face.teasers[0].title)}</b></div>")
    said = "".join(f"<div class=c><i>{one.nick}</i><p>{escape(one.words)}</div>" for one in face.comments)
    notes = "".join(f"<p class=src>{escape(note)}" for note in face.notes)
    when = f"<span class=ts>{face.date}</span>" if face.date else ""
    return f"""<html><head><meta charset=utf-8><title>{escape(face.title)}</title>
<meta name="application-name" content="{face.outlet.name}"><link rel=canonical href={face.canonical}></head>
<body><div id=hd><ul>{"".join(f"<li><a href=/>{escape(item)}</a>" for item in face.outlet.lines["top"])}</ul></div>
<div id=ticker>LATEST: <a href=/1>{escape(face.teasers[1].title)}</a></div>
<div class=story><h1>{escape(face.title)}</h1><div class=byl>By {face.author} {when}</div>
{chr(10).join(paragraphs)}
{notes}
<div class=share><a>Share</a> <a>Tweet</a> <a>Copy link</a></div></div>
<div class=cmts><h3>Comments</h3>{said}</div>
<ul class=rel>{"".join(f"<li><a href=/x>{escape(t.title)}</a>" for t in face.teasers[2:])}</ul>
<div id=ft>{" ".join(escape(item) for item in face.outlet.lines["bottom"])}</div></body>
"""


def _plain(face: Face) -> str:
    """A page from before content systems."""
    when = f"<p><em>{face.date}</em></p>" if face.date else ""
    body = "\n".join(f"<p>{escape(one, quote=False)}</p>" for one in (*face.paragraphs, *face.notes))
    links = " ".join(f'<a href="/{n}">{escape(t.title)}</a>' for n, t in enumerate(face.teasers[:3]))
    return f"""<html><head><meta charset="utf-8"><title>{escape(face.title)} : {face.outlet.name}</title></head>
<body><p>{" ".join(f'<a href="/{n}">{escape(item)}</a>' for n, item in enumerate(face.outlet.lines["top"]))}</p>
<h1>{escape(face.title)}</h1>{when}
{body}
<hr><p>{links}</p><p><small>{" ".join(escape(item) for item in face.outlet.lines["bottom"])}</small></p></body></html>
"""


def _items(words: Iterable[str]) -> str:
    return "".join(f'<li><a href="/s">{escape(word)}</a></li>' for word in words)
