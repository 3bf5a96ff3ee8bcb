"""Hand-written tables of words and facts, each behind a small typed lookup; a table is read at its first use."""

from __future__ import annotations

from retold.tables.countries import Country, CountryWord, countries, country_of, country_word

__all__ = ["Country", "CountryWord", "countries", "country_of", "country_word"]
