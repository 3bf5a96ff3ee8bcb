"""What kind of furniture a stretch of a page is, told from its own words and from the elements round it."""

from __future__ import annotations

import re

from retold.article import wordlists
from retold.article.blocks import Block
from retold.article.date import parse_date
from retold.article.inserts import labelled_kind
from retold.model import FurnitureKind

_PLACES: tuple[tuple[str, FurnitureKind], ...] = (
    ("comment", "comment"),
    ("newsletter", "newsletter"),
    ("share", "share"),
    ("advert", "promotion"),
    ("related", "teaser"),
    ("nav", "navigation"),
    ("caption", "caption"),
    ("legal", "legal"),
    ("footer", "legal"),
    ("paywall", "paywall"),
    ("aside", "teaser"),
    ("header", "navigation"),
)

_NEWSLETTER = re.compile(
    r"newsletter|sign[ -]up (?:for|to)|subscribe to (?:our|the)|your inbox|delivered (?:daily|straight)|e-?mail address"
    r"|get (?:the|our) (?:latest|top|best|daily|morning)\b.{0,60}\b(?:inbox|news|stories|headlines|updates)|anmelden"
    r"|inscrivez-vous|suscríbete|boletín|iscriviti|nieuwsbrief|nyhetsbrev",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"subscribers? only|subscribe (?:now )?to (?:continue|read|keep)|to continue reading|already a (?:subscriber"
    r"|member)"
    r"|log in to (?:read|continue)|free articles? (?:left|remaining)|this (?:article|content|story) is (?:for|reserved)"
    r"|réservé aux abonnés|nur für abonnenten|exclusivo para suscriptores",
    re.IGNORECASE,
)
_COMMENTS = (
    r"(?:\d+ |reader'?s'? |your )?(?:comments?|replies)\b\W*\d*\W*$|have your say|leave a (?:comment|reply)"
    r"|join the (?:conversation|discussion)|kommentare?\b\W*\d*\W*$|commentaires?\b\W*\d*\W*$"
    r"|comentarios?\b\W*\d*\W*$"
)
COMMENTS = re.compile(rf"^\W*(?:{_COMMENTS})", re.IGNORECASE)
"""A line over the comments of readers."""
LABEL = re.compile(
    r"^\W*(?:(?:read|see|watch)\s(?:more|next|also|now)|also (?:in|on|read|see)\b|elsewhere\b|more (?:on|from|for"
    r"|stories|news|in|like)\b"
    r"|related\b|recommended\b|(?:you (?:may|might) )?also like|don'?t miss|trending|most (?:read|popular|viewed"
    r"|\w+ed)\b|latest\b"
    r"|editor'?s picks?|top stories|up next|in other news|lesen sie auch|mehr zum thema|lire aussi|à lire|leer también"
    r"|lea también|te puede interesar|leggi anche|leia também|lees ook|läs också|czytaj także|читайте также|baca juga"
    rf"|{_COMMENTS})",
    re.IGNORECASE,
)
"""A line over teasers of other stories or over the comments of readers."""

_DISCLAIMER = re.compile(
    r"^\W*(?:disclaimer|disclosure|haftungsausschluss|risk warning|editor'?s? disclaimer|legal notice)\b"
    r"|(?:not|no) (?:be (?:construed|considered|taken) as )?(?:financial|investment|legal|medical|trading) advice"
    r"|for (?:information(?:al)?|educational)(?: and \w+)? purposes only"
    r"|past performance is not|(?:views|opinions) expressed (?:here|herein|in this|are (?:those|solely))"
    r"|do(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:views|opinions|position)"
    r"|assumes? no (?:liability|responsibility)|no liability for|\bno(?:t an?)? offer to (?:buy|sell)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^\W*(?:©|\(c\)|copyright)\s|all rights reserved|terms (?:of|and) (?:use|service|conditions)"
    r"|privacy (?:policy|notice)"
    r"|cookie|may not be (?:reproduced|published|redistributed)|impressum|datenschutz|mentions légales|aviso legal",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"^(?:\d+ )?(?:comments?|replies|reply|leave a (?:comment|reply)|post a comment|join the (?:discussion"
    r"|conversation)"
    r"|kommentare?|commentaires?|comentarios?)\b(?:\s*\(?\d*\)?)?\W*$|your email address will not be published"
    r"|^(?:was|did|is) (?:this|you) .{0,40}(?:useful|helpful)\?|(?:join|read|view|see|add|show|hide) (?:the |our "
    r"|all |your )?(?:comments|commenting|conversation)|log in to comment",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?:share|tweet|e-?mail|print|save|copy link|whatsapp|facebook|twitter|linkedin|telegram|pinterest|reddit"
    r"|follow us|x"
    r"|teilen|drucken|partager|imprimer|compartir|condividi|delen|dela)\b.{0,50}$|^(?:follow|like|find) us on\b"
    r"|^share (?:this|on|via)\b",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"^\W*(?:(?:read|see|watch|listen)\s(?:more|next|also|now|the full|here)|also read|more (?:on|from|stories"
    r"|news|in|about)\b"
    r"|related\b|recommended|you (?:may|might) (?:also )?(?:like|be)|don'?t miss|trending|most (?:read|popular"
    r"|viewed)|latest"
    r"|editor'?s picks?|top stories|up next|lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire|leer (?:más"
    r"|también)"
    r"|lea también|te puede interesar|leggi anche|leia (?:mais|também)|lees (?:ook|meer)|läs (?:mer|också)|czytaj"
    r"|читайте"
    r"|baca juga|関連記事|相关)(?!\w)",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"^\W*(?:advert(?:isement|ising)?|sponsored|promoted|anzeige|werbung|publicité|publicidad|pubblicità|reklama?)\b"
    r"|(?:click|tap) here|(?:save|book|claim|reserve|grab) (?:your|my) (?:\w+ )?(?:spot|seat|place|copy)"
    r"|download (?:the|our) "
    r"|webinar|webclass|promo(?:tional)? code|(?:limited|special)[ -](?:time )?offer|free trial|% off\b|discount code"
    r"|(?:want|looking|ready) to \w+ .{0,80}\?|(?:join|follow|subscribe|support|donate)\b.{0,40}\b(?:us|our|today"
    r"|now)\b"
    r"|(?:start|get|try|become|buy|order|shop) .{0,30}\b(?:today|now|free|member)\b|your (?:support|donation"
    r"|subscription)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:placeholder|image|img|photo|picture|video|logo|icon|avatar|thumbnail|quote|go ?to ?(?:top|up)"
    r"|back ?to ?top|top"
    r"|loading|arrow\w*|close|menu|open|play|pause|null|undefined|default|banner|spinner|slide \d+)\W*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:photo|image|picture|file photo|fichier|foto|bild|credit|image credit|photo credit|getty|illustration"
    r"|video)\b\s*[:|/(by]"
    r"|\((?:photo|image|foto|file)\b|(?:photo|image|foto) (?:by|credit)|getty images|/(?:afp|ap|epa|dpa|reuters)\W*$",
    re.IGNORECASE,
)
_CALLS = re.compile(r"^\W*(?:sign up|subscribe|get|join|register|receive|never miss)\b", re.IGNORECASE)
_APP = re.compile(
    r"^\W*(?:listen|watch|read|download|get|follow|hear|see)\b.{0,80}\b(?:app|podcast|channel|site)\b", re.IGNORECASE
)
_ADDRESSES_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)


