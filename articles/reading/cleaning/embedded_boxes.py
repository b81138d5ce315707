"""Boxes that a page embeds in its report and a scraper glues to the text: players, galleries, teasers, lists of links.

Players, galleries and teasers are blocks of their own. A box of links is glued between a person's name and the rest of
the sentence: "Ada Moreno Ada Maria MorenoOvernight Rivers: … MORE said". It begins where the surname is printed once more
with the next word stuck to it, and ends with "MORE".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.reading.offsets import source_span
from articles.reading.report import Block, Removed

LINK_BOX_MAX_CHARACTERS = 900
NAME_AGAIN_MAX_CHARACTERS = 90
TEASER_MAX_CHARACTERS = 200

_PLAYER = re.compile(r"(?:JUST WATCHED|MUST WATCH|Replay More Videos|Skip in Skip)\b")
_GALLERY = re.compile(
    r"\bHide [Cc]aption(?: \d{1,3} of \d{1,3})?(?: Photos?:|$)|\bHide Caption \d{1,3} of \d{1,3}\b"
)
_TEASER = re.compile(r"[^.\n]{8,190}\s(?:Read more|READ MORE)(?:\s?[»›>])?")
_MORE = re.compile(r"\bMORE\b")
_GLUED = re.compile(r"[A-ZÀ-Þ][\w’'-]{1,30}")


def embedded_box(text: str) -> str:
    """The reason to remove a block that is a box of the page; empty for any other.

    >>> embedded_box("JUST WATCHED Talks resume Replay More Videos ... MUST WATCH Talks resume 01:33")
    'video box'
    >>> embedded_box("She was just watched by her mother.")
    ''
    """
    if len(_PLAYER.findall(text)) > 1:
        return "video box"
    if _GALLERY.search(text):
        return "photo gallery"
    if len(text) <= TEASER_MAX_CHARACTERS and _TEASER.fullmatch(text):
        return "related links"
    return ""


def without_link_boxes(source: str, blocks: list[Block]) -> tuple[list[Block], list[Removed]]:
    """The blocks without glued boxes of links, and what was cut out of them."""
    kept: list[Block] = []
    removed: list[Removed] = []
    for block in blocks:
        boxes = list(_link_boxes(block.text)) if " MORE" in block.text else []
        text, place = "", 0
        for start, end in boxes:
            a, b = source_span(source, block, start, end)
            removed.append(Removed(source[a:b], a, b, "related links"))
            text += block.text[place:start].rstrip()
            place = end
        kept.append(replace(block, text=text + block.text[place:]) if boxes else block)
    return kept, removed


def _link_boxes(text: str) -> Iterator[tuple[int, int]]:
    """Where boxes of links stand in a text, from behind the name to behind "MORE"."""
    after = 0
    for more in _MORE.finditer(text):
        begin = _box_start(text, max(after, more.start() - LINK_BOX_MAX_CHARACTERS), more.start())
        if begin >= 0:
            yield begin, more.end()
            after = more.end()


def _box_start(text: str, first: int, last: int) -> int:
    """The end of the first name in a stretch whose surname comes again with a word stuck to it; -1 where none does."""
    for word in _GLUED.finditer(text, first, last):
        for cut in range(2, len(word.group()) - 1):
            if word.group()[cut - 1].islower() and word.group()[cut].isupper():
                surname = word.group()[:cut]
                before = text[max(0, word.start() - NAME_AGAIN_MAX_CHARACTERS) : word.start()]
                named = re.search(rf"\b{re.escape(surname)}(?![\w’'-])", before)
                if named is not None:
                    return word.start() - len(before) + named.end()
    return -1
