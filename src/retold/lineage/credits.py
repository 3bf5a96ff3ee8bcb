"""Credits as origins: which of a page's credits say where the article, or a part of it, comes from."""

from __future__ import annotations

from collections.abc import Sequence

from retold.lineage.outlets import names_article, same_outlet
from retold.model import Article, Credit

_LEAD_SENTENCES = 3


def origin_credits(article: Article) -> tuple[Credit, ...]:
    """The credits that name an origin of this article: of the whole, of a passage, or of the news itself.

    An outlet that is credited for one claim is not the origin of the article, unless it is said to have had the news
    first, or the lead rests on it. An outlet that names itself credits nobody.
    """
    return tuple(
        credit
        for credit in article.credits
        if not names_article(credit.name, article) and (_of_text(credit) or _of_news(credit, article))
    )


def _of_text(credit: Credit) -> bool:
    return credit.level == "article" or (credit.level == "passage" and credit.kind not in ("relay", "priority"))


def _of_news(credit: Credit, article: Article) -> bool:
    if credit.kind == "priority":
        return True
    return credit.kind == "relay" and credit.at is not None and credit.at.start < _lead_end(article)


def _lead_end(article: Article) -> int:
    prose = [sentence for sentence in article.sentences if sentence.kind == "sentence"][:_LEAD_SENTENCES]
    return prose[-1].end if prose else 0


def credit_strength(child: Article, parent: Article) -> float:
    """How strongly the child credits the parent's outlet: 1 for the whole text, less for a passage or a claim."""
    levels = {"article": 1.0, "passage": 0.6, "claim": 0.25}
    named = [credit for credit in child.credits if names_article(credit.name, parent)]
    if not named or names_article(named[0].name, child):
        return 0.0
    return max(0.8 if credit.kind == "priority" else levels[credit.level] for credit in named)


def credits_any(article: Article, names: Sequence[str]) -> bool:
    """True when the article names one of these outlets as a source, at whatever level."""
    return any(same_outlet(credit.name, name) for credit in article.credits for name in names)
