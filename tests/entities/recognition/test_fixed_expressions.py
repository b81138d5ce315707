"""Organisations and places whose names reach as far as custom prints them, and names that are not what they look like."""

from __future__ import annotations

import pytest

from articles.entities.recognition.entity_reader import Part
from tests.entities.conftest import Told


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("COPYRIGHT 2004 BY TARNFIELD PRESS SERVICES, INC. ALL RIGHTS RESERVED", "TARNFIELD PRESS SERVICES, INC.", "org"),
        ("She writes for the Eugene (Ore.) Morning Courier and lives nearby.", "Eugene (Ore.) Morning Courier", "org"),
        ("He worked for T&H before the war, then for AT&amp;T in Newark.", "T&H", "org"),
        ("The tower was drawn by Helen Marsh and Partners in Leeds.", "Helen Marsh and Partners", "org"),
        ("The Salt Road. By Ellen Pryce. 312 pages. Halloway House. $24.95.", "Halloway House", "org"),
        ("They fought for control of Western Herzegovina until spring.", "Western Herzegovina", "place"),
        ("His aunt died at her home in Palm Desert, Calif. McAllister wrote the notice.", "Palm Desert", "place"),
        ("The militia leader Ivan Kostic, a.k.a. Arkov, was held in Belgrade on Monday.", "Arkov", "person"),
    ],
)  # fmt: skip
def test_names_in_a_set_form(told: Told, text: str, surface: str, kind: str) -> None:
    assert told.kinds(text).get(surface) == kind


def test_common_pairs_of_letters_are_no_company(told: Told) -> None:
    assert "R&D" not in told.kinds("The firm spends a fifth of its income on R&D, and more on Q&A.")


def test_a_team_is_meant_by_its_nickname_where_it_was_named_in_full(told: Told) -> None:
    body = "The Detroit Tigers won in Chicago. The Tigers scored nine runs, and Tigers fans sang."
    assert told.kinds(body)["Tigers"] == "org"
    assert told.kinds("He plays with Detroit Marsalis. Marsalis was late.").get("Marsalis") != "org"
    assert "tigers" not in told.kinds("The Detroit zoo keeps tigers. The tigers were asleep.")


def test_a_city_in_the_name_of_a_pact_is_not_spoken_of(told: Told) -> None:
    assert "Dayton" not in told.kinds("The Dayton Accords ended the war in Bosnia.")
    assert told.kinds("The talks in Dayton ended the war in Bosnia.")["Dayton"] == "place"


def test_a_city_from_which_a_report_was_filed_is_no_university(told: Told) -> None:
    text = "GEORGETOWN, Guyana (AP) - Smoke lay over the coast south of Georgetown on Friday."
    kinds = told.kinds(Part(text, (0, len("GEORGETOWN, Guyana (AP)"))))
    assert kinds["GEORGETOWN"] == kinds["Georgetown"] == "place"
    assert told.kinds("He studied law at Georgetown and at Yale.")["Georgetown"] == "org"


def test_whoever_is_followed_by_herself_is_a_person(told: Told) -> None:
    kinds = told.kinds(
        "The novel follows Quessia, a smith. Quessia herself says little. Readers like Quessia."
    )
    assert kinds.get("Quessia") == "person"
