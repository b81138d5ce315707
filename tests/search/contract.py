"""What every search engine must do, whichever it is: subclass `Contract` and give it a fixture `backend`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable
from dataclasses import replace

import pytest

from articles.search.backend import IndexMissing, SearchBackend, SearchDocument
from articles.search.query.query import Query
from articles.search.results import Results
from articles.search.snippets import hit_spans
from tests.search.world import OTHER_SCRIPTS, WORLD, report


def found(backend: SearchBackend, text: str = "", **parameters: str) -> set[int]:
    return ids(backend.search(asked(text, **parameters)))


def asked(text: str = "", **parameters: str) -> Query:
    """A query by its parameters; ``not_place`` stands for ``-place``, ``from_`` for ``from``; spaces part values."""
    pairs = [("q", text), ("page_size", "50")]
    for name, values in parameters.items():
        pairs += [(name.replace("not_", "-").rstrip("_"), value) for value in values.split()]
    query = Query.from_params(pairs)
    assert not query.problems
    return query


def ids(results: Results) -> set[int]:
    assert results.total == results.lines == len(results.hits)
    return {hit.article_id for hit in results.hits}


def order(results: Results) -> list[int]:
    return [hit.article_id for hit in results.hits]


def room_hint(backend: SearchBackend, text: str) -> str:
    return backend.search(asked(text)).did_you_mean


def counts(results: Results, facet: str) -> dict[str, int]:
    return dict(results.facets[facet])


def told(documents: Iterable[SearchDocument], stories: dict[int, str]) -> list[SearchDocument]:
    """The documents, some as reports of a story."""
    return [
        replace(d, facets=d.facets | ({"story": (stories[d.article_id],)} if d.article_id in stories else {}))
        for d in documents
    ]


def widened(document: SearchDocument) -> SearchDocument:
    """Northport and Halden lie in the north; article 10 names the people of Norland."""
    own = document.facets.get("place", ())
    within = (*own, "the-north") if {"northport", "halden"} & {*own} else own
    people = ("norland",) if document.article_id == 10 else ()
    wider = {"within": within, "nationalities": (*own, *people), "within_nationalities": (*within, *people)}
    return replace(
        document, facets=document.facets | {f"place_{name}": values for name, values in wider.items()}
    )


class Contract:
    """The tests; ``backend`` is an engine with nothing in it, ``room`` one that holds the small world."""

    hostile_max_ms = 1_000

    @pytest.fixture
    def backend(self) -> SearchBackend:
        raise NotImplementedError

    @pytest.fixture
    def room(self, backend: SearchBackend) -> SearchBackend:
        assert backend.rebuild(WORLD) == len(WORLD)
        return backend

    @pytest.fixture
    def changing(self, backend: SearchBackend) -> SearchBackend:
        """The same for a test that changes it."""
        assert backend.rebuild(WORLD) == len(WORLD)
        return backend

    # Other languages

    @pytest.mark.parametrize(
        ("typed", "wanted"),
        [
            ("лавров", {101}),
            ("лавровым", {101}),
            ("lavrov", {101}),
            ('"министром Лавровым"', {101}),
            ('"Лавровым министром"', set()),
            ('"переговоры министр"~3', {101}),
            ("перегов*", {101}),
            ("title:ташкентом", {101}),
            ("拉夫罗夫", {102}),
            ("拉夫* 塔什干", {102}),
            ("罗夫拉", set()),
            ("الوزير", {103}),
            ("وزير ايران", {103}),
            ("ferry", {1, 2, 3, 7}),
        ],
    )
    def test_words_of_other_scripts_are_found_in_all_their_forms(
        self, changing: SearchBackend, typed: str, wanted: set[int]
    ) -> None:
        changing.update(OTHER_SCRIPTS)
        assert found(changing, typed) == wanted

    def test_they_are_marked_where_they_are_found(self, changing: SearchBackend) -> None:
        changing.update(OTHER_SCRIPTS)
        for typed, document, marked in (
            ("лавровым", OTHER_SCRIPTS[0], ["Лавров", "Лавровым"]),
            ("lavrov", OTHER_SCRIPTS[0], ["Лавров", "Лавровым"]),
            ("拉夫罗夫", OTHER_SCRIPTS[1], ["拉夫罗夫"]),
            ("وزير", OTHER_SCRIPTS[2], ["الوزير"]),
        ):
            terms = changing.search(Query(text=typed)).terms
            texts = (document.title, document.body)
            assert [text[a:b] for text in texts for a, b in hit_spans(text, terms)] == marked, typed

    # When values were written about

    def test_a_value_has_the_days_and_months_of_its_dated_articles(self, changing: SearchBackend) -> None:
        dated = [one for one in WORLD if "northport" in one.facets.get("place", ()) and one.published]
        spread = changing.spreads([("place", "northport"), ("place", "nowhere"), ("person", "northport")])
        days = sorted(one.published for one in dated if one.published)
        assert set(spread) == {("place", "northport")}
        told = spread["place", "northport"]
        assert (told.first, told.last) == (days[0], days[-1]) and sum(told.months.values()) == len(days)
        assert set(told.months) == {f"{day:%Y-%m}" for day in days}
        changing.update([], [one.article_id for one in dated])
        assert changing.spreads([("place", "northport")]) == {}

    # Words

    def test_all_words_must_be_there_in_whichever_field(self, room: SearchBackend) -> None:
        assert found(room, "ferry northport") == {1, 2}
        assert found(room, "ferry finch") == {1, 3}
        assert found(room, "ferry pumpkins") == set()

    def test_any_word_will_do_when_asked_so(self, room: SearchBackend) -> None:
        assert found(room, "fog pumpkins", match="any") == {2, 12}

    @pytest.mark.parametrize(
        ("typed", "wanted"),
        [
            ("FERRIES", {1, 2, 3, 7}),
            ("cafe", {6}),
            ("halden", {6, 9}),
            ("obrien", {9}),
            ("O'Brien", {9}),
            ("sherwood randall", {4}),
            ("SherwoodRandall", {4}),
            ("Sherwood-Randall", {4}),
            ("cooperate", {4}),
            ("co-operation", {4}),
            ("alnoor", {12}),
            ("US", {2, 10}),
            ("U.S.", {2, 10}),
            ("us", {2, 3, 10}),
            ("31000", {10}),
            ("31,000", {10}),
            ("the", {1, 2, 3, 4, 6, 8, 9, 10, 12}),
        ],
    )
    def test_a_word_is_found_in_every_spelling(
        self, room: SearchBackend, typed: str, wanted: set[int]
    ) -> None:
        assert found(room, typed) == wanted

    def test_an_entity_is_found_by_any_of_its_names(self, room: SearchBackend) -> None:
        assert found(room, "Sameer Ghani") == found(room, "Samir Gani") == {3, 5}
        assert found(room, "“Sameer Ghani”") == {3, 5}

    def test_a_phrase_does_not_cross_from_one_name_to_the_next(self, room: SearchBackend) -> None:
        assert found(room, "“Gani Sameer”") == set()

    # The language

    @pytest.mark.parametrize(
        ("typed", "wanted"),
        [
            ('"power vacuum"', {9}),
            ("“power vacuum”", {9}),
            ("power vacuum", {8, 9}),
            ('"vacuum power"~9', {8, 9}),
            ('"omega alpha"~6', {11}),
            ('"omega alpha"~5', set()),
            ('"bridge at Selby"', {3}),
            ('"bridge Selby"', set()),
            ("fog OR pumpkins", {2, 12}),
            ("ferry -northport", {3, 7}),
            ("ferry NOT (fog OR dawn)", {3, 7}),
            ("-ferry", {4, 5, 6, 8, 9, 10, 11, 12}),
            ("(fog OR dawn) ferry", {1, 2}),
            ("negotia*", {5}),
            ("pumpk*", {12}),
            ("tunel~", {10, 11}),
            ("title:ferry", {1, 2}),
            ("title:tunnel OR title:fog", {2, 11}),
            ('title:"power vacuum"', {9}),
            ("title:pow*", {8, 9}),
            ("byline:finch", {1, 3}),
            ("outlet:lantern", {5, 6, 7, 12}),
            ("outlet:“the lantern” -ferry", {5, 6, 12}),
            ("person:gani OR place:halden", {3, 5, 6, 9}),
            ("person:sameer", {3, 5}),
            ("person:“sameer ghani”", {3, 5}),
            ("person:“ghani samir”", set()),
            ("dateline:northport", {1, 2}),
            ("agency:MEP ferry", {2}),
            ("org:randall", {4}),
            ("date:2021-07", {1, 2, 8, 9}),
            ("date:2021-08-01..", {3, 4, 10, 11, 12}),
            ("date:..2020", {5}),
            ("(ferry", {1, 2, 3, 7}),
        ],
    )
    def test_the_query_language(self, room: SearchBackend, typed: str, wanted: set[int]) -> None:
        assert found(room, typed) == wanted

    @pytest.mark.parametrize(
        "typed", ["ab* " * 26, "ab~ " * 32, "NOT " * 60 + "x", "(" * 300, '"' * 299, "the " * 32]
    )
    def test_hostile_queries_are_answered_in_time(self, room: SearchBackend, typed: str) -> None:
        assert room.search(Query(text=typed)).took_ms < self.hostile_max_ms

    # Facets

    def test_counts_are_over_the_whole_result_not_the_page(self, room: SearchBackend) -> None:
        results = room.search(Query(page_size=2))
        assert results.total == 12 and len(results.hits) == 2
        assert counts(results, "outlet") == {"harbour-post": 4, "selby-courier": 4, "the-lantern": 4}
        assert counts(results, "person") == {"samir-gani": 2, "mira-olsen": 2}
        assert counts(results, "agency") == {"mep": 2}

    def test_months_come_latest_first_each_year_above_its_months(self, room: SearchBackend) -> None:
        months = list(room.search(asked("ferry OR election OR tunnel")).facets["month"].items())
        assert months == (
            [
                ("2022", 2),
                ("2022-02", 2),
                ("2021", 3),
                ("2021-08", 1),
                ("2021-07", 2),
                ("2020", 1),
                ("2020-12", 1),
            ]
        )

    def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(
        self, room: SearchBackend
    ) -> None:
        assert found(room, outlet="harbour-post the-lantern", place="halden") == {6, 9}
        assert found(room, month="2021-07 2022", outlet="harbour-post") == {1, 2, 9, 10}

    def test_a_facets_counts_ignore_its_own_choice_but_not_the_others(self, room: SearchBackend) -> None:
        results = room.search(asked(outlet="harbour-post", place="halden"))
        assert counts(results, "outlet") == {"harbour-post": 1, "the-lantern": 1}
        assert counts(results, "place") == {"northport": 2, "halden": 1, "selby": 1}

    def test_excluded_values_are_out_and_still_shown(self, room: SearchBackend) -> None:
        results = room.search(asked("ferry", not_outlet="harbour-post"))
        assert ids(results) == {3, 7}
        assert counts(results, "outlet") == {"selby-courier": 1, "the-lantern": 1, "harbour-post": 0}

    def test_a_chosen_value_shows_even_with_nothing_behind_it(self, room: SearchBackend) -> None:
        results = room.search(asked("pumpkins", person="mira-olsen", org="nobody"))
        assert results.total == 0
        assert counts(results, "person") == {"mira-olsen": 0}
        assert counts(results, "org") == {"nobody": 0}

    def test_articles_without_a_value_are_counted_chosen_and_excluded(self, room: SearchBackend) -> None:
        results = room.search(asked("ferry"))
        assert results.without["month"] == 1 and results.without["dateline"] == 1
        assert found(room, "ferry", month="_none") == {7}
        assert found(room, "ferry", not_month="_none") == {1, 2, 3}
        assert found(room, dateline="_none selby", outlet="selby-courier") == {3, 4, 8, 11}
        either = room.search(asked("ferry", month="_none"))
        assert either.without["month"] == 1 and "_none" not in either.facets["month"]

    def test_a_facet_says_how_many_values_it_has_however_few_are_given(self, room: SearchBackend) -> None:
        results = room.search(asked(), values_max=1)
        assert counts(results, "outlet") == {"harbour-post": 4}
        assert results.values["outlet"] == 3
        assert room.search(asked(), facets=("person",)).facets.keys() == {"person"}

    def test_days_narrow_too_and_an_unknown_day_is_in_none(self, room: SearchBackend) -> None:
        assert found(room, "ferry", from_="2021-07-09") == {2, 3}
        assert found(room, from_="2022-02-02", to="2022-02-02") == {10}
        assert 7 not in found(room, from_="0001-01-01")

    # Order and pages

    def test_with_no_words_it_is_everything_newest_first_unknown_days_last(self, room: SearchBackend) -> None:
        assert order(room.search(asked())) == [12, 11, 10, 4, 3, 9, 8, 2, 1, 6, 5, 7]

    def test_oldest_first_also_puts_unknown_days_last(self, room: SearchBackend) -> None:
        assert order(room.search(asked("ferry", sort="oldest"))) == [1, 2, 3, 7]
        assert order(room.search(asked("ferry", sort="newest"))) == [3, 2, 1, 7]

    def test_what_was_added_last_comes_first(self, room: SearchBackend) -> None:
        assert order(room.search(asked("ferry", sort="added"))) == [7, 3, 2, 1]
        assert order(room.search(Query(sort="added", page_size=3))) == [12, 11, 10]

    def test_a_word_in_the_headline_counts_for_more(self, room: SearchBackend) -> None:
        ranked = order(room.search(asked("ferry")))
        assert set(ranked[:2]) == {1, 2}
        assert order(room.search(asked("bridge")))[-1] == 11

    def test_pages_part_the_result_without_gap_or_overlap(self, room: SearchBackend) -> None:
        pages = [order(room.search(Query(page=page, page_size=5))) for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [5, 5, 2, 0]
        assert [number for page in pages for number in page] == order(room.search(asked()))
        assert room.search(Query(page=9)).total == 12

    def test_a_walk_goes_through_every_page_of_a_result(self, room: SearchBackend) -> None:
        for query in (asked(), asked("ferry"), asked("ferry OR bridge", sort="oldest", not_place="selby")):
            walked = [hit.article_id for hit in room.walk(replace(query, page_size=2, page=3))]
            assert walked == order(room.search(query))

    def test_a_walk_sees_the_index_as_it_was_at_its_first_step(self, changing: SearchBackend) -> None:
        walk = changing.walk(asked())
        first = next(walk).article_id
        changing.update([report(13, "New ferry", "Launched.", "2023-01-01")], deleted=[1, 2, 3])
        assert sorted([first, *(hit.article_id for hit in walk)]) == list(range(1, 13))

    # Stories, and what widens a facet

    def test_the_reports_of_a_story_are_one_line_under_the_best_of_them(self, backend: SearchBackend) -> None:
        backend.rebuild(told(WORLD, {1: "7", 2: "7", 3: "7", 8: "9", 9: "9"}))
        results = backend.search(asked("ferry", sort="newest", group="on"))
        assert (results.total, results.lines) == (4, 2)
        assert [(hit.article_id, hit.others, hit.reports) for hit in results.hits] == [
            (3, (2, 1), 3),
            (7, (), 1),
        ]
        oldest = backend.search(asked("ferry", sort="oldest", group="on"))
        assert [(hit.article_id, hit.others) for hit in oldest.hits] == [(1, (2, 3)), (7, ())]

    def test_only_the_reports_that_were_found_stand_under_their_story(self, backend: SearchBackend) -> None:
        backend.rebuild(told(WORLD, {1: "7", 2: "7", 3: "7"}))
        results = backend.search(asked("northport", group="on"))
        assert sorted([results.hits[0].article_id, *results.hits[0].others]) == [1, 2]
        assert (results.total, results.lines, results.hits[0].reports) == (2, 1, 2)

    def test_without_grouping_each_article_is_a_line(self, backend: SearchBackend) -> None:
        backend.rebuild(told(WORLD, {1: "7", 2: "7", 3: "7"}))
        for query in (asked("ferry"), asked("ferry", group="off")):
            results = backend.search(query)
            assert (results.total, results.lines, len(results.hits)) == (4, 4, 4)
            assert all(hit.others == () for hit in results.hits)

    def test_pages_of_stories_part_the_result_without_gap_or_overlap(self, backend: SearchBackend) -> None:
        backend.rebuild(told(WORLD, {n: str(n // 3) for n in range(1, 12)}))
        whole = backend.search(Query(page_size=50, grouped=True))
        pages = [backend.search(Query(page=n, page_size=2, grouped=True)).hits for n in (1, 2, 3, 4)]
        assert [hit for hits in pages for hit in hits] == list(whole.hits)
        assert [len(hits) for hits in pages] == [2, 2, 1, 0]
        walked = [hit.article_id for hit in backend.walk(Query(grouped=True))]
        assert walked == [hit.article_id for hit in whole.hits]
        shown = [pk for hit in whole.hits for pk in (hit.article_id, *hit.others)]
        assert sorted(shown) == list(range(1, 13)) and whole.lines == 5

    def test_a_story_of_several_found_articles_is_a_facet(self, backend: SearchBackend) -> None:
        backend.rebuild(told(WORLD, {1: "7", 2: "7", 3: "7", 9: "9"}))
        assert counts(backend.search(asked("ferry")), "story") == {"7": 3}
        assert found(backend, story="7") == {1, 2, 3}
        assert counts(backend.search(asked(story="9")), "story") == {"7": 3, "9": 1}

    def test_places_within_a_place_count_for_it_when_asked_for(self, backend: SearchBackend) -> None:
        backend.rebuild([widened(document) for document in WORLD])
        assert found(backend, place="the-north") == set()
        assert found(backend, place="the-north", within="on") == {1, 2, 6, 9}
        assert found(backend, not_place="the-north", within="on") == {3, 4, 5, 7, 8, 10, 11, 12}
        within = counts(backend.search(asked("ferry", within="on")), "place")
        assert within == {"the-north": 2, "northport": 2, "selby": 2}
        assert counts(backend.search(asked("ferry")), "place") == {"northport": 2, "selby": 2}
        assert found(backend, "place:“the north”", within="on") == {1, 2, 6, 9}

    def test_nationalities_count_when_asked_for_alone_and_with_places_within(
        self, backend: SearchBackend
    ) -> None:
        backend.rebuild([widened(document) for document in WORLD])
        assert found(backend, place="norland") == set()
        assert found(backend, place="norland", nationalities="on") == {10}
        both = counts(backend.search(asked("tunnel OR halden", nationalities="on", within="on")), "place")
        assert both == {"halden": 2, "the-north": 2, "norland": 1}

    def test_switches_hold_after_updates_and_merges(self, backend: SearchBackend) -> None:
        backend.rebuild([widened(document) for document in WORLD[:4]])
        for document in WORLD[4:]:
            backend.update([document, widened(WORLD[0])])
        assert found(backend, place="the-north", within="on") == {1, 2}
        assert found(backend, place="halden", within="on") == {6, 9}

    def test_days_are_counted_in_a_short_range(self, backend: SearchBackend) -> None:
        backend.rebuild(
            [
                report(1, "A", "Ferry.", "2021-07-01"),
                report(2, "B", "Ferry.", "2021-07-03"),
                report(3, "C", "Ferry.", "2021-07-03"),
                report(4, "D", "Bridge.", "2021-07-03"),
                report(5, "E", "Ferry.", "2021-08-01"),
            ]
        )
        found = backend.search(asked("ferry", from_="2021-07-01", to="2021-07-31"))
        assert found.days == {dt.date(2021, 7, 1): 1, dt.date(2021, 7, 3): 2}
        assert backend.search(asked("ferry", from_="2021-07-01", to="2021-08-31")).days == {}
        assert backend.search(asked("ferry", from_="2021-07-01")).days == {}

    # Spelling, suggestions, terms

    def test_a_better_spelling_is_offered_only_when_it_finds_something(self, room: SearchBackend) -> None:
        assert room.search(asked("nortport ferry")).did_you_mean == "northport ferry"
        assert room.search(asked("pumpkinz outlet:harbour")).did_you_mean == ""
        assert room.search(asked("ferry")).did_you_mean == ""
        assert room.search(asked("qqqqqq")).did_you_mean == ""

    def test_a_rare_spelling_is_doubted_where_articles_hold_a_frequent_one(
        self, backend: SearchBackend
    ) -> None:
        known = [report(number, f"Kerosine {number}", "Kerosine is dear.") for number in range(1, 41)]
        backend.rebuild([*known, report(41, "Kerosene", "Kerosene is dear."), report(42, "Dears", "Dears.")])
        assert room_hint(backend, "kerosene") == "kerosine"
        assert room_hint(backend, "Kerosene dear") == "Kerosine dear"
        assert room_hint(backend, "kerosine") == room_hint(backend, "dears") == ""

    def test_a_letter_left_out_is_likelier_than_one_too_many(self, backend: SearchBackend) -> None:
        often = [report(number, "Put it there", "They put it there.") for number in range(1, 9)]
        backend.rebuild([*often, report(9, "Putin", "Putin spoke.")])
        assert room_hint(backend, "putn") == "putin"

    def test_one_word_finds_what_others_write_as_two(self, backend: SearchBackend) -> None:
        backend.rebuild(
            [
                report(1, "One", "Healthcare is dear."),
                report(2, "Two", "Health care is dear."),
                report(3, "Hyphen", "Health-care costs rise."),
                report(4, "Apart", "Care for your health."),
            ]
        )
        assert found(backend, "healthcare") == {1, 2, 3}
        assert found(backend, "health care") == {2, 3, 4}

    def test_a_type_with_its_number_is_found_in_one_and_several(self, backend: SearchBackend) -> None:
        backend.rebuild(
            [
                report(1, "Jets", "Two F-16s took off."),
                report(2, "Jet", "An F-16 fell."),
                report(3, "A", "16 jets."),
            ]
        )
        assert found(backend, "F-16") == found(backend, "F-16s") == {1, 2}

    def test_suggestions_begin_as_typed_the_frequent_first(self, room: SearchBackend) -> None:
        assert [s.text for s in room.suggest("fe")] == ["ferry", "festival"]
        assert [s.text for s in room.suggest("Ferry br", limit=2)] == ["bridge", "brass"]
        assert list(room.suggest("(")) == []

    def test_terms_for_marking_leave_out_what_is_excluded(self, room: SearchBackend) -> None:
        assert room.search(asked("ferries -fog negotia*")).terms == {"ferri", "negotia*"}

    # Change

    def test_an_update_replaces_adds_and_takes_out_in_one_go(self, changing: SearchBackend) -> None:
        changing.update(
            [report(1, "Nothing to see", "Closed."), report(13, "New ferry", "Launched.")], deleted=[2]
        )
        assert found(changing, "ferry") == {3, 7, 13}
        assert changing.article_ids() == frozenset({1, *range(3, 14)})
        assert found(changing, place="northport") == set()

    def test_the_same_article_twice_in_one_update_is_kept_once(self, changing: SearchBackend) -> None:
        changing.update([report(1, "First", ""), report(1, "Second", "")], deleted=[1])
        changing.update([replace(WORLD[0], title="Third ferry")])
        assert changing.search(asked()).total == 12
        assert found(changing, "third") == {1} and found(changing, "second") == set()

    def test_many_small_updates_agree_with_a_fresh_build(self, changing: SearchBackend) -> None:
        for number in range(8):
            changing.update(
                [report(100 + number, f"Ferry {number}", "A ferry."), WORLD[number]], deleted=[99 + number]
            )
        changing.update([], deleted=[107])
        assert changing.article_ids() == frozenset(range(1, 13))
        assert counts(changing.search(asked()), "outlet") == {
            "harbour-post": 4,
            "selby-courier": 4,
            "the-lantern": 4,
        }
        assert found(changing, "ferry") == {1, 2, 3, 7}

    def test_a_rebuild_leaves_only_what_it_was_given(self, changing: SearchBackend) -> None:
        assert changing.rebuild(WORLD[:3]) == 3
        assert changing.article_ids() == frozenset({1, 2, 3})
        assert changing.rebuild([]) == 0
        assert changing.search(asked("ferry")).total == 0

    def test_searches_go_on_while_it_is_rebuilt_and_updated(self, changing: SearchBackend) -> None:
        wrong: list[set[int]] = []
        rounds = 25

        def ask() -> None:
            for _ in range(rounds):
                if (answer := found(changing, '"power vacuum" OR pumpkins OR fog')) != {2, 9, 12}:
                    wrong.append(answer)

        readers = [threading.Thread(target=ask) for _ in range(3)]
        for reader in readers:
            reader.start()
        for _ in range(3):
            changing.rebuild(WORLD)
            changing.update([WORLD[8], WORLD[0]])
        for reader in readers:
            reader.join()
        assert wrong == []

    def test_a_failure_while_writing_leaves_the_index_as_it_was_and_writable(
        self, changing: SearchBackend
    ) -> None:
        def breaking() -> Iterable[object]:
            yield WORLD[0]
            raise RuntimeError("the disk is full")

        with pytest.raises(RuntimeError):
            changing.rebuild(breaking())  # type: ignore[arg-type]
        broken = replace(WORLD[1], published="yesterday")  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            changing.update([report(50, "Half", "written"), broken])
        assert changing.article_ids() == frozenset(range(1, 13))
        changing.update([report(13, "Written", "after all")])
        assert 13 in changing.article_ids()

    def test_without_an_index_the_cure_is_named(self, backend: SearchBackend) -> None:
        for ask in (lambda: backend.search(Query()), backend.article_ids, lambda: backend.update([])):
            with pytest.raises(IndexMissing, match=r"manage\.py reindex"):
                ask()
