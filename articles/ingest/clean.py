"""Which blocks of a source are no part of the report, and which are captions, footnotes and subheads?

Whole blocks are judged, never sentences inside a paragraph: a sentence of the report must not be lost. The phrases
stand in junk.toml; what is removed keeps its characters and a reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path

from articles.ingest.formats.locate import source_span
from articles.ingest.report import Block, BlockKind, Document, Removed
from articles.text import fold

JUDGED_MAX_CHARACTERS = 600
PROSE_MIN_CHARACTERS = 80
SUBHEAD_MAX_CHARACTERS = 90
TWICE_MIN_CHARACTERS = 60
FOOTNOTES_MAX = 40
LINK = "related links"

_RULE_FILE = Path(__file__).with_name("junk.toml")
_ENDS_PROSE = re.compile(r"[.!?…:][”\"’')\]*]{0,4}$")
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:(?:copyright\s{0,2}(?:©|\(c\)|(?:19|20)\d\d|by\s))|©\s{0,2}(?:copyright\b|(?:19|20)\d\d))",
    re.IGNORECASE,
)
_RULER = re.compile(r"[\W_]{1,40}")
_END_MARK = re.compile(
    r"(?:reuters?|ends?|\(end\)|-{1,2}\s?ends?\s?-{1,2}|#{1,4}|-?30-?|\(more\)|more)", re.IGNORECASE
)
_SHARE_WORDS = frozenset(
    "facebook twitter x whatsapp telegram linkedin pinterest reddit email print share tweet copy link url instagram viber "
    "vk this article story post page via on".split()
)
_INITIALS = re.compile(r"\([a-z]{2,4}(?:[/-][a-z]{2,4}){0,4}\)")
_GLUED_END = re.compile(r"(?<=[.!?)\"'”])\s+(?:REUTERS?|Reuter)\s?$")
_LINK = re.compile(
    r"\W{0,4}(?:read(?:\s(?:more|also|next))?|also\sread|see\salso|related(?:\s(?:story|stories|article|articles|news|coverage|link))?|more|watch|"
    r"must\sread|don['’]t\smiss|photos|video|pictures|gallery|listen|opinion|explainer|from\sthe\sarchives?|recommended)\s?(?::|\||>>|»|–|—)\s?\S",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:\d{1,2}|an?) (?:minutes?|hours?|days?|weeks?|months?|years?) ago", re.IGNORECASE)
_FOLLOW = re.compile(
    r"\W{0,3}(?:follow (?:[\w.]{1,20}\s){0,3}(?:on twitter:?\s)?@\w{1,20}\W{0,3}){1,3}", re.IGNORECASE
)
_CREDIT_MARK = re.compile(r"^\W{0,2}(?:©|\(c\)\s)", re.IGNORECASE)
_CREDIT = re.compile(
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
_CREDIT_END = re.compile(
    r"(?:[(\[](?:ap photo|ap|afp|reuters|epa|getty images|photo|picture|image|file)[^()\[\]]{0,60}[)\]]|"
    r"(?:getty images|ap photo|shutterstock|via ap|via reuters|afp/getty|epa-efe|/reuters|/afp|/ap)\)?)\.?$",
    re.IGNORECASE,
)
_BARE_AGENCY = re.compile(r"[(\[]?(?:via )?(?:ap|afp|reuters|epa)[)\]]?\.?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?P<mark>\*{1,3}|†|‡|\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹])\s?(?=[\w“\"])")


class Zone(Enum):
    """Where in a file a block stands, seen from the paragraphs of prose."""

    FRONT = "above them"
    BODY = "among them"
    BACK = "below them"


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that mark a block as no part of the report, and where in the file they may be believed."""

    reason: str
    where: str
    max_characters: int
    exact: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]

    def matches(self, key: str, length: int, *, at_edge: bool) -> bool:
        """Whether a block with this folded text is what the rule describes."""
        if length > self.max_characters or (self.where == "edges" and not at_edge):
            return False
        padded = f" {key} "
        return (
            key in self.exact
            or padded.startswith(self.starts)
            or any(phrase in padded for phrase in self.contains)
        )


