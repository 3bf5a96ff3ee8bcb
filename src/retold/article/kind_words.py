"""What the words of a line give away by themselves: that it can hardly stand in an article, and what it is instead."""

from __future__ import annotations

import re
from functools import lru_cache

from retold.article import wordlists
from retold.article.cued import Cued, cued
from retold.model import FurnitureKind

_LOOKED_AT = 1_000
_MOST = 400
"""Characters of the longest line that its words alone call furniture; only a disclaimer may be longer."""
_MOST_CERTAIN = 200
_MOST_INVITING = 300

_NEWSLETTER = cued(
    "newsletter|sign|subscribe to|inbox|delivered|mail address|get the |get our |anmelden|inscrivez-vous|suscríbete"
    "|boletín|iscriviti|nieuwsbrief|nyhetsbrev",
    r"newsletter|sign[ -]up (?:for|to)|subscribe to (?:our|the)|your inbox|delivered (?:daily|straight)|e-?mail address"
    r"|get (?:the|our) (?:latest|top|best|daily|morning)\b.{0,60}\b(?:inbox|news|stories|headlines|updates)|anmelden"
    r"|inscrivez-vous|suscríbete|boletín|iscriviti|nieuwsbrief|nyhetsbrev",
)
_PAYWALL = cued(
    "subscribe|continue|already a |free article| is for| is reserved|log in to read|réservé aux|nur für|exclusivo para",
    r"subscribers? only|subscribe (?:now )?to (?:continue|read|keep)|to continue reading|already a (?:subscriber"
    r"|member)"
    r"|log in to (?:read|continue)|free articles? (?:left|remaining)|this (?:article|content|story) is (?:for|reserved)"
    r"|réservé aux abonnés|nur für abonnenten|exclusivo para suscriptores",
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

_DISCLAIMER = cued(
    "disclaimer|disclosure|haftungsausschluss|risk warning|legal notice| advice|purposes only|past performance"
    "| expressed |reflect the|represent the|assume| liability| offer to ",
    r"^\W*(?:disclaimer|disclosure|haftungsausschluss|risk warning|editor'?s? disclaimer|legal notice)\b"
    r"|(?:nothing|none|no part)\b[^.!?]{0,60}\b(?:financial|investment|legal|medical|trading) advice"
    r"|(?:not|no) (?:be (?:construed|considered|taken) as )?(?:financial|investment|legal|medical|trading) advice"
    r"|for (?:information(?:al)?|educational)(?: and \w+)? purposes only"
    r"|past performance is not|(?:views|opinions) expressed (?:here|herein|in this|are (?:those|solely))"
    r"|do(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:views|opinions|position)"
    r"|assumes? no (?:liability|responsibility)|no liability for|\bno(?:t an?)? offer to (?:buy|sell)",
)
_LEGAL = cued(
    "©|(c)|copyright|rights reserved|terms |privacy |cookie|may not be|impressum|datenschutz|mentions légales"
    "|aviso legal",
    r"^\W*(?:©|\(c\)|copyright)\s|all rights reserved|terms (?:of|and) (?:use|service|conditions)"
    r"|privacy (?:policy|notice)"
    r"|cookie|may not be (?:reproduced|published|redistributed)|impressum|datenschutz|mentions légales|aviso legal",
)
_COMMENT = cued(
    "comment|repl|conversation|discussion|komment|comentario|email address|useful?|helpful?",
    r"^(?:\d+ )?(?:comments?|replies|reply|leave a (?:comment|reply)|post a comment|join the (?:discussion"
    r"|conversation)"
    r"|kommentare?|commentaires?|comentarios?)\b(?:\s*\(?\d*\)?)?\W*$|your email address will not be published"
    r"|^(?:was|did|is) (?:this|you) .{0,40}(?:useful|helpful)\?|(?:join|read|view|see|add|show|hide) (?:the |our "
    r"|all |your )?(?:comments|commenting|conversation)|log in to comment",
)
_SHARE = re.compile(
    r"^(?:share|tweet|e-?mail|print|save|copy link|whatsapp|facebook|twitter|linkedin|telegram|pinterest|reddit"
    r"|follow us|x"
    r"|teilen|drucken|partager|imprimer|compartir|condividi|delen|dela)\b.{0,50}$|^(?:follow|like|find) us on\b"
    r"|^share (?:this|on|via)\b",
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
)
_PROMOTION = cued(
    "advert|sponsored|promo|anzeige|werbung|publicité|publicidad|pubblicità|reklam| here|your | my |download "
    "|webinar|webclass| offer|-offer|free trial|% off|discount code|want to |looking to |ready to |join|follow"
    "|subscribe|support|donate|today|now|free|member",
    r"^\W*(?:advert(?:isement|ising)?|sponsored|promoted|anzeige|werbung|publicité|publicidad|pubblicità|reklama?)\b"
    r"|(?:click|tap) here|(?:save|book|claim|reserve|grab) (?:your|my) (?:\w+ )?(?:spot|seat|place|copy)"
    r"|download (?:the|our) "
    r"|webinar|webclass|promo(?:tional)? code|(?:limited|special)[ -](?:time )?offer|free trial|% off\b|discount code"
    r"|(?:want|looking|ready) to \w+ .{0,80}\?|(?:join|follow|subscribe|support|donate)\b.{0,40}\b(?:us|our|today"
    r"|now)\b"
    r"|(?:start|get|try|become|buy|order|shop) .{0,30}\b(?:today|now|free|member)\b|your (?:support|donation"
    r"|subscription)",
)
_PLACEHOLDER = re.compile(
    r"^\W*(?:placeholder|image|img|photo|picture|video|logo|icon|avatar|thumbnail|quote|go ?to ?(?:top|up)"
    r"|back ?to ?top|top"
    r"|loading|arrow\w*|close|menu|open|play|pause|null|undefined|default|banner|spinner|slide \d+)\W*$"
)
_CALLS = re.compile(r"^\W*(?:sign up|subscribe|get|join|register|receive|never miss)\b")
_APP = re.compile(r"^\W*(?:listen|watch|read|download|get|follow|hear|see)\b.{0,80}\b(?:app|podcast|channel|site)\b")
_ADDRESSES_READER = re.compile(r"\b(?:you|your)\b")


@lru_cache(maxsize=8_192)
def kind_by_words(text: str) -> FurnitureKind | None:
    """The kind that the words themselves give away; None for words that could as well stand in an article.

    Asked several times about one line, and on a site about the same lines on every page.
    """
    low = text[:_LOOKED_AT].lower()
    if len(text) > _MOST:
        return "disclaimer" if _DISCLAIMER.found_in(low) else None
    if _PLACEHOLDER.match(low):
        return "placeholder"
    for kind, words in _BY_WORDS:
        if words.found_in(low):
            return kind
    if _SHARE.match(low):
        return "share"
    if _TEASER.match(low):
        return "teaser"
    return "promotion" if _PROMOTION.found_in(low) or _APP.match(low) or _invites(text, low) else None


def is_certain(text: str) -> bool:
    """True for a short line that can be nothing else: it calls on the reader to subscribe, or to use an app."""
    if len(text) > _MOST_CERTAIN:
        return False
    low = text.lower()
    return bool(_APP.match(low)) or calls_to_subscribe(low)


def calls_to_subscribe(low: str) -> bool:
    """True when a line, given in small letters, calls on the reader to subscribe to a newsletter."""
    return bool(_CALLS.match(low)) and _NEWSLETTER.found_in(low)


def is_disclaimer(low: str) -> bool:
    """True for words, given in small letters, by which a page takes no liability."""
    return _DISCLAIMER.found_in(low)


_BY_WORDS: tuple[tuple[FurnitureKind, Cued], ...] = (
    ("disclaimer", _DISCLAIMER),
    ("newsletter", _NEWSLETTER),
    ("paywall", _PAYWALL),
    ("legal", _LEGAL),
    ("comment", _COMMENT),
)


def _invites(text: str, low: str) -> bool:
    """True for a short text that speaks to the reader and tells them to do something, three times or more."""
    if len(text) > _MOST_INVITING or "you" not in low or "“" in text or '"' in text:
        return False
    return bool(_ADDRESSES_READER.search(low)) and len(wordlists.IMPERATIVE.findall(text)) >= 3


_GLUED = re.compile(r"[a-zà-ÿ0-9)%?!][A-ZÀ-Þ][a-zà-ÿ]*\s|[a-z][.?!][A-Z][a-z]|[a-z][A-Z]{2}\s")


def is_glued(text: str) -> bool:
    """True when a headline runs into the lead below it without a space, as lists of teasers do once tags are gone."""
    return len(text) > 60 and bool(_GLUED.search(text[20:]))
