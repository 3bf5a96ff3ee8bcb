"""The hand-written tables answer what they promise and do not contradict themselves."""

from __future__ import annotations

import re
import time
from itertools import combinations
from typing import get_args

import pytest

from retold.tables import (
    HeadWord,
    all_countries,
    all_outlets,
    certainty,
    country_of,
    country_word,
    degrees_in,
    head_pattern,
    head_words,
    hedge_class,
    is_anonymous,
    is_title,
    loaded,
    loaded_in,
    meaning_groups,
    month_named,
    outlet_at,
    outlet_named,
    outlet_names_in,
    same_kind,
    same_meaning,
    same_spelling,
    title_before,
    tone,
)
from retold.tables.lines import lines, rows, values

MUST_DIFFER = [
    ("say", "claim"),
    ("say", "admit"),
    ("say", "confirm"),
    ("say", "warn"),
    ("say", "allege"),
    ("say", "insist"),
    ("say", "suggest"),
    ("say", "deny"),
    ("claim", "confirm"),
    ("claim", "admit"),
    ("claim", "reveal"),
    ("claim", "win"),
    ("suggest", "show"),
    ("suggest", "prove"),
    ("indicate", "prove"),
    ("announce", "confirm"),
    ("believe", "know"),
    ("expect", "hope"),
    ("may", "will"),
    ("could", "would"),
    ("likely", "possible"),
    ("wound", "kill"),
    ("injured", "killed"),
    ("injury", "death"),
    ("dead", "missing"),
    ("kill", "murder"),
    ("killing", "murder"),
    ("arrest", "charge"),
    ("arrest", "convict"),
    ("charge", "convict"),
    ("charge", "sentence"),
    ("suspect", "accused"),
    ("convict", "acquit"),
    ("accuse", "charge"),
    ("investigate", "charge"),
    ("allegation", "evidence"),
    ("cancel", "postpone"),
    ("cancel", "delay"),
    ("suspend", "cancel"),
    ("postpone", "delay until"),
    ("talks", "effort"),
    ("talks", "agreement"),
    ("meeting", "agreement"),
    ("propose", "agree"),
    ("offer", "agree"),
    ("ask", "demand"),
    ("request", "demand"),
    ("urge", "order"),
    ("refuse", "decline to comment"),
    ("support", "approve"),
    ("plan", "decide"),
    ("consider", "decide"),
    ("increase", "double"),
    ("rise", "fall"),
    ("rise", "soar"),
    ("fall", "plunge"),
    ("more than", "about"),
    ("at least", "about"),
    ("at least", "up to"),
    ("million", "billion"),
    ("profit", "revenue"),
    ("profit", "loss"),
    ("debt", "deficit"),
    ("sanction", "tariff"),
    ("ceasefire", "peace"),
    ("army", "police"),
    ("war", "conflict"),
    ("rocket", "missile"),
    ("refugee", "migrant"),
    ("president", "prime minister"),
    ("minister", "prime minister"),
    ("foreign minister", "defence minister"),
    ("boy", "girl"),
    ("men", "women"),
    ("epidemic", "pandemic"),
    ("infection", "illness"),
    ("heart attack", "cardiac arrest"),
    ("hurricane", "tornado"),
    ("last year", "last month"),
    ("this week", "next week"),
    ("often", "always"),
    ("sometimes", "often"),
    ("never", "rarely"),
    ("before", "after"),
    ("because of", "despite"),
    ("resign", "dismiss"),
    ("legal", "illegal"),
    ("deny", "confirm"),
    ("anonymous source", "spokesman"),
    ("suspect", "person of interest"),
    ("rebel", "militant"),
    ("belief", "conviction"),
    ("attack", "criticise"),
]


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Japan", "JPN", "name"),
        ("Tokyo", "JPN", "capital"),
        ("Japanese", "JPN", "demonym"),
        ("Japan's", "JPN", "name"),
        ("the Japanese government", "JPN", "government"),
        ("Philippines'", "PHL", "name"),
        ("U.S.", "USA", "name"),
        ("the US", "USA", "name"),
        ("us", None, None),
        ("us government", "USA", "government"),
        ("the White House", "USA", "government"),
        ("The Pentagon", "USA", "organ"),
        ("US State Department", "USA", "organ"),
        ("the Trump administration", "USA", "government"),
        ("Turkey", "TUR", "name"),
        ("turkey", None, None),
        ("polish", None, None),
        ("TURKEY", "TUR", "name"),
        ("Brussels", "EU", "capital"),
        ("Chinese foreign ministry", "CHN", "organ"),
        ("the Blue House", "KOR", "government"),
        ("Elysee Palace", "FRA", "government"),
        ("Korea", None, None),
        ("the report", None, None),
    ],
)
def test_a_country_is_known_under_all_its_names(text: str, code: str | None, word: str | None) -> None:
    """Names, demonyms, capitals, seats and organs lead to the country; ordinary words in small letters do not."""
    found = country_of(text)
    assert (found.code if found else None, country_word(text)) == (code, word)


