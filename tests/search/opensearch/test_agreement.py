"""Both engines on the same hundred articles: the same totals, articles and counts; how far their rankings agree."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from articles.search.backend import SearchBackend, SearchDocument
from articles.search.opensearch.backend import OpenSearchBackend
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.search.opensearch.conftest import corner

# One page holds them all.
ARTICLES = 100
FIRST_OF_RANKING = 10
WORDS = (
    "the ferry bridge US us U.S. WHO who co-operation cooperation co-operate al-Noor Alnoor O’Brien obrien harbour harbor "
    "café cafe Hálden Θεσσαλονίκη Москва moscow naïve 31,000 3.5 2021 US-led Sherwood-Randall tunnel tunnels funnel "
    "negotiators negotiations evacuated evacuation power vacuum of and a at minister ministers’ troops’ it IT aid AID "
    "fog frog dawn drawn north-by-north-west coffee selby"
).split()
QUERIES = (
    *WORDS,
    *(f"{first} {second}" for first, second in zip(WORDS, WORDS[7:], strict=False)),
    *(f'"{first} {second}"' for first, second in pairwise(WORDS)),
    '"the cooperation"', '"cooperation of"', '"US-led troops"', '"WHO us"', '"us us"', '"the the"',
    '"O’Brien power vacuum"',
    '"ferry bridge"~4', '"US ferry tunnel"~9', '"cooperation it"~3', '"fog fog"~2', '"alnoor minister"~6',
    '"ferry selby"~100',
    "tun*", "co*", "m*", "title:co*", "title:evacuat*", "byline:a*", "tunel~", "fog~", "ferri~", "title:tunel~",
    "negotiater~",
    "title:ferry", "byline:olsen", "title:US", "title:“power vacuum”", "byline:“mira olsen”", "byline:“olsen ada”",
    "person:olsen", "person:mira", "person:“mira olsen”", "place:north", "outlet:post -ferry", "org:nobody",
    "date:2021", "date:2020-03..2021-02", "date:..2020", "-ferry", "ferry -(bridge OR tunnel)", "-(fog dawn)",
    "NOT date:2021",
    "(ferry OR fog) (bridge OR dawn)", "ferry OR (tunnel -fog)", "coffee AND selby OR dawn",
)  # fmt: skip
FILTERS = (
    (),
    (("outlet", "post"), ("outlet", "courier")),
    (("-outlet", "post"), ("place", "north"), ("within", "on")),
    (("month", "2021"), ("-person", "mira-olsen")),
    (("month", "_none"), ("dateline", "_none")),
    (("from", "2020-06-01"), ("to", "2021-06-30"), ("story", "3")),
    (("match", "any"), ("-month", "_none")),
)


def documents() -> Iterator[SearchDocument]:
    """Articles of words put together at random, the same ones in every run."""
    chance = random.Random(12)

    def text(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count))

    def some(*values: str, most: int = 1) -> tuple[str, ...]:
        return tuple(chance.sample(values, chance.randint(0, most)))

    for number in range(1, ARTICLES + 1):
        place = some("northport", "selby", "halden", most=2)
        facets = {
            "outlet": some("post", "courier", "lantern"),
            "dateline": some("northport", "selby"),
            "person": some("mira-olsen", "samir-gani", "ada-finch", most=3),
            "place": place,
            "place_within": (*place, *(("north",) if "northport" in place else ())),
            "story": some(*map(str, range(40))),
        }
        day = dt.date(2020, 1, 1) + dt.timedelta(days=chance.randint(0, 800))
        names = "\n".join(some("Mira Olsen", "Samir Gani", "US Navy", "Al-Noor", most=3))
        byline = "\n".join(some("Mira Olsen", "Ada Finch", most=2))
        known = {"person": {"mira-olsen": ("Mira Olsen", "Olsen"), "samir-gani": ("Samir Gani",)}}
        yield SearchDocument(
            number, text(chance.randint(0, 7)), text(chance.randint(5, 60)), names, byline,
            day if chance.random() > 0.1 else None, facets, known,
        )  # fmt: skip


@pytest.fixture(scope="module")
def both(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchBackend, SearchBackend]]:
    """Whoosh and OpenSearch with the same articles."""
    with corner(url) as reached:
        engines = (WhooshBackend(tmp_path_factory.mktemp("index")), OpenSearchBackend(reached))
        for engine in engines:
            engine.rebuild(documents())
        yield engines


def asked(text: str, filters: tuple[tuple[str, str], ...], **more: str) -> Query:
    return Query.from_params([("q", text), ("page_size", "100"), *filters, *more.items()])


Engines = tuple[SearchBackend, SearchBackend]


def test_every_form_of_query_finds_the_same_articles_in_the_same_order_of_days(both: Engines) -> None:
    differing = {}
    for text in QUERIES:
        query = asked(text, (), sort="newest")
        first, second = ([hit.article_id for hit in engine.search(query, facets=()).hits] for engine in both)
        if first != second:
            differing[text] = sorted({*first} ^ {*second})[:10]
    assert differing == {}


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_every_count_is_the_same_under_every_kind_of_filter(both: Engines, filters) -> None:
    for text in ("", "ferry OR fog", "tun*"):
        for grouped in ("on", "off"):
            query = asked(text, filters, group=grouped, sort="oldest")
            first, second = (engine.search(query) for engine in both)
            for name in ("total", "lines", "facets", "values", "without", "terms"):
                assert getattr(first, name) == getattr(second, name), (text, grouped, name)
            for facet, counts in first.facets.items():
                assert list(counts) == list(second.facets[facet]), (text, facet)
            lines = [[(hit.article_id, hit.others, hit.reports) for hit in r.hits] for r in (first, second)]
            assert lines[0] == lines[1], (text, grouped)


def test_pairs_days_and_suggestions_are_the_same(both: Engines) -> None:
    values = [("person", "mira-olsen"), ("person", "samir-gani"), ("place", "selby"), ("outlet", "post")]
    first, second = (engine.cooccurrence(asked("ferry", ()), values) for engine in both)
    assert first == second
    first, second = (engine.spreads(values) for engine in both)
    assert first == second
    for typed in ("f", "tun", "co", "har"):
        first, second = (engine.suggest(typed) for engine in both)
        assert first == second, typed
    for typed in ("tunnl", "ferrry", "negotiatons brige", "qqqqqqq"):
        first, second = (engine.search(asked(typed, ())).did_you_mean for engine in both)
        assert first == second, typed


def test_how_far_the_rankings_agree_is_measured(both: Engines) -> None:
    shared, best, asked_for = 0.0, 0, 0
    for text in (text for text in QUERIES if " " in text and not text.startswith(("-", "date"))):
        first, second = (
            [hit.article_id for hit in e.search(asked(text, ())).hits[:FIRST_OF_RANKING]] for e in both
        )
        if first:
            asked_for += 1
            shared += len({*first} & {*second}) / len(first)
            best += first[0] == second[0]
    print(  # noqa: T201 - the figures of docs/scale.md.
        f"\nRankings of {asked_for} queries: {100 * shared / asked_for:.0f} % of the first {FIRST_OF_RANKING} are the "
        f"same, the first itself in {100 * best / asked_for:.0f} %."
    )
    assert shared / asked_for > 0.5
