"""Snippets: the part of an article that shows why it was found."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from articles.search.analysis import tokens
from articles.search.snippets import Piece, hits, mark, snippet

FILLER = "Nothing of note was said in the corridors that morning, and coffee was served twice. " * 8
TEXT = FILLER + "A convoy crossed the bridge at Ishkashim before dawn. " + FILLER


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def test_the_window_holds_the_hits_and_says_that_it_is_cut() -> None:
    pieces = snippet(TEXT, {"convoy", "ishkashim"})
    assert [piece.text for piece in pieces if piece.hit] == ["convoy", "Ishkashim"]
    assert shown(pieces).startswith("… ") and shown(pieces).endswith(" …")
    assert len(shown(pieces)) <= 246


def test_a_window_with_two_different_words_beats_one_with_the_same_word_twice() -> None:
    text = "Bridge after bridge after bridge. " + FILLER + "The bridge at Termez."
    assert [piece.text for piece in snippet(text, {"bridg", "termez"}) if piece.hit] == ["bridge", "Termez"]


def test_without_a_hit_it_is_the_beginning() -> None:
    assert TEXT.startswith(shown(snippet(TEXT, {"zeppelin"})).removesuffix(" …"))
    assert snippet("", {"zeppelin"}) == ()


def test_every_form_of_the_word_is_marked_whole() -> None:
    pieces = mark(
        "Evacuees spoke; the evacuation of Sherwood-Randall’s staff", {"evacu", "evacue", "randal", "randall"}
    )
    assert [piece.text for piece in pieces if piece.hit] == ["Evacuees", "evacuation", "Randall’s"]


def test_a_compound_and_its_parts_are_one_hit() -> None:
    assert [p.text for p in mark("an al-Qaeda cell", {"al", "qaeda", "alqaeda"}) if p.hit] == ["al-Qaeda"]


def test_a_star_marks_every_word_that_begins_so() -> None:
    assert [p.text for p in mark("Tajik and Tajikistan", {"taj*"}) if p.hit] == ["Tajik", "Tajikistan"]


def test_common_words_are_marked_only_when_there_are_no_others() -> None:
    assert [p.text for p in mark("the bridge", {"the", "bridg"}) if p.hit] == ["bridge"]
    assert [p.text for p in mark("the bridge", {"the"}) if p.hit] == ["the"]


@given(st.text(), st.sets(st.text(max_size=5), max_size=4))
def test_marking_never_changes_the_text(text: str, terms: set[str]) -> None:
    assert shown(mark(text, terms)) == text


def test_the_hits_are_those_that_analysing_the_whole_text_gives() -> None:
    chance, found = random.Random(5), 0
    spelt = (
        "evacuation Evacuated co-operate cooperation U.S. US us Qur’an Quran al-Qaeda Alqaeda O’Brien dying die lies "
        "Hērat HERAT École 31,000 31000 3.5m Kabul’s (Kabul) “Kabul,” e\u0301cole naïve x X-ray tie skies sky the The"
    ).split()
    for _ in range(400):
        text = "".join(
            f"{chance.choice(spelt)}{chance.choice([' ', '  ', chr(10), chr(160), '-', '—', '/'])}"
            for _ in range(30)
        )
        terms = {token.term for word in chance.sample(spelt, 3) for token in tokens(word)} - {"the"}
        terms |= {f"{chance.choice(spelt)[:2].lower()}*"} if chance.random() < 0.3 else set()
        starts = tuple(term[:-1] for term in terms if term.endswith("*"))
        wanted = [t for t in tokens(text) if t.term in terms or (starts and t.word.startswith(starts))]
        assert [(t.term, t.start, t.end) for t in hits(text, terms)] == [
            (t.term, t.start, t.end) for t in wanted
        ]
        found += len(wanted)
    assert found > 400


def test_a_word_begins_as_its_stem_does_as_far_as_the_pattern_believes() -> None:
    endings = "s es ed ing ly ies ied y ation ational ization izer fulness ousness iveness ability logy er ment".split()
    stems = "cr sk fl tr d v hop pla na ra abb ber cont oper activ histor cit bab dy ly ti pan trav excel occ".split()
    for word in (stem_ + ending for stem_ in stems for ending in endings):
        (token,) = tokens(word)
        assert hits(word, {token.term}) == [token], word


def test_a_place_that_is_named_counts_like_a_hit() -> None:
    text = "Nothing here. " * 40 + "Then the Maritime Board met in the harbour."
    at = text.index("Maritime Board")
    shown = snippet(text, {"harbour"}, places=[(at, at + len("Maritime Board"))])
    assert [piece.text for piece in shown if piece.hit] == ["Maritime Board"]
    shown = snippet(text, {"harbor"}, places=[(at, at + len("Maritime Board"))])
    assert [piece.text for piece in shown if piece.hit] == ["Maritime Board", "harbour"]
