"""When two names are one person's: transliterations yes, brothers no."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind
from articles.entities.linking import SUGGESTION_MIN, Candidate, certainly_same, link_person, similarity

SAME = [
    ("Sergey Lavrov", "Sergei Lavrov"),
    ("Mohammad Zahir Shah", "Muhammad Zahir Shah"),
    ("Dmitry Medvedev", "Dmitri Medvedev"),
    ("Hosni Mubarak", "Husni Mubarak"),
    ("Viktor Yanukovych", "Victor Yanukovich"),
]
DIFFERENT = [
    ("Raul Castro", "Fidel Castro"),
    ("Imran Khan", "Ismail Khan"),
    ("Sergei Lavrov", "Sergei Ryabkov"),
    ("Patricia Gossman", "Patricia Grossman"),
    ("Ashraf Ghani", "Ashraf Haidari"),
    ("Abdullah Abdullah", "Abdullah Gul"),
    ("Ali Khamenei", "Ruhollah Khomeini"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_transliterations_are_suggested(one: str, other: str) -> None:
    assert similarity(one, other) >= SUGGESTION_MIN
    assert similarity(other, one) == similarity(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_people_are_never_merged(one: str, other: str) -> None:
    assert not certainly_same(one, other)


def test_titles_and_particles_do_not_matter() -> None:
    assert certainly_same("President Bashar al-Assad", "Bashar Assad")


def test_a_lone_surname_is_never_certain() -> None:
    assert not certainly_same("Lavrov", "Sergey Lavrov")


class Pages:
    """A directory of three people."""

    people = ("Sergey Lavrov", "Aleksei Petrov", "Alexei Petrov")

    def named(self, kind: Kind, name: str) -> Candidate | None:
        return next((Candidate(one, one) for one in self.people if one == name), None)

    def people_with_surname(self, skeleton: str) -> list[Candidate]:
        return [Candidate(one, one) for one in self.people]


def test_a_spelling_is_linked_only_where_one_person_fits() -> None:
    assert link_person("Sergei Lavrov", Pages()) == "Sergey Lavrov"
    assert link_person("Aleksey Petrov", Pages()) is None
    assert link_person("Petrov", Pages()) is None
    assert link_person("Alexei Petrov", Pages()) == "Alexei Petrov"
