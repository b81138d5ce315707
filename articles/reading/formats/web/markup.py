"""A page scanned in one linear pass: what its markup shows a reader, with offsets.

Malformed pages are the rule, so this is a scanner and no parser: it knows tags, their attributes, what is text and
what is not shown, and refuses only a page of more tags than any report has. The standard library's html.parser is not
used: hostile input makes it raise.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from articles.reading.formats.web.tokenizer import Attribute, attributes_of, inside, pieces, without_tags
from articles.reading.formats.web.visible_text import Letters
from articles.reading.report import BadRecord

_HIDDEN = frozenset(("noscript", "svg", "template", "iframe", "select", "object"))
_OPENS_PAGE = frozenset(("body", "article", "main"))
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr dd dt option".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)
_ZONES = frozenset(("nav", "header", "footer", "aside", "form", "figcaption", "button"))
_STATING = frozenset(("meta", "link", "html", "time", "base"))
_WATCHED_TEXT = frozenset(("h1", "title", "time", "p"))
# Elements that say by their class, rel or itemprop that they hold the byline; the longest that is believed.
_BYLINE_TAG = re.compile(
    r"\s(?:class|rel|itemprop|data-testid)\s?=\s?[\"'][^\"']{0,120}?(?<![a-z])(?:author|byline|verfasser|autor)s?(?:[_-]{0,2}names?)?(?=[\s\"'_-])",
    re.IGNORECASE,
)
_BYLINE_WORDS = ("author", "byline", "autor", "verfasser")
_BYLINE_NAMES = frozenset("a span div p address li strong b cite em h4 h5 h6".split())
BYLINE_MAX_CHARACTERS = 3_000
TAGS_MAX = 200_000


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag that may state something."""

    name: str
    attributes: dict[str, Attribute]
    start: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The inside of an element whose text is wanted as it stands (script, title) or as shown (h1, time)."""

    name: str
    start: int
    end: int
    attributes: dict[str, Attribute]


@dataclass(frozen=True, slots=True)
class Line:
    """A shown line between two line-breaking tags, with the part of the page that contains it."""

    start: int
    end: int
    zone: str


@dataclass(slots=True)
class Page:
    """A scanned page: what it states, what it shows, line by line and letter by letter."""

    source: str
    letters: Letters
    tags: list[Tag] = field(default_factory=list)
    slices: list[Slice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tag_count: int = 0
    depth: int = 0

    def shown(self, start: int, end: int) -> str:
        """The text a reader sees of ``source[start:end]``: tags away, references resolved, spaces folded."""
        return " ".join(html.unescape(without_tags(self.source[start:end])).split())


def scan(source: str) -> Page:
    """Scan a page once from its beginning to its end. Raises BadRecord for one with too many tags."""
    page = Page(source, Letters(source))
    scanner = _Scanner(page)
    for kind, name, start, end in pieces(source):
        if kind == "text":
            scanner.text(start, end)
            continue
        page.tag_count += 1
        if page.tag_count > TAGS_MAX:
            raise BadRecord(f"a page of more than {TAGS_MAX:,} tags is no report. Bring its text.")
        scanner.lines.tag(kind, name)
        if kind == "open":
            scanner.open(name, start, end)
        elif kind == "close":
            scanner.close(name, start)
        else:
            scanner.raw(name, start, end)
    scanner.lines.close()
    page.letters.close()
    return page


class _Scanner:
    """Assembles a page from its pieces, one after the other."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = _Lines(page)
        self.byline = _Watched()
        self.hidden: list[str] = []
        self.opened: dict[str, tuple[int, dict[str, Attribute]]] = {}
        self.depth = 0

    def text(self, start: int, end: int) -> None:
        """Text between two tags, where it is shown."""
        if not self.hidden and not self.page.source[start:end].isspace():
            self.page.letters.add(start, end)
            self.lines.text(start, end)

    def raw(self, name: str, start: int, end: int) -> None:
        """An element whose inside is no markup (script, title)."""
        begin, stop = inside(self.page.source, start, end)
        self.page.slices.append(Slice(name, begin, stop, attributes_of(self.page.source, start, begin)))

    def open(self, name: str, start: int, end: int) -> None:
        """An opening tag."""
        page = self.page
        if name not in _VOID:
            self.depth += 1
            page.depth = max(page.depth, self.depth)
        if name in _STATING:
            page.tags.append(Tag(name, attributes_of(page.source, start, end), start))
        if name in _WATCHED_TEXT:
            self.opened[name] = (end, attributes_of(page.source, start, end) if name == "time" else {})
        self.byline.open(page.source, name, start, end)
        if name in _OPENS_PAGE:
            # A noscript or svg that was never closed must not hide the whole page.
            self.hidden.clear()
        elif name in _HIDDEN:
            self.hidden.append(name)

    def close(self, name: str, start: int) -> None:
        """A closing tag, whether or not it closes anything."""
        self.depth = max(0, self.depth - 1)
        if begun := self.byline.close(name, start):
            self.page.slices.append(Slice("byline", begun, start, {}))
        if name in self.opened:
            began, attributes = self.opened.pop(name)
            self.page.slices.append(Slice(name, began, start, attributes))
        if name in self.hidden:
            while self.hidden.pop() != name:
                pass
        elif name == "head":
            self.hidden.clear()


class _Lines:
    """Gathers the lines of a page while it is scanned."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.start = self.end = -1
        self.zones: list[str] = []

    def text(self, start: int, end: int) -> None:
        self.start = start if self.start < 0 else self.start
        self.end = end

    def tag(self, kind: str, name: str) -> None:
        if name not in _INLINE:
            self.close()
        if name in _ZONES:
            if kind == "open":
                self.zones.append(name)
            elif name in self.zones[-1:]:
                self.zones.pop()

    def close(self) -> None:
        """End the line here, if one has begun."""
        if self.start >= 0:
            self.page.lines.append(Line(self.start, self.end, self.zones[-1] if self.zones else ""))
        self.start = -1


class _Watched:
    """The one element watched at a time because its tag says that it holds the byline."""

    def __init__(self) -> None:
        self.name = ""
        self.begun = 0
        self.nested = 0

    def open(self, source: str, name: str, start: int, end: int) -> None:
        if self.name and end - self.begun > BYLINE_MAX_CHARACTERS:
            self.name = ""
        if not self.name:
            if name in _BYLINE_NAMES and _names_author(source[start : min(end, start + 600)]):
                self.name, self.begun, self.nested = name, end, 1
        elif name == self.name:
            self.nested += 1

    def close(self, name: str, place: int) -> int:
        """Where the watched element began, if this closes it; else 0."""
        if name != self.name:
            return 0
        self.nested -= 1
        if self.nested:
            return 0
        self.name = ""
        return self.begun if place - self.begun <= BYLINE_MAX_CHARACTERS else 0


def _names_author(tag: str) -> bool:
    """Whether a tag says that its element holds the byline; nearly all tags do without the costly look."""
    lowered = tag.lower()
    return any(word in lowered for word in _BYLINE_WORDS) and _BYLINE_TAG.search(tag) is not None