def test_each_country_stands_in_the_table_once() -> None:
    """A code and a name belong to one country, and the rows are sorted by code."""
    found = all_countries()
    assert len(found) >= 200
    assert len({country.name for country in found}) == len(found)
    assert [country.code for country in found] == sorted({country.code for country in found})


def test_a_form_leads_to_one_country() -> None:
    """No name, city, people or organ is claimed by two countries."""
    owners: dict[str, str] = {}
    for code, *cells in rows("countries.tsv", 7):
        for form in {value.removesuffix("!").lower() for cell in cells for value in values(cell)}:
            assert owners.setdefault(form, code) == code, form


@pytest.mark.parametrize(
    ("phrase", "class_", "strength"),
    [
        ("usually", "hedge", -1),
        ("may", "hedge", -2),
        ("were expected to", "hedge", -1),
        ("clearly", "booster", 2),
        ("definitely", "booster", 3),
        ("about", "approximator", -1),
        ("reportedly", "evidential", -1),
        ("allegedly", "evidential", -2),
        ("according to", "evidential", -1),
        ("will", None, 0),
        ("minister", None, 0),
    ],
)
def test_a_word_says_how_sure(phrase: str, class_: str | None, strength: int) -> None:
    """Hedging and boosting words have their class and their place on the scale; plain words have none."""
    assert (hedge_class(phrase), certainty(phrase)) == (class_, strength)


def test_hedges_are_found_in_a_row_of_words() -> None:
    """The longest hedge at each place is found, with the words it covers."""
    found = degrees_in("the bridge be likely to open in most cases".split())
    assert [(hit.start, hit.end) for hit in found] == [(2, 5), (6, 9)]


@pytest.mark.parametrize(
    ("phrase", "heat"),
    [
        ("slammed", 2),
        ("shut down", 2),
        ("just shut down", 2),
        ("just", 1),
        ("didn't bother", 1),
        ("dressing it up", 2),
        ("leaned on", 2),
        ("skyrocketed", 2),
        ("regime", 2),
        ("lashes out at", 2),
        ("demonised", 2),
        ("called on", 0),
        ("halted", 0),
        ("said", 0),
        ("criticised", 0),
    ],
)
def test_a_loaded_word_has_a_heat(phrase: str, heat: int) -> None:
    """Loaded words are hot in any form and spelling, and plain words are not."""
    assert tone(phrase) == heat


def test_loaded_words_name_plain_ones() -> None:
    """A loaded word gives plain counterparts, and none of them is loaded itself beyond a shade."""
    found = loaded("slam")
    assert found is not None
    assert "criticise" in found.plain
    assert [hit.values[0].phrase for hit in loaded_in("they just shut down the talk".split())] == ["just", "shut down"]
    for phrase, heat, _, plain in rows("loaded.tsv", 4):
        for word in values(plain):
            assert tone(word) < int(heat) or tone(word) <= 1, (phrase, word)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("were scheduled to", "were supposed to"),
        ("sit down with", "attend"),
        ("without warning", "without prior notification"),
        ("cancelled", "called off"),
        ("took place", "was held"),
        ("the deal", "an agreement"),
        ("defence spending", "military expenditure"),
        ("lawmakers", "legislators"),
        ("bought", "acquired"),
        ("because of", "owing to"),
        ("around", "roughly"),
        ("organise", "organize"),
    ],
)
def test_interchangeable_wordings_mean_the_same(a: str, b: str) -> None:
    """Wordings that an editor may exchange share a group, in any form and in both directions."""
    assert same_meaning(a, b)
    assert same_meaning(b, a)