def clean(document: Document) -> Document:
    """The document with its blocks told apart and what is no part of the report moved to ``removed``."""
    removed = list(document.removed)
    kept: list[Block] = []
    first, last = _prose_span(document.blocks)
    seen = _Seen()
    in_links = False
    for place, block in enumerate(document.blocks):
        zone = Zone.FRONT if place < first else Zone.BACK if place > last else Zone.BODY
        reason = _reason(block, zone) or seen.twice(block.text, place)
        if not reason and in_links and _is_link_title(block):
            reason = LINK
        in_links = (reason == LINK and in_links) or fold(block.text[:40]) in _list_headings()
        if reason:
            removed.append(Removed(document.source[block.start : block.end], block.start, block.end, reason))
        else:
            kept.append(block)
    ended, cut = _without_end_mark(document.source, kept)
    blocks = tuple(_told_apart(ended))
    return replace(document, blocks=blocks, removed=(*removed, *cut))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules of junk.toml."""
    read = tomllib.loads(_RULE_FILE.read_text("utf-8"))
    return tuple(
        Rule(
            rule["reason"],
            rule["where"],
            rule["max_characters"],
            frozenset(rule.get("exact", ())),
            tuple(f" {phrase} " for phrase in rule.get("starts", ())),
            tuple(f" {phrase} " for phrase in rule.get("contains", ())),
        )
        for rule in read["rule"]
    )


def reason_by_words(text: str) -> str:
    """Why a line that stands outside the report is none of it, by its words; empty where they do not tell."""
    return _reason(Block(text.strip(), 0, 0), Zone.BACK)


def is_prose(text: str) -> bool:
    """Whether a block is running text: long enough and ended like a sentence."""
    return len(text) >= PROSE_MIN_CHARACTERS and bool(_ENDS_PROSE.search(text[-8:]))


def _prose_span(blocks: tuple[Block, ...]) -> tuple[int, int]:
    prose = [place for place, block in enumerate(blocks) if is_prose(block.text)]
    return (prose[0], prose[-1]) if prose else (0, len(blocks))


def _reason(block: Block, zone: Zone) -> str:
    """Why a block is no part of the report; empty when it is."""
    text = block.text.strip()
    if len(text) > JUDGED_MAX_CHARACTERS:
        return ""
    if not text or _RULER.fullmatch(text):
        return "ornament"
    key = fold(text)
    for rule in rules():
        if rule.matches(key, len(text), at_edge=zone is not Zone.BODY):
            return rule.reason
    if len(text) <= 120 and _SHARE_WORDS.issuperset(key.split()):
        return "share bar"
    if _COPYRIGHT.match(text) and len(text) <= 300 and not _CREDIT.match(text) and _is_copyright(key):
        return "legal footer"
    if zone is not Zone.BODY and (_END_MARK.fullmatch(text) or _INITIALS.fullmatch(text)):
        return "end mark"
    if _AGE.fullmatch(text) or _FOLLOW.fullmatch(text):
        return "page control"
    # Above the report such a line can be its headline ("Explainer: …").
    if zone is not Zone.FRONT and len(text) <= 220 and _LINK.match(text) and not is_prose(text):
        return LINK
    return ""


def _is_copyright(key: str) -> bool:
    return (
        any(word in key for word in ("copyright", "reserved", "permission", "llc", "inc", "ltd"))
        or len(key) < 60
    )


class _Seen:
    """What has been printed already. A short line may stand twice (a reporter asks twice); two neighbours may not."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self.previous = ""

    def twice(self, text: str, place: int) -> str:
        """ "doubled line", or nothing."""
        key = " ".join(text.split())
        again = key == self.previous if len(key) < TWICE_MIN_CHARACTERS and place > 3 else key in self.texts
        self.texts.add(key)
        self.previous = key
        return "doubled line" if again else ""


@lru_cache(maxsize=1)
def _list_headings() -> frozenset[str]:
    """Lines under which links to other reports stand."""
    return frozenset(phrase for rule in rules() if rule.reason == LINK for phrase in rule.exact)


def _is_link_title(block: Block) -> bool:
    """Whether a block under "Related stories" is one of them: a title, not a sentence."""
    text = block.text
    return len(text) <= 140 and not _ENDS_PROSE.search(text[-8:]) and len(text.split()) >= 4


def _without_end_mark(source: str, blocks: list[Block]) -> tuple[list[Block], list[Removed]]:
    """Cut "REUTER" from the end of the last paragraph, where a wire glued it."""
    if not blocks:
        return blocks, []
    block = blocks[-1]
    found = _GLUED_END.search(block.text[-40:])
    if found is None:
        return blocks, []
    cut = len(block.text) - len(block.text[-40:]) + found.start()
    start, end = source_span(
        source, block, cut + len(found.group()) - len(found.group().lstrip()), len(block.text)
    )
    _, text_end = source_span(source, block, max(0, cut - 1), cut)
    kept = replace(block, text=block.text[:cut], end=text_end)
    return [*blocks[:-1], kept], [Removed(source[start:end], start, end, "end mark")]


def _told_apart(blocks: list[Block]) -> Iterator[Block]:
    """Blocks with their kinds: captions, footnotes, subheads, paragraphs. A kind given by the format stays."""
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
    if _is_credit(text) or _CAPTION.match(text):
        return True
    if len(text) <= 400 and (credit := _CREDIT_END.search(text, max(0, len(text) - 90))):
        # "… officials said. (Reuters)" is how papers end a wire report, no caption.
        return not (
            _BARE_AGENCY.fullmatch(credit.group())
            and _ENDS_PROSE.search(text[: credit.start()].rstrip()[-8:])
        )
    return (
        _is_credit(following)
        and len(text) <= 400
        and not _ENDS_PROSE.search(text[-8:])
        and len(text.split()) > 3
    )


def _is_credit(text: str) -> bool:
    if len(text) > 160:
        return False
    if _CREDIT_MARK.match(text) or _CREDIT.match(text):
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
