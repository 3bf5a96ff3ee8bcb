"""Every threshold of retold in one frozen value, each with its reason and its measurement.

A stage takes the part that is named after it. Nothing here is read from the environment or from a file: that is the
command line's work.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits on what is read."""

    max_bytes: int = 10_000_000
    """Largest page: the 99th percentile of 2,500 real news pages is 1.8 MB; anything above 10 MB is not an article."""


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """How a page becomes an article."""

    clean_records: bool = False
    """Treat records as flat text with furniture inside; off, because their text is given as clean and must not move."""
    line_chance: float = 0.55
    """Least chance for a line of a flat page to be kept: the best region of 0.3 to 0.6 on 599 labelled renderings of
    news pages, each judged by a model that never saw its site."""
    sure_chance: float = 0.85
    """Least chance for a line whose own words call it furniture, and for the neighbours of a line that fills a hole."""
    hopeless_chance: float = 0.1
    """Chance below which a block is cut although the extractor for markup took it."""
    lead_chance: float = 0.3
    """Least chance for a sentence right above the first kept line of a flat page."""
    hole_chance: float = 0.2
    """Least chance for a single line between two sure ones: mostly cross-headings."""
    cut_off: int = 3
    """Lines of furniture after the last sure line of a flat page, from which a line must be kin to the article: of
    the lines cut so on 599 labelled renderings of news pages 195 were furniture, 10 article."""
    foreign_chance: float = 0.75
    """Chance below which such a line goes although it shares more than one word, if they are less than a fifth."""
    most_nesting: int = 2_000
    """Deepest markup that is parsed: real pages reach 56 levels, and parsers slow down or break far above."""
    most_lines: int = 10_000
    """Lines or blocks above which a page is no article: the longest of 1,900 labelled pages has 1,302."""
    most_characters: int = 1_000_000
    """Visible characters above which a page is no article: that is a book of 400 pages."""
    most_elements: int = 60_000
    """Elements up to which the slow, better extractor is used; real pages have 2,000, and 190,000 took over 30 s."""
    repeated_on: int = 3
    """Pages of one host on which a line must stand, with different bodies, before it is furniture for that reason."""
    pool_from: int = 100
    """Pages with markup from which a process pool pays: one takes 0.15 s, starting the workers a second or two."""


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """When two articles share text, and when they tell one event."""

    shingle_words: int = 5
    """Words in a shingle of the index: 5 finds edits of every sixth word, and chance hits stay rare."""
    least_shingles: int = 2
    """Shingles two articles must share to be looked at: six words in a row, shorter runs are stock phrases."""
    popular_shingle: int = 40
    """A shingle in more articles than this ties each to the first and the next only; keeps work linear."""
    seed_words: int = 3
    """Shortest run of equal words inside a pair: finds what is left of a sentence after light edits."""
    bridge_words: int = 8
    """Longest gap that a passage runs over: about half a clause."""
    passage_words: int = 8
    """Fewest equal words of a passage: formulas of news (``at the end of the day``) are shorter."""
    passage_content_words: int = 2
    """Fewest words of a passage that are about something in particular."""
    telling_words: int = 25
    """A passage of this length is reported as a match even when the two articles are about different events."""
    near_cosine: float = 0.12
    """Agreement in rare words from which a reworded pair is looked at: on pairs of the ECB+ training part, 98 % of
    the same event and 0.2 % of other topics lie above."""
    popular_word: int = 200
    """A word in more articles than this does not make a pair be looked at."""
    before_clues: float = -3.3
    """Log-odds of one event before any clue; fitted on the ECB+ training part."""
    certain: float = 3.0
    """Log-odds from which a tie puts two articles into one story whatever the others say."""
    story_average: float = 0.35
    """Mean probability of one event between two groups from which they are one story: best on the ECB+ training
    part (B-cubed 0.90; plain components 0.87)."""


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """When one article is said to come from another."""

    compare_all: int = 40
    """Stories up to this size are compared in all pairs; larger ones only where articles match."""
    same_text: float = 0.9
    """Agreement in three-word runs from which two articles are copies of one text."""
    outside_whole: float = 6.0
    """Log-odds that a text comes from the outlet it credits for the whole article."""
    outside_part: float = 3.0
    """Log-odds that a text comes from the outlet it credits for the news or for a passage."""
    temper: float = 0.7
    """Log-odds are multiplied by this before they become a confidence."""
    alternative: float = 0.2
    """Chance from which another parent is shown."""
    second_parent: float = 0.12
    """Share of a text that a second source must explain in whole sentences which the first leaves unexplained."""
    split: float = -2.0
    """Highest log-odds of a text coming from one that holds another, unrelated text as well."""
    more_to_tell: float = 0.95
    """Below this share of its sentences in another text, a text has something that the other lacks."""
    turned: float = 0.75
    """Chance of the other direction from which a text is taken as a second source and not as a child."""
    neither: int = 2
    """Figures and quotations that a text must have beyond the one above it before a common source takes its place."""
    unclear_direction: float = 0.65
    """Below this the direction of a step is said to be undecided."""

    told_by_pile: float = 0.7
    """Share of its sentences that a page must have from another page of the pile for the source that it credits not to
    count as one more origin. Merged texts have 0.53 at most from one parent, retellings 0.84 and more (example pile
    and tests/retellings)."""


