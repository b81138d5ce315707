"""Two articles are told apart as the same report, the same story, related, or nothing of the kind."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from dataclasses import replace
from pathlib import Path

from articles.stories.similarity.fingerprint import figures, fingerprint
from articles.stories.similarity.pair_relation import PairRelation, compare
from tests.stories.conftest import ELSEWHERE, INDEPENDENT, REWRITE, WIRE

RECIPE = """Peel the quinces and cook them slowly with honey until they are soft. Let them cool overnight. \
Serve with cream from the Aurland dairy."""


def of(a: str, b: str) -> PairRelation:
    return compare(fingerprint(a), fingerprint(b))


def test_a_rewrite_in_other_words_is_the_same_report():
    assert of(WIRE, REWRITE).relation == "same_report"


def test_a_rewrite_is_recognised_by_names_figures_and_order():
    reasons = of(WIRE, REWRITE).reasons
    assert any("of the same names, in the same order" in reason for reason in reasons)
    assert "the same figures: 14, 250,000, 2019, 1,200" in reasons
    assert any("sentences match in the same order" in reason for reason in reasons)
    assert any("of the shorter one’s rarer words are in both, names aside" in reason for reason in reasons)
    assert "53 rarer words come in much the same order" in reasons


def test_a_copy_that_an_editor_cut_to_its_first_half_is_the_same_report():
    half = "\n\n".join(WIRE.split("\n\n")[:3])
    assert of(WIRE, half).relation == "same_report"


def test_a_paper_that_asked_its_own_questions_tells_the_same_story_but_is_another_report():
    assert of(WIRE, INDEPENDENT).relation == "same_story"


def test_the_minister_at_another_event_is_related_and_the_name_is_the_reason():
    found = of(WIRE, ELSEWHERE)
    assert found.relation == "related"
    assert found.reasons == ("both name Tomas Brandvik",)


def test_a_recipe_has_nothing_to_do_with_a_mine():
    found = of(WIRE, RECIPE)
    assert (found.relation, found.reasons, found.rewritten) == ("", (), 0.0) and found.score < 0.05


def test_two_articles_that_no_list_shows_together_are_still_ordered_by_how_close_they_are():
    # One opening of the mine's report and one of the recipe: more alike than the two are, and yet nothing to list.
    assert of(WIRE, RECIPE).score < of(WIRE, RECIPE + " " + WIRE[:200]).score


def test_a_country_and_a_weekday_relate_no_two_articles():
    vote = "Voters in Norway chose a parliament on Friday. Norway has 169 seats to fill."
    storm = "A storm tore roofs off barns in Norway on Friday. Norway counts the damage."
    assert of(vote, storm).relation == ""
    assert of(vote + " Ole Berg won.", storm + " Ole Berg fled.").relation


def test_an_empty_article_resembles_nothing_not_even_itself():
    assert of("", "").relation == ""


def test_which_article_comes_first_makes_no_difference():
    for a, b in itertools.combinations([WIRE, REWRITE, INDEPENDENT, ELSEWHERE, RECIPE], 2):
        there, back = of(a, b), of(b, a)
        assert (there.relation, there.score) == (back.relation, back.score)


def test_same_reports_stand_before_same_stories_and_these_before_related_articles():
    scores = [of(WIRE, other).score for other in (REWRITE, INDEPENDENT, ELSEWHERE, RECIPE)]
    assert scores == sorted(scores, reverse=True)


def test_reports_of_a_like_event_a_year_later_are_not_the_same_story():
    then, later = fingerprint(WIRE), fingerprint(INDEPENDENT)
    found = compare(replace(then, day=dt.date(2021, 3, 2)), replace(later, day=dt.date(2022, 3, 1)))
    assert found.relation == "related"


def test_a_report_printed_again_a_year_later_is_the_same_one_but_one_with_its_background_is_not():
    then = replace(fingerprint(WIRE), day=dt.date(2021, 3, 2))
    again = replace(fingerprint(WIRE), day=dt.date(2022, 3, 1))
    background = f"{ELSEWHERE}\n\n" + "\n\n".join(WIRE.split("\n\n")[:3])
    later = replace(fingerprint(background), day=dt.date(2022, 3, 1))
    assert compare(then, again).relation == "same_report"
    assert compare(then, replace(later, day=dt.date(2021, 3, 2))).relation == "same_report"
    assert compare(then, later).relation == "related"


def test_what_is_told_a_week_later_is_another_event_of_the_affair_and_the_reasons_say_so():
    found = compare(
        replace(fingerprint(WIRE), day=dt.date(2021, 3, 2)),
        replace(fingerprint(INDEPENDENT), day=dt.date(2021, 3, 9)),
    )
    assert found.relation == "related"
    parted = "rather two events: published 7 days apart, one tells of Saturday and the other of Tuesday"
    assert found.reasons[-1] == parted


def test_spellings_of_one_name_are_one_name():
    found = of("Talks with Sergei Kovalenko failed in Bern.", "Talks with Sergey Kovalenko failed in Bern.")
    assert any("100 % of the same names" in reason for reason in found.reasons)


def test_a_figure_is_read_by_its_value():
    assert figures("2 million people, 2,000,000 coats") == {"2000000": "2 million"}


def test_a_long_run_of_capitals_digits_or_quotes_is_read_in_linear_time():
    for text in ("A" * 200_000, "Ab " * 60_000, "1," * 100_000, "“" * 100_000, '"a' * 60_000):
        fingerprint(text)


def test_the_two_rewrites_among_the_seeds_are_one_report_and_the_rest_are_related(seeds: Path):
    texts = [path.read_text(encoding="utf-8") for path in sorted(seeds.glob("*.txt"))]
    found = {(a, b): of(texts[a], texts[b]) for a, b in itertools.combinations(range(5), 2)}
    assert found.pop((0, 1)).relation == "same_report"
    assert {pair: one.relation for pair, one in found.items()} == dict.fromkeys(found, "related")


def test_known_entities_say_it_more_clearly_than_capitals_do(seeds: Path):
    gold = json.loads((seeds / "entities_gold.json").read_text(encoding="utf-8"))
    prints = [
        fingerprint(
            path.read_text(encoding="utf-8"), names=[m["canonical"] for m in gold if m["file"] == path.name]
        )
        for path in sorted(seeds.glob("*.txt"))[:2]
    ]
    reasons = compare(*prints).reasons
    assert reasons[0] == "90 % of the same names, in the same order"
    assert reasons[1] == "the same figures: 2 million, 10,000, 42, 31"
