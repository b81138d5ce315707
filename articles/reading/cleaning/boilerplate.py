"""Boilerplate removal: blocks of a source that are no part of the report, each with its reason.

Whole blocks are judged, never sentences inside a paragraph: a sentence of the report must not be lost. (A box of links
that is glued into a paragraph is cut out of it: `embedded_boxes`.) The phrases stand in junk.toml; what is removed keeps
its characters and a reason.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from articles.reading.cleaning.block_kinds import (
    CREDIT,
    ENDS_PROSE,
    JUDGED_MAX_CHARACTERS,
    classify_blocks,
    is_prose,
)
from articles.reading.cleaning.embedded_boxes import embedded_box, without_link_boxes
from articles.reading.offsets import source_span
from articles.reading.report import Block, Document, Removed
from articles.text import fold

TWICE_MIN_CHARACTERS = 60
LINK = "related links"
LINK_MAX_CHARACTERS = 220

_RULE_FILES = tuple(Path(__file__).with_name(name) for name in ("junk.toml", "junk_languages.toml"))
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
_MARKED = re.compile(r"\W{0,4}(?P<words>[^\n:：|»–—>.!?]{3,45}?)\s{0,2}(?::|：|\||>>|»|–|—)\s{0,3}\S")
_AGE = re.compile(r"(?:\d{1,2}|an?) (?:minutes?|hours?|days?|weeks?|months?|years?) ago", re.IGNORECASE)
_FOLLOW = re.compile(
    r"\W{0,3}(?:follow (?:[\w.]{1,20}\s){0,3}(?:on twitter:?\s)?@\w{1,20}\W{0,3}){1,3}", re.IGNORECASE
)


class Zone(Enum):
    """The position of a block relative to the paragraphs of prose."""

    FRONT = "above them"
    BODY = "among them"
    BACK = "below them"


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that mark a block as boilerplate, and the zone in which they apply."""

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
    """The document with its blocks classified, and boilerplate moved to ``removed``."""
    removed = list(document.removed)
    kept: list[Block] = []
    first, last = _prose_span(document.blocks)
    seen = _Seen()
    in_links = False
    for place, block in enumerate(document.blocks):
        zone = Zone.FRONT if place < first else Zone.BACK if place > last else Zone.BODY
        reason = _reason(block, zone) or embedded_box(block.text) or seen.twice(block.text, place)
        if not reason and in_links and _is_link_title(block):
            reason = LINK
        in_links = (reason == LINK and in_links) or fold(block.text[:40]) in _list_headings()
        if reason:
            removed.append(Removed(document.source[block.start : block.end], block.start, block.end, reason))
        else:
            kept.append(block)
    parted, boxes = without_link_boxes(document.source, kept)
    ended, cut = _without_end_mark(document.source, parted)
    blocks = tuple(classify_blocks(ended))
    return replace(document, blocks=blocks, removed=(*removed, *boxes, *cut))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules of junk.toml, and of junk_languages.toml for pages in other languages."""
    return tuple(
        Rule(
            rule["reason"],
            rule["where"],
            rule["max_characters"],
            frozenset(map(fold, rule.get("exact", ()))),
            tuple(f" {fold(phrase)} " for phrase in rule.get("starts", ())),
            tuple(f" {fold(phrase)} " for phrase in rule.get("contains", ())),
        )
        for read in _rule_files()
        for rule in read["rule"]
    )


@lru_cache(maxsize=1)
def _rule_files() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(path.read_text("utf-8")) for path in _RULE_FILES)


@lru_cache(maxsize=1)
def _link_openers() -> frozenset[str]:
    return frozenset(fold(phrase) for read in _rule_files() for phrase in read.get("link_openers", ()))


def _opens_link(text: str) -> bool:
    """Whether a block opens as a link to another report does in its language: words, a mark, and its title.

    >>> _opens_link("Les også: Broen stenger igjen"), _opens_link("Zum Thema Brücken sagte sie nichts.")
    (True, False)
    """
    match = _MARKED.match(text)
    return match is not None and fold(match["words"]) in _link_openers()


@dataclass(frozen=True, slots=True)
class _Clues:
    """Words of which a block must hold one before any rule can match: most blocks hold none."""

    exact: frozenset[str]
    first: frozenset[str]
    inside: frozenset[str]

    def are_in(self, key: str) -> bool:
        words = key.split()
        return key in self.exact or not self.first.isdisjoint(words[:1]) or not self.inside.isdisjoint(words)


@lru_cache(maxsize=1)
def _clues() -> _Clues:
    return _Clues(
        exact=frozenset(phrase for rule in rules() for phrase in rule.exact),
        first=frozenset(phrase.split()[0] for rule in rules() for phrase in rule.starts),
        inside=frozenset(max(phrase.split(), key=len) for rule in rules() for phrase in rule.contains),
    )


def reason_by_words(text: str) -> str:
    """The reason why the words of a line mark it as boilerplate; empty where they do not."""
    return _reason(Block(text.strip(), 0, 0), Zone.BACK)


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
    if _clues().are_in(key):
        for rule in rules():
            if rule.matches(key, len(text), at_edge=zone is not Zone.BODY):
                return rule.reason
    if len(text) <= 120 and _SHARE_WORDS.issuperset(key.split()):
        return "share bar"
    if _COPYRIGHT.match(text) and len(text) <= 300 and not CREDIT.match(text) and _is_copyright(key):
        return "legal footer"
    if zone is not Zone.BODY and (_END_MARK.fullmatch(text) or _INITIALS.fullmatch(text)):
        return "end mark"
    if _AGE.fullmatch(text) or _FOLLOW.fullmatch(text):
        return "page control"
    # Above the report such a line can be its headline ("Explainer: …").
    if zone is not Zone.FRONT and len(text) <= LINK_MAX_CHARACTERS:
        if _LINK.match(text) and not is_prose(text):
            return LINK
        # Titles of other languages and scripts look like prose to rules made for English: here the opening decides.
        if _opens_link(text):
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
    return len(text) <= 140 and not ENDS_PROSE.search(text[-8:]) and len(text.split()) >= 4


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