@pytest.mark.parametrize(("a", "b"), MUST_DIFFER)
def test_a_change_of_fact_is_no_synonym(a: str, b: str) -> None:
    """Words that change the fact, the firmness or the act never share a group."""
    assert not same_meaning(a, b)
    assert not same_meaning(b, a)


def test_a_tag_keeps_the_parts_of_speech_apart() -> None:
    """With a tag a word meets only wordings of its own part of speech."""
    assert meaning_groups("charge", "v").isdisjoint(meaning_groups("charge", "n"))
    assert meaning_groups("charge") == meaning_groups("charge", "v") | meaning_groups("charge", "n")


def test_cue_words_of_different_firmness_stay_apart() -> None:
    """No group of wordings holds cue words of two firmnesses."""
    firm = {"confirm", "announce", "reveal", "disclose", "admit", "concede", "acknowledge"}
    neutral = {"say", "state", "tell", "add", "note", "report", "write"}
    weak = {"claim", "allege", "suggest", "hint", "believe", "speculate", "contend"}
    for one, other in combinations((firm, neutral, weak), 2):
        for a in one:
            for b in other:
                assert meaning_groups(a).isdisjoint(meaning_groups(b)), (a, b)


def test_groups_of_meaning_are_sorted_and_hold_each_word_once() -> None:
    """Every group has a tag and at least two different wordings in order, and there are no two equal groups."""
    order = "vnarx"
    found = [line.split(": ") for line in lines("synonyms.txt")]
    assert len(found) >= 1500
    for tag, cell in found:
        wordings = cell.split(", ")
        assert tag in order
        assert len(wordings) >= 2
        assert wordings == sorted(set(wordings)), cell
    assert found == sorted(found, key=lambda group: (order.index(group[0]), group[1].split(", ")))
    assert len({tuple(group) for group in found}) == len(found)


@pytest.mark.parametrize(
    ("a", "b", "kinship"),
    [
        ("government", "administration", "same"),
        ("the company", "carmaker", "narrower"),
        ("carmakers", "firms", "broader"),
        ("police", "officers", "same"),
        ("hospital", "clinic", "same"),
        ("court", "judges", "same"),
        ("child", "boy", "narrower"),
        ("boy", "girl", None),
        ("foreign minister", "top diplomat", "same"),
        ("foreign minister", "finance minister", None),
        ("senior official", "official", "broader"),
        ("meeting", "summit", "narrower"),
        ("plane", "helicopter", "narrower"),
        ("king", "queen", None),
        ("bridge", "doctor", None),
    ],
)
def test_words_for_one_kind_are_ranked(a: str, b: str, kinship: str | None) -> None:
    """A word for the same kind is the same, broader or narrower; different members of a kind are not the same."""
    assert same_kind(a, b) == kinship
    turned = {"broader": "narrower", "narrower": "broader"}
    assert same_kind(b, a) == (turned.get(kinship, kinship) if kinship else None)


