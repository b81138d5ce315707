"""The kind of a block: prose, subhead, caption or credit, footnote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.reading.report import Block, BlockKind

JUDGED_MAX_CHARACTERS = 600
PROSE_MIN_CHARACTERS = 80
SUBHEAD_MAX_CHARACTERS = 90
FOOTNOTES_MAX = 40
ENDS_PROSE = re.compile(r"[.!?…:][”\"’')\]*]{0,4}$")
_CREDIT_MARK = re.compile(r"^\W{0,2}(?:©|\(c\)\s)", re.IGNORECASE)
CREDIT = re.compile(
    r"\W{0,2}(?:(?:ap|afp|reuters|epa|getty|file|pti|xinhua|tass|sputnik|courtesy|handout)\s{0,2}(?:file\s)?(?:photo|images?|pictures?|pool)\b|"
    r"(?:photo(?:graph)?s?|images?|pictures?|illustration|(?:(?:photo|image|picture)\s)?credit|photo(?:graph)? by|"
    r"photographer|photo courtesy)"
    r"\s{0,2}(?::|by\b|copyright\b|courtesy\b|©))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\W{0,2}(?:in this (?:[\w.,]{1,12}\s){1,8}?(?:file )?(?:photo|photograph|image|picture|frame grab|screen ?grab)\b|"
    r"(?:file|undated|handout)(?: file)? (?:photo|picture|image)\b|(?:image|media|video|photo|picture) caption\b|"
    r"caption\s?:|enlarge this image\b|enlarge\b.{0,40}\bcaption\b)",
    re.IGNORECASE,
)
# What a page shows under a picture that a reader can enlarge and close again.
_CLOSED_CAPTION = re.compile(r"CLOSE\s(?=[A-Z“\"'])")
_CREDIT_END = re.compile(
    r"(?:[(\[](?:ap photo|ap|afp|reuters|epa|getty images|photo|picture|image|file)[^()\[\]]{0,60}[)\]]|"
    r"(?:getty images|ap photo|shutterstock|via ap|via reuters|afp/getty|epa-efe|/reuters|/afp|/ap)\)?)\.?$",
    re.IGNORECASE,
)
# "… crosses the bridge. REUTERS/Ada Lee", "… on the bridge. Photo: Ada Lee/AFP".
_CREDITED = re.compile(
    r"\s(?:[(\[]?(?:REUTERS|AFP|AP|EPA|GETTY IMAGES|Reuters|Getty Images)\s?/\s?|"
    r"[(\[]?(?:[Pp]hoto(?:graph)?|[Pp]icture|[Ii]mage|Photo [Cc]redit|[Cc]redit)(?::|\sby)\s)"
    r"[A-Z][\w.'’-]{1,25}(?:[\s/][A-Z][\w.'’-]{0,25}){0,4}[)\]]?\.?$"
)
_BARE_AGENCY = re.compile(r"[(\[]?(?:via )?(?:ap|afp|reuters|epa)[)\]]?\.?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?P<mark>\*{1,3}|†|‡|\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹])\s?(?=[\w“\"])")


def is_prose(text: str) -> bool:
    """Whether a block is running text: long enough and ended like a sentence."""
    return len(text) >= PROSE_MIN_CHARACTERS and bool(ENDS_PROSE.search(text[-8:]))


def classify_blocks(blocks: list[Block]) -> Iterator[Block]:
    """Blocks with their kinds: caption, footnote, subhead or paragraph. A kind that the format gives stays."""
    marks = _footnote_marks(blocks)
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        kind = block.kind
        if kind is BlockKind.PARAGRAPH:
            if place in marks:
                kind = BlockKind.FOOTNOTE
            elif _is_caption(block.text, after.text if after else ""):
                kind = BlockKind.CAPTION
            elif (
                before is not None and after is not None and _is_subhead(before.text, block.text, after.text)
            ):
                kind = BlockKind.SUBHEAD
        yield replace(block, kind=kind)


def _is_caption(text: str, following: str) -> bool:
    """A caption by its own words, or because a credit line follows it."""
    if len(text) > JUDGED_MAX_CHARACTERS:
        return False
    if _is_credit(text) or _CAPTION.match(text) or _CLOSED_CAPTION.match(text):
        return True
    if len(text) <= 400 and _CREDITED.search(text, max(0, len(text) - 90)):
        return True
    if len(text) <= 400 and (credit := _CREDIT_END.search(text, max(0, len(text) - 90))):
        # "… officials said. (Reuters)" is how papers end a wire report, no caption.
        return not (
            _BARE_AGENCY.fullmatch(credit.group()) and ENDS_PROSE.search(text[: credit.start()].rstrip()[-8:])
        )
    return (
        _is_credit(following)
        and len(text) <= 400
        and not ENDS_PROSE.search(text[-8:])
        and len(text.split()) > 3
    )


def _is_credit(text: str) -> bool:
    if len(text) > 160:
        return False
    if _CREDIT_MARK.match(text) or CREDIT.match(text):
        return not is_prose(text) or len(text) <= 120
    return False


def _is_subhead(before: str, text: str, after: str) -> bool:
    """A short line without a full stop between two paragraphs of prose."""
    if not 3 < len(text) <= SUBHEAD_MAX_CHARACTERS or len(text.split()) > 12:
        return False
    if text[-1] in ".,;:…”\"’'-–—" or not (text[0].isupper() or text[0].isdigit() or text[0] in "“‘\"'"):
        return False
    if re.search(r"[.!?][”\"’']?\s\(", text):
        return False
    return is_prose(before) and is_prose(after)


def _footnote_marks(blocks: list[Block]) -> set[int]:
    """Which of the last blocks open with a mark that also stands behind a word of the text above them."""
    found: set[int] = set()
    used: dict[str, int] = {}
    for place in range(max(len(blocks) // 2, len(blocks) - FOOTNOTES_MAX), len(blocks)):
        match = _FOOTNOTE.match(blocks[place].text)
        if match is None:
            continue
        mark = match["mark"]
        if mark not in used:
            behind = re.compile(rf"[\w”\"’)]{re.escape(mark)}(?![*\w])")
            used[mark] = next((n for n, block in enumerate(blocks) if behind.search(block.text)), len(blocks))
        if used[mark] < place:
            found.add(place)
    return found
