"""The page of quotes, and how an article's quotes come to be rows."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from articles.ingest.relations.quote_store import store_quotes
from articles.models import Alias, Article, Entity, Mention, Quote
from articles.text import fold
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = make_world()
    for article in (made.harbour, made.rewrite, made.bridge):
        store_quotes(article)
    return made


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_quote_knows_its_speaker_as_an_entity(world):
    quote = world.bridge.quotes.get(direct=True)
    assert quote.wording == "We were slow, and I am sorry,"
    assert (quote.speaker, quote.verb) == (world.brandt, "told")
    assert world.bridge.body[quote.start : quote.end] == quote.wording


def test_keeping_the_quotes_twice_leaves_each_once(world):
    before = Quote.objects.count()
    store_quotes(world.harbour)
    assert Quote.objects.count() == before


def test_the_same_words_in_two_articles_stand_together(world):
    ships = Quote.objects.filter(speaker=world.calloway, folded__contains="4 200 tonnes")
    assert len({quote.article_id for quote in ships}) == 2
    assert len({quote.same_as for quote in ships}) == 1


def test_quotes_are_found_by_speaker_and_words(client, world):
    text = page(client, "/quotes/?speaker=brandt")
    assert "We were slow" in text
    assert "4,200 tonnes" not in text
    assert "We were slow" in page(client, "/quotes/?q=sorry+slow")
    assert "Nobody is quoted so" in page(client, "/quotes/?q=sorry&speaker=calloway")


def test_another_form_of_the_name_finds_the_speaker(client, world):
    assert "4,200 tonnes" in page(client, "/quotes/?speaker=calloway")


def test_a_speaker_who_was_merged_is_named_and_found_as_who_that_is_now(client, world):
    away = Entity.objects.create(
        kind="person", name="M. Calloway", slug="m-calloway", merged_into=world.calloway
    )
    Alias.objects.create(entity=away, surface="M. Calloway", folded="m calloway", source="text")
    Quote.objects.filter(speaker=world.calloway).update(speaker=away)
    for asked in ("m.+calloway", world.calloway.name.replace(" ", "+")):
        text = page(client, f"/quotes/?speaker={asked}")
        assert "4,200 tonnes" in text
        assert f'href="{world.calloway.get_absolute_url()}"' in text
        assert away.get_absolute_url() not in text


def test_an_organisation_can_speak(world):
    article = world.bridge
    article.paragraphs = [
        {"kind": "paragraph", "text": "“The pumps were sound that night,” Halvorsen Mining said."}
    ]
    article.save()
    firm = Entity.objects.create(kind="org", name="Halvorsen Mining", slug="halvorsen-mining")
    start = article.body.index("Halvorsen")
    article.mentions.all().delete()
    Mention.objects.create(
        article=article,
        start=start,
        end=start + 16,
        surface="Halvorsen Mining",
        kind="org",
        entity=firm,
        source="model",
        confidence=1,
    )
    store_quotes(article)
    assert [(quote.speaker, quote.direct) for quote in article.quotes.all()] == [(firm, True)]


def test_a_persons_page_leads_to_all_their_quotes(client, world):
    assert "/quotes/?speaker=" in page(client, world.calloway.get_absolute_url())


def test_a_page_past_the_end_is_not_there(client, world):
    assert client.get("/quotes/?page=99").status_code == 404


@pytest.mark.parametrize("asked", ["%00", "%F0%9F%92%A9", "a" * 5000, "%25_%27"])
def test_odd_questions_are_answered(client, world, asked):
    assert client.get(f"/quotes/?q={asked}&speaker={asked}").status_code == 200


def test_an_outlet_that_quotes_what_another_tells_is_noted(client, world):
    other = world.rewrite
    quote = world.bridge.quotes.get(direct=True)
    Quote.objects.create(
        article=other,
        start=200,
        end=209,
        wording="they had been slow and were sorry",
        folded="they had been slow and were sorry",
        speaker=world.brandt,
        verb="said",
        direct=False,
        same_as=quote.same_as,
    )
    assert "Quoted word for word in one article" in page(client, "/quotes/?speaker=brandt")


def again(quote: Quote, article, wording: str, start: int = 200, direct: bool = True) -> Quote:
    """The same thing said, printed in another article."""
    return Quote.objects.create(
        article=article,
        start=start,
        end=start + len(wording),
        wording=wording,
        folded=fold(wording),
        speaker=quote.speaker,
        verb="said",
        direct=direct,
        same_as=quote.same_as,
    )


def test_the_same_words_are_printed_once_and_not_for_every_article(client, world):
    quote = world.bridge.quotes.get(direct=True)
    again(quote, world.rewrite, "We were slow and I am sorry")
    text = page(client, "/quotes/?speaker=brandt")
    assert text.count("We were slow") == 1
    assert "In other articles: 1, in the same words" in text
    assert "not verbatim" not in text


def test_all_articles_are_counted_also_those_that_are_not_shown(client, world):
    quote = world.bridge.quotes.get(direct=True)
    for number in range(15):
        again(quote, world.rewrite, f"We were slow, and I am sorry {number} times", start=200 + number)
    text = page(client, "/quotes/?speaker=brandt")
    assert "In other articles: 15<" in text
    assert "and 3 more" in text


@pytest.mark.parametrize(
    ("wording", "doubted"),
    [
        ("We have been slow, and I am sorry", True),
        ("I am sorry", False),
        ("Nobody asked us to build it out of glass", False),
    ],
    ids=["other words", "a piece of it", "something else"],
)
def test_only_other_words_for_the_same_thing_are_said_to_be_not_verbatim(client, world, wording, doubted):
    again(world.bridge.quotes.get(direct=True), world.rewrite, wording)
    assert ("at least one is not verbatim" in page(client, "/quotes/?speaker=brandt")) is doubted


def test_a_quote_says_when_it_was_printed(client, world):
    tree = html.fromstring(page(client, "/quotes/?speaker=brandt"))
    where = tree.xpath("//section[@class='of-article']/p[@class='line']/span")
    assert [part.text_content() for part in where][:2] == ["Sandmouth Courier", "2 May 2021"]


def test_listing_quotes_takes_few_queries(client, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get("/quotes/")


def test_quotes_stand_by_article_in_the_order_of_its_text(client, world):
    tree = html.fromstring(page(client, "/quotes/?speaker=calloway"))
    headings = [heading.text_content() for heading in tree.xpath("//section[@class='of-article']/h2")]
    assert world.harbour.title in headings and len(headings) == len(set(headings))
    said = tree.xpath(f"//section[h2/@id='of-{world.harbour.pk}']//blockquote")
    places = [world.harbour.body.find(one.text_content().strip("“”")[:40]) for one in said]
    assert len(places) > 1 and places == sorted(places)


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("outlet=courier", True),
        ("outlet=dial", False),
        ("from=2021-05-02&to=2021-05-02", True),
        ("from=2021-05-03", False),
        ("language=English", True),
        ("language=de", False),
    ],
)
def test_quotes_are_filtered_by_outlet_day_and_language(client, world, asked, quoted):
    Article.objects.update(language="en")
    assert ("We were slow" in page(client, f"/quotes/?{asked}")) is quoted
    tree = html.fromstring(page(client, f"/quotes/?{asked}"))
    assert tree.xpath("//details[@open]/summary")


def test_a_quote_that_another_outlet_printed_first_stands_under_the_outlet_asked_for(client, world):
    quote = world.bridge.quotes.get(direct=True)
    again(quote, world.harbour, "We were slow and I am sorry")
    tree = html.fromstring(page(client, f"/quotes/?outlet={world.harbour.outlet.slug}&q=sorry"))
    assert tree.xpath("//section[@class='of-article']/h2/a/text()") == [world.harbour.title]


def test_a_day_that_is_none_is_said(client, world):
    assert "notice" in page(client, "/quotes/?from=yesterday")
