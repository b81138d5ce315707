"""What holds for any wire file: as many messages come out as went in, and a file cut short gives its whole messages."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.reading.reader import read_file
from articles.reading.report import BadRecord, RawFile, Report

WORDS = "harbour ferry bridge lantern council mayor night river stone village winter market clerk bell quay rope".split()


@dataclass(frozen=True)
class Message:
    """A message as an agency sends it."""

    title: str
    number: int
    day: dt.date
    byline: tuple[str, ...]
    paragraphs: tuple[str, ...]


sentences = st.lists(st.sampled_from(WORDS), min_size=12, max_size=30).map(
    lambda words: " ".join(words).capitalize() + "."
)
messages = st.builds(
    Message,
    title=st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(
        lambda words: " ".join(words).capitalize()
    ),
    number=st.integers(100, 9_999),
    day=st.dates(dt.date(2000, 1, 1), dt.date(2026, 11, 1)),
    byline=st.sampled_from([("ADA EXAMPLE",), ("ADA EXAMPLE", "BEN MUSTER")]),
    paragraphs=st.lists(sentences, min_size=2, max_size=4, unique=True).map(tuple),
)


def anpa(told: Message) -> bytes:
    """A message of ANPA 1312, its text indented and wrapped."""
    text = "\r\n \r\n".join(
        "\r\n".join(textwrap.wrap(one, 64, initial_indent="\t   ")) for one in told.paragraphs
    )
    return (
        f"\x16\x16\x01W{told.number:04}\x1f_asian\r\nf l\x13\x11 BC-ZZ--Some-Slug     {told.day:%m-%d} 0349\r\n"
        f"\x02\x02BC-ZZ--Some Slug,349<\r\n^{told.title} <\r\n^By {' and '.join(told.byline)}=\r\n^Associated Press=\r\n"
        f"{text}\r\n\r\n\t   ^AP-WF-{told.day:%m-%d-%y} 1659GMT<\r\n\r\n\x0c\r\n"
    ).encode()


def iptc(told: Message) -> bytes:
    """A message of IPTC 7901, its text indented and wrapped."""
    text = "\r\n\r\n".join(
        "\r\n".join(textwrap.wrap(one, 64, initial_indent="   ")) for one in told.paragraphs
    )
    return (
        f"\x01eca{told.number:04} 4 i 211 ccccb   dpa {told.number:04}\r\n\r\nZembla-trade/\r\n\x02{told.title} =\r\n\r\n"
        f"{text}\r\n\r\n\x03{told.day:%d}1659 GMT {told.day:%b %y}\r\n\x7f\r\n"
    ).encode()


SHAPES = {"ANPA 1312": anpa, "IPTC 7901": iptc}


def read(data: bytes) -> list[Report]:
    try:
        return [one for one in read_file(RawFile("wire.txt", data)) if isinstance(one, Report)]
    except BadRecord:
        return []


@settings(max_examples=60)
@given(st.sampled_from(sorted(SHAPES)), st.lists(messages, min_size=1, max_size=5))
def test_as_many_messages_come_out_as_went_in(shape: str, told: list[Message]) -> None:
    found = read(b"".join(map(SHAPES[shape], told)))
    assert [one.title for one in found] == [one.title for one in told]
    assert [one.published[:10] for one in found] == [one.day.isoformat() for one in told]
    assert [tuple(block.text for block in one.paragraphs) for one in found] == [
        one.paragraphs for one in told
    ]
    if shape == "ANPA 1312":
        assert [one.byline for one in found] == [tuple(name.title() for name in one.byline) for one in told]


@settings(max_examples=60)
@given(st.sampled_from(sorted(SHAPES)), st.lists(messages, min_size=2, max_size=5), st.floats(0.3, 0.99))
def test_a_file_cut_short_gives_its_whole_messages(shape: str, told: list[Message], share: float) -> None:
    parts = [SHAPES[shape](one) for one in told]
    cut = b"".join(parts)[: int(sum(map(len, parts)) * share)]
    whole = sum(sum(map(len, parts[: number + 1])) <= len(cut) for number in range(len(parts)))
    found = read(cut)
    assert [one.title for one in found][:whole] == [one.title for one in told[:whole]]
