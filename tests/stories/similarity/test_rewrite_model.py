"""A rewrite is told from a report made independently: by its details, their order, and what stands together."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stories.similarity.fingerprint import Fingerprint, fingerprint
from articles.stories.similarity.pair_features import pair_features
from articles.stories.similarity.pair_relation import compare
from articles.stories.similarity.rewrite_model import RewriteFeatures, _in_order, traces
from tests.benchmarks.floors import held
from tests.stories import rewrite_pairs
from tests.stories.conftest import INDEPENDENT, REWRITE, WIRE

INVENTED = Path(__file__).parents[1] / "data/rewrites"
KINDS = ("later", "independent", "heavy", "light")
places = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


def of(a: str, b: str) -> RewriteFeatures:
    first, second = fingerprint(a), fingerprint(b)
    return traces(first, second, pair_features(first, second).names_in_order)


def paragraphs(text: str, *numbers: int) -> str:
    told = text.split("\n\n")
    return "\n\n".join(told[number] for number in numbers)


def test_a_rewrite_is_found_and_a_report_with_its_own_sources_is_not():
    assert of(WIRE, REWRITE).log_odds > 1
    assert of(WIRE, INDEPENDENT).log_odds < -1
    assert of(REWRITE, INDEPENDENT).log_odds < -1


def test_a_rewrite_that_leaves_the_rest_out_shares_as_many_details():
    whole, half = of(WIRE, REWRITE), of(WIRE, paragraphs(REWRITE, 0, 1, 2))
    assert half.details > whole.details - 0.1
    assert half.log_odds > 0


def test_the_same_details_in_another_order_are_less_of_a_rewrite():
    turned = of(WIRE, paragraphs(REWRITE, 4, 3, 2, 1, 0))
    assert turned.in_order < 0.3 < 0.9 < of(WIRE, REWRITE).in_order
    assert turned.log_odds < of(WIRE, REWRITE).log_odds - 2


def test_names_alone_are_no_details():
    first = "Ingrid Falkenberg met Tomas Brandvik in Kirkholm. Piet Aldous came to Dalby."
    second = "Tomas Brandvik wrote to Ingrid Falkenberg. Dalby owes Kirkholm money, Piet Aldous thinks."
    assert of(first, second).details == 0.0


def test_an_article_without_a_sentence_has_nothing_in_common_with_another():
    for other in ("", WIRE):
        assert of("", other) == RewriteFeatures(0.0, 0, 0.5, 0.0, 0.0)


def test_which_article_comes_first_makes_no_difference():
    for a, b in itertools.combinations([WIRE, REWRITE, INDEPENDENT, "", "Moss."], 2):
        assert of(a, b) == of(b, a)


def test_of_invented_events_light_rewrites_are_found_some_heavy_ones_and_nothing_else():
    told: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for folder in sorted(path for path in INVENTED.iterdir() if path.is_dir()):
        for a, b in itertools.combinations(sorted(folder.glob("*.txt")), 2):
            kind = next((kind for kind in KINDS if kind in (a.stem, b.stem)), "")
            told[kind] += 1
            found[kind] += compare(printed(a), printed(b)).relation == "same_report"
    assert told == {"later": 32, "independent": 48, "heavy": 32, "light": 16}
    assert (found["later"], found["independent"], found["light"]) == (0, 0, 16)
    assert found["heavy"] >= 5


@cache
def printed(path: Path) -> Fingerprint:
    title, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return fingerprint(body, title)


@pytest.mark.evaluation
def test_rewrites_of_scraped_articles_are_found_and_independent_ones_left_alone(corpora: Path):
    articles = rewrite_pairs.scraped(corpora)
    judged = []
    for pair in rewrite_pairs.pairs():
        found = compare(articles[pair.a].print, articles[pair.b].print)
        judged.append((pair, found.relation == "same_report"))
    precision, recall = rewrite_pairs.weighed(judged)
    held("scraped_rewrites_precision", precision)
    held("scraped_rewrites_recall", recall)


@given(places)
def test_the_order_is_that_of_a_table_of_all_pairs(told):
    signs = [(c - a) * (d - b) for (a, b), (c, d) in itertools.combinations(told, 2)]
    turns = [sign > 0 for sign in signs if sign]
    assert _in_order(sorted(told)) == (sum(turns) / len(turns) if turns else 0.5)
