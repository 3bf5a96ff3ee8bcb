"""What kind of furniture a stretch of a page is, told from its own words and from what stands round it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from retold.article.blocks import Block, Role
from retold.article.cued import cued
from retold.article.inserts import labelled_kind
from retold.article.kind_features import KindFeatures, kind_features
from retold.article.kind_model import Scores, Weights, learned, likely_kinds
from retold.article.kind_words import calls_to_subscribe, is_disclaimer
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
    r"|schließen|fermer|cerrar))\W*$"
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
_PLAIN: dict[Role, FurnitureKind | None] = {"article": None, "title": None, "byline": "byline", "date": "date"}
_MOST_CONSENT = 400
_MOST_CALLING = 200
_MOST_LOOKED_AT = 1_000
_LEAST_SAYING = 18
"""Characters from which a line can ask or offer something in words."""
_CONSENT = cued(
    "cookie|consent to|extern|inhalt|personenbezogen",
    r"\b(?:we|website|site|websites?|partners) uses? cookies\b|\bcookies? (?:and|und|et|y|e) "
    r"|\bconsent to (?:our|the) use\b"
    r"|\bextern(?:e[rn]?|es) inhalte?n?\b|\bempfohlener redaktioneller inhalt\b|\bverwende[nt] (?:wir )?cookies\b"
    r"|\bpersonenbezogene\w* daten\b|\butilis(?:e|ons) des cookies\b|\b(?:utiliza(?:mos)?|usamos) cookies\b"
    r"|\butilizziamo (?:i )?cookie\b|\bcontenu externe\b|\bcontenido externo\b",
)
"""Words that ask for consent to cookies or to content from elsewhere."""
_PAID = cued(
    "affiliate|commission|compensation",
    r"\baffiliate (?:links?|commission|partner)|\bearn (?:an? )?(?:affiliate )?commission|\bmay receive compensation",
)


def kinds_of(
    blocks: Sequence[Block], roles: Sequence[Role], weights: Weights | None = None
) -> tuple[FurnitureKind | None, ...]:
    """The kind of each line of a page that is not its article or headline; None for those that are.

    A model scores each line by its words, its form and its neighbours, and takes the likeliest row of kinds; a line
    whose words leave no choice, or that says the article's own words again, is named by rule.
    """
    if all(role in ("article", "title") for role in roles):
        return (None,) * len(roles)
    features = kind_features(blocks, roles)
    asked = open_lines(features, roles)
    weights = weights or learned()
    found = likely_kinds(weights, features, asked, _bonus(blocks, weights))
    body = [at for at, role in enumerate(roles) if role == "article"]
    kinds: list[FurnitureKind | None] = []
    for at, (block, kind) in enumerate(zip(blocks, found, strict=True)):
        if kind is None:
            kinds.append(None if roles[at] in ("article", "title") else "duplicate")
        else:
            inside = bool(body) and body[0] < at < body[-1]
            kinds.append((labelled_kind(block.text) if inside else None) or _by_rule(block.text, kind))
    return tuple(kinds)


def plain_kinds(roles: Sequence[Role]) -> tuple[FurnitureKind | None, ...]:
    """The same without a look at the lines: ``other`` for what stands neither in the article nor at its head."""
    return tuple(_PLAIN.get(role, "other") for role in roles)


def open_lines(features: KindFeatures, roles: Sequence[Role]) -> list[bool]:
    """Which lines the model is asked about: furniture that does not say again what headline or article say."""
    again = features.again()
    return [role not in ("article", "title") and not again[at] for at, role in enumerate(roles)]


def _by_rule(text: str, kind: FurnitureKind) -> FurnitureKind:
    """The kind of a line after those rules that know better than a model: lines that say one thing and no more."""
    low = text[:_MOST_LOOKED_AT].lower()
    if len(text) >= _LEAST_SAYING and kind not in _BOXES:
        if _CONSENT.found_in(low[:_MOST_CONSENT]):
            return "legal"
        if len(text) <= _MOST_CALLING and calls_to_subscribe(low):
            return "newsletter"
    if len(text) > _MOST_EXACT:
        return "disclaimer" if is_disclaimer(low) or _PAID.found_in(low) else kind
    exact = _EXACT.match(low)
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
        kind = _kind_of_place(block.place)
        if kind:
            scores[row, at[kind]] = _MARKED
    return scores


@lru_cache(maxsize=1_024)
def _kind_of_place(place: str) -> FurnitureKind | None:
    """The kind that the elements round a block name; a site has few such places."""
    names = place.split()
    return next((kind for name, kind in _PLACES if name in names), None)
