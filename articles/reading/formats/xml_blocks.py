"""Blocks of an XML news item's body; NITF and XHTML share the names that matter here."""

from __future__ import annotations

from collections.abc import Iterator

from articles.reading.decode import tidy
from articles.reading.formats.xml_tree import Element, Text
from articles.reading.report import Block, BlockKind, Evidence, Stated

_SUBHEADS = frozenset(("hl2", "h2", "h3", "h4", "h5", "h6"))
_CAPTIONS = frozenset(("media-caption", "caption", "figcaption", "media-producer"))
_LEFT_OUT = frozenset(
    (
        "script",
        "style",
        "media-metadata",
        "media-reference",
        "head",
        "title",
        "hl1",
        "h1",
        "note",
        "bibliography",
    )
)
_INLINE = frozenset(
    "a abbr b i em strong span u q sub sup br lang person org location event function money num object.title chron "
    "city country state region sublocation virtloc copyrite classifier pronounce alt-code postaddr person.name "
    "name.given name.family".split()
)


def blocks_of(element: Element) -> Iterator[Block]:
    """The paragraphs, subheads and captions inside an element, in order; text in no paragraph is one of its own."""
    loose: list[Element | Text] = []
    for part in element.content:
        if isinstance(part, Text) or part.name in _INLINE:
            loose.append(part)
            continue
        yield from _paragraph(loose)
        loose = []
        if part.name not in _LEFT_OUT:
            yield from _block(part)
    yield from _paragraph(loose)


def _block(part: Element) -> Iterator[Block]:
    if part.name in _CAPTIONS or part.name in _SUBHEADS:
        kind = BlockKind.CAPTION if part.name in _CAPTIONS else BlockKind.SUBHEAD
        if text := part.shown():
            yield Block(text, part.inner, part.inner_end, kind)
    else:
        yield from blocks_of(part)


def _paragraph(loose: list[Element | Text]) -> Iterator[Block]:
    text = "".join(part.value if isinstance(part, Text) else _text(part) for part in loose)
    shown = " ".join(tidy(text).split())
    if shown:
        last = loose[-1]
        end = last.end if isinstance(last, Element) else last.start + len(last.value)
        yield Block(shown, loose[0].start, end)


def _text(part: Element) -> str:
    return " " if part.name == "br" else part.text()


def stated(element: Element | None, source: str, rule: str, value: str = "") -> tuple[Stated, ...]:
    """What an element states by its text, with the characters inside it; nothing where it is empty or absent."""
    if element is None or not (shown := value or element.shown()):
        return ()
    evidence = Evidence(element.inner, element.inner_end, source[element.inner : element.inner_end], rule)
    return (Stated(shown, evidence),)


def stated_by(
    element: Element | None, attribute: str, source: str, rule: str, value: str = ""
) -> tuple[Stated, ...]:
    """What an element states by an attribute; its evidence is the value's characters in the opening tag."""
    if element is None or not (shown := element.attributes.get(attribute, "").strip()):
        return ()
    at = source.find(shown, element.start, element.inner)
    start, end = (at, at + len(shown)) if at >= 0 else (element.start, element.inner)
    return (Stated(value or shown, Evidence(start, end, source[start:end], rule)),)
