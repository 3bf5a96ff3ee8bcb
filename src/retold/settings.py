"""Every threshold of retold in one frozen value, each with its reason and its measurement.

A stage takes the part that is named after it. Nothing here is read from the environment or from a file: that is the
command line's work.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table or the keys of a record are called; ``a.b`` is the key ``b`` inside the key ``a``."""

    id: str = "id"
    text: str = "text"
    """Text that is already clean; it is kept letter for letter."""
    html: str = "html"
    """A page with markup, used when a record has no text."""
    title: str = "title"
    date: str = "date"
    outlet: str = "outlet"
    url: str = "url"


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Limits on what is read, and the names of columns."""

    max_bytes: int = 10_000_000
    """Largest page: the 99th percentile of 2,500 real news pages is 1.8 MB; anything above 10 MB is not an article."""
    unfolds_freely: int = 100_000_000
    """Bytes to which a packed file may unfold however small it is: ten of the largest pages, a second's work."""
    most_unfolding: int = 300
    """Times its packed size from which a larger stream is a bomb: 70 real pages unfold 5-fold (gzip) to 8-fold (xz),
    the most repetitive one 11-fold, zero bytes 1,030-fold (gzip) and more."""
    most_directory: int = 20_000_000
    """Bytes of the directory of a ZIP file, which is held in memory: enough for 200,000 files with long names."""
    stub_words: int = 80
    """Words under which the summary of a feed entry is no article: of 282 real articles 2.5 % are shorter, of the
    summaries that their pages give of themselves 2 % are longer."""
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True, slots=True)
class ArticleSettings:
    """How a page becomes an article."""

    clean_records: bool = False
    """Treat records as flat text with furniture inside; off, because their text is given as clean and must not move."""
    fast: bool = False
    """Clean pages with markup by the lines that a fast extractor takes: no sentences, no credits inside the text, and
    what was cut is not told apart. Four times as many pages as trafilatura alone; on unseen sites shingle F1 is .944 /
    .927 / .936 (aeb / fundus / wcxb), where the whole way has .965 / .945 / .948."""
    line_share: float = 0.58
    """Share of the mean chance of a page's likely lines that a line needs to be kept. With models that never saw the
    site, 0.5 to 0.65 give shingle F1 within 0.002 of each other on flat and HTML pages; a fixed bar of 0.5 loses three
    pages more of 237."""
    least_chance: float = 0.15
    """Chance below which no line is kept, however unsure the whole page is."""
    second_opinion: float = 0.92
    """Mean chance of a page's likely blocks below which the slow extractor is asked too. On unseen sites 29 % of the
    pages are asked for, and shingle F1 is .965 / .945 / .948 (aeb / fundus / wcxb); at 0.9 it is 24 % and .964 / .945
    / .948, at 0.94 38 % and .965 / .946 / .948, asked for all pages .965 / .946 / .949."""
    sure_chance: float = 0.85
    """Chance below which a line is cut whose own words or label call it furniture: 0.75 gives shingle F1 .0005 more on
    599 renderings of news pages, and keeps notices below the article that everyone knows for such."""
    labelled_chance: float = 0.55
    """Chance below which a sentence is cut that stands in a list under a label such as "Related": 0.55 gives shingle F1
    .9311 on 599 renderings of news pages, 0.65 .9303; HTML pages have the same."""
    lead_chance: float = 0.3
    """Least chance for a sentence right above the first kept line."""
    outlets: str = ""
    """Rows of outlets in the form of ``tables/outlets.tsv`` that add to the table of outlets or take the place of its
    rows: the text of a user's file, which whoever reads the file hands in."""
    most_nesting: int = 2_000
    """Deepest markup that is parsed: real pages reach 56 levels, and parsers slow down or break far above."""
    most_lines: int = 10_000
    """Lines or blocks above which a page is no article: the longest of 1,900 labelled pages has 1,302."""
    most_characters: int = 1_000_000
    """Visible characters above which a page is no article: that is a book of 400 pages."""
    most_elements: int = 60_000
    """Elements up to which the slow, better extractor is used; real pages have 2,000, and 190,000 took over 30 s."""
    repeated_on: int = 3
    """Articles of one outlet under which a line must stand, with different bodies, before it is furniture for that."""
    repeated_share: float = 0.02
    """Share of an outlet's pages for the same: of 15,389 lines of 282 true articles, taken as those of one outlet, 11
    stand in three (``Conclusion``), none in 2 %."""
    remembered_pages: int = 5_000
    """Pages whose lines are held to tell whether a line stands under different articles: they take some 70 MB."""
    pages_ahead: int = 64
    """Pages looked at before the article of a page is written, when a pile is cleaned without being held; the articles
    of 282 pages of three measuring sets are those of the whole pile."""
    page_seconds: float = 20.0
    """Seconds of processor time after which a page is given up: the costliest of 282 real pages takes 0.6."""
    page_clock: float = 60.0
    """Seconds by the clock after which a page is given up: so many that a busy machine gives none up that computes."""
    page_memory: int = 2_000_000_000
    """Bytes of memory that cleaning one page may take above the start: the costliest of 282 real pages takes 39 MB."""
    jobs: int = 0
    """Processes that clean; 0 for one for each processor."""
    pool_from: int = 100
    """Pages from which fresh interpreters pay where a process cannot be forked: one takes 0.1 s, a start a second."""


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
class ReuseSettings:
    """How shared passages are found among any number of texts."""

    run_words: int = 6
    """Words of a fingerprint."""
    window: int = 6
    """Neighbouring runs of which one is a fingerprint; not more than ``run_words``."""
    popular: int = 100
    """Texts with one fingerprint up to which all are paired; beyond, each with the first and with the one before it."""
    outlet_repeats: int = 6
    """Texts of one outlet with a fingerprint from which it is looked at as furniture."""
    pile_repeats: int = 8
    """Texts of any outlets for the same."""
    sampled_pairs: int = 12
    """Pairs of holders that are looked at."""
    stranger_share: float = 0.2
    """Share of the rest of the shorter text below which two holders have nothing else in common."""
    house_share: float = 0.4
    """The same for two texts of one outlet, whose pages have several blocks in common."""
    kin_share: float = 0.6
    """Share of the shorter text from which two texts are kin, however few stretches that is."""
    block_words: int = 150
    """Words before and behind a fingerprint that are taken for one block with it, at most."""
    strangers: float = 0.9
    """Share of the pairs that must be strangers."""
    edited_runs: int = 2
    """Runs of a pair from which it may have been edited throughout."""
    edited_length: int = 14
    """Mean length of them below which it was."""
    edited_rest: int = 12
    """Words outside the runs, in either text, from which they are looked at again."""
    pairs_held: int = 500
    """Pairs that are looked at again in one go."""
    bridge: int = 12
    """Words between two equal stretches, in either text, over which they are one passage."""
    passage_words: int = 6
    """Fewest equal words of a passage."""
    sure_words: int = 64
    """Equal words of a passage from which it ties two texts together whatever they are."""
    least_weight: float = 8.0
    """Weight from which a shorter one does: words that say nothing of a topic count half, those of a list a quarter."""
    seeds_held: int = 1_200_000
    """Pairs of equal fingerprints that are looked at in one go: they take some 120 MB."""
    state_share: float = 0.9
    """Share of either text's own words in the other from which two texts are nearly identical."""
    source_share: float = 0.05
    """Share of a text that a source must explain which no other explains better."""

    def sensitive(self) -> ReuseSettings:
        """The same for shorter and more heavily edited passages."""
        return replace(self, run_words=5, window=4, least_weight=6.0)


