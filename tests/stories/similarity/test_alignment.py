"""Two reports are laid side by side: in order, every sentence once, with the differences that matter flagged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.stories.similarity.alignment import MAX_SENTENCES, Pair, State, align
from articles.stories.similarity.word_diff import Flag, Segment, differences
from articles.text import sentences
from tests.stories.conftest import REWRITE, WIRE

SENTENCES = (
    "The Vessa rose.",
    "Mayor Falkenberg left Kirkholm at 9 pm.",
    "“We stay,” said Piet Aldous.",
    "Nobody was hurt.",
    "The mayor left town.",
    "14 men are missing, and 3 were found.",
)
texts = st.lists(st.sampled_from(SENTENCES), max_size=9).flatmap(
    lambda chosen: st.sampled_from([" ", "\n\n"]).map(lambda gap: gap.join(chosen))
)
wild = st.text(alphabet="aAbB .,!?“”\"'’\n14$", max_size=60)


def flagged(segments: tuple[Segment, ...]) -> dict[str, Flag]:
    return {segment.text: segment.flag for segment in segments if segment.flag}


def check(a: str, b: str, pairs: tuple[Pair, ...]) -> None:
    assert [span for pair in pairs for span in pair.a] == sentences(a)
    assert [span for pair in pairs for span in pair.b] == sentences(b)
    for pair in pairs:
        for text, spans, segments in ((a, pair.a, pair.a_segments), (b, pair.b, pair.b_segments)):
            shown = "".join(segment.text for segment in segments)
            assert shown == (text[spans[0][0] : spans[-1][1]] if spans else "")
        assert (pair.state == State.ONLY_A) == (not pair.b)
        assert (pair.state == State.ONLY_B) == (not pair.a)


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_the_pairs_run_in_order_and_cover_every_sentence_once(a: str, b: str):
    check(a, b, align(a, b))


@given(wild, wild)
@settings(max_examples=150, deadline=None)
def test_so_they_do_for_any_characters(a: str, b: str):
    check(a, b, align(a, b))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_text_beside_itself_is_unchanged_throughout(a: str):
    assert {pair.state for pair in align(a, a)} <= {State.UNCHANGED}


@given(wild, wild)
@settings(max_examples=150, deadline=None)
def test_the_segments_of_a_passage_joined_give_it_back(a: str, b: str):
    left, right = differences(a, b)
    assert "".join(one.text for one in left) == a
    assert "".join(one.text for one in right) == b


def test_a_rewrite_is_reworded_passage_by_passage():
    states = [pair.state for pair in align(WIRE, REWRITE)]
    assert states.count(State.REWORDED) >= 8
    assert states.count(State.ONLY_A) + states.count(State.ONLY_B) <= 1


def test_a_long_sentence_that_was_split_stands_beside_both_halves():
    whole = "The Vessa broke its bank at Kirkholm on Saturday, and Mayor Falkenberg closed the Northgate colliery."
    halves = (
        "The Vessa broke its bank at Kirkholm on Saturday. Mayor Falkenberg closed the Northgate colliery."
    )
    assert [(len(pair.a), len(pair.b)) for pair in align(whole, halves)] == [(1, 2)]


def test_a_sentence_that_only_one_report_has_stands_alone():
    longer = WIRE.replace("She said 3 men", "Divers from Aarhus had given up hope. She said 3 men")
    alone = [pair for pair in align(WIRE, longer) if pair.state == State.ONLY_B]
    assert ["".join(segment.text for segment in pair.b_segments) for pair in alone] == [
        "Divers from Aarhus had given up hope."
    ]


def test_another_quote_mark_or_dash_is_no_change():
    (pair,) = align("“We left,” he said – at last.", '"We left", he said — at last.')
    assert pair.state == State.UNCHANGED
    assert not any(one.changed for one in pair.a_segments if one.text.strip() in "–—")


def test_another_dash_in_a_reworded_passage_is_not_marked():
    left, _ = differences("OSLO — It rained.", "OSLO – It poured.")
    assert [one.text for one in left if one.changed] == ["rained"]


def test_another_figure_is_flagged():
    left, right = differences("It cost 31 million crowns.", "It cost 13 million crowns.")
    assert (flagged(left), flagged(right)) == ({"31": Flag.FIGURE}, {"13": Flag.FIGURE})


def test_scores_and_dozens_are_figures_too():
    assert flagged(differences("They won scores of seats.", "They won dozens of seats.")[0]) == {
        "scores": Flag.FIGURE
    }


def test_one_is_a_figure_only_beside_another_amount():
    left, _ = differences("They heard one speaker after another.", "All of the speakers were heard.")
    assert not any(segment.flag for segment in left)
    left, right = differences("One soldier died.", "Three soldiers died.")
    assert [[str(one.flag) for one in side if one.flag] for side in (left, right)] == [["figure"], ["figure"]]


def test_another_spelling_of_a_name_is_flagged():
    assert flagged(differences("Later Sergey Kovalenko spoke.", "Later Sergei Kovalenko spoke.")[1]) == {
        "Sergei": Flag.NAME
    }


def test_another_direction_is_flagged():
    assert flagged(differences("in southern Norway", "in southwestern Norway")[0]) == {
        "southern": Flag.DIRECTION
    }


def test_short_and_long_forms_of_a_name_are_not_flagged():
    for a, b in (
        ("the United States and Tajikistan", "the US and the Tajik side"),
        ("a road in Norway’s north", "a road in the north of Norway"),
        ("the European Union agreed", "the EU agreed"),
    ):
        left, right = differences(a, b)
        assert (flagged(left), flagged(right)) == ({}, {})


def test_a_common_word_that_opens_a_sentence_is_no_name():
    assert flagged(differences("After that they left.", "Before that they left.")[0]) == {}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It rained. She left town.", "It rained. The mayor left town."),
        ("He said: “But nobody came.”", "He said: “Nobody came.”"),
        ("Was it late? All of them left.", "Was it late? They left."),
    ],
)
def test_nor_is_one_that_opens_a_later_sentence_or_a_quote(a: str, b: str):
    assert not any(flagged(side) for side in differences(a, b))


def test_a_weekday_and_a_date_are_no_difference_but_two_weekdays_are():
    assert not any(flagged(side) for side in differences("They met on Friday.", "They met in July."))
    assert flagged(differences("They met on Friday.", "They met on Monday.")[0]) == {"Friday": Flag.NAME}
    assert flagged(differences("They met in July.", "They met in May.")[1]) == {"May": Flag.NAME}


def test_more_sentences_than_the_limit_are_still_covered():
    long = " ".join(f"Sentence number {number} is here." for number in range(MAX_SENTENCES + 3))
    short = "Sentence number 5 is here."
    check(long, short, align(long, short))


def test_a_passage_too_long_for_prose_is_shown_whole():
    left, right = differences("word " * 30_000, "other " * 30_000)
    assert [len(left), len(right)] == [1, 1]


def test_nearly_every_sentence_of_the_two_seeds_that_are_rewrites_finds_its_like(seeds: Path):
    first, second = (path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))[:2])
    body = first[first.index("TASHKENT") : first.index("Leave a Reply")]
    pairs = align(body, second)
    assert sum(pair.state == State.REWORDED for pair in pairs) == 38
    flags = {text for pair in pairs for text in {**flagged(pair.a_segments), **flagged(pair.b_segments)}}
    assert {"Sergey", "Sergei", "scores", "dozens", "southern", "southwestern"} <= flags
    assert len(flags) <= 9
