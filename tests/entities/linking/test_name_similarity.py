"""When two names are one person's: transliterations yes, brothers no."""

from __future__ import annotations

import pytest

from articles.entities.kinds import Kind
from articles.entities.linking.name_similarity import (
    SUGGESTION_MIN,
    Candidate,
    is_same_person,
    link_person,
    similarity,
)

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


CERTAIN = [
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Mohammad Khatami", "Muhammad Khatami"),
    ("Mohammed Khatami", "Mohamed Khatami"),
    ("Abdul Ghani Baradar", "Abdulghani Baradar"),
    ("Abdel Fattah el-Sisi", "Abdelfattah al-Sisi"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("J.K. Rowling", "J. K. Rowling"),
    ("Osama bin Laden", "Usama bin Laden"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Aleksandr Lukashenko", "Alexander Lukashenko"),
    ("Ahmad Shah Massoud", "Ahmed Shah Masood"),
    ("Nursultan Nazarbayev", "Nursultan Nazarbaev"),
    ("Gurbanguly Berdimuhamedov", "Gurbanguly Berdymukhammedov"),
    ("Yevgeny Prigozhin", "Evgeny Prigozhin"),
    ("Juan Carlos García", "Juan Carlos Garcia"),
]
NEVER_UNASKED = [
    ("Daniel Ortega", "Daniela Ortega"),
    ("Maria Lopez", "Mario Lopez"),
    ("Paul Ryan", "Paula Ryan"),
    ("Oleg Petrov", "Olga Petrov"),
    ("Ivan Petrov", "Ivana Petrov"),
    ("Christian Berg", "Christine Berg"),
    ("Jean Moore", "Jane Moore"),
    ("Francis Hill", "Frances Hill"),
    ("Leslie Hunt", "Lesley Hunt"),
    ("Mohammad Khatami", "Mahmoud Khatami"),
    ("Hassan Ali", "Hussein Ali"),
    ("Xi Jinping", "Xi Jinpeng"),
    ("Wang Yi", "Wang Ya"),
    ("Kim Jong-il", "Kim Jong-un"),
    ("Martin King Jr.", "Martin King Sr."),
    ("Robert Kennedy Jr.", "Robert Kennedy"),
    ("Muammar Gaddafi", "Moammar Qaddafi"),
]


@pytest.mark.parametrize(("one", "other"), CERTAIN)
def test_spellings_of_one_name_are_certain(one: str, other: str) -> None:
    assert is_same_person(one, other) and is_same_person(other, one)


@pytest.mark.parametrize(("one", "other"), NEVER_UNASKED)
def test_what_may_be_two_people_is_never_certain(one: str, other: str) -> None:
    assert not is_same_person(one, other) and not is_same_person(other, one)


def test_a_father_and_a_son_are_not_even_suggested() -> None:
    assert similarity("Martin King Jr.", "Martin King Sr.") == 0.0
    assert similarity("Muammar Gaddafi", "Moammar Qaddafi") >= SUGGESTION_MIN


@pytest.mark.parametrize(("one", "other"), SAME)
def test_transliterations_are_suggested(one: str, other: str) -> None:
    assert similarity(one, other) >= SUGGESTION_MIN
    assert similarity(other, one) == similarity(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_people_are_never_merged(one: str, other: str) -> None:
    assert not is_same_person(one, other)


def test_titles_and_particles_do_not_matter() -> None:
    assert is_same_person("President Bashar al-Assad", "Bashar Assad")


def test_a_lone_surname_is_never_certain() -> None:
    assert not is_same_person("Lavrov", "Sergey Lavrov")


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
