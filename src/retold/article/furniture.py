"""What kind of furniture a stretch of a page is, told from its own words and from what stands round it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from retold.article import wordlists
from retold.article.blocks import Block, Role
from retold.article.inserts import labelled_kind
from retold.article.kind_features import FEATURES, Rows, kind_features
from retold.article.kind_model import Scores, Weights, learned, likely_kinds
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

_MARKED = 4.0
"""Score for the kind that the elements round a block name: as much as several words of the table."""
_MOST_EXACT = 60
"""Characters up to which a line can be nothing but a button, a link or a label."""
_AGAIN = [FEATURES.index(name) for name in ("title", "in_article")]
_EXACT = re.compile(
    r"\W*(?:(?P<symbols>$)"
    r"|(?P<share>(?:(?:follow|find|like|watch|join)\s(?:us|me)?\s?(?:on)?\s?"
    r"|share\s(?:this\s)?(?:\w+\s)?(?:on|via)\s|auf\s)?"
    r"(?:facebook(?: messenger)?|twitter|x|x / twitter|whatsapp|instagram|linked-?in|you-?tube|tik-?tok|telegram"
    r"|pinterest|reddit|threads|bluesky|mastodon|flipboard"
    r"|snapchat|tumblr|google ?(?:\+|plus)|messenger|vkontakte|xing|pocket))"
    r"|(?P<legal>(?:our |the )?(?:privacy|cookies?|copyright)"
    r"(?: (?:policy|notice|statement|settings|preferences|cent(?:er|re)))?"
    r"|terms(?: (?:of (?:use|service|sale)|(?:and|&) conditions))?|your (?:ad|privacy) choices|ad ?choices"
    r"|accessibility(?: statement)?|impressum|imprint|datenschutz(?:erklärung|einstellungen|-einstellungen)?"
    r"|nutzungsbedingungen|agbs?|legal notice|aviso legal|mentions légales"
    r"|política de (?:privacidad|privacidade|cookies)"
    r"|disclaimer|widerruf(?:sbelehrung)?|privatsphäre|cookie-(?:einstellungen|policy))"
    r"|(?P<advert>advert(?:isement)?|anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklama?|annons"
    r"|advertentie|sponsored|ad policy|(?:story|article) continues below)"
    r"|(?P<placeholder>placeholder|img|icon|avatar|thumbnail|spinner|go(?:to)?top|backtotop|loading|null|undefined|close"
    r"|schließen|fermer|cerrar))\W*$",
    re.IGNORECASE,
)
_BOXES: frozenset[FurnitureKind] = frozenset({"comment", "newsletter", "bio", "paywall"})
"""Kinds of boxes: what stands in one is a part of it, whatever it says by itself."""
_EXACT_KINDS: dict[str, tuple[FurnitureKind, frozenset[FurnitureKind]]] = {
    "symbols": ("placeholder", frozenset()),
    "share": ("share", _BOXES),
    "legal": ("legal", _BOXES | {"teaser", "caption", "byline", "date"}),
    "advert": ("promotion", frozenset({"paywall"})),
    "placeholder": ("placeholder", frozenset()),
}
"""What a line is that says one of these things and no more, and the boxes in which it is a part of the box."""
_MOST_CONSENT = 400
_LEAST_SAYING = 18
"""Characters from which a line can ask or offer something in words."""
_CONSENT = re.compile(
    r"\b(?:we|website|site|websites?|partners) uses? cookies\b|\bcookies? (?:and|und|et|y|e) "
    r"|\bconsent to (?:our|the) use\b"
    r"|\bextern(?:e[rn]?|es) inhalte?n?\b|\bempfohlener redaktioneller inhalt\b|\bverwende[nt] (?:wir )?cookies\b"
    r"|\bpersonenbezogene\w* daten\b|\butilis(?:e|ons) des cookies\b|\b(?:utiliza(?:mos)?|usamos) cookies\b"
    r"|\butilizziamo (?:i )?cookie\b|\bcontenu externe\b|\bcontenido externo\b",
    re.IGNORECASE,
)
"""Words that ask for consent to cookies or to content from elsewhere."""
_PAID = re.compile(
    r"\baffiliate (?:links?|commission|partner)|\bearn (?:an? )?(?:affiliate )?commission|\bmay receive compensation",
    re.IGNORECASE,
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
    r"|(?:nothing|none|no part)\b[^.!?]{0,60}\b(?:financial|investment|legal|medical|trading) advice"
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


def kinds_of(
    blocks: Sequence[Block], roles: Sequence[Role], weights: Weights | None = None
) -> tuple[FurnitureKind | None, ...]:
    """The kind of each line of a page that is not its article or headline; None for those that are.

    A model scores each line by its words, its form and its neighbours, and takes the likeliest row of kinds; a line
    whose words leave no choice, or that says the article's own words again, is named by rule.
    """
    rows = kind_features(blocks, roles)
    asked = open_lines(rows, roles)
    weights = weights or learned()
    found = likely_kinds(weights, rows, asked, _bonus(blocks, weights))
    body = [at for at, role in enumerate(roles) if role == "article"]
    kinds: list[FurnitureKind | None] = []
    for at, (block, kind) in enumerate(zip(blocks, found, strict=True)):
        if kind is None:
            kinds.append(None if roles[at] in ("article", "title") else "duplicate")
        else:
            inside = bool(body) and body[0] < at < body[-1]
            kinds.append((labelled_kind(block.text) if inside else None) or _by_rule(block.text, kind))
    return tuple(kinds)


def open_lines(rows: Rows, roles: Sequence[Role]) -> list[bool]:
    """Which lines the model is asked about: furniture that does not say again what headline or article say."""
    again = rows[:, _AGAIN].sum(axis=1)
    return [role not in ("article", "title") and not again[at] for at, role in enumerate(roles)]


def _by_rule(text: str, kind: FurnitureKind) -> FurnitureKind:
    """The kind of a line after those rules that know better than a model: lines that say one thing and no more."""
    if len(text) >= _LEAST_SAYING and kind not in _BOXES:
        if _CONSENT.search(text[:_MOST_CONSENT]):
            return "legal"
        if len(text) <= 200 and _CALLS.match(text) and _NEWSLETTER.search(text):
            return "newsletter"
    if len(text) > _MOST_EXACT:
        return "disclaimer" if _DISCLAIMER.search(text[:1000]) or _PAID.search(text[:1000]) else kind
    exact = _EXACT.match(text)
    if not exact:
        return kind
    named, unless = _EXACT_KINDS[exact.lastgroup or ""]
    return kind if kind in unless else named


def _bonus(blocks: Sequence[Block], weights: Weights) -> Scores | None:
    """Scores for what markup says a block is for; a flat page has none."""
    if not any(block.markup for block in blocks):
        return None
    at = {kind: number for number, kind in enumerate(weights.kinds)}
    scores = np.zeros((len(blocks), len(at)), np.float32)
    for row, block in enumerate(blocks):
        places = block.place.split()
        kind = next((kind for place, kind in _PLACES if place in places), None)
        if kind:
            scores[row, at[kind]] = _MARKED
    return scores


def _invites(text: str) -> bool:
    """True for a short text that speaks to the reader and tells them to do something, twice or more."""
    if len(text) > 300 or "“" in text or '"' in text:
        return False
    return len(wordlists.IMPERATIVE.findall(text)) >= 3 and bool(_ADDRESSES_READER.search(text))


_GLUED = re.compile(r"[a-zà-ÿ0-9)%?!][A-ZÀ-Þ][a-zà-ÿ]*\s|[a-z][.?!][A-Z][a-z]|[a-z][A-Z]{2}\s")


def is_glued(text: str) -> bool:
    """True when a headline runs into the lead below it without a space, as lists of teasers do once tags are gone."""
    return len(text) > 60 and bool(_GLUED.search(text[20:]))
