"""Reports that a page carries in a script, for a browser to show once the script runs.

Sites built from components (React, Next.js, Vue and their kin) write an article's markup into a string of a script. A
page saved without running it shows nothing, but the text is there.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.tokenizer import without_tags
from articles.reading.report import Evidence, Stated

SCRIPT_MAX_CHARACTERS = 2_000_000
PARAGRAPHS_MIN = 3
# Markup in a string of a script that is itself written into a string is escaped twice.
ESCAPED_MAX_TIMES = 3

_UNQUOTED = re.compile(r"[^\"]*+")
_STRING = re.compile(r"\"(?:[^\"\\]++|\\.)*+\"", re.DOTALL)
_PARAGRAPH = re.compile(r"(?:<|\\{1,4}u003c)p\b", re.IGNORECASE)
# Data as JSON, or as a numbered line of the stream that Next.js writes.
_DATA = re.compile(r"\s{0,20}(?:[0-9a-f]{1,6}:)?[\[{\"]")
_BREAK = re.compile(r"</?(?:p|h[1-6]|li|div|blockquote|br|figure|figcaption)\b[^<>]{0,500}>", re.IGNORECASE)


def body_in_script(page: Page) -> Stated | None:
    """The longest text that a script holds as the markup of at least three paragraphs, a line for each of them."""
    found: list[Stated] = []
    for part in page.slices:
        if part.name == "script" and part.end - part.start <= SCRIPT_MAX_CHARACTERS:
            for start, end in _strings(page.source, part.start, part.end):
                evidence = Evidence(start, end, page.source[start:end], "script")
                found += [Stated(_lines(markup), evidence) for markup in _markups(evidence.text)]
    return max(found, key=lambda stated: len(stated.value), default=None)


def _strings(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where strings in double quotes stand that hold several paragraphs. One that is never closed ends the search."""
    while (quote := _UNQUOTED.match(source, start, end)) and (
        string := _STRING.match(source, quote.end(), end)
    ):
        start = string.end()
        if len(_PARAGRAPH.findall(string.group())) >= PARAGRAPHS_MIN:
            yield string.start(), string.end()


def _markups(string: str, times: int = ESCAPED_MAX_TIMES) -> Iterator[str]:
    """The markup that a string means; where it means data that were written into it, the markup in their strings."""
    try:
        text = json.loads(string, strict=False)
    except ValueError:
        return
    if not _DATA.match(text):
        yield text
    elif times > 1:
        for start, end in _strings(text, 0, len(text)):
            yield from _markups(text[start:end], times - 1)


def _lines(markup: str) -> str:
    """What markup shows, a line for each paragraph."""
    lines = (" ".join(html.unescape(without_tags(part)).split()) for part in _BREAK.split(markup))
    return "\n".join(line for line in lines if line)
