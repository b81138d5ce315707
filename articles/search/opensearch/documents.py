"""Documents: an article as the cluster takes it, its texts as streams of the terms that our analysis makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.search.analysis import CAPITAL_WORDS, Token, tokens
from articles.search.backend import SearchDocument
from articles.search.facets import COLUMNS, FACET_NAMES
from articles.search.index.doc_values import month_values
from articles.search.index.segment import FIELDS, LINE_FIELDS
from articles.search.opensearch.mapping import CAPITALS, FILLER, JOINED
from articles.text import fold


@dataclass(slots=True)
class _Streams:
    """A field's terms, one a position; what stands at the same position beside them; and the words as they were written."""

    main: list[str] = field(default_factory=list)
    capitals: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Add a line."""
        found = tokens(text)
        if not found:
            return
        width = max(token.position for token in found) + 1
        main, capitals, joined = ([FILLER] * width for _ in range(3))
        for token in found:
            stream = joined if token.joined else capitals if _is_capital(token) else main
            stream[token.position] = token.term
            if stream is main:
                self.words.add(token.word)
            else:
                self.forms.add(token.term)
        for known, line in ((self.main, main), (self.capitals, capitals), (self.joined, joined)):
            known.append(" ".join(line))


def _is_capital(token: Token) -> bool:
    return token.term in CAPITAL_WORDS and token.word == token.term


def body_of(document: SearchDocument) -> dict[str, Any]:
    """The fields of an article."""
    found: dict[str, Any] = {"article_id": document.article_id}
    if document.published:
        found["day"] = document.published.toordinal()
    words: set[str] = set()
    forms: set[str] = set()
    for name in FIELDS:
        streams = _streams(getattr(document, name), lines=name in LINE_FIELDS)
        found[name] = streams.main
        for stream, lines in ((CAPITALS, streams.capitals), (JOINED, streams.joined)):
            # Most texts have neither: a stream of nothing but fillers is left out.
            if any(set(line) - {FILLER, " "} for line in lines):
                found[f"{name}_{stream}"] = lines
        words |= streams.words
        forms |= streams.forms
    given = {"month": month_values(document.published)} | document.facets
    for column, facet in COLUMNS.items():
        if values := given.get(column, given.get(facet, ())):
            found[column] = list(values)
    story = document.facets.get("story", ())
    found["line"] = f"story {story[0]}" if story else f"article {document.article_id}"
    return found | {"words": sorted(words), "forms": sorted(forms)}


def names_of(document: SearchDocument) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Facet, value and folded names of every value that an article carries; a value is a name of itself."""
    for column, facet in COLUMNS.items():
        if facet not in FACET_NAMES or (column != facet and column not in document.facets):
            continue
        known = document.known_as.get(facet, {})
        for value in document.facets.get(column, ()):
            keys = (fold(name) for name in (value, *known.get(value, ())))
            yield facet, value, tuple(key for key in dict.fromkeys(keys) if key)


def _streams(text: str, lines: bool) -> _Streams:
    found = _Streams()
    for part in text.split("\n") if lines else (text,):
        found.add(part)
    return found
