"""Stock Whoosh runs on our bytes, and finds and counts what we find and count: it is the judge of random queries."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from whoosh import query as stock
from whoosh.searching import Searcher
from whoosh.sorting import Count, Facets

from articles.search.analysis import stem, tokens
from articles.search.backend import SearchDocument
from articles.search.engine.evaluation import EXPANSIONS_MAX
from articles.search.engine.searcher import find
from articles.search.engine.term_expansion import expand
from articles.search.facets import FACETS, LISTED_FACETS
from articles.search.index.segment import FIELDS
from articles.search.query.parser import parse
from articles.search.query.query import SORTS, Query
from articles.search.query.syntax import And, Everything, Fuzzy, Named, Node, Not, Or, Phrase, Prefix, Word
from articles.search.whoosh.backend import WhooshBackend
from articles.search.whoosh.store import open_index

WORDS = (
    "ferry ferries strait bridge bridges toll tolls minister ministers fog dawn quay harbour envoy treaty treaties the "
    "of and to in a US U.S. us Halden Hálden Selby Northport co-operate cooperation al-Noor Sherwood-Randall O’Brien "
    "Lavrov’s 31,000 31000 3.5 vacuum power powerful tunnel tunnels tunnelled evacuation evacuated Kábul Kabul"
).split()
NAMES = ("Samir Gani", "Sameer Ghani", "Mira Olsen", "Northport", "Harbour Board")


def document(chance: random.Random, number: int) -> SearchDocument:
    def some(values: str, most: int) -> tuple[str, ...]:
        return tuple(chance.sample(values.split(), chance.randint(0, most)))

    return SearchDocument(
        article_id=number,
        title=" ".join(chance.choices(WORDS, k=chance.randint(0, 8))),
        body=". ".join(
            " ".join(chance.choices(WORDS, k=chance.randint(1, 12))) for _ in range(chance.randint(0, 8))
        ),
        names="\n".join(chance.sample(NAMES, chance.randint(0, 3))),
        byline="\n".join(chance.sample(NAMES, chance.randint(0, 1))),
        published=dt.date(2020, 1, 1) + dt.timedelta(days=chance.randint(0, 900))
        if chance.random() < 0.9
        else None,
        facets={
            "outlet": some("the-lantern selby-courier harbour-post", 1),
            "person": some("samir-gani mira-olsen ada-finch ben-okafor", 3),
            "place": some("northport selby halden kabul", 3),
            "org": some("harbour-board foreign-office", 2),
            "dateline": some("northport selby", 1),
            "agency": some("mep", 1),
            "story": some(" ".join(map(str, range(1, 60))), 1),
            **(
                {"place_within": some("northport selby halden kabul the-north the-south", 5)}
                if number % 3
                else {}
            ),
        },
    )


def question(chance: random.Random, depth: int = 0) -> str:
    word = chance.choice(WORDS)
    kind = chance.random()
    if depth < 2 and kind < 0.35:
        sign = chance.choice([" ", " OR ", " -", " AND "])
        return f"({question(chance, depth + 1)}{sign}{question(chance, depth + 1)})"
    if kind < 0.5:
        return f'"{" ".join(chance.choices(WORDS, k=chance.randint(2, 3)))}"'
    if kind < 0.58:
        return f"{word[: chance.randint(2, 4)]}*" if word[:4].isalpha() else word
    if kind < 0.66:
        return f"{word[:-1]}~" if word.isalpha() and len(word) > 3 else word
    if kind < 0.72:
        return chance.choice(["person:gani", "place:selby", "outlet:harbour", "org:office", "agency:mep"])
    if kind < 0.8:
        return f"{chance.choice(['title', 'byline'])}:{word}"
    return f"-{word}" if kind < 0.83 else word


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> WhooshBackend:
    """Several segments, some articles replaced and some deleted, and one longer than sixteen bits can count."""
    chance, backend = random.Random(11), WhooshBackend(tmp_path_factory.mktemp("oracle"))
    backend.rebuild(document(chance, number) for number in range(1, 200))
    for first in range(200, 320, 20):
        backend.update(
            [document(chance, number) for number in (*range(first, first + 20), first - 150)],
            deleted=[first - 100],
        )
    long = document(chance, 999)
    backend.update([SearchDocument(999, "", "fog " * 70_000 + "quay envoy", "", "", None, long.facets)])
    return backend


@pytest.fixture(scope="module")
def judge(room: WhooshBackend) -> Iterator[Searcher]:
    with open_index(room._current().folder).searcher() as searcher:
        yield searcher


def put(node: Node, room: WhooshBackend, query: Query) -> stock.Query:
    """Our tree in stock Whoosh's terms."""
    match node:
        case And(parts) | Or(parts):
            kind = stock.And if isinstance(node, And) else stock.Or
            return kind([put(part, room, query) for part in parts])
        case Not(part):
            return stock.AndNot(stock.Every(), put(part, room, query))
        case Everything():
            return stock.Every()
        case Named(facet, text):
            known = room._current().snapshot.named(facet, text.lower())
            return stock.Or([stock.Term(query.column(facet), value) for value in known])
        case Prefix(text, ""):
            return stock.Prefix("words", "".join(t.word for t in tokens(text)[:1]))
        case Fuzzy(text, ""):
            near = room._current().snapshot.spelt_like(
                "".join(t.word for t in tokens(text)[:1]), EXPANSIONS_MAX
            )
            return stock.Or([stock.Term("words", word) for word in near])
        case Word(text, field) | Phrase(text, field):
            terms, fields = list(expand(text).terms), (field,) if field else FIELDS
            joined = [t.term for t in tokens(text) if t.joined] if isinstance(node, Word) else []
            either = [stock.Term(name, term) for name in fields for term in joined]
            either += [
                stock.Phrase(name, terms) if len(terms) > 1 else stock.Term(name, terms[0]) for name in fields
            ]
            return stock.Or(either)
    raise AssertionError(f"{node} is not asked here")