def test_kinds_hold_each_word_once() -> None:
    """Within a kind a word has one rank, and the words of a row are sorted."""
    seen: set[tuple[str, str]] = set()
    for kind, rank, relation, cell in rows("reference.tsv", 4):
        words = values(cell)
        assert relation in ("same", "each")
        assert rank in "123"
        assert words == sorted(words)
        for word in words:
            assert (kind, word) not in seen
            seen.add((kind, word))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("defence", "defense", True),
        ("the Defence Ministry", "the defense ministry", True),
        ("organisation", "Organization", True),
        ("analysed", "analyzed", True),
        ("travelled", "traveled", True),
        ("advise", "advice", False),
        ("prise", "prize", False),
        ("metre", "matter", False),
    ],
)
def test_two_spellings_of_one_word_are_seen(a: str, b: str, same: bool) -> None:
    """British and American spellings are one word; other words are not made one."""
    assert same_spelling(a, b) is same


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("FT", "Financial Times"),
        ("the Journal", "The Wall Street Journal"),
        ("AFP", "Agence France-Presse"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("Reuters'", "Reuters"),
        ("BBC's", "BBC"),
        ("the Nikkei", "Nikkei"),
        ("Yomiuri Shimbun", "Yomiuri Shimbun"),
        ("dpa", "Deutsche Presse-Agentur"),
        ("the police", None),
        ("the post", None),
        ("The Post", "The Washington Post"),
        ("Guardian", "The Guardian"),
        ("people", None),
        ("People", None),
        ("the state", None),
        ("State", None),
        ("ap", None),
        ("Barron’s", "Barron's"),
        ("financial times", "Financial Times"),
        ("Evening Lantern of Norrby", None),
    ],
)
def test_an_outlet_is_known_by_name(text: str, name: str | None) -> None:
    """Names, aliases and possessives lead to the outlet; an unknown name leads to none."""
    found = outlet_named(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.ft.com", "Financial Times"),
        ("asia.nikkei.com", "Nikkei Asia"),
        ("www3.nhk.or.jp", "NHK"),
        ("EDITION.CNN.COM", "CNN"),
        ("co.uk", None),
        ("notft.com", None),
        ("news.example", None),
    ],
)
def test_an_outlet_is_known_by_host(host: str, name: str | None) -> None:
    """The longest known domain at the end of the host decides; a part of a label does not count."""
    found = outlet_at(host)
    assert (found.name if found else None) == name


def test_outlet_names_are_found_in_text() -> None:
    """Names are found in their own capitals, the longest first; words with another meaning are marked."""
    text = "The New York Times, AP and (Reuters) wrote it. An ap, the sun; The Sun and Guardian readers. dpa, REUTERS."
    found = outlet_names_in(text)
    assert [(text[name.span.start : name.span.end], name.ambiguous) for name in found] == [
        ("New York Times", False),
        ("AP", False),
        ("Reuters", False),
        ("Sun", True),
        ("Guardian", True),
        ("dpa", False),
        ("REUTERS", False),
    ]


def test_months_are_known_in_every_language_of_the_table() -> None:
    """Every language has twelve months, and a form that two languages use for different months needs its language."""
    for language, *cells in rows("months.tsv", 13):
        forms = [values(cell) for cell in cells]
        assert all(forms), language
        assert [{month_named(form, language) for form in month} for month in forms] == [{at} for at in range(1, 13)]

    assert (month_named("Sept."), month_named("AOÛT"), month_named("aout"), month_named("Monday")) == (9, 8, 8, None)
    assert (month_named("listopada"), month_named("listopada", "pl"), month_named("listopada", "hr")) == (None, 11, 10)


def test_words_at_the_head_of_an_article() -> None:
    """Rows are sorted with sorted values; whole words and stems are found in their scripts and nowhere inside words."""
    table = list(rows("heads.tsv", 3))
    assert [row[:2] for row in table] == sorted(row[:2] for row in table)
    assert all(values(cell) == sorted(values(cell)) for _, _, cell in table)
    assert {kind for kind, _, _ in table} == set(get_args(HeadWord))

    assert re.search(head_pattern("desk"), "harrow desk")
    assert not re.search(head_pattern("desk"), "harrow desktop")
    assert re.search(head_pattern("changed"), "last updated on")
    assert re.search(head_pattern("firm"), "北港新聞")
    assert "frankfurt am main" in head_words("city")


