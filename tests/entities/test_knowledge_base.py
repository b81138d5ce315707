"""What is known of names beforehand, and when a form of a name holds."""

from __future__ import annotations

import csv

import pytest

from articles.entities.kinds import Kind, Role
from articles.entities.knowledge_base import AliasRecord, KnowledgeBase, known_entities
from articles.entities.lexicons import DATA, confidence


def names(known: KnowledgeBase, text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.record.name) for match in known.matches(text)]


def test_the_longest_alias_wins(known: KnowledgeBase) -> None:
    assert names(known, "The U.S. Senate and the UN Security Council met.") == [
        ("U.S. Senate", "United States Senate"),
        ("UN Security Council", "UN Security Council"),
    ]


def test_the_pakistani_taliban_are_not_the_taliban(known: KnowledgeBase) -> None:
    assert names(known, "The TTP, or Pakistani Taliban, fought the Taliban.") == [
        ("TTP", "Tehreek-e-Taliban Pakistan"),
        ("Pakistani Taliban", "Tehreek-e-Taliban Pakistan"),
        ("Taliban", "Taliban"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters of IS crossed over.", [("IS", "Islamic State")]),
        ("This is who we are, it told us.", []),
        ("THIS IS WHAT IT MEANS FOR US ALL", []),
        ("GENEVA (AP) Rain fell on the lake.", [("AP", "Associated Press")]),
        ("The turkey was served in china.", []),
        ("TALIBAN TAKE THE NORTH", [("TALIBAN", "Taliban")]),
        ("The Houthis’ leader and Macy’s chairman met.", [("Houthis", "Houthis"), ("Macy’s", "Macy's")]),
        (
            "Standard &AMP; Poor's and AT&T fell.",
            [("Standard &AMP; Poor's", "Standard & Poor's"), ("AT&T", "AT&T")],
        ),
        ("the USAmerican thing", []),
    ],
)
def test_short_forms_and_capitals(known: KnowledgeBase, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(known, text) == expected


def test_demonyms_name_the_country_in_the_role_of_demonyms(known: KnowledgeBase) -> None:
    record = known.lookup("Afghans")
    assert record is not None
    assert (record.name, record.kind, record.role, record.country_code) == (
        "Afghanistan",
        Kind.PLACE,
        Role.DEMONYM,
        "AF",
    )


def test_records_of_ones_own_are_enough() -> None:
    mine = KnowledgeBase(
        [AliasRecord("Harbour Board", Kind.ORG, Role.MENTION, "Port Authority", entity_key="7")]
    )
    assert [match.record.entity_key for match in mine.matches("The Harbour Board met.")] == ["7"]
    assert mine.lookup("harbour  board") is not None


def test_every_entity_of_the_data_files_is_there_once() -> None:
    keys = [entity.key for entity in known_entities()]
    assert len(keys) == len(set(keys))
    assert len(keys) > 1300


def test_every_demonym_belongs_to_a_place_of_the_files() -> None:
    places = {entity.name for entity in known_entities() if entity.kind is Kind.PLACE}
    with (DATA / "demonyms.csv").open(encoding="utf-8", newline="") as lines:
        missing = {row["place"] for row in csv.DictReader(lines)} - places
    assert not missing


def test_every_data_file_is_named_in_the_readme_with_its_licence() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for file in DATA.glob("*.*"):
        assert file.name == "README.md" or f"`{file.name}`" in readme, file.name


def test_confidence_is_a_share() -> None:
    assert all(0 < value <= 1 for value in confidence().values())
