"""Whom a short name means: linked, likely or open, with a reason; and who is never meant."""

from __future__ import annotations

import dataclasses

import pytest

from articles.entities.linking.short_names import Candidate, Certainty, ShortName, resolve_short_name, weights

DONALD = Candidate("1", "Donald Trump", 900, near=80, gender="male", offices={"president": 300})
MELANIA = Candidate("2", "Melania Trump", 20, near=2, gender="female", offices={"first lady": 9})
JUNIOR = Candidate("3", "Donald Trump Jr.", 60, near=4, gender="male")
BILL = Candidate("4", "Bill Clinton", 190, near=6, gender="male", offices={"president": 60})
HILLARY = Candidate(
    "5", "Hillary Clinton", 260, near=9, gender="female", offices={"secretary": 90, "senator": 20}
)


def test_the_person_whom_nearly_all_articles_mean_is_linked_with_a_reason() -> None:
    found = resolve_short_name(ShortName("Trump"), [MELANIA, DONALD, JUNIOR])
    assert found is not None and (found.candidate, found.certainty) == (DONALD, Certainty.LINKED)
    assert "900 of the 980 articles" in found.reason and "Donald Trump" in found.reason


def test_a_womans_title_means_the_woman() -> None:
    found = resolve_short_name(ShortName("Trump", gender="female"), [DONALD, MELANIA])
    assert found is not None and found.candidate == MELANIA


def test_the_office_decides_between_two_of_one_surname() -> None:
    president = resolve_short_name(ShortName("Clinton", office="president"), [HILLARY, BILL])
    secretary = resolve_short_name(ShortName("Clinton", office="secretary"), [HILLARY, BILL])
    assert president is not None and president.candidate == BILL
    assert secretary is not None and secretary.candidate == HILLARY


def test_two_of_like_weight_stay_open() -> None:
    rick, tim = Candidate("6", "Rick Scott", 40, near=3), Candidate("7", "Tim Scott", 38, near=3)
    found = resolve_short_name(ShortName("Scott"), [rick, tim])
    assert found is not None and found.certainty is Certainty.OPEN


def test_the_company_of_other_names_decides() -> None:
    rick = Candidate("6", "Rick Scott", 40, near=3, company={10: 0.9, 11: 0.6})
    tim = Candidate("7", "Tim Scott", 41, near=3, company={12: 0.9})
    found = resolve_short_name(ShortName("Scott", others={10: 0.02, 11: 0.01}), [rick, tim])
    assert found is not None and found.candidate == rick


def test_a_given_name_right_before_must_be_the_persons() -> None:
    assert resolve_short_name(ShortName("Trump", given="Ivanka"), [DONALD, MELANIA]) is None
    found = resolve_short_name(ShortName("Trump", given="Melania"), [DONALD, MELANIA])
    assert found is not None and found.candidate == MELANIA


def test_a_sons_name_never_means_the_father() -> None:
    found = resolve_short_name(ShortName("Trump Jr."), [DONALD, JUNIOR])
    assert found is not None and found.candidate == JUNIOR


def test_a_given_name_alone_means_a_person_only_where_nearly_all_bearers_are_that_one() -> None:
    bernie = Candidate("8", "Bernie Sanders", 220, near=9)
    found = resolve_short_name(ShortName("Bernie"), [bernie, Candidate("9", "Bernie Kerik", 2)])
    assert found is not None and found.candidate == bernie
    assert (
        resolve_short_name(
            ShortName("Mary"), [Candidate("10", "Mary Lind", 40), Candidate("11", "Mary Moe", 30)]
        )
        is None
    )


def test_who_is_hardly_known_is_never_meant() -> None:
    assert resolve_short_name(ShortName("Lind"), [Candidate("10", "Mary Lind", 2, near=2)]) is None


def test_the_order_of_candidates_makes_no_difference() -> None:
    one = resolve_short_name(ShortName("Trump"), [DONALD, JUNIOR, MELANIA])
    other = resolve_short_name(ShortName("Trump"), [MELANIA, JUNIOR, DONALD])
    assert one == other


@pytest.mark.parametrize("articles", [3, 10, 100, 1_000])
def test_more_articles_make_a_link_surer(articles: int) -> None:
    rival = Candidate("12", "Ole Berg", 5)
    less = resolve_short_name(ShortName("Berg"), [Candidate("13", "Ada Berg", articles), rival])
    more = resolve_short_name(ShortName("Berg"), [Candidate("13", "Ada Berg", articles * 3 + 5), rival])
    assert less is not None and more is not None
    if less.candidate == dataclasses.replace(less.candidate, key="13"):
        assert more.probability >= less.probability


def test_the_weights_say_how_they_were_made() -> None:
    assert len(weights().values) == 7 and weights().likely < weights().linked < 1
