"""The few words in which every output speaks: how likely, made how, dated when, which page.

Terminal and HTML use the same words, so that a reader who changes from one to the other reads the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.change.codes import RULES
from retold.model import Article, Change, Credit, Pair, PairOp, Step, StepKind, Story, Weight

WEIGHTS: tuple[Weight, ...] = ("high", "medium", "low")
HOW: dict[StepKind, str] = {
    "copy": "same words",
    "edit": "edited",
    "retelling": "reworded",
    "excerpt": "excerpt",
    "revision": "later text of the same outlet",
    "credit": "credited",
}
OPS: dict[PairOp, str] = {
    "same": "same",
    "edit": "edited",
    "merge": "merged",
    "split": "split",
    "move": "moved",
    "omit": "dropped",
    "add": "added",
}


def likelihood(confidence: float) -> str:
    """One of three words with its number: likely above 0.8, possible from 0.5 on, otherwise unclear."""
    word = "likely" if confidence > 0.8 else "possible" if confidence >= 0.5 else "unclear"
    return f"{word} ({confidence:.2f})"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 page``, ``2 pages``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def read_with(model: str) -> str:
    """What read the sentences; ``model`` is the name in ``Run.model``, ``none`` when there was no language model."""
    if model == "none":
        return "by rules alone, without a language model: no acts and no indirect speech"
    return f"with the language model {model}"


def listed(parts: Sequence[str]) -> str:
    """Parts as one would say them: ``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than ``length``."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    word_end = cut.rfind(" ")
    return (cut[:word_end] if word_end > length // 2 else cut).rstrip(" ,;:") + "…"


def quoted(text: str, length: int) -> str:
    """The shortened text in quotation marks, unless it brings its own."""
    short = shortened(text, length)
    return short if short[:1] in '“"‘«„' else f"“{short}”"


def made_from(step: Step, parent: str) -> str:
    """How a page came from its parent, with the confidence: ``reworded from B, likely (0.87)``."""
    how = f"credits {parent}" if step.how == "credit" else f"{HOW[step.how]}, from {parent}"
    return f"{how}, {likelihood(step.confidence)}"


def page_name(article: Article) -> str:
    """The file of a page, with the record's id when the file holds several."""
    name = article.path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or article.path
    return f"{name}#{article.given_id}" if article.given_id else name


def is_own_file(article: Article) -> bool:
    """True for a page that is a file of its own, not one of a table, archive or feed."""
    return article.kind != "record" and article.given_id is None


def dated(article: Article) -> str:
    """The date of publication with its basis, or that there is none."""
    date = article.date
    if date.value is None:
        return "no date found"
    conflict = f"; the page also says {listed(date.conflicts)}" if date.conflicts else ""
    return f"{moment(date.value)} ({date.basis}{conflict})"


def moment(value: str) -> str:
    """An ISO time as people read it: no ``T``, no seconds that are zero."""
    day, _, clock = value.partition("T")
    return f"{day} {clock.replace(':00Z', 'Z') if clock.count(':') == 2 else clock}".strip()


def dates_of(articles: Sequence[Article]) -> str:
    """The dates of a story's pages in one phrase."""
    values = sorted(article.date.value for article in articles if article.date.value)
    if not values:
        return "dates: none found"
    first, last = values[0][:10], values[-1][:10]
    span = first if first == last else f"{first} to {last}"
    missing = len(articles) - len(values)
    return f"dates: {span}" + (f", {counted(missing, 'page')} without one" if missing else "")


def figures_of(story: Story) -> str:
    """Pages, texts and independent origins of a story."""
    return " · ".join(
        (
            counted(len(story.articles), "page"),
            counted(len(story.states), "text"),
            counted(story.origins, "independent origin"),
        )
    )


def sources_named(article: Article) -> str:
    """Whom a page credits as the source of the article or of a passage."""
    names = [credit.name for credit in article.credits if credit.level != "claim"]
    return f"credits {listed(list(dict.fromkeys(names)))}" if names else "names no source"


def credit_words(credit: Credit) -> str:
    """What kind of credit it is and for how much of the article."""
    kinds = {
        "source-line": "source line",
        "slug": "agency slug",
        "closing": "closing line",
        "priority": "first reported by",
        "relay": "reported by way of",
        "republication": "republished from",
        "structured": "in the markup only",
    }
    return f"{kinds[credit.kind]}, for the {credit.level}"


def change_title(change: Change) -> str:
    """The short name of a change: ``attribution weaker``."""
    rule = RULES.get(change.code)
    return rule.title if rule else f"{change.class_} {change.direction}"


def pair_counts(pairs: Sequence[Pair]) -> dict[PairOp, int]:
    """How many sentence pairs of each kind an alignment has, in the order in which they are told; headlines aside."""
    body = [pair.op for pair in pairs if pair.part == "body"]
    return {op: body.count(op) for op in OPS}


def told_counts(pairs: Sequence[Pair]) -> str:
    """The counts of an alignment in one line; kinds that do not occur are left out, same and dropped never."""
    counts = pair_counts(pairs)
    return " · ".join(f"{n} {OPS[op]}" for op, n in counts.items() if n or op in ("same", "edit", "omit", "add"))
