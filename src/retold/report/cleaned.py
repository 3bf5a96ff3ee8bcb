"""A cleaned page as terminal text: what was found, the article, and on wish what was cut."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from retold.model import Article
from retold.report.wording import credit_words, dated, moment, page_name, shortened


def print_article(article: Article, console: Console, show_cut: bool) -> None:
    """Print headline, particulars and text of an article; with ``show_cut`` each cut stretch with its kind."""
    console.print(Text(article.title or "(no headline found)", style="bold"))
    rows = [
        ("page", page_name(article)),
        ("outlet", article.outlet or "not named"),
        ("by", ", ".join(article.byline) or "not named"),
        ("date", dated(article)),
        *([("changed", moment(article.modified.value))] if article.modified.value else []),
        *((f"{title.basis}", title.words) for title in article.titles if title.words != article.title),
        ("cut", f"{article.cut_share:.0%} of the page"),
    ]
    rows += [("credit", f"{c.name}: “{shortened(c.wording, 80)}” ({credit_words(c)})") for c in article.credits]
    for name, value in rows:
        console.print(Text.assemble((f"{name:<8}", "dim"), value), soft_wrap=True)
    console.print()
    console.print(Text(article.text), soft_wrap=True)
    console.print()
    if show_cut:
        console.print(Text("Cut from the page", style="bold"))
        for piece in article.furniture:
            console.print(Text.assemble((f"{piece.kind:<12}", "cyan"), (piece.text, "dim")), soft_wrap=True)
        console.print()
