"""What is lost or gained with a whole sentence, a headline or a credit line."""

from __future__ import annotations

from collections.abc import Iterator

from retold.change.clauses import clauses_of
from retold.change.scene import Verdict, of_kind
from retold.change.side import Side
from retold.change.source_rules import is_sourced, names_outlet
from retold.change.value_rules import is_amount
from retold.change.version import Version, content_words
from retold.change.voice_rules import heat
from retold.model import (
    Alignment,
    Article,
    Attribution,
    ChangeClass,
    Credit,
    DateMention,
    Figure,
    Name,
    Place,
    Quote,
    Span,
    Weight,
)
from retold.text import fold

_STATES = frozenset("be have seem remain become appear stay look feel mean".split())
"""Verbs of what is, not of what was done."""
_LEAST_CONTENT = 6
"""Content words from which a statement without an act is more than an aside."""


def whole_sentence(side: Side, other: Version, *, lost: bool) -> tuple[Verdict, tuple[ChangeClass, ...]]:
    """The class of a sentence that only one version has, by what it carries: quote, claim of a source, act, comment."""
    also = tuple(_also(side))
    if side.article.sentences[side.sentences[0]].kind == "heading":
        return Verdict("format", "dropped" if lost else "added", _says("A cross-heading", lost)), ()
    if of_kind(side, Quote):
        return Verdict("quote", "dropped" if lost else "added", _says("A quotation", lost)), also
    if any(is_sourced(attribution, side) for attribution in of_kind(side, Attribution)):
        says = _says("What a source is said to have said", lost)
        return Verdict("attribution", "dropped" if lost else "added", says, "medium"), also
    if any(clause.is_appeal for clause in clauses_of(side)):
        return Verdict("detail", "less" if lost else "more", _says("A call to the reader", lost), "low"), also
    if _is_comment(side):
        return Verdict("tone", "cooler" if lost else "hotter", _says("A comment of the writer", lost)), also
    known = {figure.value for figure in other.figures}
    new = any(is_amount(figure, side) and figure.value not in known for figure in of_kind(side, Figure))
    acts = any(token.pos == "VERB" and token.lemma.lower() not in _STATES for token in side.tokens)
    if new and not (lost and acts):  # the figures of a lost act are named beside it
        return Verdict("number", "dropped" if lost else "added", _says("A statement with a figure", lost)), also
    if acts:
        return Verdict("event", "dropped" if lost else "added", _says("An act", lost)), also
    telling = any(isinstance(mention, Figure | DateMention | Name) for mention in side.mentions)
    weight: Weight = "medium" if telling or len(list(content_words(side.tokens))) >= _LEAST_CONTENT else "low"
    return Verdict("detail", "less" if lost else "more", _says("A statement of background", lost), weight), also


def stands_whole(side: Side) -> bool:
    """True for a sentence that is lost or gained as a whole even where another sentence tells of the same thing."""
    if side.article.sentences[side.sentences[0]].kind == "heading" or of_kind(side, Quote):
        return True
    return any(is_sourced(attribution, side) for attribution in of_kind(side, Attribution))


def _also(side: Side) -> Iterator[ChangeClass]:
    found = {type(mention) for mention in side.mentions}
    if Quote in found and Attribution in found:
        yield "attribution"
    if Figure in found and found & {Quote, Attribution}:
        yield "number"
    if heat(side.tokens):
        yield "tone"


def _is_comment(side: Side) -> bool:
    """A sentence without name, figure or number, but with loaded or colloquial words beside the acts it tells."""
    if any(isinstance(mention, Figure | Name) for mention in side.mentions):
        return False
    acts = {token.head for token in side.tokens if token.dep in ("auxpass", "dobj", "nsubjpass")}
    acts |= {number for number, token in enumerate(side.tokens) if token.dep == "conj" and token.head in acts}
    told = tuple(token for number, token in enumerate(side.tokens) if token.pos != "VERB" or number not in acts)
    return heat(told) > 0 and not {token.pos for token in side.tokens} & {"PROPN", "NUM"}


def _says(what: str, lost: bool) -> str:
    return f"{what} that the child does not have." if lost else f"{what} that the parent does not have."


def headline_change(parent: Article, child: Article) -> tuple[Verdict, Place | None, Place | None] | None:
    """A headline that only one version has; a reworded one is compared like a sentence elsewhere."""
    if bool(parent.title) == bool(child.title):
        return None
    was, now = _title_place(parent), _title_place(child)
    if parent.title:
        return (
            Verdict("format", "dropped", "The child has no headline; it may be missing from the capture only."),
            was,
            None,
        )
    return Verdict("format", "added", "The parent has no headline; it may be missing from the capture only."), None, now


def _title_place(article: Article) -> Place | None:
    return Place(None, Span(0, len(article.title)), article.title_page) if article.title else None


def credit_changes(
    parent: Article, child: Article, alignment: Alignment
) -> Iterator[tuple[Verdict, Place | None, Place | None, str | None, str | None]]:
    """Outlets credited for the article that only one version names; one for another when both name just one."""
    if all(pair.op == "same" for pair in alignment.pairs if pair.part == "credit"):
        return
    was = {fold(c.name): c for c in parent.credits if c.level == "article"}
    now = {fold(c.name): c for c in child.credits if c.level == "article"}
    lost = [was[name] for name in was.keys() - now.keys() if not names_outlet(child, was[name].name)]
    gained = [now[name] for name in now.keys() - was.keys() if not names_outlet(parent, now[name].name)]
    if len(lost) == len(gained) == 1:
        verdict = Verdict("credit", "other", f"Credit went to {lost[0].name}, now it goes to {gained[0].name}.")
        yield (
            verdict,
            _credit_place(parent, lost[0]),
            _credit_place(child, gained[0]),
            lost[0].wording,
            gained[0].wording,
        )
        return
    for credit in sorted(lost, key=lambda c: c.name):
        place = _credit_place(parent, credit)
        yield (
            Verdict("credit", "dropped", f"{credit.name} is not credited any more."),
            place,
            None,
            credit.wording,
            None,
        )
    for credit in sorted(gained, key=lambda c: c.name):
        place = _credit_place(child, credit)
        yield (
            Verdict("credit", "added", f"{credit.name} is credited for the first time."),
            None,
            place,
            None,
            credit.wording,
        )


def _credit_place(article: Article, credit: Credit) -> Place:
    """Where a credit stands: in a sentence of the body, or on the page when the line was taken out."""
    if credit.at is None:
        return Place(None, None, credit.page)
    number = next((n for n, s in enumerate(article.sentences) if s.start <= credit.at.start < s.end), None)
    return Place(number, credit.at, credit.page)
