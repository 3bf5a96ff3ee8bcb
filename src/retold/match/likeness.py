"""How much two articles are about the same event, whatever their wording: the weight of the words they share.

Words are weighed by how rare they are, in the pile and in news at large, so that the measure holds for two pages as
well as for thousands. Two stories about the same people differ in their figures and in what the lead says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from retold.match.arrays import Flags, Ints
from retold.match.index import Vocabulary, Worded
from retold.model import Clue

Floats = NDArray[np.float64]

_PSEUDO_ARTICLES = 200.0
"""How many articles the background counts for. 20 to 1000 give the same order of pairs; 200 was best by a hair."""

_LEAD_WORDS = 120


@dataclass(frozen=True, slots=True)
class Terms:
    """One kind of words of every article, as rows of unit length: terms in ascending order with their weights."""

    starts: Ints
    terms: Ints
    weights: Floats

    def row(self, article: int) -> tuple[Ints, Floats]:
        """The terms of one article and their weights."""
        here = slice(self.starts[article], self.starts[article + 1])
        return self.terms[here], self.weights[here]

    def cosines(self, article: int, others: Ints, size: int) -> Floats:
        """Cosine of one article with each of the others."""
        dense = np.zeros(size)
        terms, weights = self.row(article)
        dense[terms] = weights
        lengths = self.starts[others + 1] - self.starts[others]
        within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        places = np.repeat(self.starts[others], lengths) + within
        products = dense[self.terms[places]] * self.weights[places]
        return np.bincount(np.repeat(np.arange(len(others)), lengths), products, len(others)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two articles are, by kind of word, 0 to 1 each."""

    a: int
    b: int
    everything: float
    lead: float
    names: float
    plain: float
    figures: float
    no_figure_agrees: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """An article of which only some words count."""

    text: Worded
    kept: Flags


class Pile:
    """The weighed words of a pile of articles, ready to be compared."""

    def __init__(self, worded: Sequence[Worded], known: Vocabulary) -> None:
        self._known = known
        self._worded = worded
        self._stems = np.array(known.stems, np.int64)
        self._is_figure = np.array([word[:1].isdigit() for word in known.words], np.bool_)
        self.size = len(known.stem_share)
        self._rarity = self._weigh()
        self._tables = self._tables_of([_Part(text, np.ones(len(text.numbers), np.bool_)) for text in worded])

    def _weigh(self) -> Floats:
        """Rarity of each stem: what the pile says, steadied by the background."""
        articles = len(self._worded)
        rows = [np.unique(self._stems[np.r_[text.numbers, text.title]]) for text in self._worded]
        held = np.concatenate(rows) if rows else np.empty(0, np.int64)
        counts = np.bincount(held[held >= 0], minlength=self.size)
        expected = _PSEUDO_ARTICLES * np.array(self._known.stem_share)
        return np.maximum(np.log((articles + _PSEUDO_ARTICLES) / np.maximum(counts + expected, 1e-9)), 0.0)

    def _tables_of(self, parts: Sequence[_Part]) -> tuple[Terms, ...]:
        """Five tables: every word, the lead's, names, plain words, figures."""
        body = [np.where(part.kept, self._stems[part.text.numbers], -1) for part in parts]
        title = [self._stems[part.text.title] for part in parts]
        figure = [self._is_figure[part.text.numbers] for part in parts]
        capital = [part.text.capital for part in parts]
        rows = list(zip(body, figure, capital, strict=True))
        return (
            self._terms([np.r_[one, two] for one, two in zip(title, body, strict=True)]),
            self._terms([np.r_[one, two[:_LEAD_WORDS]] for one, two in zip(title, body, strict=True)]),
            self._terms([stems[upper & ~digit] for stems, digit, upper in rows]),
            self._terms([stems[~upper & ~digit] for stems, digit, upper in rows]),
            self._terms([stems[digit] for stems, digit, _ in rows]),
        )

    def _terms(self, rows: Sequence[Ints]) -> Terms:
        terms: list[Ints] = [np.empty(0, np.int64)]
        weights: list[Floats] = [np.empty(0)]
        starts = [0]
        for row in rows:
            here, counts = np.unique(row[row >= 0], return_counts=True)
            weight = (1 + np.log(counts)) * self._rarity[here]
            terms.append(here)
            weights.append(weight / (np.linalg.norm(weight) + 1e-9))
            starts.append(starts[-1] + len(here))
        return Terms(np.array(starts, np.int64), np.concatenate(terms), np.concatenate(weights))

    def near(self, least: float, cap: int, wanted: range) -> list[tuple[int, Ints]]:
        """For each article wanted the later ones whose rare words agree; words of more than ``cap`` articles wait."""
        table = self._tables[0]
        count = len(table.starts) - 1
        order = np.argsort(table.terms, kind="stable")
        holders = np.repeat(np.arange(count), np.diff(table.starts))[order]
        weights = table.weights[order]
        begins = np.searchsorted(table.terms[order], np.arange(self.size + 1))
        found: list[tuple[int, Ints]] = []
        for article in wanted:
            terms, own = table.row(article)
            sizes = begins[terms + 1] - begins[terms]
            kept = (sizes > 1) & (sizes <= cap)
            sizes = sizes[kept]
            within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            places = np.repeat(begins[terms[kept]], sizes) + within
            sums = np.bincount(holders[places], np.repeat(own[kept], sizes) * weights[places], count)
            others = np.flatnonzero(sums >= least)
            found.append((article, others[others > article]))
        return found

    def compare(self, article: int, others: Ints) -> list[Likeness]:
        """One article against each of the others."""
        return _compare(self._tables, article, others, self.size)

    def compare_rest(self, a: tuple[int, Flags], b: tuple[int, Flags]) -> Likeness:
        """Two articles against each other by the words that are flagged: what is alike beside shared passages."""
        tables = self._tables_of([_Part(self._worded[number], flags) for number, flags in (a, b)])
        return replace(_compare(tables, 0, np.array([1]), self.size)[0], a=a[0], b=b[0])

    def shared_words(self, a: int, b: int, most: int = 6) -> tuple[str, ...]:
        """The words both articles hold that weigh most, as one of them writes them."""
        left, right = self._tables[0].row(a), self._tables[0].row(b)
        both, at_a, at_b = np.intersect1d(left[0], right[0], assume_unique=True, return_indices=True)
        order = np.argsort(-(left[1][at_a] * right[1][at_b]), kind="stable")[:most]
        return tuple(self._known.stem_words[int(both[place])] for place in order)


