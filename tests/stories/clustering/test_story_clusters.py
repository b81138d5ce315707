"""Links between pairs of articles become stories and independent reports, in whatever order they came."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from dataclasses import replace
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stories.clustering.story_clusters import Link, Story, group
from articles.stories.similarity.fingerprint import fingerprint
from articles.stories.similarity.pair_relation import compare
from tests.benchmarks.floors import held
from tests.stories import rewrite_pairs
from tests.stories.rewrite_pairs import weighed

IDS = range(1, 11)
pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
kinds = st.one_of(
    st.tuples(st.just("same_report"), st.floats(0.8, 1)),
    st.tuples(st.just("same_report"), st.floats(0.8, 1), st.floats(0.5, 1)),
    st.tuples(st.just("same_story"), st.floats(0.5, 0.79), st.floats(0, 0.49)),
    st.tuples(st.just("related"), st.floats(0, 0.49)),
)
networks = st.dictionaries(pairs, kinds, max_size=25).map(
    lambda found: [Link(*pair, *kind) for pair, kind in found.items()]
)


def grouped(stories: tuple[Story, ...]) -> list[tuple[int, ...]]:
    return [story.articles for story in stories]


@given(networks, st.randoms())
def test_any_order_of_articles_and_links_gives_the_same_stories(links, random):
    shuffled, ids = random.sample(links, len(links)), random.sample(IDS, len(IDS))
    assert group(ids, shuffled) == group(IDS, links)


@given(networks)
def test_every_article_stands_in_one_story_and_one_report_of_it(links):
    stories = group(IDS, links)
    assert sorted(article for story in stories for article in story.articles) == list(IDS)
    for story in stories:
        assert sorted(article for report in story.reports for article in report) == list(story.articles)


@given(networks)
def test_two_copies_are_always_one_report(links):
    reports = {
        article: report for story in group(IDS, links) for report in story.reports for article in report
    }
    for link in links:
        if link.rewritten in (None, 1) and link.relation == "same_report":
            assert reports[link.first] == reports[link.second]


@given(networks, st.sets(pairs, max_size=4))
def test_what_an_editor_parted_never_meets_in_one_story(links, parted):
    for story in group(IDS, links, parted=parted):
        assert not [pair for pair in parted if set(pair) <= set(story.articles)]


@given(networks, st.sets(pairs, max_size=3))
def test_what_an_editor_joined_stands_in_one_story(links, joined):
    stories = grouped(group(IDS, links, joined=joined))
    assert all(any(set(pair) <= set(articles) for articles in stories) for pair in joined)


@given(networks, networks)
def test_news_of_one_event_leaves_the_stories_of_another_alone(links, others):
    far = [replace(one, first=one.first + 100, second=one.second + 100) for one in others]
    alone = group(IDS, links)
    assert group([*IDS, *range(101, 111)], [*links, *far])[: len(alone)] == alone


def test_four_articles_of_which_two_are_rewrites_are_three_reports():
    story = group(
        [1, 2, 3, 4],
        [
            Link(1, 2, "same_report", 0.95),
            *(Link(a, b, "same_story", 0.6) for a, b in [(1, 3), (2, 3), (1, 4), (3, 4)]),
        ],
    )[0]
    assert story.in_words == "4 articles, 3 independent reports"
    assert story.reports == ((1, 2), (3,), (4,))


def test_a_chain_of_rewrites_is_not_one_report_where_its_ends_have_little_in_common():
    chain = [Link(at, at + 1, "same_report", 0.85, 0.6) for at in range(1, 5)]
    others = [Link(a, b, "same_story", 0.7, 0.05) for a in range(1, 6) for b in range(a + 2, 6)]
    (story,) = group(range(1, 6), [*chain, *others])
    assert sorted(map(len, story.reports)) == [1, 2, 2]


def test_rewrites_of_one_text_are_one_report_although_two_of_them_are_no_such_pair():
    links = [Link(1, 2, "same_report", 0.9, 0.9), Link(1, 3, "same_report", 0.9, 0.9)]
    (story,) = group([1, 2, 3], [*links, Link(2, 3, "same_story", 0.7, 0.3)])
    assert story.reports == ((1, 2, 3),)


def test_rewrites_of_one_text_that_were_never_compared_with_each_other_are_one_report():
    (story,) = group(range(1, 30), [Link(1, at, "same_report", 0.9, 0.8) for at in range(2, 30)])
    assert len(story.reports) == 1


def test_a_story_knows_the_links_that_hold_it_together_the_strongest_first():
    links = [Link(2, 3, "same_story", 0.6), Link(1, 2, "same_report", 0.9), Link(1, 3, "related", 0.4)]
    assert [link.score for link in group([1, 2, 3], links)[0].links] == [0.9, 0.6, 0.4]


def test_one_mistaken_link_does_not_chain_two_events_together():
    first = [Link(a, b, "same_story", 0.7) for a in range(1, 5) for b in range(a + 1, 5)]
    second = [Link(a, b, "same_story", 0.7) for a in range(5, 9) for b in range(a + 1, 9)]
    mistaken = Link(4, 5, "same_story", 0.55)
    assert grouped(group(range(1, 9), [*first, *second, mistaken])) == [(1, 2, 3, 4), (5, 6, 7, 8)]


def test_a_report_with_many_copies_reaches_no_further_than_one_with_few():
    copies = [Link(a, b, "same_report", 0.95) for a in range(1, 5) for b in range(a + 1, 5)]
    to_one_of_them = [Link(1, 5, "same_story", 0.6), *(Link(a, 5, "related", 0.2) for a in (2, 3, 4))]
    assert grouped(group(range(1, 6), [*copies, *to_one_of_them])) == [(1, 2, 3, 4), (5,)]


def test_copies_that_were_never_compared_with_a_report_do_not_keep_it_out():
    copies = [Link(a, b, "same_report", 0.95) for a in range(1, 5) for b in range(a + 1, 5)]
    assert grouped(group(range(1, 6), [*copies, Link(1, 5, "same_story", 0.6)])) == [(1, 2, 3, 4, 5)]


def test_related_articles_alone_make_no_story():
    assert grouped(group([1, 2], [Link(1, 2, "related", 0.49)])) == [(1,), (2,)]


@pytest.mark.evaluation
def test_scraped_articles_fall_into_the_stories_that_people_saw(corpora: Path):
    with lzma.open(corpora / "same_story_fnc1.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    prints = [fingerprint(row["text"]) for row in rows]
    links = []
    for second in range(len(rows)):
        for first in range(second):
            found = compare(prints[first], prints[second])
            if found.relation:
                links.append(Link(first, second, found.relation, found.score, found.rewritten))
    stories = group(range(len(rows)), links)
    label = {article: number for number, story in enumerate(stories) for article in story.articles}
    report = {article: one for story in stories for one in story.reports for article in one}
    number = {row["id"]: at for at, row in enumerate(rows)}
    precision, recall = weighed(
        [(pair, report[number[pair.a]] is report[number[pair.b]]) for pair in rewrite_pairs.pairs()]
    )
    held("scraped_reports_precision", precision)
    held("scraped_reports_recall", recall)
    truth = [row["cluster"] for row in rows]
    held("same_story_ari", adjusted_rand_index(truth, [label[at] for at in range(len(rows))]))
    held("same_story_neighbour_in_five", neighbour_in_the_first(5, truth, links))


def adjusted_rand_index(truth: list[str], found: list[int]) -> float:
    """Agreement of two groupings beyond chance: 1 the same, 0 chance (Hubert and Arabie 1985)."""
    both = sum(comb(count, 2) for count in Counter(zip(truth, found, strict=True)).values())
    left = sum(comb(count, 2) for count in Counter(truth).values())
    right = sum(comb(count, 2) for count in Counter(found).values())
    chance = left * right / comb(len(truth), 2)
    return (both - chance) / ((left + right) / 2 - chance)


def neighbour_in_the_first(count: int, truth: list[str], links: list[Link]) -> float:
    """The share of articles (of stories with two or more) that have one of their story among their closest few."""
    near: dict[int, list[tuple[float, int]]] = {at: [] for at in range(len(truth))}
    for link in links:
        near[link.first].append((-link.score, link.second))
        near[link.second].append((-link.score, link.first))
    sizes = Counter(truth)
    asked = [at for at in near if sizes[truth[at]] > 1]
    hits = sum(any(truth[other] == truth[at] for _, other in sorted(near[at])[:count]) for at in asked)
    return hits / len(asked)
