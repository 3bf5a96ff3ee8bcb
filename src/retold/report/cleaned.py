"""A cleaned page as terminal text: what was found, then the article alone or the whole page in its own order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from retold.article import PagePart
from retold.model import Article, Author
from retold.report.wording import counted, credit_words, dated, moment, page_name, shortened

_MARGIN = 11
"""Columns of the margin: the longest kinds (``placeholder``) have as many letters."""
_PARTICULAR = 8
"""Columns of the names of particulars."""
_ROWS = 2
"""Rows that a piece of furniture takes at most when furniture is folded."""
_RUN = 3
"""Pieces of one kind in a row up to which all are shown; of a longer run the first two."""
_FIRST, _LAST = 6, 3
"""Rows that are shown of a long stretch of furniture: its end stands next to the article, where a cut matters most."""
_MANY = {
    "promotion": "promotions",
    "disclaimer": "disclaimers",
    "newsletter": "newsletters",
    "paywall": "paywalls",
    "teaser": "teasers",
    "comment": "comments",
    "caption": "captions",
    "byline": "bylines",
    "date": "dates",
    "share": "share buttons",
    "legal": "legal text",
    "duplicate": "repeated text",
    "placeholder": "placeholders",
    "other": "other furniture",
}
"""Kinds as one speaks of many; the others are their own plural."""


def print_article(article: Article, console: Console) -> None:
    """Print headline, particulars and text of an article; it is wrapped on a terminal only, so that files hold it."""
    _print_head(article, console)
    console.print(Text(article.text), soft_wrap=not console.is_terminal)


def print_page(article: Article, parts: Sequence[PagePart], console: Console, fold: bool) -> None:
    """Print headline and particulars, then the page in its own order, what was cut dimmed and with its kind.

    ``fold`` shortens furniture and only counts the rest of a long run of it.
    """
    _print_head(article, console)
    headings = {article.text[one.start : one.end] for one in article.sentences if one.kind == "heading"}
    before: str | None = None
    folded = False
    for kind, words in _rows(parts, fold):
        if "article" in (kind, before):
            console.print(_margin("", cut=False) if kind == before else "")
        style = "bold" if kind == "headline" or words in headings else "" if kind in _KEPT else "dim"
        lines = _wrapped(Text(words, style=style), console, _MARGIN + 3, _ROWS if fold and kind not in _KEPT else None)
        label = "" if kind in ("article", before) else kind
        for line in lines:
            console.print(Text.assemble(_margin(label, kind not in _KEPT), " ", line), soft_wrap=True)
            label = ""
        before = kind or before
        folded = folded or not kind
    if folded:
        console.print(Text(f"{'':{_MARGIN + 3}}(--no-fold shows every line that was cut)", style="dim"))


def _print_head(article: Article, console: Console) -> None:
    console.print(Text(article.title or "(no headline found)", style="bold"))
    for name, value in _particulars(article):
        label = name
        for line in _wrapped(Text(value), console, _PARTICULAR):
            console.print(Text.assemble((f"{label:<{_PARTICULAR}}", "dim"), line), soft_wrap=True)
            label = ""
    console.print()


_FORMS = {
    "live-blog": "a live blog",
    "several": "several stories on one page",
    "list": "a list of links to other stories",
    "stub": "only the beginning of an article",
}


def _author(author: Author) -> str:
    return author.name if author.kind == "person" else f"{author.name} (no person named)"


def _particulars(article: Article) -> Iterator[tuple[str, str]]:
    """What was found about a page, a row each; what was not found is said for the rows that every article has."""
    yield "page", page_name(article)
    yield "outlet", article.outlet or "not named"
    yield "by", ", ".join(map(_author, article.authors)) or "not named"
    yield "date", dated(article)
    if article.modified.value not in (None, article.date.value):
        yield "changed", moment(article.modified.value)
    for title in article.titles:
        if title.words != article.title:
            yield "title", f"{title.words} ({title.basis})"
    if article.form != "article":
        yield "form", _FORMS[article.form] + (f", {counted(len(article.parts), 'part')}" if article.parts else "")
    if article.extraction_confidence is not None:
        agreeing = ", ".join(article.extractors)
        yield (
            "trust",
            f"{article.extraction_confidence:.2f}" + (f" ({agreeing} took nearly the same)" if agreeing else ""),
        )
    for credit in article.credits:
        yield "credit", f"{credit.name}: “{shortened(credit.wording, 80)}” ({credit_words(credit)})"
    kinds = _counted(Counter(piece.kind for piece in article.furniture))
    yield "cut", f"{article.cut_share:.0%} of the page" + (f": {kinds}" if kinds else "")


# ------------------------------------------------------------------------------------------------- the page in order

_KEPT = ("article", "headline", "credit")
"""Kinds that are not cut; all others are furniture."""
_Row = tuple[str, str]
"""A kind, or an empty one for a remark of ours, and words."""


def _rows(parts: Sequence[PagePart], fold: bool) -> Iterator[_Row]:
    for kept, stretch in groupby(parts, key=lambda part: part.kind in _KEPT):
        pieces: list[_Row] = [(part.kind, part.text) for part in stretch]
        yield from pieces if kept or not fold else _folded(pieces)


def _folded(pieces: Sequence[_Row]) -> Iterator[_Row]:
    """A stretch of furniture without the rest of each long run of one kind, and then without its middle."""
    rows: list[tuple[_Row, Counter[str]]] = []
    for kind, run in groupby(pieces, key=lambda piece: piece[0]):
        same = [*run]
        shown = same if len(same) <= _RUN else same[: _RUN - 1]
        rows += [(piece, Counter([kind])) for piece in shown]
        if len(same) > len(shown):
            rest = Counter({kind: len(same) - len(shown)})
            rows.append((("", _more(rest)), rest))
    first, last = (_FIRST, _LAST) if len(rows) > _FIRST + _LAST + 1 else (len(rows), 0)
    while last and not rows[first - 1][0][0]:  # a remark goes into the one about the middle
        first -= 1
    while last and not rows[-last][0][0]:
        last -= 1
    yield from (row for row, _ in rows[:first])
    middle = rows[first : len(rows) - last]
    if middle:
        yield "", _more(sum((counts for _, counts in middle), Counter[str]()))
    yield from (row for row, _ in rows[len(rows) - last :])


def _more(kinds: Counter[str]) -> str:
    """How much is not shown: ``… 14 more lines of navigation``, ``… 9 more lines: 6 teasers, 3 dates``."""
    lines = f"… {counted(kinds.total(), 'more line')}"
    if len(kinds) > 1:
        return f"{lines}: {_counted(kinds)}"
    return f"{lines} of {''.join(_MANY.get(kind, kind) for kind in kinds)}"


def _counted(kinds: Mapping[str, int]) -> str:
    """Kinds of furniture with their counts, the commonest first: ``6 teasers, 3 dates``."""
    common = sorted(kinds.items(), key=lambda item: -item[1])
    return ", ".join(f"{count:,} {_MANY.get(kind, kind) if count > 1 else kind}" for kind, count in common)


def _wrapped(text: Text, console: Console, margin: int, most: int | None = None) -> list[Text]:
    """A text in lines that fit beside a margin, and not more than ``most`` of them."""
    text.plain = " ".join(text.plain.split())
    lines = [*text.wrap(console, max(20, console.width - margin - 1))]
    for line in lines:
        line.rstrip()
    if most and len(lines) > most:
        lines = lines[:most]
        lines[-1].append(" …")
    return lines


def _margin(label: str, cut: bool) -> Text:
    bar = ("┆", "dim") if cut else ("┃", "")
    return Text.assemble((f"{label:>{_MARGIN}} ", "cyan" if cut else "bold"), bar)