def kind_by_words(text: str) -> FurnitureKind | None:
    """The kind that the words themselves give away; None for words that could as well stand in an article."""
    short = len(text) <= 400
    for kind, pattern, limit in _BY_WORDS:
        if (short or not limit) and pattern.search(text[:1000]):
            return kind
    if _invites(text):
        return "promotion"
    return None


def is_certain(text: str) -> bool:
    """True for a short line that can be nothing else: it calls on the reader to subscribe, or to use an app."""
    return len(text) <= 200 and bool(_APP.search(text) or (_NEWSLETTER.search(text) and _CALLS.search(text)))


_BY_WORDS: tuple[tuple[FurnitureKind, re.Pattern[str], bool], ...] = (
    ("placeholder", _PLACEHOLDER, True),
    ("disclaimer", _DISCLAIMER, False),
    ("newsletter", _NEWSLETTER, True),
    ("paywall", _PAYWALL, True),
    ("legal", _LEGAL, True),
    ("comment", _COMMENT, True),
    ("share", _SHARE, True),
    ("teaser", _TEASER, True),
    ("promotion", _PROMOTION, True),
    ("promotion", _APP, True),
)


def kind_of(block: Block, doubled: bool, glued: bool) -> FurnitureKind:
    """The kind of a block that was cut.

    ``doubled``: it is said twice on the page; ``glued``: headline and lead run together.
    """
    by_words = labelled_kind(block.text) or kind_by_words(block.text)
    if by_words:
        return by_words
    places = block.place.split()
    by_place = next((kind for place, kind in _PLACES if place in places), None)
    return by_place or _kind_by_form(block.text, doubled, glued)


def _kind_by_form(text: str, doubled: bool, glued: bool) -> FurnitureKind:
    words = len(text.split())
    if glued or (doubled and len(text) > 40):
        return "teaser"
    rows: tuple[tuple[FurnitureKind, bool], ...] = (
        ("caption", len(text) < 500 and bool(_CAPTION.search(text))),
        ("date", bool(wordlists.AGO.search(text)) or (len(text) < 60 and _has_date(text))),
        ("byline", len(text) < 80 and bool(wordlists.BYLINE.search(text))),
        ("duplicate", doubled),
        ("navigation", words <= 4),
        ("teaser", words <= 25 or text.endswith(("...", "…"))),
    )
    return next((kind for kind, holds in rows if holds), "other")


def _has_date(text: str) -> bool:
    return bool(parse_date(text) or wordlists.DATE.search(text))


def _invites(text: str) -> bool:
    """True for a short text that speaks to the reader and tells them to do something, twice or more."""
    if len(text) > 300 or "“" in text or '"' in text:
        return False
    return len(wordlists.IMPERATIVE.findall(text)) >= 3 and bool(_ADDRESSES_READER.search(text))


_GLUED = re.compile(r"[a-zà-ÿ0-9)%?!][A-ZÀ-Þ][a-zà-ÿ]*\s|[a-z][.?!][A-Z][a-z]|[a-z][A-Z]{2}\s")


def is_glued(text: str) -> bool:
    """True when a headline runs into the lead below it without a space, as lists of teasers do once tags are gone."""
    return len(text) > 60 and bool(_GLUED.search(text[20:]))
