"""XML as a tree of elements with their offsets in the text.

Expat is used for its offsets. Nothing outside the file is ever opened: no external entity, no DTD. A file that declares
entities of its own is refused, because that is how a few lines unpack into gigabytes; HTML's named characters
(`&nbsp;`), which feeds use undeclared, are read as what they mean.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from articles.reading.decode import tidy
from articles.reading.report import BadRecord

XML_MAX_DEPTH = 200
XML_MAX_ELEMENTS = 200_000

# The inside of a tag cannot hold "<", so a search never runs past the next one.
_OPENING_TAG = re.compile(r"""<[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+>""")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Text:
    """A run of characters and its offset."""

    value: str
    start: int


@dataclass(slots=True)
class Element:
    """An element: ``source[start:end]`` with its tags, ``source[inner:inner_end]`` without them. Names without prefix."""

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    content: list[Element | Text] = field(default_factory=list)
    # The first child of each name, once asked: a channel is asked for its title by each of its thousands of entries.
    firsts: dict[str, Element] | None = field(default=None, repr=False, compare=False)

    @property
    def children(self) -> Iterator[Element]:
        return (part for part in self.content if isinstance(part, Element))

    def text(self) -> str:
        """All characters inside, in order, white space as it stands."""
        return "".join(part.value if isinstance(part, Text) else part.text() for part in self.content)

    def shown(self) -> str:
        """What a reader sees of the inside: unseen characters away, white space folded."""
        return _SPACES.sub(" ", tidy(self.text())).strip()

    def every(self, *names: str) -> Iterator[Element]:
        """The elements of these names below this one, in order of the file."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.every(*names)

    def first(self, *names: str) -> Element | None:
        """The first element below this one that has one of these names, the first name before the second."""
        return next((found for name in names for found in self.every(name)), None)

    def child(self, *names: str) -> Element | None:
        """The first element right inside this one that has one of these names, the first name before the second."""
        if self.firsts is None:
            self.firsts = {}
            for found in self.children:
                self.firsts.setdefault(found.name, found)
        return next((self.firsts[name] for name in names if name in self.firsts), None)


def xml_tree(source: str) -> Element:
    """The root element of a file. Raises BadRecord for malformed XML and for entity traps.

    >>> tree = xml_tree("<a><b x='1'>Caf&eacute;</b></a>")
    >>> [(b.name, b.shown(), tree.text()) for b in tree.children]
    [('b', 'Café', 'Café')]
    """
    builder = _Builder(source)
    try:
        builder.parser.Parse(builder.data, True)
    except expat.ExpatError as fault:
        raise BadRecord(f"no well-formed XML ({fault}). Save it anew, or bring its text.") from fault
    if builder.root is None:
        raise BadRecord("no XML element was found in it. Bring the text itself.")
    return builder.root


class _Builder:
    """Builds the tree while expat reads; offsets come in bytes and are kept in characters."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.data = source.encode("utf-8", "replace")
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.at_byte = self.at_character = 0
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.UseForeignDTD(True)
        parser.ordered_attributes = False
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.SkippedEntityHandler = self.skipped
        parser.EntityDeclHandler = self.declared
        parser.ExternalEntityRefHandler = lambda *_: 1

    def place(self) -> int:
        byte = self.parser.CurrentByteIndex
        if byte >= self.at_byte:
            self.at_character += len(self.data[self.at_byte : byte].decode("utf-8", "replace"))
            self.at_byte = byte
        return self.at_character

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= XML_MAX_DEPTH:
            raise BadRecord(f"its elements are nested more than {XML_MAX_DEPTH} deep. Bring the text itself.")
        if self.count > XML_MAX_ELEMENTS:
            raise BadRecord(f"it has more than {XML_MAX_ELEMENTS:,} elements. Bring it in parts.")
        place = self.place()
        tag = _OPENING_TAG.match(self.source, place)
        prefix, _, local = name.rpartition(":")
        told = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        element = Element(local, prefix, told, place, tag.end() if tag else place)
        if self.open:
            self.open[-1].content.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)

    def end(self, name: str) -> None:
        element = self.open.pop()
        place = self.place()
        element.inner_end = max(element.inner, place)
        closing = self.source.find(">", place)
        element.end = closing + 1 if place > element.start and closing >= 0 else element.inner_end

    def characters(self, value: str) -> None:
        if self.open:
            self.open[-1].content.append(Text(value, self.place()))

    def skipped(self, name: str, is_parameter: bool) -> None:
        if self.open and not is_parameter:
            self.open[-1].content.append(Text(html.unescape(f"&{name};"), self.place()))

    def declared(self, name: str, *_: object) -> None:
        raise BadRecord(
            f"it declares an entity of its own ({name[:40]}), which is not read here because such files can unpack without "
            "end. Bring the text itself."
        )