def _compare(tables: Sequence[Terms], article: int, others: Ints, size: int) -> list[Likeness]:
    columns = [table.cosines(article, others, size) for table in tables]
    counts = np.diff(tables[4].starts)
    silent = (np.minimum(counts[others], counts[article]) >= 2) & (columns[4] == 0)
    rows = zip(others.tolist(), np.stack(columns, axis=1).tolist(), silent.tolist(), strict=True)
    return [Likeness(article, other, *_five(cosines), quiet) for other, cosines, quiet in rows]


def _five(row: Sequence[float]) -> tuple[float, float, float, float, float]:
    one, two, three, four, five = row
    return one, two, three, four, five


def likeness_clues(likeness: Likeness, shared: Sequence[str]) -> tuple[Clue, ...]:
    """Why two articles are taken to be about one event, in words; the weights are log-odds.

    Fitted on the training part of a set of near-miss news topics, then rounded and levelled: in that set other people
    mean another event, in general they do not, so names weigh less and plain words more than the fit says.
    """
    return tuple(
        Clue(name, round(weight, 2), says)
        for name, weight, says in (
            ("rare-words", 2.0 * likeness.everything + 1.0 * likeness.plain, _rare_says(shared)),
            ("lead", 7.0 * likeness.lead, f"Their first sentences agree {_how(likeness.lead)}."),
            ("names", 3.0 * likeness.names, f"The people and places they name agree {_how(likeness.names)}."),
            ("figures", 4.0 * likeness.figures, f"Their figures and dates agree {_how(likeness.figures)}."),
            ("other-figures", -0.5 * likeness.no_figure_agrees, "No figure of the one stands in the other."),
        )
        if abs(weight) >= 0.1
    )


def _how(cosine: float) -> str:
    return "closely" if cosine >= 0.5 else "in part" if cosine >= 0.2 else "a little"


def _rare_says(shared: Sequence[str]) -> str:
    return f"Both use words that few articles use: {', '.join(shared)}." if shared else "They share no rare word."
