"""Search: results, facets, filters, what is said when nothing is found, and the same for programs."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from lxml import etree, html

from articles.ingest.indexing.outbox import get_backend, rebuild_index
from articles.models import Article
from tests.world import World

pytestmark = pytest.mark.django_db


def results(client: Client, querystring: str = "") -> html.HtmlElement:
    response = client.get(f"/search/?{querystring}")
    assert response.status_code == 200, querystring
    return html.fromstring(response.content.decode())


def titles(tree: html.HtmlElement) -> list[str]:
    return [element.text_content() for element in tree.xpath("//ol[@class='hits']//h3")]


def test_without_a_query_everything_is_listed_newest_first(client: Client, indexed: World) -> None:
    found = titles(results(client, "group=off"))
    assert found[:3] == [indexed.grain.title, indexed.harbour.title, indexed.bridge.title]
    assert len(found) == 5


def test_headlines_that_were_made_from_the_text_are_said_to_be(client: Client, indexed: World) -> None:
    assert "made from the article’s first words" not in results(client, "q=bridge").text_content()
    Article.objects.filter(pk=indexed.bridge.pk).update(title_origin="derived")
    tree = results(client, "q=bridge")
    assert tree.xpath("//h3[@class='derived']")
    assert "made from the article’s first words" in tree.text_content()


def test_the_versions_of_a_story_are_one_line_that_opens(client: Client, indexed: World) -> None:
    tree = results(client, "q=barge")
    assert titles(tree) == [indexed.harbour.title]
    assert "2 articles in 1 story" in tree.xpath("//h2[@id='results-h']")[0].text_content()
    versions = tree.xpath("//ol[@class='hits']//details")[0]
    assert versions.xpath("./summary")[0].text_content() == "2 versions of this story"
    assert versions.xpath(".//a/@href") == [f"{indexed.rewrite.get_absolute_url()}?q=barge&at=1"]
    apart = tree.xpath("//p[@class='sorts']/a[text()='every article']/@href")[0]
    assert dict(parse_qsl(apart.lstrip("?"))) == {"q": "barge", "group": "off"}
    assert len(titles(results(client, apart.lstrip("?")))) == 2


def test_stories_are_counted_before_pages_are_parted(client: Client, indexed: World) -> None:
    first, second = (results(client, f"page_size=2&page={n}") for n in (1, 2))
    assert len(titles(first)) == len(titles(second)) == 2
    assert client.get("/search/?page_size=2&page=3").status_code == 404


def test_a_story_is_a_facet_called_by_the_headline_of_its_first_report(
    client: Client, indexed: World
) -> None:
    tree = results(client, "q=harbour")
    link = tree.xpath("//section[@aria-labelledby='facet-story']//a[@class='value']")[0]
    assert link.text_content() == indexed.harbour.title
    assert set(titles(results(client, link.get("href").lstrip("?")))) == {
        indexed.harbour.title,
        indexed.rewrite.title,
    }


def test_places_within_and_nationalities_are_switched_on_in_the_address(
    client: Client, indexed: World
) -> None:
    tree = results(client, "q=barge")
    links = tree.xpath("//section[@aria-labelledby='facet-place']/p[@class='facet-switches']/a")
    assert [link.text_content() for link in links] == ["and places within", "include nationalities"]
    assert [link.get("href") for link in links] == ["?q=barge&within=on", "?q=barge&nationalities=on"]
    assert titles(results(client, "place=norway")) == []
    within = results(client, "place=norway&within=on")
    assert len(titles(within)) == 2
    assert "Norway" in within.xpath("//section[@aria-labelledby='facet-place']")[0].text_content()


def test_hits_are_marked_in_title_and_snippet(client: Client, indexed: World) -> None:
    tree = results(client, "q=barge&group=off")
    assert titles(tree) == [indexed.harbour.title, indexed.rewrite.title]
    assert [
        mark.text_content() for mark in tree.xpath("//ol[@class='hits']/li[1]//h3//mark[@class='hit']")
    ] == ["Barge"]
    assert "barge" in [mark.text_content() for mark in tree.xpath("//p[@class='snippet']/mark[@class='hit']")]


def test_how_the_query_was_read_is_shown_only_where_it_is_not_what_was_typed(
    client: Client, indexed: World
) -> None:
    def said(querystring: str) -> str:
        return " ".join(results(client, querystring).text_content().split())

    assert "Read as: (“barge” and “rope”) or “bridge”" in said("q=barge+rope+OR+bridge")
    assert "Read as: “barge” or “rope”" in said("q=barge+rope&match=any")
    for plain in (
        "q=barge",
        "q=barge+-rope",
        "q=%22barge+rope%22",
        "q=barge+rope",
        "outlet=sandmouth-courier",
    ):
        assert "Read as" not in said(plain), plain


def test_what_was_added_last_comes_first_and_says_when(client: Client, indexed: World) -> None:
    tree = results(client, "sort=added&group=off")
    assert titles(tree)[:2] == [indexed.hostile.title, indexed.bridge.title]
    lines = [
        " ".join(line.text_content().split()) for line in tree.xpath("//ol[@class='hits']//p[@class='line']")
    ]
    assert all("added " in line for line in lines) and len(lines) == 5
    assert "added " not in results(client, "group=off").xpath("//ol[@class='hits']")[0].text_content()


def test_results_leave_out_what_nobody_knows_of_an_article(client: Client, indexed: World) -> None:
    tree = results(client, "group=off")
    listed = tree.xpath("//ol[@class='hits']")[0].text_content()
    assert "outlet unknown" not in listed and "undated" not in listed
    assert len(tree.xpath("//ol[@class='hits']//p[@class='line']")) == 4


def test_a_person_by_any_name_finds_the_articles_that_name_her(client: Client, indexed: World) -> None:
    tree = results(client, f"group=off&person={indexed.calloway.slug}")
    assert set(titles(tree)) == {indexed.harbour.title, indexed.rewrite.title}
    assert titles(results(client, f"group=off&person={indexed.calloway.pk}")) == titles(tree)


def test_a_merged_persons_slug_finds_what_the_other_finds(client: Client, indexed: World) -> None:
    assert len(titles(results(client, "person=i-calloway&group=off"))) == 2


def test_a_facet_link_narrows_and_the_same_link_again_takes_it_back(client: Client, indexed: World) -> None:
    tree = results(client, "q=harbour+OR+grain")
    link = tree.xpath(
        "//section[@aria-labelledby='facet-outlet']//a[contains(., 'Sandmouth Courier')]/@href"
    )[0]
    narrowed = results(client, link.lstrip("?"))
    assert titles(narrowed) == [indexed.grain.title]
    chosen = narrowed.xpath(
        "//section[@aria-labelledby='facet-outlet']//li[@class='chosen']/a[@class='value']"
    )
    assert "✓" in chosen[0].text_content()
    back = urlsplit(chosen[0].get("href"))
    assert dict(parse_qsl(back.query)) == {"q": "harbour OR grain"}
    assert narrowed.xpath(f"//section[@aria-labelledby='facet-outlet']//*[@id='{back.fragment}']")


def test_two_values_of_one_facet_are_either_or_and_a_minus_excludes(client: Client, indexed: World) -> None:
    both = titles(results(client, "outlet=sandmouth-courier&outlet=the-northern-dial"))
    assert set(both) == {indexed.grain.title, indexed.bridge.title, indexed.harbour.title}
    assert titles(results(client, "outlet=sandmouth-courier&-place=port-ellery")) == [indexed.bridge.title]


def test_filters_applied_can_be_removed_one_by_one(client: Client, indexed: World) -> None:
    tree = results(client, "q=harbour&outlet=the-northern-dial&-place=sandmouth&from=2021-07-01")
    removals = tree.xpath("//div[@class='applied']//a")
    said = [" ".join(link.text_content().split()) for link in removals]
    assert said == [
        "Remove the filter Outlet: The Northern Dial ✕",
        "Remove the filter Places: Not Sandmouth ✕",
        "Remove the filter From: From 1 July 2021 ✕",
        "clear all",
    ]
    assert removals[-1].get("href") == "?q=harbour"
    assert tree.xpath("//aside[@id='filters']/details/summary")[0].text_content() == "Filters (3)"
    assert dict(parse_qsl(removals[0].get("href").lstrip("?"))) == {
        "q": "harbour",
        "-place": "sandmouth",
        "from": "2021-07-01",
    }


def test_a_new_search_keeps_the_filters_and_shows_them(client: Client, indexed: World) -> None:
    tree = results(client, "q=harbour&outlet=the-northern-dial&sort=oldest")
    kept = {
        field.get("name"): field.get("value")
        for field in tree.xpath("//form[contains(@class, 'big')]//input")
    }
    assert kept == {"q": "harbour", "outlet": "the-northern-dial", "sort": "oldest"}


def test_nothing_found_offers_only_ways_out_that_find_something(client: Client, indexed: World) -> None:
    tree = results(client, "q=barge&outlet=sandmouth-courier")
    offered = tree.xpath("//div[@class='no-results']//a")
    assert [link.text_content() for link in offered] == ["Remove the filter Outlet: Sandmouth Courier"]
    assert titles(results(client, offered[0].get("href").lstrip("?"))) == [indexed.harbour.title]
    either = results(client, "q=barge+bridge").xpath("//div[@class='no-results']//a")
    assert [link.text_content() for link in either] == ["Search for any of the words"]


def test_a_whole_sentence_offers_its_telling_words_the_rarest_first(client: Client, indexed: World) -> None:
    sentence = "what+did+the+harbour+master+say+about+zeppelins+in+Sandmouth%3F"
    way = results(client, f"q={sentence}").xpath("//div[@class='no-results']//a")[0]
    words = [word.strip("“”") for word in way.text_content().partition(": ")[2].split(", ")]
    assert set(words) == {"harbour", "master", "Sandmouth"}
    totals = [client.get("/search.json", {"q": word}).json()["total"] for word in words]
    assert totals == sorted(totals) and all(totals)
    assert titles(results(client, way.get("href").lstrip("?")))


def test_a_misspelt_word_is_offered_as_it_is_spelt_in_the_articles(client: Client, indexed: World) -> None:
    offered = results(client, "q=harbuor").xpath("//p[@class='did-you-mean']/a")
    assert [link.text_content() for link in offered] == ["harbour"]


def test_pages_lead_to_each_other_and_past_the_end_is_404_with_a_way_back(
    client: Client, indexed: World
) -> None:
    tree = results(client, "group=off&page_size=2&page=2")
    assert len(titles(tree)) == 2
    assert tree.xpath("//nav[@class='paging']//a[@rel='prev']/@href") == ["?group=off&page_size=2&page=1"]
    assert tree.xpath("//nav[@class='paging']//a[@rel='next']/@href") == ["?group=off&page_size=2&page=3"]
    response = client.get("/search/?group=off&page_size=2&page=9")
    assert response.status_code == 404
    assert "There is no page 9: the list has 3." in response.content.decode()
    assert 'href="/search/?group=off&amp;page_size=2"' in response.content.decode()


def test_without_an_index_downloads_say_which_command_helps_and_articles_stay_readable(
    client: Client, world: World
) -> None:
    response = client.get("/search.csv?q=barge")
    assert response.status_code == 503
    assert "manage.py reindex" in response.content.decode()
    assert client.get(world.harbour.get_absolute_url()).status_code == 200


def test_the_json_has_hits_facets_and_how_it_was_read(client: Client, indexed: World) -> None:
    found = client.get("/search.json?q=harbour&outlet=the-northern-dial&-place=sandmouth").json()
    assert found["query"]["filters"] == {"outlet": ["the-northern-dial"], "-place": ["sandmouth"]}
    assert (found["total"], found["page"], found["pages"]) == (1, 1, 1)
    hit = found["hits"][0]
    assert (hit["id"], hit["outlet"], hit["published"]) == (
        indexed.harbour.pk,
        "The Northern Dial",
        "2021-07-08",
    )
    assert {"text": "harbour", "hit": True} in hit["snippet"]
    assert hit["story"]["articles"] == 2
    chosen = [value for value in found["facets"]["outlet"] if value["chosen"]]
    assert [(value["value"], value["label"], value["count"]) for value in chosen] == [
        ("the-northern-dial", "The Northern Dial", 1)
    ]


def test_the_feed_is_atom_with_one_entry_an_article(client: Client, indexed: World) -> None:
    response = client.get("/search.atom?q=harbour")
    assert response["Content-Type"].startswith("application/atom+xml")
    tree = etree.fromstring(response.content)
    entries = tree.findall("{*}entry")
    assert len(entries) == 2
    assert entries[0].find("{*}link").get("href") == f"http://testserver{indexed.harbour.get_absolute_url()}"


def test_the_csv_holds_the_whole_result_and_no_formula(client: Client, indexed: World) -> None:
    Article.objects.filter(pk=indexed.bridge.pk).update(title="=1+1")
    response = client.get("/search.csv?page_size=1&page=2")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert len(rows) == 5
    assert {row["title"] for row in rows} >= {"'=1+1", indexed.harbour.title}
    assert rows[0]["page"] == f"http://testserver{indexed.grain.get_absolute_url()}"


def test_the_csv_says_of_each_line_how_many_articles_and_reports_its_story_has(
    client: Client, indexed: World
) -> None:
    grouped = client.get("/search.csv?group=on")
    rows = list(csv.DictReader(io.StringIO(b"".join(grouped.streaming_content).decode())))
    assert len(rows) == 4
    told = {row["title"]: (row["story"], row["story_articles"], row["story_reports"]) for row in rows}
    story = f"http://testserver/stories/{indexed.harbour.story_id}/"
    assert told[indexed.harbour.title] == (story, "2", "1")
    assert told[indexed.bridge.title] == ("", "1", "1")


def test_a_line_of_the_feed_that_stands_for_a_story_says_so(client: Client, indexed: World) -> None:
    assert "of this story" not in client.get("/search.atom").content.decode()
    assert "(1 more article of this story was found.)" in (
        client.get("/search.atom?group=on").content.decode()
    )


def test_the_json_lists_articles_and_stories_when_asked_for(client: Client, indexed: World) -> None:
    found = client.get("/search.json?q=barge").json()
    assert (found["total"], found["lines"], len(found["hits"])) == (2, 2, 2)
    grouped = client.get("/search.json?q=barge&group=on").json()
    assert (grouped["total"], grouped["lines"], len(grouped["hits"])) == (2, 1, 1)
    assert [other["id"] for other in grouped["hits"][0]["versions"]] == [indexed.rewrite.pk]


def test_reference_managers_get_ris_and_bibtex(client: Client, indexed: World) -> None:
    ris = b"".join(client.get("/search.ris?q=barge").streaming_content).decode()
    assert ris.startswith("TY  - NEWS\r\nTI  - Barge shuts harbour for two weeks\r\nAU  - Mara Lindqvist\r\n")
    assert ris.count("ER  - ") == 2
    bib = b"".join(client.get("/search.bib?q=bold").streaming_content).decode()
    assert bib.startswith("@article{unknown-nd-") and r"\& “quoted”" in bib


@pytest.mark.parametrize(
    "querystring",
    [
        "q=%28%28%28",
        "q=" + "x" * 5000,
        "page=x",
        "from=yesterday",
        "match=some",
        "month=13",
        "person=%00",
        "-outlet=",
    ],
)
def test_what_makes_no_sense_is_left_out_and_never_a_fault(
    client: Client, indexed: World, querystring: str
) -> None:
    results(client, querystring)


def test_suggestions_are_names_outlets_and_words(client: Client, indexed: World) -> None:
    found = client.get("/suggest.json?q=call").json()["suggestions"]
    assert found[0] == {"text": "Ines Calloway", "kind": "person", "url": indexed.calloway.get_absolute_url()}
    kinds = {row["kind"] for row in client.get("/suggest.json?q=sandm").json()["suggestions"]}
    assert kinds == {"place", "outlet", "word"}
    assert client.get("/suggest.json?q=").json() == {"suggestions": []}


def suggested(client: Client, text: str) -> list[str]:
    return [row["text"] for row in client.get("/suggest.json", {"q": text}).json()["suggestions"]]


def test_a_single_letter_behind_words_completes_names_but_no_words(client: Client, indexed: World) -> None:
    assert suggested(client, "port e") == ["Port Ellery"]


def test_no_stopword_is_suggested_and_none_takes_the_place_of_a_word(client: Client, indexed: World) -> None:
    assert "the" in [row.text for row in get_backend().suggest("th", limit=4)]
    assert suggested(client, "harbour th") == ["harbour thursday"]


def test_a_word_is_suggested_only_where_it_stands_with_the_words_before_it(
    client: Client, indexed: World
) -> None:
    assert suggested(client, "barge storm") == ["barge storm"]
    assert suggested(client, "engineer stor") == []


def test_leading_stopwords_hide_no_name(client: Client, indexed: World) -> None:
    assert suggested(client, "at the port e") == ["Port Ellery"]
    assert suggested(client, "the harb") == ["the harbour"]


def test_a_results_page_asks_the_database_a_fixed_number_of_times(
    client: Client, indexed: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(9):
        results(client, "q=harbour&outlet=the-northern-dial")


def test_a_browser_may_add_the_room_as_a_search_engine(client: Client, db: None) -> None:
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    assert tree.find("{*}Url").get("template") == "http://testserver/search/?q={searchTerms}"


def test_the_language_is_a_facet_and_a_field_by_any_of_its_names(client: Client, indexed: World) -> None:
    Article.objects.filter(pk=indexed.grain.pk).update(language="ru")
    rebuild_index()
    for typed in ("q=language:russian", "q=language:ru", "q=language:русский", "language=ru"):
        tree = results(client, typed)
        assert titles(tree) == [indexed.grain.title], typed
        assert "in Russian" in tree.xpath("//ol[@class='hits']")[0].text_content()
    headline = tree.xpath("//ol[@class='hits']//h3")[0]
    assert (headline.get("lang"), headline.get("dir")) == ("ru", "ltr")
