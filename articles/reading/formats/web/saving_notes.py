"""The address and the moment that a tool writes into a page which it saves (SingleFile, browsers' "save as")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.formats.web.markup import Page
from articles.reading.report import Evidence, Stated

SEARCHED_CHARACTERS = 4_000
_FROM = re.compile(r"(?:\n\s{0,8}url:\s|<!-- saved from url=\(\d{4}\))(?P<value>https?://[^\s<>]{4,2000})")
_AT = re.compile(r"\n\s{0,8}saved date:\s(?P<value>[^\n<]{10,80})")


def saving_notes(page: Page) -> Iterator[tuple[str, Stated]]:
    """What the tool wrote above the page: ``url`` and ``captured``, each with its characters."""
    head = page.source[:SEARCHED_CHARACTERS]
    for field, pattern in (("url", _FROM), ("captured", _AT)):
        if match := pattern.search(head):
            start, end = match.span("value")
            yield (
                field,
                Stated(
                    match["value"].strip(), Evidence(start, end, head[start:end], "note of the saving tool")
                ),
            )
