"""The model behind the seam: same spans in a batch as alone, and wire typography softened in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.entities.recognition.recogniser import PIECE_MAX_CHARACTERS, SpacyRecogniser, _pieces, _soften


@given(st.text(alphabet="ab`'_& \n", max_size=60))
def test_softening_keeps_every_character_in_its_place(text: str) -> None:
    assert len(_soften(text)) == len(text)


@given(st.text(alphabet="ab \n", max_size=50), st.integers(0, 1500))
def test_pieces_cover_the_text_once_and_are_bounded(text: str, times: int) -> None:
    long = text * times
    pieces = list(_pieces(long))
    assert "".join(long[start:end] for start, end in pieces) == long
    assert all(end - start <= PIECE_MAX_CHARACTERS for start, end in pieces)


def test_a_batch_gives_what_each_text_gives_alone() -> None:
    recogniser = SpacyRecogniser()
    texts = ["Angela Merkel visited Ottawa.", "", "``We go,'' Ban Ki-moon said in Nairobi."]
    together = list(recogniser.spans(texts))
    assert together == [next(recogniser.spans([text])) for text in texts]
    assert {
        text[span.start : span.end] for text, spans in zip(texts, together, strict=True) for span in spans
    } >= {
        "Angela Merkel",
        "Ottawa",
        "Nairobi",
    }


def test_a_run_of_signs_without_a_space_is_passed_over() -> None:
    text = f"Angela Merkel {'(' * 5000} visited Ottawa."
    assert [text[span.start : span.end] for span in next(SpacyRecogniser().spans([text]))] == [
        "Angela Merkel",
        "Ottawa",
    ]
