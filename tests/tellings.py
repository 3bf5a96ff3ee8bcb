"""One invented report and what retellers make of it, for tests of matching and lineage."""

from __future__ import annotations

from collections.abc import Sequence

from retold.model import Article, Credit, CreditKind, CreditLevel, Dated
from retold.text import digest, split_sentences

DAM = (
    "Engineers opened two emergency gates at the Orrin dam on Tuesday after a crack of 14 metres "
    "appeared in its crest.",
    "About 3,200 people in the villages of Lower Sedge and Pallam were told to leave their homes before nightfall.",
    "Four people who took part in the inspection, including two engineers of the Orrin Water Board, said the crack had "
    "been known since March.",
    "Water minister Halvard Quist denied that and spoke of a routine matter that had been handled with great care.",
    "“Nobody in my house saw a report about a crack before this morning,” Quist told reporters in Sedgemouth.",
    "The dam was built in 1961 and holds back 48 million cubic metres of water, most of it used by the paper mills of "
    "Pallam.",
    "Last year the water board asked for 9.6 million crowns to strengthen the northern wall, but the ministry cut the "
    "sum to 2.1 million.",
    "Mayor Ilse Brandoch said buses would take families to three schools and a riding hall in the next valley.",
    "“We packed the papers and the dog, and the rest can swim for all I care,” said Joris Wendel, who runs "
    "the ferry inn.",
    "By the evening the level of the lake had fallen by 70 centimetres, and divers were to look at the wall at first "
    "light.",
    "The opposition demanded that the minister hand over every inspection report of the past five years to parliament.",
    "A similar crack at the Tarn weir in 1988 flooded 120 farms and cost the then minister her office.",
)
"""A report of twelve sentences, with counts, names, sources and quotations."""

BRIDGE = (
    "A cargo barge struck the middle pier of the Pallam rail bridge on Friday and stopped all trains to the coast.",
    "Nobody was hurt, the railway said, but 60 metres of track hang over the water without support.",
    "Skipper Anton Riemer, 58, told police that his rudder had jammed a few hundred metres before the bridge.",
    "The railway expects repairs to take eleven weeks and to cost 5.4 million crowns.",
    "Until then 41 buses will carry travellers between Pallam and Sedgemouth, twice as slowly as the trains did.",
)
"""Another event in the same places."""

SWAPS = (
    ("Engineers opened", "Technicians have opened"),
    ("appeared in its crest", "showed up along its top"),
    ("were told to leave their homes before nightfall", "had to abandon their houses by dusk"),
    (
        "Four people who took part in the inspection, including two engineers of the Orrin Water Board,",
        "People familiar with the inspection",
    ),
    (
        "denied that and spoke of a routine matter that had been handled with great care",
        "rejected this and called it a routine matter",
    ),
    ("most of it used by the paper mills of Pallam", "mostly for paper mills"),
    ("asked for 9.6 million crowns to strengthen the northern wall", "wanted millions to reinforce the wall"),
    ("demanded that the minister hand over every inspection report", "called on the minister to publish all reports"),
)
"""What a reteller does: other words, fewer specifics."""


def text_of(sentences: Sequence[str]) -> str:
    """Sentences as paragraphs of three."""
    return "\n".join(" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3))


def reworded(text: str, swaps: Sequence[tuple[str, str]] = SWAPS) -> str:
    """A text with each swap made; a swap that does not apply is an error of the test."""
    for was, now in swaps:
        assert was in text, was
        text = text.replace(was, now)
    return text


def page(
    name: str, text: str, outlet: str | None = None, date: Dated | None = None, credit: Credit | None = None
) -> Article:
    """An article as cleaning would give it."""
    return Article(
        id=digest("page", name),
        given_id=name,
        path=f"pile/{name}.txt",
        kind="text",
        url=None,
        title=None,
        outlet=outlet,
        byline=(),
        date=date or Dated(),
        language="en",
        text=text,
        sentences=split_sentences(text),
        credits=(credit,) if credit else (),
        furniture=(),
        page_spans=(),
    )


def named(outlet: str, level: CreditLevel = "article", kind: CreditKind = "source-line") -> Credit:
    """A credit to an outlet, taken out of the body."""
    return Credit(outlet, f"Source: {outlet}", kind, level)


def at(value: str) -> Dated:
    """A date that the page states, to the minute when it has a time."""
    return Dated(value, "minute" if "T" in value else "day", "meta")