@dataclass(frozen=True, slots=True)
class RewordedSettings:
    """When a passage of one text tells a passage of another in other words.

    Figures are plagdet on the half of the pairs of ``reuse-pan13`` that was tuned on, one setting changed at a time;
    with all as they are it is .944. Summaries apart it is flat: hardly any setting moves it by more than .003.
    """

    sentence_words: int = 3
    """Words under which a sentence goes with the next: "Oh, yes." is like too many."""
    seed_cosine: float = 0.3
    """Least likeness of two sentences by weighed words."""
    seed_dice: float = 0.3
    """Least likeness of two sentences by number of words; both 0.25: .943, both 0.35: .941."""
    seed_gap: int = 4
    """Sentences that a region runs over without a like sentence; 2: .945 (random words .007 less), 6: .941."""
    region_cosine: float = 0.34
    """Likeness of the two sides of a region below which its gaps are made narrower; 0.2: .944, 0.45: .939."""
    common_discount: float = 0.5
    """How fast a word loses weight that a text holds often: by this times the logarithm of its count. None: .946
    (summaries .05 less), 1: .942."""
    small_word: float = 0.15
    """Weight of function words and single letters."""
    look_round: int = 80
    """Words on either side of a region at which its borders may lie; 40: .942, 160: .941."""
    literal_share: float = 0.8
    """Share of words in runs of three that both sides have from which a passage is literal and its borders exact; 0.7:
    .935, 0.9: .944 (summaries .04 less)."""
    chance_share: float = 0.08
    """Share of words that a stretch of any other text has in common with a passage; 0.04: .938, 0.12: .948."""
    least_bar: float = 0.2
    """Share of common words below which no stretch stands out."""
    most_bar: float = 0.5
    """Share of common words above which every stretch stands out."""
    usual_bar: float = 0.4
    """The same in a literal passage, and where it is not known yet how closely a passage follows the other; 0.3 and
    0.5: .941."""
    least_gain: float = 6.0
    """What both sides of a passage must gain: about 15 topical words in common; 3: .942, 9: .938."""
    borrowed: float = 17.0
    """Log-odds of a stretch whose words all come from the other text; 12: .944, 25: .943."""
    made_share: float = 0.8
    """Share of topical words of such a stretch that the other text has; 0.7: .943, 0.85: .944."""
    least_usual: float = 0.1
    """Share of topical words that two texts about different things have in common, at least."""
    most_usual: float = 0.5
    """The same at most, for a text that is made from the other throughout."""
    one_place: float = 0.75
    """Share of such a stretch that one place of the other text explains from which it is no summary; 0.65: .945,
    0.85: .942."""
    summary: float = 30.0
    """Log-odds of a summary: of true ones nine in ten reach 34, of others none that one place does not explain 28.
    25 and 35: .942."""
    summary_beside: float = 0.3
    """Share of that which must be left without the passages that are explained otherwise; true summaries keep 0.34
    and more; 0.4: .941."""
    summary_apart: float = 0.3
    """Share of topical words elsewhere in the text up to which it stands out: true summaries have 0.09 to 0.23 there,
    stretches of texts on one topic throughout 0.4 to 0.5."""
    summary_ratio: float = 2.0
    """Times its own length that what it sums up has at least."""
    most_overlap: float = 0.2
    """Share of a passage that may lie in a better one."""
    snap_words: int = 8
    """Words from the border of a sentence at which a reworded passage ends there; 0: .939."""
    least_letters: int = 150
    """Shortest passage in letters: shorter ones are phrases."""
    derived_share: float = 0.2
    """Share of words in runs of three that another text has too from which a text is made from it. Of 38 answers of
    ``reuse-clough`` in own words the highest has 0.19; of 57 made from a source 54 have more."""
    pasted_run: float = 34.0
    """Words in the usual shared run from which a text is cut out and pasted: halfway in the gap of the same answers.
    Learned on four tasks it is 29 to 41."""
    edited_share: float = 0.69
    """Share in runs of three from which a text is edited and not reworded: learned on four tasks it is 0.67 to 0.69."""


