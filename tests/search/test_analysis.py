"""Words of a text: every spelling that a person would type meets the spelling that was printed."""

from __future__ import annotations

import gc
import time

import pytest
import snowballstemmer

from articles.search.analysis import stem, tokens, words_of


def terms(text: str) -> set[str]:
    return {token.term for token in tokens(text)}


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Sherwood-Randall", "sherwood randall"),
        ("Sherwood–Randall", "SherwoodRandall"),
        ("al-Qaeda", "al qaeda"),
        ("al-Qaeda’s", "alqaeda"),
        ("Tehreek-e-Taliban", "tehreek e taliban"),
        ("Tehreek-e-Taliban", "Taliban"),
        ("co-operate", "cooperate"),
        ("co-operation", "cooperation"),
        ("the U.S. Embassy", "US"),
        ("the US Embassy", "U.S."),
        ("the U.S.-led forces", "US"),
        ("the U.N. mission", "UN"),
        ("Hērat", "herat"),
        ("Hérat", "herat"),
        ("Lavrov's", "Lavrov"),
        ("the Talibans’ gains", "taliban"),
        ("O’Brien", "obrien"),
        ("O'Brien", "Brien"),
        ("Qur’an", "Quran"),
        ("31,000 people", "31000"),
        ("80%", "80"),
        ("evacuations", "evacuated"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_the_printed_spelling_is_found_by_the_typed_one(printed: str, typed: str) -> None:
    assert {token.term for token in tokens(typed) if not token.joined} <= terms(printed)


def test_an_abbreviation_in_capitals_does_not_find_the_everyday_word() -> None:
    assert "US" in terms("US troops") and "US" in terms("U.S.’s troops")
    assert "US" not in terms("They told us nothing")
    assert "us" in terms("US troops")


def test_a_decimal_number_is_not_run_together() -> None:
    assert words_of("3.5 million, not 35") == ["3.5", "million", "not", "35"]


def test_offsets_give_back_what_was_printed() -> None:
    text = "Envoys of the U.S., Tehreek-e-Taliban and O’Brien’s “side”."
    printed = [text[token.start : token.end] for token in tokens(text)]
    assert printed[:9] == [
        "Envoys",
        "of",
        "the",
        "U.S.",
        "U.S.",
        "Tehreek",
        "e",
        "Taliban",
        "Tehreek-e-Taliban",
    ]
    assert printed[9:] == ["and", "O", "Brien’s", "O’Brien’s", "side"]


def test_positions_count_the_parts_so_that_phrases_hold() -> None:
    assert [(t.word, t.position) for t in tokens("cross-border fire")] == [
        ("cross", 0),
        ("border", 1),
        ("crossborder", 0),
        ("fire", 2),
    ]


def test_stop_words_stay() -> None:
    assert words_of("To be or not to be") == ["to", "be", "or", "not", "to", "be"]


def test_a_stem_is_the_same_from_every_word_form() -> None:
    assert {stem(word) for word in ("negotiate", "negotiated", "negotiation", "negotiations")} == {"negoti"}


@pytest.mark.parametrize("unit", ["a-", "a.", "1,", "a’", "é\u0301", "-", "x" * 50, "1.1", "’s"])
def test_long_hostile_runs_take_time_in_proportion(unit: str) -> None:
    tokens(unit * 100)

    def seconds(times: int) -> float:
        started = time.process_time()
        tokens(unit * times)
        return time.process_time() - started

    # What other tests left behind would be looked through by the collector while this one makes its objects.
    gc.collect()
    gc.freeze()
    assert min(seconds(40_000) for _ in range(3)) < 4 * min(seconds(20_000) for _ in range(3)) + 0.01
    gc.unfreeze()
    assert all(len(token.term) <= 64 for token in tokens(unit * 1000))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour", "labor"),
        ("Labour", "labor"),
        ("harbours", "harbor"),
        ("defence", "defense"),
        ("organisation", "organization"),
        ("organised", "organize"),
        ("neighbouring", "neighboring"),
        ("programmes", "program"),
        ("centres", "center"),
        ("theatre", "theaters"),
        ("travelling", "traveling"),
        ("cancelled", "canceled"),
        ("analysed", "analyzed"),
        ("sceptical", "skeptical"),
        ("aluminium", "aluminum"),
    ],
)
def test_british_and_american_spellings_meet(one: str, other: str) -> None:
    assert [token.term for token in tokens(one)] == [token.term for token in tokens(other)]


@pytest.mark.parametrize("word", ["analysis", "emphasis", "our", "four", "tour", "hour", "realist", "tyrant"])
def test_words_that_only_look_alike_keep_their_stem(word: str) -> None:
    assert stem(word) == stem_before(word)


def stem_before(word: str) -> str:
    return str(snowballstemmer.stemmer("english").stemWord(word))
