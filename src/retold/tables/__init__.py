"""Hand-written tables of words and facts, each behind a small typed lookup; a table is read at its first use."""

from __future__ import annotations

from retold.tables.acts import act_class
from retold.tables.certainty import (
    Degree,
    HedgeClass,
    Loaded,
    certainty,
    degrees_in,
    hedge_class,
    loaded,
    loaded_in,
    tone,
)
from retold.tables.countries import Country, CountryWord, all_countries, country_of, country_word
from retold.tables.heads import HeadWord, head_pattern, head_words
from retold.tables.meaning import Kinship, WordTag, meaning_groups, same_kind, same_meaning
from retold.tables.months import month_named
from retold.tables.outlets import (
    Named,
    Outlet,
    OutletKind,
    OutletTable,
    all_outlets,
    outlet_at,
    outlet_named,
    outlet_names_in,
    outlet_table,
    outlets_by_name,
)
from retold.tables.phrases import Hit, base_forms
from retold.tables.pronouns import Personal, is_first_name, is_form_of_address, pronoun_of
from retold.tables.sources import is_anonymous, is_title, title_before
from retold.tables.spelling import same_spelling

__all__ = [
    "Country",
    "CountryWord",
    "Degree",
    "HeadWord",
    "HedgeClass",
    "Hit",
    "Kinship",
    "Loaded",
    "Named",
    "Outlet",
    "OutletKind",
    "OutletTable",
    "Personal",
    "WordTag",
    "act_class",
    "all_countries",
    "all_outlets",
    "base_forms",
    "certainty",
    "country_of",
    "country_word",
    "degrees_in",
    "head_pattern",
    "head_words",
    "hedge_class",
    "is_anonymous",
    "is_first_name",
    "is_form_of_address",
    "is_title",
    "loaded",
    "loaded_in",
    "meaning_groups",
    "month_named",
    "outlet_at",
    "outlet_named",
    "outlet_names_in",
    "outlet_table",
    "outlets_by_name",
    "pronoun_of",
    "same_kind",
    "same_meaning",
    "same_spelling",
    "title_before",
    "tone",
]