def test_the_table_of_outlets_is_consistent() -> None:
    """Rows are sorted, a domain belongs to one outlet, a country is known, and no name stands twice."""
    found = all_outlets()
    codes = {country.code for country in all_countries()}
    domains = [domain for outlet in found for domain in outlet.domains]
    names = [outlet.name for outlet in found]
    marked = [row[0] for row in rows("outlets.tsv", 5)]
    assert len(found) >= 1500
    assert len(set(domains)) == len(domains)
    assert len({name.lower() for name in names}) == len(names)
    assert marked == sorted(marked)
    assert {outlet.country for outlet in found} <= codes | {None}
    assert all(domain == domain.lower() and "." in domain and "/" not in domain for domain in domains)


def test_outlet_names_are_found_fast() -> None:
    """Three thousand characters of news text take a few milliseconds at most once the table is read."""
    text = (
        "The mayor of Norrby told reporters on Friday that the bridge will open in May. Kyodo News said so too. " * 30
    )
    outlet_names_in(text)
    started = time.perf_counter()
    outlet_names_in(text)
    assert time.perf_counter() - started < 0.02


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Foreign Minister Ana Ruiz", "Foreign Minister"),
        ("Lt. Gen. Karl Holm", "Lt. Gen."),
        ("Dr Mira Sand", "Dr"),
        ("Ana Ruiz", None),
        ("Judge", None),
    ],
)
def test_a_title_stands_before_a_name(text: str, title: str | None) -> None:
    """The longest title at the front of a name phrase is found; a title alone stands before nothing."""
    assert title_before(text) == title


@pytest.mark.parametrize(
    ("noun", "anonymous"),
    [
        ("officials", True),
        ("sources close to", True),
        ("people", True),
        ("an aide", True),
        ("Ruiz", False),
        ("law", False),
    ],
)
def test_nouns_of_unnamed_sources_are_known(noun: str, anonymous: bool) -> None:
    """Nouns for people without a name are known in singular and plural; names and things are not."""
    assert is_anonymous(noun) is anonymous


def test_titles_are_known_with_and_without_points() -> None:
    """A title counts in every common spelling."""
    assert is_title("Gen.")
    assert is_title("Gen")
    assert is_title("prime minister")
    assert not is_title("bridge")


@pytest.mark.parametrize(
    "name",
    ["anonymous.txt", "hedges.tsv", "loaded.tsv", "pronouns.tsv", "spelling.tsv", "titles.txt", "irregular.txt"],
)
def test_word_lists_hold_each_entry_once(name: str) -> None:
    """No entry stands twice in a list."""
    first = [line.partition("\t")[0] for line in lines(name)]
    assert len(set(first)) == len(first)


@pytest.mark.parametrize(
    "name",
    ["anonymous.txt", "hedges.tsv", "loaded.tsv", "months.tsv", "pronouns.tsv", "spelling.tsv", "titles.txt"],
)
def test_word_lists_are_sorted(name: str) -> None:
    """The entries of a list stand in order, so that a new one has one place."""
    first = [line.partition("\t")[0] for line in lines(name)]
    assert first == sorted(first)


@pytest.mark.parametrize(
    "name", ["acts.tsv", "countries.tsv", "heads.tsv", "loaded.tsv", "months.tsv", "outlets.tsv", "reference.tsv"]
)
def test_cells_with_several_values_are_written_alike(name: str) -> None:
    """Values stand apart by one space, a bar and one space, so that none carries a blank or a bar of its own."""
    for line in lines(name):
        for value in (value for cell in line.split("\t") for value in values(cell)):
            assert value == value.strip()
            assert "|" not in value


def test_an_act_has_one_class() -> None:
    """A verb alone, and a verb with an object, stand in one row; the rows are sorted by class and objects."""
    seen: dict[tuple[str, str], str] = {}
    for class_, verbs, things in rows("acts.tsv", 3):
        for key in [(verb, thing) for verb in values(verbs) for thing in values(things) or [""]]:
            assert class_ == "*" or seen.setdefault(key, class_) == class_, key

    order = [(class_, things != "", verbs) for class_, verbs, things in rows("acts.tsv", 3)]
    assert order == sorted(order)