@dataclass(frozen=True, slots=True)
class LineageSettings:
    """When one article is said to come from another."""

    compare_all: int = 40
    """Stories up to this many texts are compared in all pairs; in larger ones each with those most like it."""
    near_states: int = 30
    """Texts that each is compared with in a larger story, by words and again by runs of three words: the true parent is
    among them for 0.89 to 0.94 of the steps of stories of 170 different texts, for 0.86 of those of 490."""
    same_text: float = 0.9
    """Agreement in three-word runs from which two articles are copies of one text."""
    temper: float = 0.8
    """Log-odds are multiplied by this before they become a confidence: calibration error 0.046 with 1.0, 0.028 with
    0.9, 0.026 with 0.8 (simulated stories of another seed)."""
    few_states: int = 3
    """Stories of up to this many different texts, in which nothing is supposed that the texts do not ask for."""
    in_a_small_pile: float = 1.5
    """Log-odds added to steps in them, but not to their confidence: no lost original without a sign of it. Simulated
    piles that happen to have two or three texts: edge F1 0.857 with none, 0.879 with 1.5; two to four texts taken from
    larger piles at random, whose originals are mostly left behind: 0.662 and 0.623. People lay pages side by side that
    look akin."""
    neither: int = 2
    """Figures and quotations that each of two texts must have beyond the other before neither can be the other's
    source, in a story of few texts."""
    neither_explains: float = -3.0
    """Log-odds added to a step in which neither explains the other, in a story of few texts."""
    put_together: float = 0.12
    """Share of a text that each of two others of different origin must explain alone before it is taken to be made from
    them, and not they from it; in a story of few texts."""
    outside_whole: float = 3.0
    """Log-odds that a text comes from the outlet it credits for the whole article, against no parent at all; what the
    credit says against pages of the pile is part of the trained model."""
    outside_part: float = 1.5
    """Log-odds that a text comes from the outlet it credits for the news or for a passage."""
    alternative: float = 0.2
    """Chance from which another parent is shown."""
    second_chance: float = 0.4
    """Chance from which a second parent is drawn: edge F1 is the same from 0.3 to 0.5."""
    common_origin: float = 3.0
    """Log-odds from which two texts without a parent in the pile are taken to go back to one original; the count of
    origins of simulated stories is right in 0.879 from 0 to 4. Reports of two events that one page joined have 1.6."""
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
    speaks_for_letters: int = 300
    """Letters behind what somebody said over which a quotation without a speaker goes on with him. Speakers of
    quotations on the train part of PolNeAR: F 91.4 with 100, 92.6 with 300, 92.2 with 600."""
    speaks_for_paragraphs: int = 1
    """Paragraphs over which it does: speech with its source there is F 79.4 with none, 79.5 with one, 79.3 with two."""
    quoted_words: int = 5
    """Words from which a quotation inside a sentence is somebody's speech and no borrowed term: speech F 78.7 with one,
    79.2 with three, 79.3 with five, 79.1 with eight."""
    group_sentences: int = 3
    """Sentences over which *they* and *it* may mean a group or body: pronouns of GUM prose (open half) F 67.2 with
    none, 68.3 with three, 66.1 with twenty."""
    people_in_mind: int = 2
    """People whom *he* and *she* may mean at a time: F 67.2 with one, 68.3 with two or more."""
    day_sentences: int = 3
    """Sentences over which a day that was named is the one that a time of day falls on: values of Wikinews times (open
    half) F 84.3 with none, 86.0 with three or more."""


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
class EngineSettings:
    """How a pile is cut into parts when it is traced into a folder."""

    part_pages: int = 200
    """Pages or articles of a part: some ten seconds of cleaning, far more than it takes to start a task."""
    part_bytes: int = 32_000_000
    """Bytes of text in a part of matching: some 12,000 articles, half a second."""
    part_texts: int = 5_000
    """Nearly identical texts in a part: looking for their credits takes some ten seconds."""
    part_seeds: int = 1_000_000
    """Pairs of equal fingerprints in a part of matching: half a second too, and some 280 MB with the texts in them."""
    program_bytes: int = 160_000_000
    """Memory that the program takes before it holds a part."""
    process_bytes: int = 600_000_000
    """Memory of a limit for which a process more is worth its own program and its own part."""
    text_bytes: int = 120
    """Memory that numbers for a text take while any part is done; measured on a million texts."""
    read_bytes: int = 360
    """The same while texts are read: their ids, outlets and dates."""
    record_bytes: int = 2_600
    """Bytes of an article with all that a record says of it, where a file's texts cannot be counted by its lines."""
    text_factor: float = 6.0
    """Memory that a byte of a part takes while its words are read: 4.8 on 100,000 articles."""
    seed_bytes: int = 400
    """Memory that a seed takes while it is followed, with the words of its texts: 280 on 100,000 articles, 350 on a
    million short ones, 390 where one story has thousands of copies."""
    least_bytes: int = 30_000_000
    """Memory for a part under which matching is not tried: 5 MB of text."""
    used_share: float = 0.9
    """Share of a limit that is planned with."""
    whole_factor: float = 5.0
    """Memory that a byte of a pile takes when it is matched in one go: 4.8 at 20,000 articles, 3.0 at 100,000."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults are what the documentation's figures were measured with."""

    read: ReadSettings = field(default_factory=ReadSettings)
    article: ArticleSettings = field(default_factory=ArticleSettings)
    match: MatchSettings = field(default_factory=MatchSettings)
    reworded: RewordedSettings = field(default_factory=RewordedSettings)
    lineage: LineageSettings = field(default_factory=LineageSettings)
    mention: MentionSettings = field(default_factory=MentionSettings)
    change: ChangeSettings = field(default_factory=ChangeSettings)
    reuse: ReuseSettings = field(default_factory=ReuseSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
