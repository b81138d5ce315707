"""The names of countries and territories in every language, from CLDR, for the places that the room knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from babel import Locale, UnknownLocaleError

from articles.entities.kinds import Kind
from articles.entities.knowledge_base import AliasRecord, KnowledgeBase
from articles.entities.lexicons import rows


def place_names(language: str, known: KnowledgeBase) -> Iterator[AliasRecord]:
    """The known countries under their names in a language: CLDR's, and the short ones that newspapers write.

    Names that mean something else to readers of the language (Granada in Spanish) are left out.
    """
    try:
        own, english = Locale.parse(language).territories, Locale.parse("en").territories
    except (UnknownLocaleError, ValueError):
        return
    left_out = {row["surface"] for row in rows("place_names_left_out.csv") if row["language"] == language}
    pairs = [(own.get(code, ""), name) for code, name in english.items() if len(code) == 2]
    pairs += [
        (row["surface"], row["name"]) for row in rows("place_short_names.csv") if row["language"] == language
    ]
    for surface, name in pairs:
        record = known.lookup(name)
        if surface and surface not in left_out and record and record.kind is Kind.PLACE:
            yield replace(record, surface=surface, case_sensitive=surface.isupper())
