"""A fingerprint that was kept compares as the one that was made from the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.stories.similarity.fingerprint import fingerprint
from articles.stories.similarity.fingerprint_codec import FORM, Packed, packed, unpacked

WORDS = (
    "Envoys Oslo barge sank harbour on Tuesday 2016 1,200 ferries “we will not go back to sea,” said Ana Lima . \n\n "
    "Лавров прибыл Ташкент don’t U.S.-led naïve 拉夫罗夫 , $3 million"
).split(" ")


@given(
    st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join),
    st.sampled_from(["", "Barge sinks off Moss"]),
)
def test_what_is_kept_is_what_was_made(text: str, title: str) -> None:
    made = fingerprint(text, title)
    kept = unpacked(packed(made), agency=made.agency)
    assert kept.terms == {key: round(weight, 4) for key, weight in made.terms.items()}
    assert kept.lead == {key: round(weight, 4) for key, weight in made.lead.items()}
    assert (kept.figures, kept.quotes, kept.names) == (made.figures, made.quotes, made.names)
    assert (kept.weekday, kept.year) == (made.weekday, made.year)
    assert (kept.sentences, kept.shingles) == (made.sentences, made.shingles)


def test_what_an_older_version_kept_is_not_read() -> None:
    kept = packed(fingerprint("Divers clear a sunken barge off Moss."))
    assert kept.is_current
    assert not Packed(b"\x03" + kept.data[len(FORM) :], kept.detail).is_current
