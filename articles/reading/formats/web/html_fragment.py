"""Fragments of HTML that are nothing but a report's body (a feed's entry, an item's body_html)."""

from __future__ import annotations

from articles.reading.formats.web.markup import scan
from articles.reading.report import Block, BlockKind, Document

FRAGMENT_LINES_MAX = 5_000


def from_fragment(source: str, encoding: str = "") -> Document:
    """Every line that the markup shows as a block, in order; there is nothing around the report to be left out.

    >>> [block.text for block in from_fragment("<p>Peace <b>talks</b> &amp; war.</p>They go on.").blocks]
    ['Peace talks & war.', 'They go on.']
    """
    page = scan(source)
    blocks = []
    for line in page.lines[:FRAGMENT_LINES_MAX]:
        if text := page.shown(line.start, line.end):
            kind = BlockKind.CAPTION if line.zone == "figcaption" else BlockKind.PARAGRAPH
            blocks.append(Block(text, line.start, line.end, kind))
    return Document(source, "html", tuple(blocks), encoding=encoding)