def judged(judge: Searcher, wanted: stock.Query, query: Query) -> tuple[set[int], dict[str, dict[str, int]]]:
    facets = Facets()
    for facet in FACETS:
        facets.add_field(query.column(facet.name), allow_overlap=True, maptype=Count)
    results = judge.search(wanted, limit=None, groupedby=facets)
    counts = {}
    for facet in FACETS:
        groups = results.groups(query.column(facet.name))
        counts[facet.name] = {k: n for k, n in groups.items() if k is not None and n >= facet.least}
    return {hit.docnum for hit in results}, counts


@pytest.mark.parametrize("queries", [80, pytest.param(3_000, marks=pytest.mark.evaluation)])
def test_random_queries_find_and_count_what_stock_whoosh_does(
    room: WhooshBackend, judge: Searcher, queries: int
) -> None:
    chance, snapshot, hits = random.Random(queries), room._current().snapshot, 0
    ids = snapshot.table.article_ids
    for _ in range(queries):
        text = question(chance)
        query = Query(text=text, page_size=1_000, switched=("within",) if chance.random() < 0.3 else ())
        found = find(snapshot, query)
        numbers, counts = judged(judge, put(parse(text).node, room, query), query)
        assert {hit.article_id for hit in found.hits} == {int(ids[number]) for number in numbers}, text
        for name in (facet.name for facet in LISTED_FACETS):
            assert found.facets[name] == counts[name], (text, name)
        hits += found.total
    assert hits > queries * 5


def test_positions_are_exact_beyond_sixteen_bits(room: WhooshBackend, judge: Searcher) -> None:
    found = room.search(Query(text='"fog quay envoy"'))
    assert 999 in {hit.article_id for hit in found.hits}
    assert 999 not in {hit.article_id for hit in room.search(Query(text='"quay fog"')).hits}
    numbers, _ = judged(judge, stock.Phrase("body", ["fog", "quay", "envoy"]), Query())
    assert len(numbers) == found.total


def test_stock_whoosh_scores_on_our_bytes_too(judge: Searcher) -> None:
    results = judge.search(
        stock.Or([stock.Term("body", stem("ferry")), stock.Term("title", stem("ferry"))]), limit=5
    )
    assert len(results.top_n) == 5
    assert results.score(0) >= results.score(4) > 0


@pytest.mark.parametrize("queries", [60, pytest.param(1_000, marks=pytest.mark.evaluation)])
def test_stories_are_what_the_same_result_gives_when_collapsed_by_hand(
    room: WhooshBackend, queries: int
) -> None:
    chance, several = random.Random(queries), 0
    story = dict.fromkeys(room.article_ids(), "")
    for number in range(1, 60):
        hits = room.search(Query.from_params({"story": str(number), "page_size": "100"})).hits
        story.update((hit.article_id, str(number)) for hit in hits)
    for _ in range(queries):
        query = Query(text=question(chance), sort=chance.choice(SORTS), page_size=chance.choice([1, 3, 20]))
        every = [hit.article_id for hit in room.search(replace(query, page_size=1_000)).hits]
        lines: dict[str, list[int]] = {}
        for pk in every:
            lines.setdefault(story[pk] or f"alone {pk}", []).append(pk)
        page = chance.randint(1, 3)
        found = room.search(replace(query, page=page, grouped=True))
        wanted = list(lines.values())[(page - 1) * query.page_size : page * query.page_size]
        assert (found.total, found.lines) == (len(every), len(lines)), query
        assert [[hit.article_id, *hit.others] for hit in found.hits] == wanted, query
        several += sum(len(line) > 1 for line in wanted)
    assert several > queries
