"""The days that an article's text names, on its page and in its JSON."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from articles.models import Article
from articles.pages.article.date_mentions import days_named_in, known_day
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def written(article: Article, *texts: str) -> Article:
    """The article with other paragraphs; the first opens with its dateline."""
    blocks = [{"text": text, "start": 0, "end": 0, "kind": "paragraph"} for text in texts]
    article.paragraphs = blocks
    article.save()
    return article


def harbour(world: World) -> Article:
    article = world.harbour
    article.published, article.published_precision = "2021-05-07T09:00:00+00:00", "minute"
    article.dateline = {
        **(article.dateline or {}),
        "text": "PORT ELLERY, May 6 (NWA) -",
        "date": "2021-05-06",
    }
    article.captions = [{"text": "The barge on Monday.", "start": 0, "end": 0, "kind": "caption"}]
    return written(
        article, "PORT ELLERY, May 6 (NWA) - The barge sank on Tuesday.", "It will be raised next week."
    )


def test_days_are_counted_from_the_dateline_whose_own_day_and_captions_are_left_out(world: World) -> None:
    found = days_named_in(harbour(world))
    assert str(found.known) == "2021-05-06, the dateline's day"
    assert [(row.text, row.first, row.last) for row in found.rows] == [
        ("Tuesday", "4 May 2021", ""),
        ("next week", "10 May 2021", "16 May 2021"),
    ]


def test_without_a_day_in_the_dateline_the_day_of_publication_counts(world: World) -> None:
    article = harbour(world)
    article.dateline = None
    assert str(known_day(article)) == "2021-05-07, the day of publication"
    article.published, article.published_precision = "2021-05", "month"
    assert known_day(article) is None


def test_each_day_in_the_table_leads_to_its_place_in_the_text(client: Client, world: World) -> None:
    text = client.get(harbour(world).get_absolute_url()).content.decode()
    assert '<span class="day-named" id="day-1">Tuesday</span>' in text
    targets = set(re.findall(r'href="#(day-\d+)"', text))
    assert targets == {"day-1", "day-2"} == set(re.findall(r'id="(day-\d+)"', text))
    assert "Told of as past: the last Tuesday up to 2021-05-06, the dateline&#x27;s day." in text


def test_an_article_without_any_known_day_says_so(client: Client, world: World) -> None:
    article = harbour(world)
    article.dateline, article.published, article.published_precision = None, "", ""
    article.save()
    text = client.get(article.get_absolute_url()).content.decode()
    assert "what is not printed with its year is not known" in text and "<td>not known</td>" in text


def test_the_json_gives_the_days_with_their_offsets(client: Client, world: World) -> None:
    article = harbour(world)
    first, second = client.get(f"/articles/{article.pk}.json").json()["days_named"]
    assert article.body[first["start"] : first["end"]] == first["text"] == "Tuesday"
    assert (first["day"], second["day"]) == ("2021-05-04", "2021-05-10/2021-05-16")
