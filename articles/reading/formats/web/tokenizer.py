"""HTML tokenizer: tags, attributes and text with their offsets, linear on any input."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,30})")
_TAG_STOP = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(
    r"(?<=[\s\"'])([^\s=\"'<>/]{1,60}+)\s{0,8}+=\s{0,8}+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))"
)
_RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp", "noembed"))
ATTRIBUTES_MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value, character references resolved, and where the raw value stands."""

    value: str
    start: int
    end: int


def pieces(source: str) -> Iterator[tuple[str, str, int, int]]:
    """The page as text, opening and closing tags, and raw elements, in order."""
    place = 0
    length = len(source)
    closers = _Closers(source)
    while place < length:
        at = source.find("<", place)
        at = length if at < 0 else at
        if at > place:
            yield "text", "", place, at
        if at >= length:
            return
        if source.startswith("<!--", at):
            place = closers.after("-->", at + 4)
            continue
        match = _TAG_NAME.match(source, at)
        if match is None:
            place = closers.after(">", at + 1) if source.startswith(("<!", "<?"), at) else at + 1
            continue
        name = match.group(1).lower()
        end = closers.tag_end(match.end())
        if source[at + 1] == "/":
            yield "close", name, at, end
        elif name in _RAW_TEXT and not source.startswith("/>", end - 2):
            closing = closers.raw_end(name, end)
            yield "raw", name, at, closing
            end = closing
        else:
            yield "open", name, at, end
        place = end


class _Closers:
    """Finds what closes a thing, and remembers what occurs no more, so that hostile pages are not read twice over."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.gone: set[str] = set()

    def after(self, closer: str, place: int) -> int:
        if closer not in self.gone:
            found = self.source.find(closer, place)
            if found >= 0:
                return found + len(closer)
            self.gone.add(closer)
        return place

    def tag_end(self, place: int) -> int:
        """Behind the ">" that closes a tag; one inside a quoted value does not."""
        close = self.source.find(">", place)
        double, single = self.source.count('"', place, close), self.source.count("'", place, close)
        if close >= 0 and not (double and single) and (double + single) % 2 == 0:
            # Quoted with one kind of mark, and as many opened as closed: so it stands in none of them.
            return close + 1
        return self._quoted_tag_end(place)

    def _quoted_tag_end(self, place: int) -> int:
        begin = place
        while match := _TAG_STOP.search(self.source, place):
            if match.group() == ">":
                return match.end()
            place = match.end()
            if self._opens_value(match.start(), begin) and match.group() not in self.gone:
                closing = self.source.find(match.group(), place)
                if closing < 0:
                    self.gone.add(match.group())
                else:
                    place = closing + 1
        return len(self.source)

    def _opens_value(self, place: int, begin: int) -> bool:
        place -= 1
        while place > begin and self.source[place] in " \t\n":
            place -= 1
        return self.source[place] == "="

    def raw_end(self, name: str, place: int) -> int:
        """Behind the closing tag of a raw element, or the end of its opening tag where there is none."""
        if name in self.gone:
            return place
        match = re.compile(rf"</{name}\b[^>]{{0,200}}>?", re.IGNORECASE).search(self.source, place)
        if match is None:
            self.gone.add(name)
            return place
        return match.end()


def inside(source: str, start: int, end: int) -> tuple[int, int]:
    """The inside of a raw element given whole."""
    begin = _Closers(source).tag_end(start + 1)
    closing = source.rfind("</", begin, end)
    return begin, closing if closing >= 0 else end


def attributes_of(source: str, start: int, end: int) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, start, min(end, start + ATTRIBUTES_MAX_CHARACTERS)):
        group = next(number for number in (2, 3, 4) if match.group(number) is not None)
        value = Attribute(html.unescape(match.group(group)), match.start(group), match.end(group))
        found.setdefault(match.group(1).lower(), value)
        if match.end() > start and source[match.end() : match.end() + 1] == ">" and group == 4:
            break
    return found


def without_tags(text: str) -> str:
    if "<" not in text:
        return text
    return "".join(text[start:end] for kind, _, start, end in pieces(text) if kind == "text")
