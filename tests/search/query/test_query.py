"""The query: everything a URL says, and nothing that a URL can break."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from articles.search.facets import FACET_NAMES, SWITCHES
from articles.search.query.facet_links import FacetLinks
from articles.search.query.query import MATCHES, SORTS, Constraint, Query

SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
MONTHS = st.from_regex(r"20[0-9]{2}(-0[1-9])?", fullmatch=True)
DAYS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 1, 1))


@st.composite
def queries(draw: st.DrawFn) -> Query:
    query = Query().with_text(draw(st.text(max_size=60)))
    for facet in draw(st.lists(st.sampled_from(FACET_NAMES), max_size=6)):
        value = draw(MONTHS if facet == "month" else SLUGS)
        query = query.excluding(facet, value) if draw(st.booleans()) else query.toggled(facet, value)
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    query = query.between(first if draw(st.booleans()) else None, last if draw(st.booleans()) else None)
    query = query.matching(draw(st.sampled_from(MATCHES))).sorted_by(draw(st.sampled_from(SORTS)))
    for switch in draw(st.sets(st.sampled_from(SWITCHES))):
        query = query.switching(switch)
    query = query.grouping(draw(st.sampled_from([None, True, False])))
    return query.on_page(draw(st.integers(1, 500)))


@given(queries())
def test_a_query_survives_the_url(query: Query) -> None:
    read_again = Query.from_params(parse_qsl(query.to_querystring()))
    assert read_again == query
    assert read_again.problems == ()
    assert Query.from_params(QueryDict(query.to_querystring())) == query


@given(queries(), st.sampled_from(FACET_NAMES[2:]), SLUGS)
def test_toggling_twice_gives_it_back_on_page_one(query: Query, facet: str, value: str) -> None:
    query = query.without(Constraint(facet, value, excluded=True)).on_page(1)
    assert query.toggled(facet, value).toggled(facet, value) == query


@given(queries(), st.sampled_from(FACET_NAMES), SLUGS)
def test_the_links_of_a_facet_are_what_its_switches_lead_to(query: Query, facet: str, slug: str) -> None:
    links = FacetLinks.of(query, facet)
    for value in (slug, *query.chosen.get(facet, ()), *query.excluded.get(facet, ())):
        assert links.toggled(value) == query.toggled(facet, value).to_querystring()
        assert links.excluding(value) == query.excluding(facet, value).to_querystring()


@given(st.lists(st.tuples(st.sampled_from(["q", "page", "from", "to", "-place", "month", "x"]), st.text())))
def test_no_parameters_whatever_make_it_raise(pairs: list[tuple[str, str]]) -> None:
    query = Query.from_params(pairs)
    assert Query.from_params(query.to_params()) == query


def test_parameters_stand_in_one_order_whatever_the_order_of_clicks() -> None:
    one = Query().toggled("place", "kabul").toggled("outlet", "the-dial").with_text("border")
    other = Query(text="border").toggled("outlet", "the-dial").toggled("place", "kabul")
    assert one.to_querystring() == other.to_querystring() == "q=border&outlet=the-dial&place=kabul"


def test_any_change_but_of_the_page_leads_back_to_page_one() -> None:
    far = Query(text="border", page=7)
    assert far.toggled("place", "kabul").page == 1
    assert far.sorted_by("newest").page == 1
    assert far.with_text("bridge").page == 1
    assert far.on_page(8).page == 8


def test_a_value_is_chosen_or_excluded_but_not_both() -> None:
    query = Query().toggled("place", "kabul").excluding("place", "kabul")
    assert query.chosen == {}
    assert query.excluded == {"place": ("kabul",)}
    both = Query.from_params([("place", "kabul"), ("-place", "kabul")])
    assert both.chosen == {"place": ("kabul",)} and both.excluded == {}
    assert "both chosen and excluded" in both.problems[0]


def test_a_name_typed_as_a_facet_value_becomes_its_slug() -> None:
    query = Query.from_params([("person", "Sérgey  Lavrov"), ("org", "17")])
    assert query.chosen == {"person": ("sergey-lavrov",), "org": ("17",)}
    assert query.renamed("org", "17", "united-nations").chosen["org"] == ("united-nations",)


def test_days_may_be_months_or_years_and_the_last_day_is_included() -> None:
    query = Query.from_params([("from", "2021"), ("to", "2021-02")])
    assert (query.date_from, query.date_to) == (dt.date(2021, 1, 1), dt.date(2021, 2, 28))
    turned = Query.from_params([("from", "2021-08-01"), ("to", "2021-07-01")])
    assert turned.date_from == dt.date(2021, 7, 1)
    assert "other way round" in turned.problems[0]


def test_what_makes_no_sense_is_left_out_and_said() -> None:
    nonsense = {"page": "-3", "page_size": "1" * 5000, "sort": "best", "match": "²", "from": "2021-02-30"}
    query = Query.from_params(nonsense | {"month": "July", "q": "x\ud800" * 20_000, "utm_source": "mail"})
    assert (query.page, query.page_size, query.sort, query.match, query.date_from) == (
        1,
        20,
        "relevance",
        "all",
        None,
    )
    assert query.text == ("x " * 150).rstrip()
    assert len(query.problems) == 7


def test_constraints_can_each_be_taken_away() -> None:
    query = Query.from_params(
        [("q", "border"), ("outlet", "the-dial"), ("-place", "kabul"), ("from", "2021-07-01")]
    )
    assert [c.parameter for c in query.constraints] == ["outlet", "-place", "from"]
    for constraint in query.constraints:
        assert constraint not in query.without(constraint).constraints
    assert query.without_filters() == Query(text="border")


def test_with_no_words_the_newest_come_first() -> None:
    assert Query().order == "newest"
    assert Query(text="border").order == "relevance"
    assert Query(sort="oldest").order == "oldest"
