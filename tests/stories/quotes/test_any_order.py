"""The same articles, stored and related one by one in any order, make the same stories: a property of the stored path."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.ingest.relations.relate import relate
from articles.models import Article, SourceFile, Story
from tests.stories.conftest import ELSEWHERE, INDEPENDENT, REWRITE, WIRE

pytestmark = pytest.mark.django_db
SECOND = """The 62 turbines of the wind farm off Cape Runde stood still on Saturday after fishermen cut a cable, \
police in Runde said.

Jonas Hauge, a skipper, was questioned for 3 hours and let go. “I was at home with my nets,” Hauge said. Energy Minister \
Tomas Brandvik, who opened the wind farm on Friday, called it sabotage. The cable costs 12 million crowns."""
TEXTS = (
    WIRE,
    REWRITE,
    INDEPENDENT,
    ELSEWHERE,
    SECOND,
    "\n\n".join(WIRE.split("\n\n")[:3]),
    "\n\n".join(REWRITE.split("\n\n")[1:]),
    f"{ELSEWHERE}\n\nMore follows.",
)
chosen = st.lists(st.sampled_from(range(len(TEXTS))), min_size=2, max_size=6, unique=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_articles_related_one_by_one_in_any_order_make_the_same_stories(db, orders):
    first, second = (grouped(tuple(order)) for order in orders)
    assert first == second


@cache
def grouped(order: tuple[int, ...]) -> frozenset[tuple[frozenset[int], frozenset[frozenset[int]]]]:
    """The stories that a room holds after these texts came in this order: their texts, and those of each report."""
    with transaction.atomic():
        place = {stored(TEXTS[number]).pk: number for number in order}
        rows = Article.objects.filter(story__isnull=False)
        stories = frozenset(
            (
                frozenset(place[one.pk] for one in rows.filter(story=story)),
                frozenset(
                    frozenset(place[one.pk] for one in rows.filter(story=story, independent_report=report))
                    for report in rows.filter(story=story).values_list("independent_report", flat=True)
                ),
            )
            for story in Story.objects.all()
        )
        transaction.set_rollback(True)
    return stories


def stored(body: str) -> Article:
    key = hashlib.sha256(body.encode()).hexdigest()
    source = SourceFile.objects.create(sha256=key, name="report.txt", media_type="text/plain", data=b"")
    article = Article.objects.create(
        source=source,
        format="text",
        body_sha256=key,
        content_sha256=key,
        title=body[:60],
        title_origin="derived",
        slug="report",
        paragraphs=[{"text": text, "kind": "paragraph"} for text in body.split("\n\n")],
    )
    relate(article)
    return article
