"""Which blocks of a page are its report, and at which characters of the source do they stand?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from articles.ingest.formats.markup import Page
from articles.ingest.formats.page_says import article_body
from articles.ingest.report import Block, BlockKind, Stated

PAGE_MAX_CHARACTERS = 5_000_000
PAGE_MAX_TAGS = 60_000
PAGE_MAX_DEPTH = 400
LOOKBACKS_MAX = 300
PARAGRAPHS_MAX = 5_000
BODY_MIN_CHARACTERS = 200

_DATA_ADDRESS = re.compile(r"data:[a-z/+.-]{3,40};base64,[A-Za-z0-9+/=]*+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
# Elements of trafilatura's tree that are blocks of their own.
_PARTS = frozenset(("p", "head", "list", "item", "table", "row", "cell", "div", "quote"))
_OPENING = "“\"'‘([«„"
_CLOSING = ".,;:!?…”\"'’)]»"


def page_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks of the report in reading order; empty where there is none to be found."""
    texts = list(_by_trafilatura(page.source)) if _is_reasonable(page) else []
    if sum(len(text) for _, text in texts) >= BODY_MIN_CHARACTERS:
        return tuple(_placed(page, texts))
    if (body := article_body(page)) is not None:
        return tuple(_from_statement(page, body))
    return tuple(_placed(page, texts or list(_shown_paragraphs(page))))


def _from_statement(page: Page, body: Stated) -> Iterator[Block]:
    """The paragraphs of a text that JSON-LD carries whole; where the page does not show one, it stands in the script."""
    evidence = body.evidence
    for line in body.value.splitlines():
        if text := _SPACES.sub(" ", html.unescape(line)).strip():
            found = page.find(text)
            span = found[:2] if found else (evidence.start, evidence.end)
            yield Block(text, *span)


def _shown_paragraphs(page: Page) -> Iterator[tuple[BlockKind, str]]:
    """What stands in paragraph elements, for a page of which nothing better can be made."""
    for element in page.slices[:PARAGRAPHS_MAX]:
        if element.name == "p" and (text := page.shown(element.start, element.end)):
            yield BlockKind.PARAGRAPH, text


def _is_reasonable(page: Page) -> bool:
    """Whether a tree may be built of the page: one beyond these limits is no report, and costs time without bound."""
    return (
        len(_without_data(page.source)) <= PAGE_MAX_CHARACTERS
        and page.tag_count <= PAGE_MAX_TAGS
        and page.depth <= PAGE_MAX_DEPTH
    )


def _by_trafilatura(source: str) -> Iterator[tuple[BlockKind, str]]:
    # Imported here because it takes a second: only the process that reads pages pays for it.
    from trafilatura import bare_extraction

    found = bare_extraction(_without_data(source), include_comments=False, with_metadata=False)
    body = getattr(found, "body", None)
    if body is not None:
        yield from _texts(body)


def _without_data(source: str) -> str:
    """The page without the pictures and fonts that a browser wrote into it when it saved it as one file."""
    return _DATA_ADDRESS.sub("", source) if "data:" in source else source


def _texts(element: Any) -> Iterator[tuple[BlockKind, str]]:
    """Paragraphs and subheads of trafilatura's body, inline elements and line breaks joined."""
    if element.text and element.text.strip():
        yield from _lines(BlockKind.PARAGRAPH, element.text)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if any(inner.tag in _PARTS for inner in child):
            yield from _texts(child)
        else:
            yield from _lines(BlockKind.SUBHEAD if tag == "head" else BlockKind.PARAGRAPH, _text(child))
        if child.tail and child.tail.strip():
            yield from _lines(BlockKind.PARAGRAPH, child.tail)


def _lines(kind: BlockKind, text: str) -> Iterator[tuple[BlockKind, str]]:
    for line in text.split("\n"):
        if shown := _SPACES.sub(" ", line).strip():
            yield kind, shown


def _text(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return str(etree.tostring(element, method="text", encoding="unicode", with_tail=False))


def _placed(page: Page, texts: list[tuple[BlockKind, str]]) -> Iterator[Block]:
    """Each text as a block of the source: looked for behind the one before it, then anywhere."""
    after = 0
    lookbacks = 0
    last_end = 0
    for kind, text in texts:
        found = page.find(text, after)
        if found is None and lookbacks < LOOKBACKS_MAX:
            lookbacks += 1
            found = page.find(text)
        if found is None:
            yield Block(text, last_end, last_end, kind)
            continue
        start, end, after = found
        start, end = _with_marks(page.source, text, start, end)
        last_end = end
        yield Block(text, start, end, kind)


def _with_marks(source: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened by the marks that stand before the first and after the last letter."""
    lead = len(text) - len(text.lstrip(_OPENING + "—–- *"))
    for _ in range(lead):
        if start and source[start - 1] == text[lead - 1 : lead]:
            start, lead = start - 1, lead - 1
    while end < len(source) and source[end] in _CLOSING and text.endswith(tuple(_CLOSING)):
        end += 1
        if source[end - 1] == text[-1]:
            break
    return start, end
