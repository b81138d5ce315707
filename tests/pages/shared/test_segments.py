"""Cutting a text where spans begin and end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.pages.shared.segments import Span, cut


def test_spans_that_overlap_share_the_piece_between_them() -> None:
    pieces = cut("KABUL: (MEP) Talks", [Span(0, 12, "dateline"), Span(8, 11, "agency")])
    assert [(piece.text, [span.value for span in piece.spans]) for piece in pieces] == [
        ("KABUL: (", ["dateline"]),
        ("MEP", ["dateline", "agency"]),
        (")", ["dateline"]),
        (" Talks", []),
    ]


def test_a_span_outside_the_text_or_without_length_is_left_out() -> None:
    assert [piece.spans for piece in cut("abc", [Span(2, 9, "x"), Span(1, 1, "y"), Span(-1, 2, "z")])] == [()]


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=12))
def test_the_pieces_make_the_text_again_and_each_span_covers_its_own(
    text: str, edges: list[tuple[int, int]]
) -> None:
    spans = [Span(start, end, number) for number, (start, end) in enumerate(edges)]
    pieces = cut(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for span in spans:
        covered = "".join(piece.text for piece in pieces if span in piece.spans)
        fits = 0 <= span.start < span.end <= len(text)
        assert covered == (text[span.start : span.end] if fits else "")
