"""The source of a text, of a statement and of a picture are told apart, each with the characters that say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.stories.sources.provenance import origins


def told(text: str, captions: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(str(one.of), one.name) for one in origins(text, captions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister told The Associated Press that rain was due.", ("statement", "The Associated Press")),
        ("He said in an interview with Reuters that it was over.", ("statement", "Reuters")),
        ("The mill will close, the Sandmouth Times reported.", ("statement", "the Sandmouth Times")),
        (
            "We shall see, she was quoted as saying by the state news agency Interfax.",
            ("statement", "Interfax"),
        ),
        ("It ended well. Lunde reported from Bergen.", ("text", "Lunde")),
        ("It ended well. (Reporting by Ada Moe; editing by Per Li)", ("text", "Ada Moe")),
        ("It ended well. With inputs from AFP", ("text", "AFP")),
        ("A ship at sea. © AP Photo / Ole Berg", ("picture", "AP Photo / Ole Berg")),
    ],
)
def test_a_source_is_read_with_what_it_is_a_source_of(text, expected):
    assert told(text) == [expected]


def test_everyone_who_signs_off_is_a_source_of_the_text():
    body = (
        "It rained.\nMoe reported from Bergen, Lunde from Oslo and Per Li from Rome. "
        "Ada Ek in Paris contributed to this report."
    )
    assert told(body) == [("text", name) for name in ("Moe", "Lunde", "Per Li", "Ada Ek")]
    assert [one.evidence for one in origins(body)][1:3] == ["Lunde from Oslo", "Per Li from Rome"]


def test_a_picture_credit_in_a_caption_is_no_source_of_the_text():
    assert told("It rained.", ("Rain in Oslo. REUTERS/Ole Berg",)) == [("picture", "REUTERS")]


@pytest.mark.parametrize(
    "text",
    [
        "Berg told Lunde that rain was due.",
        "Lunde reported the theft to the police.",
        "According to Ole Berg, it rained.",
        "The hospital reported nine deaths.",
        "Lunde in Oslo contributed to the rise.",
    ],
)
def test_a_person_or_an_office_is_no_medium(text):
    assert told(text) == []


def test_the_evidence_is_where_it_says():
    body = "It rained. Berg told Reuters that it would go on. Lunde reported from Bergen."
    for one in origins(body):
        assert body[one.start : one.end] == one.evidence


def test_a_long_run_of_capitals_is_read_in_linear_time():
    for text in (
        "A" * 100_000,
        "Ab " * 40_000,
        "told " * 30_000,
        "Photo: " * 20_000,
        "reported by a " * 10_000,
        "Ab reported from Oslo" + ", Ab from Oslo" * 10_000,
    ):
        origins(text)


def test_the_seeds_name_their_sources(seeds: Path):
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    found = [
        {(str(one.of), one.name.removeprefix("The ").removeprefix("the ")) for one in origins(text)}
        for text in texts
    ]
    assert ("statement", "Associated Press") in found[0] & found[1]
    assert ("statement", "RIA-Novosti") in found[0] & found[1]
    assert any(kind == "text" for kind, _ in found[1])
    assert not any(kind == "text" for kind, _ in found[0])
    assert ("statement", "TASS") in found[2]
    assert ("statement", "New York Times") in found[3]
    assert {kind for kind, _ in found[4]} == {"picture"}
