"""Plain text is cut into paragraphs whatever its layout, and every block shows its characters."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from articles.reading.formats.plain_text import from_text
from articles.reading.offsets import source_span
from articles.reading.report import Block

WIRE = (
    "RIVER RISES IN LOWER TOWN\n"
    "By Ada Moreno, Valley Wire\n"
    "    LOWER TOWN, May 3 - The river rose again on Monday and the\n"
    "ministry moved four hundred families out of their houses, the\n"
    "mayor said.\n"
    "    The bridge is shut.\n"
    " Valley\n"
)
WRAPPED = (
    "River rises in lower town\n\n"
    "The river rose again on Monday and the ministry moved four\n"
    "hundred families out of their houses near the bridge, the\n"
    "mayor said.\n\n"
    "The bridge is shut until the water has fallen by more than\n"
    "two metres, and no one can say when that will be.\n"
)


def texts(source: str) -> list[str]:
    return [block.text for block in from_text(source).blocks]


def test_the_old_wire_layout_is_joined_again() -> None:
    assert texts(WIRE) == [
        "RIVER RISES IN LOWER TOWN",
        "By Ada Moreno, Valley Wire",
        "LOWER TOWN, May 3 - The river rose again on Monday and the ministry moved four hundred families out of "
        "their houses, the mayor said.",
        "The bridge is shut.",
        "Valley",
    ]


def test_lines_broken_to_a_width_are_joined_again() -> None:
    assert len(texts(WRAPPED)) == 3
    assert texts(WRAPPED)[1].endswith("near the bridge, the mayor said.")


def test_one_paragraph_a_line_stays_so() -> None:
    source = (
        "The river rose again on Monday.\nThe ministry moved four hundred families out.\nThe bridge is shut."
    )
    assert len(texts(source)) == 3


def test_a_markdown_heading_loses_its_marks() -> None:
    assert texts("# River rises\n\nThe bridge is shut.")[0] == "River rises"


def test_a_place_in_a_joined_block_is_found_again_in_the_source() -> None:
    block = from_text(WIRE).blocks[2]
    start = block.text.index("ministry")
    a, b = source_span(WIRE, block, start, start + 14)
    assert WIRE[a:b] == "ministry moved"
    start = block.text.index("the ministry")
    a, b = source_span(WIRE, block, start, start + 12)
    assert WIRE[a:b] == "the\nministry"


@given(st.text(alphabet="ab. \n\t", max_size=300))
def test_no_letter_is_lost_and_blocks_come_in_order(source: str) -> None:
    blocks = from_text(source).blocks
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(source.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))


@given(st.text(alphabet="ab<>&;#1 \n", max_size=60), st.integers(0, 20), st.integers(0, 20))
def test_a_span_always_lies_inside_the_source(source: str, start: int, length: int) -> None:
    block = Block(" ".join(source.split()), 0, len(source))
    a, b = source_span(source, block, min(start, len(block.text)), min(start + length, len(block.text)))
    assert 0 <= a <= b <= len(source)
