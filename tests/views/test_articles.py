"""Reading: the room, an article with its marks, its source."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from articles.models import Alias, Article, Mention, SourceFile
from tests.world import HARBOUR, World

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_room_shows_what_is_in_it_and_that_some_is_a_demonstration(client: Client, world: World) -> None:
    text = page(client, "/")
    assert "5 articles to read, search and compare" in text
    assert "Barge shuts harbour for two weeks" in text
    assert "This is a demonstration." in text and "Some articles" in text
    assert '<a href="/search/?month=_none">2 articles state no date</a>' in text


def test_a_room_without_demonstration_files_says_nothing_of_one(client: Client, world: World) -> None:
    world.hostile.delete()
    assert "demonstration" not in page(client, "/")


def test_a_demonstration_article_says_on_its_own_page_that_it_is_one(client: Client, world: World) -> None:
    assert "A demonstration article." in page(client, world.hostile.get_absolute_url())
    assert "demonstration" not in page(client, world.harbour.get_absolute_url())


def test_an_empty_room_says_how_articles_come_in(client: Client, db: None) -> None:
    assert "Nothing to read yet" in page(client, "/")


def test_an_article_shows_its_names_as_links_marked_by_kind(client: Client, world: World) -> None:
    text = page(client, f"{world.harbour.get_absolute_url()}?marks=1")
    person, place = world.calloway.get_absolute_url(), world.port_ellery.get_absolute_url()
    assert f'<mark class="ent ent-person"><a href="{person}">Ines Calloway' in text
    assert f'<mark class="ent ent-place role-dateline dateline"><a href="{place}">PORT ELLERY' in text
    assert 'role-demonym"><a href' in text


def test_only_the_first_naming_in_a_paragraph_says_its_kind_aloud(client: Client, world: World) -> None:
    text = page(client, world.harbour.get_absolute_url())
    assert 'Ines Calloway<span class="hidden-label"> (person)</span>' in text
    first_paragraph = text[text.index('<div class="text"') :].partition("</p>")[0]
    assert first_paragraph.count("(place)") == 1


def test_the_paragraph_text_is_whole_once_the_markup_is_taken_away(client: Client, world: World) -> None:
    tree = html.fromstring(page(client, world.harbour.get_absolute_url()))
    for hidden in tree.xpath("//*[@class='hidden-label']"):
        hidden.drop_tree()
    shown = [element.text_content() for element in tree.xpath("//div[@class='text']/*")]
    assert shown == list(HARBOUR)


def test_each_paragraph_has_an_address_that_a_link_at_its_end_gives(client: Client, world: World) -> None:
    tree = html.fromstring(page(client, world.harbour.get_absolute_url()))
    paragraphs = tree.xpath("//div[@class='text']/p")
    assert [one.get("id") for one in paragraphs] == ["p1", "p2", "p3"]
    assert tree.xpath("//div[@class='text']/h2/@id") == ["part-1"]
    link = paragraphs[2].xpath("./a[@class='permalink']")[0]
    assert (link.get("href"), link.get("aria-label")) == ("#p3", "Link to paragraph 3")


def test_an_article_lists_its_subheads_from_three_on(client: Client, world: World) -> None:
    contents = "//nav[@class='contents']//a"
    blocks = [
        {"kind": kind, "text": f"{kind} {number}"} for number in range(3) for kind in ("subhead", "paragraph")
    ]
    for shown, expected in ((blocks[:4], []), (blocks, ["#part-1", "#part-2", "#part-3"])):
        Article.objects.filter(pk=world.bridge.pk).update(paragraphs=shown)
        tree = html.fromstring(page(client, world.bridge.get_absolute_url()))
        assert tree.xpath(f"{contents}/@href") == expected
    assert tree.xpath(f"{contents}/text()") == ["subhead 0", "subhead 1", "subhead 2"]


def test_links_lead_to_what_stands_beside_an_article(client: Client, world: World) -> None:
    def jumps(article: Article) -> list[str]:
        tree = html.fromstring(page(client, article.get_absolute_url()))
        links = tree.xpath("//nav[@class='jumps']//a/@href")
        assert all(tree.xpath(f"//*[@id='{link[1:]}']") for link in links)
        return links

    assert jumps(world.harbour) == ["#facts-h", "#related-h", "#story"]
    assert jumps(world.bridge) == ["#facts-h", "#related-h"]


def test_marks_can_be_switched_off_and_stay_off(client: Client, world: World) -> None:
    address = world.harbour.get_absolute_url()
    assert (
        "ent-person"
        not in page(client, f"{address}?marks=0").partition('<div class="text"')[2].partition("</div>")[0]
    )
    assert '<mark class="ent' not in page(client, address)
    assert '<mark class="ent' in page(client, f"{address}?marks=1")


def marked(client: Client, address: str) -> list[str]:
    tree = html.fromstring(page(client, address))
    return [mark.xpath("string(a/text())") for mark in tree.xpath("//div[@class='text']//mark")]


def test_the_first_mention_of_each_name_is_marked_and_all_of_a_kind_by_its_switch(
    client: Client, world: World
) -> None:
    address = world.harbour.get_absolute_url()
    first = marked(client, address)
    assert first == ["PORT ELLERY", "Ines Calloway", "Maritime Board", "Tarn Line"]
    tree = html.fromstring(page(client, address))
    switches = tree.xpath("//div[@class='legend']//li/a/@href")
    assert switches == ["?marks=person", "?marks=place", "?marks=org"]
    assert marked(client, address + switches[0]) == [*first[:2], "Calloway", *first[2:]]
    assert {"Ellerian", "Port Ellery"} <= {*marked(client, address + "?marks=person,place")}
    assert marked(client, address + "?marks=first") == first


def test_a_note_sign_leads_to_its_footnote(client: Client, world: World) -> None:
    text = page(client, world.harbour.get_absolute_url())
    assert '<a class="note-sign" href="#footnote-1" aria-label="Footnote 1">*</a>' in text
    assert '<p id="footnote-1" lang="en" dir="ltr">' in text


def test_what_the_source_does_not_state_is_said_to_be_unknown(client: Client, world: World) -> None:
    text = page(client, world.rewrite.get_absolute_url())
    assert "The source has no headline" in text
    assert text.count("not stated") >= 3


def test_a_fact_leads_to_the_characters_it_was_read_from(client: Client, world: World) -> None:
    address = f"/articles/{world.harbour.pk}/source/"
    assert f'href="{address}#field-dateline"' in page(client, world.harbour.get_absolute_url())
    source = page(client, address)
    assert '<mark class="field" id="field-dateline">PORT ELLERY, July 8 (NWA) -</mark>' in source
    assert "<del>Leave a comment</del>" in source and "left out: comment form" in source


def test_the_same_report_stands_first_among_the_related_with_its_reasons(
    client: Client, world: World
) -> None:
    text = page(client, world.harbour.get_absolute_url())
    assert text.index("same report") < text.index(world.rewrite.title) < text.index(world.grain.title)
    assert "the same figure: 4,200" in text
    assert "2 articles, 1 independent report</a>" in text


def test_an_article_without_relations_says_why(client: Client, world: World) -> None:
    assert "none has enough in common with this one" in page(client, world.bridge.get_absolute_url())
    assert "No person, place or organisation was found in this article" in page(
        client, world.hostile.get_absolute_url()
    )


def test_a_wrong_slug_leads_to_the_right_address(client: Client, world: World) -> None:
    for address in (f"/articles/{world.harbour.pk}/wrong/", f"/articles/{world.harbour.pk}/"):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, world.harbour.get_absolute_url())


def test_markup_in_a_headline_stays_text(client: Client, world: World) -> None:
    text = page(client, world.hostile.get_absolute_url())
    assert "&lt;b&gt;Not bold&lt;/b&gt; &amp; “quoted”" in text
    assert "<script>alert" not in text and "<b>Not bold" not in text


def test_an_article_that_is_not_there_is_404_however_large_its_number(client: Client, world: World) -> None:
    for number in ("999", "9" * 30):
        response = client.get(f"/articles/{number}/x/")
        assert response.status_code == 404
        assert "There is no such page" in response.content.decode()


def test_the_json_of_an_article_has_mentions_that_fit_its_text(client: Client, world: World) -> None:
    found = client.get(f"/articles/{world.harbour.pk}.json").json()
    body = "\n\n".join(found["paragraphs"])
    assert len(found["mentions"]) == 7
    for mention in found["mentions"]:
        assert body[mention["start"] : mention["end"]] == mention["surface"]
    assert found["story"] == {"id": world.harbour.pk, "articles": 2, "independent_reports": 1}
    assert found["related"][0]["relation"] == "same_report"
    assert found["dateline"]["place"] == "Port Ellery"
    assert found["source"]["name"] == "barge-shuts-harbour-for-two-weeks.txt"


def test_the_source_file_comes_back_byte_for_byte_as_a_download(client: Client, world: World) -> None:
    response = client.get(f"/articles/{world.harbour.pk}/source/file")
    assert response.content == bytes(world.harbour.source.data)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="barge-shuts-harbour-for-two-weeks.txt"'


def test_a_download_has_no_folders_and_no_line_ends_in_its_name(client: Client, world: World) -> None:
    SourceFile.objects.filter(pk=world.harbour.source_id).update(name="desk/2021\r\nX: y/Hafen – Ü.html")
    response = client.get(f"/articles/{world.harbour.pk}/source/file")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Hafen%20%E2%80%93%20%C3%9C.html"


def test_an_article_page_asks_the_database_a_fixed_number_of_times(
    client: Client, world: World, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(10):
        page(client, world.harbour.get_absolute_url())


def test_an_article_that_no_recogniser_reads_says_so_and_runs_in_its_direction(
    client: Client, world: World
) -> None:
    notice = "only countries and the people, places and organisations that the room already knows"
    assert notice not in page(client, world.harbour.get_absolute_url())
    Article.objects.filter(pk=world.harbour.pk).update(language="fa", recognised=True)
    text = page(client, world.harbour.get_absolute_url())
    assert "No recogniser reads Persian here" in text and notice in text
    assert '<div class="text" lang="fa" dir="rtl">' in text and '<h1 lang="fa" dir="rtl"' in text


def test_a_person_named_in_other_letters_is_likely_until_an_editor_adds_that_name(
    client: Client, world: World
) -> None:
    Mention.objects.filter(article=world.harbour, entity=world.calloway).update(
        surface="Кэллоуэй", source="model", certainty=""
    )
    assert "written in other letters than the name of this page" in page(
        client, world.harbour.get_absolute_url()
    )
    Alias.objects.create(entity=world.calloway, surface="Кэллоуэй", folded="kelloui", source="editor")
    assert "written in other letters" not in page(client, world.harbour.get_absolute_url())
