"""What does a page's markup show a reader, and at which characters of the source? Read in one linear pass.

Malformed pages are the rule, so this is a scanner and no parser: it knows tags, their attributes, what is text and
what is not shown, and refuses only a page of more tags than any report has. The standard library's html.parser is not
used: hostile input makes it raise.
"""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, field

from articles.ingest.formats.tags import Attribute, attributes_of, inside, pieces, without_tags
from articles.ingest.report import BadRecord

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_NO_LETTER = re.compile(r"[\W_]+")
_RUN = re.compile(rf"[^\W_]+|{_REFERENCE.pattern}")
_HIDDEN = frozenset(("noscript", "svg", "template", "iframe", "select", "object", "head"))
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
    """A line as a reader sees it, between two tags that break lines, and the part of the page it stands in."""

    start: int
    end: int
    zone: str


@dataclass(slots=True)
class Page:
    """A scanned page. ``letters`` are the letters and figures shown, lower case, ``places`` where each stands."""

    source: str
    tags: list[Tag] = field(default_factory=list)
    slices: list[Slice] = field(default_factory=list)
    letters: str = ""
    places: array[int] = field(default_factory=lambda: array("L"))
    lines: list[Line] = field(default_factory=list)
    tag_count: int = 0
    depth: int = 0

    def shown(self, start: int, end: int) -> str:
        """The text a reader sees of ``source[start:end]``: tags away, references resolved, spaces folded."""
        return " ".join(html.unescape(without_tags(self.source[start:end])).split())

    def find(self, text: str, after: int = 0) -> tuple[int, int, int] | None:
        """The source span that shows this text, and where to look on (as an index into ``letters``)."""
        key = letters_of(text)
        if not key:
            return None
        at = self.letters.find(key, after)
        if at < 0:
            return None
        last = self.places[at + len(key) - 1]
        return self.places[at], self._after(last), at + len(key)

    def _after(self, place: int) -> int:
        if self.source[place] == "&" and (match := _REFERENCE.match(self.source, place)):
            return match.end()
        return place + 1


def letters_of(text: str) -> str:
    """The letters and figures of a text in lower case: what two printings of it have in common.

    >>> letters_of("“It’s 5 p.m.”")
    'its5pm'
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    return _NO_LETTER.sub("", lowered)


def scan(source: str) -> Page:
    """Scan a page once from its beginning to its end. Raises BadRecord for one with too many tags."""
    page = Page(source)
    letters: list[str] = []
    hidden: list[str] = []
    opened: dict[str, tuple[int, dict[str, Attribute]]] = {}
    byline = _Watched()
    lines = _Lines(page)
    depth = 0
    for kind, name, start, end in pieces(source):
        if kind == "text":
            if not hidden:
                _take_letters(page, letters, start, end)
                lines.text(start, end)
            continue
        page.tag_count += 1
        if page.tag_count > TAGS_MAX:
            raise BadRecord(f"a page of more than {TAGS_MAX:,} tags is no report. Bring its text.")
        lines.tag(kind, name)
        if kind == "raw":
            begin, stop = inside(source, start, end)
            page.slices.append(Slice(name, begin, stop, attributes_of(source, start, begin)))
        elif kind == "open":
            depth += name not in _VOID
            page.depth = max(page.depth, depth)
            _take_open(page, name, start, end, opened)
            byline.open(source, name, start, end)
            if name in _HIDDEN and name != "head":
                hidden.append(name)
        elif kind == "close":
            depth = max(0, depth - 1)
            if begun := byline.close(name, start):
                page.slices.append(Slice("byline", begun, start, {}))
            if name in opened:
                began, attributes = opened.pop(name)
                page.slices.append(Slice(name, began, start, attributes))
            if name in hidden:
                while hidden.pop() != name:
                    pass
            elif name == "head":
                hidden.clear()
        if name in ("body", "article", "main") and kind == "open":
            # A noscript or svg that was never closed must not hide the whole page.
            hidden.clear()
    lines.close()
    page.letters = "".join(letters)
    return page


class _Lines:
    """Gathers the lines of a page while it is scanned."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.start = self.end = -1
        self.zones: list[str] = []

    def text(self, start: int, end: int) -> None:
        if self.page.source[start:end].strip():
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
            if name in _BYLINE_NAMES and _BYLINE_TAG.search(source, start, min(end, start + 600)):
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


def _take_open(
    page: Page, name: str, start: int, end: int, opened: dict[str, tuple[int, dict[str, Attribute]]]
) -> None:
    if name in _STATING:
        page.tags.append(Tag(name, attributes_of(page.source, start, end), start))
    if name in _WATCHED_TEXT:
        opened[name] = (end, attributes_of(page.source, start, end))


def _take_letters(page: Page, letters: list[str], start: int, end: int) -> None:
    source = page.source
    for match in _RUN.finditer(source, start, end):
        run, place = match.group(), match.start()
        if run[0] == "&":
            for character in letters_of(html.unescape(run)):
                letters.append(character)
                page.places.append(place)
        else:
            letters.append(letters_of(run))
            page.places.extend(range(place, match.end()))
