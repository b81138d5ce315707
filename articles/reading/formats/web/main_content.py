"""Main content extraction: the blocks of a page that are its report, with their offsets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree
from lxml import html as html_tree

from articles.reading.formats.web.embedded_script import body_in_script
from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.page_metadata import article_body
from articles.reading.report import Block, BlockKind, Stated

PAGE_MAX_CHARACTERS = 5_000_000
PAGE_MAX_TAGS = 60_000
PAGE_MAX_DEPTH = 400
LOOKBACKS_MAX = 300
PARAGRAPHS_MAX = 5_000
BODY_MIN_CHARACTERS = 200

# A quick reading that finds less than half of the page's long lines, or next to nothing, is made again with care.
LONG_LINE_CHARACTERS = 80
FOUND_MIN_CHARACTERS = 250
_DATA_ADDRESS = re.compile(r"data:[a-z/+.-]{3,40};base64,[A-Za-z0-9+/=]*+")
# What never holds the report; left out before the tree is searched, which takes time for every element.
_NEVER_REPORT = tuple(
    "script style svg noscript iframe template nav footer picture video audio canvas button select option input label "
    "textarea object embed link meta".split()
)
_SPACES = re.compile(r"\s+")
# Elements of trafilatura's tree that are blocks of their own.
_PARTS = frozenset(("p", "head", "list", "item", "table", "row", "cell", "div", "quote"))
_OPENING = "“\"'‘([«„"
_CLOSING = ".,;:!?…”\"'’)]»"


def page_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks of the report in reading order; empty where none is found."""
    source = _without_data(page.source)
    texts = _by_trafilatura(page, source) if _is_reasonable(page, source) else []
    if sum(len(text) for _, text in texts) >= BODY_MIN_CHARACTERS:
        return tuple(_placed(page, texts))
    if (body := article_body(page)) is not None:
        return tuple(_from_statement(page, body))
    shown = tuple(_placed(page, texts or list(_shown_paragraphs(page))))
    if sum(len(block.text) for block in shown) < BODY_MIN_CHARACTERS and (body := body_in_script(page)):
        return tuple(_from_statement(page, body))
    return shown


def _from_statement(page: Page, body: Stated) -> Iterator[Block]:
    """The paragraphs of a text that a script carries whole; where the page does not show one, it stands in the script."""
    evidence = body.evidence
    for line in body.value.splitlines():
        if text := _SPACES.sub(" ", html.unescape(line)).strip():
            found = page.letters.find(text)
            span = found[:2] if found else (evidence.start, evidence.end)
            yield Block(text, *span)


def _shown_paragraphs(page: Page) -> Iterator[tuple[BlockKind, str]]:
    """What stands in paragraph elements, for a page of which nothing better can be made."""
    for element in page.slices[:PARAGRAPHS_MAX]:
        if element.name == "p" and (text := page.shown(element.start, element.end)):
            yield BlockKind.PARAGRAPH, text


def _is_reasonable(page: Page, source: str) -> bool:
    """Whether a tree may be built of the page: one beyond these limits is no report, and costs time without bound."""
    return (
        len(source) <= PAGE_MAX_CHARACTERS
        and page.tag_count <= PAGE_MAX_TAGS
        and page.depth <= PAGE_MAX_DEPTH
    )


def _by_trafilatura(page: Page, source: str) -> list[tuple[BlockKind, str]]:
    """What trafilatura finds quickly; where that is little beside what the page shows, what it finds with care."""
    # Imported here because it takes a second: only the process that reads pages pays for it.
    from trafilatura import bare_extraction

    tree = _lean_tree(source)
    quick = bare_extraction(tree, options=_quickly()) if tree is not None else None
    texts = list(_texts(getattr(quick, "body", None)))
    found = sum(len(text) for _, text in texts)
    if found >= FOUND_MIN_CHARACTERS and 2 * found >= _long_lines(page):
        return texts
    careful = bare_extraction(source, include_comments=False)
    return list(_texts(getattr(careful, "body", None)))


def _lean_tree(source: str) -> Any:
    """The page as a tree without what never holds a report; None where no tree can be made of it."""
    try:
        tree = html_tree.fromstring(source.encode("utf-8", "replace"), parser=_parser())
    except etree.ParserError:
        return None
    etree.strip_elements(tree, *_NEVER_REPORT, with_tail=False)
    return tree


@lru_cache(maxsize=1)
def _parser() -> Any:
    parser = html_tree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for every element: the usual choice by name is made in Python, a thousand times a page.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html_tree.HtmlElement))
    return parser


@lru_cache(maxsize=1)
def _quickly() -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", comments=False, fast=True)


def _long_lines(page: Page) -> int:
    """How many characters the page shows in lines as long as a sentence."""
    long = (line for line in page.lines if line.end - line.start >= LONG_LINE_CHARACTERS)
    lengths = (len(page.shown(line.start, line.end)) for line in long)
    return sum(length for length in lengths if length >= LONG_LINE_CHARACTERS)


def _without_data(source: str) -> str:
    """The page without the pictures and fonts that a browser wrote into it when it saved it as one file."""
    return _DATA_ADDRESS.sub("", source) if ";base64," in source else source


def _texts(element: Any) -> Iterator[tuple[BlockKind, str]]:
    """Paragraphs and subheads of trafilatura's body, inline elements and line breaks joined."""
    if element is None:
        return
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
        found = page.letters.find(text, after)
        if found is None and lookbacks < LOOKBACKS_MAX:
            lookbacks += 1
            found = page.letters.find(text)
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
