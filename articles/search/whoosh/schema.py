"""The schema and analyzers that stock Whoosh sees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import KEYWORD, TEXT, Schema

from articles.search.analysis import tokens
from articles.search.facets import COLUMNS
from articles.search.index.inversion import LINE_GAP
from articles.search.index.segment import FIELDS, LINE_FIELDS

# Raise it when a field, the analysis, or the place of a class that Whoosh pickles (the two analyzers, NumpySegment)
# changes: an older index is then built anew.
SCHEMA_VERSION = 10


class TermAnalyzer(Analyzer):  # type: ignore[misc]
    """Our analysis in Whoosh's shape: terms with positions; the lines of a list stand far apart."""

    def __init__(self, lines: bool = False) -> None:
        self.lines = lines

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[WhooshToken]:
        found = WhooshToken(positions=positions)
        found.boost = 1.0
        base = 0
        for part in value.split("\n") if self.lines else (value,):
            end = -1
            for token in sorted(tokens(part), key=lambda token: token.position):
                found.text, found.pos = token.term, base + token.position
                end = token.position
                yield found
            base += end + 1 + LINE_GAP


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    """Unstemmed words as they stand: what prefixes and near spellings are looked up in."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        found = WhooshToken()
        found.boost = 1.0
        for word in value.split():
            found.text = word
            yield found


def schema() -> Schema:
    """The fields. Nothing is stored: all else is read from the database."""
    return Schema(
        **{name: TEXT(analyzer=TermAnalyzer(lines=name in LINE_FIELDS)) for name in FIELDS},
        words=TEXT(analyzer=WordAnalyzer(), phrase=False),
        **{name: KEYWORD(commas=True) for name in COLUMNS},
    )