@dataclass(frozen=True, slots=True)
class MentionSettings:
    """How sentences are read."""

    model: str | None = None
    """Name or path of a spaCy model; None: the best one installed (see ``mention/parse.py``); ``none``: rules only."""
    batch: int = 256
    """Sentences the model reads at a time: 256 read 5,658 words a second, articles as wholes 3,414."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """How sentences are aligned and differences named."""

    least_likeness: float = 0.3
    """Least share of common word weight for two sentences in order to be a pair. Paraphrases of one news sentence share
    0.35 and more by lemma and synonym; neighbours about the same topic share 0.1 to 0.25 (example pile, by hand)."""
    least_cover: float = 0.35
    """Share of its own word weight that a sentence must newly cover to join a merge or split: a short clause that was
    folded into its neighbour keeps its verb and subject (about half); a comment without a counterpart covers less than
    a tenth (seed pages and example pile)."""
    least_word_likeness: float = 0.5
    """Below this a pair is told in other words throughout, so that single words have no counterpart: only what it
    claims (figures, dates, names, sources, quotations) is compared. Edited pairs of the seed pages reach 0.59."""
    least_told: float = 0.36
    """Share of the content words of a clause that one sentence of the other article must have for the clause to be told
    there."""
    told_core: float = 0.6
    """The same for its verb with the heads of subject and object alone."""
    told_apart: float = 0.75
    """The same for the whole other article, in which the words may stand far apart."""
    half_told: float = 0.5
    """Share of the content words of a lost stretch from which the rest of the sentence tells it in another place."""
    least_kin: float = 0.25
    """Share of the content words of a sentence without a counterpart that one sentence of the other article must have
    for it to be told there in part."""
    lopsided: float = 1.5
    """Content words of the longer side for each of the shorter from which a pair is told as a retelling is, by what is
    left out, and not word by word."""
    quote_kept: float = 0.4
    """Share of a quotation's content words that must stand on the other side for it to be paraphrased, not dropped."""
    rounded_share: float = 0.06
    """Largest relative difference of a rounding to fewer digits: 1,982 to 2,000 is 0.009, 3.5 to 3.3 is no rounding."""
    bound_share: float = 0.25
    """Largest relative difference of an honest bound (``more than 3`` for 3.5 is 0.14)."""
    misspelt_likeness: float = 0.86
    """Least Jaro-Winkler likeness of each word of a misspelt name; names of other people with one first letter stay
    below (rows in tests/cases/changes.toml)."""
    least_moved_likeness: float = 0.5
    """Out of order only a clear likeness counts, since any sentence may be tried against any other."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults are what the documentation's figures were measured with."""

    read: ReadSettings = field(default_factory=ReadSettings)
    article: ArticleSettings = field(default_factory=ArticleSettings)
    match: MatchSettings = field(default_factory=MatchSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    mention: MentionSettings = field(default_factory=MentionSettings)
    change: ChangeSettings = field(default_factory=ChangeSettings)
