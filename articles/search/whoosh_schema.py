"""Which fields does the Whoosh index hold, and how does an article become one of its documents?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whoosh.analysis import Analyzer
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import ID, STORED, TEXT, Schema

from articles.search.analysis import CAPITAL_WORDS, Token, tokens
from articles.search.backend import SearchDocument
from articles.search.evaluation import FIELDS
from articles.search.rows import Row, month_values

# Raise it when a field, the analysis or the place of these classes changes: an older index is then built anew.
SCHEMA_VERSION = 1
# Names and bylines are lists, one a line: so many positions between two keep phrases from crossing over.
LINE_GAP = 100


class TermAnalyzer(Analyzer):  # type: ignore[misc]
    """Our analysis in Whoosh's shape: terms with positions; each line of a list begins at a new hundred."""

    def __init__(self, lines: bool = False) -> None:
        self.lines = lines

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[WhooshToken]:
        found = WhooshToken(positions=positions)
        found.boost = 1.0
        base = 0
        for part in value.split("\n") if self.lines else (value,):
            end = -1
            for token in _analysed(part):
                found.text, found.pos = token.term, base + token.position
                end = token.position
                yield found
            base += end + 1 + LINE_GAP


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    """Unstemmed words, one a line: what prefixes, near spellings and suggestions are looked up in."""

    def __call__(self, value: str, **_: Any) -> Iterator[WhooshToken]:
        found = WhooshToken()
        found.boost = 1.0
        for word in value.split():
            found.text = word
            yield found


@lru_cache(maxsize=8)
def _analysed(text: str) -> tuple[Token, ...]:
    """The tokens by position; remembered, for a text is asked for its terms, its words and its length in turn."""
    return tuple(sorted(tokens(text), key=lambda token: token.position))


def schema() -> Schema:
    """The fields of the index. Only ``row`` is stored: all else is read from the database."""
    return Schema(
        article_id=ID(unique=True),
        title=TEXT(analyzer=TermAnalyzer()),
        body=TEXT(analyzer=TermAnalyzer()),
        names=TEXT(analyzer=TermAnalyzer(lines=True)),
        byline=TEXT(analyzer=TermAnalyzer(lines=True)),
        words=TEXT(analyzer=WordAnalyzer(), phrase=False),
        row=STORED,
    )


def fields_of(document: SearchDocument) -> dict[str, Any]:
    """A document's fields as Whoosh's writer takes them."""
    texts = {name: getattr(document, name) for name in FIELDS}
    analysed = [_analysed(text) for text in texts.values()]
    words = {token.word for found in analysed for token in found if not token.joined}
    return {
        "article_id": str(document.article_id),
        **texts,
        # The second term of an abbreviation in capitals is no word that anyone would be offered.
        "words": "\n".join(sorted(words - CAPITAL_WORDS)),
        "row": (
            document.article_id,
            document.published.toordinal() if document.published else 0,
            tuple(sum(not token.joined for token in found) for found in analysed),
            {"month": month_values(document.published), **document.facets},
        ),
    }


def row_of(stored: dict[str, Any]) -> Row:
    """What `fields_of` stored, as a row."""
    return Row(*stored["row"])
