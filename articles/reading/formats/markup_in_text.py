"""The blocks of an element whose content is markup, text, or markup that was escaped into text.

Agencies put `<p>` inside a content element as elements, in CDATA, or escaped. All three mean the same paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.reading.decode import tidy
from articles.reading.formats.web.html_fragment import from_fragment
from articles.reading.formats.xml_blocks import blocks_of
from articles.reading.formats.xml_tree import Element
from articles.reading.report import Block, Document

_NAMES = r"(?:p|br|div|span|b|i|em|strong|a|h[1-6]|ul|ol|li|table|blockquote)"
# One word in angle brackets is a ticker or a name ("<EM>", "<P.T. Indauda>"); markup closes what it opens, or breaks lines.
_CLOSING = re.compile(rf"</{_NAMES}\s?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:p|br)(?:\s[^<>]{0,300})?/?>")
_BLANK_LINE = re.compile(r"\n[ \t]{0,80}\n")


def has_markup(text: str) -> bool:
    """Whether a text holds tags that a reader should never see.

    >>> has_markup("<p>Rain.</p>"), has_markup("a < b and b > c"), has_markup("Marketing Inc <EM> of <P.T. Indauda>")
    (True, False, False)
    """
    return "<" in text and (bool(_CLOSING.search(text)) or len(_BREAK.findall(text)) > 1)


def without_markup(document: Document) -> Document:
    """The document with every block that shows tags read as the markup that it is: no article consists of tags."""
    if not any(has_markup(block.text) for block in document.blocks):
        return document
    return replace(document, blocks=tuple(part for block in document.blocks for part in _unmarked(block)))


def _unmarked(block: Block) -> Iterator[Block]:
    if not has_markup(block.text):
        yield block
        return
    for part in from_fragment(block.text).blocks:
        yield replace(block, text=part.text)


def blocks_of_content(element: Element, source: str) -> Iterator[Block]:
    """The paragraphs of a content element, whichever way it holds them; offsets count in the file's text."""
    text = element.text()
    if has_markup(text):
        for block in from_fragment(tidy(text), "").blocks:
            yield Block(block.text, element.inner, element.inner_end, block.kind)
        return
    if any(True for _ in element.children):
        yield from blocks_of(element)
        return
    for part in paragraphs_of(text):
        yield Block(part, element.inner, element.inner_end)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text: separated by blank lines where there are any, else one a line."""
    text = tidy(text)
    parts = _BLANK_LINE.split(text) if _BLANK_LINE.search(text.strip()) else text.split("\n")
    return [" ".join(part.split()) for part in parts if part.strip()]
