"""What the search engine is given of an article."""

from __future__ import annotations

import pytest

from articles.ingest.indexing.documents import documents_for
from articles.ingest.indexing.outbox import drain_outbox, get_backend
from articles.ingest.intake import accept_upload
from articles.ingest.pipeline import process
from articles.ingest.queue import claim
from articles.models import Article
from articles.search.query.query import Query

pytestmark = pytest.mark.django_db(transaction=True)

WIRE = """{"headline": "Ferry service returns", "slug": "FERRY-ISLANDS", "storyNumber": "HC42",
 "source": "Agence France-Presse", "date": "2021-07-08",
 "body": "A ferry sailed to the outer islands on Thursday for the first time in nine years, with forty aboard."}"""


def test_slug_and_story_number_of_a_wire_are_found_by_fields_of_their_own() -> None:
    accept_upload([("wire.json", WIRE.encode())], recognise=False)
    item = claim()
    assert item is not None
    process(item)
    article = Article.objects.get()
    (document,) = documents_for([article.pk])
    assert document.facets["slug"] == ("ferry-islands",) and document.facets["number"] == ("hc42",)
    while drain_outbox():
        pass
    for text in ("slug:ferry", "slug:FERRY-ISLANDS", "number:hc42", "slug:islands number:HC42"):
        assert [hit.article_id for hit in get_backend().search(Query(text=text)).hits] == [article.pk], text
    for text in ("slug:bridge", "number:hc4"):
        assert get_backend().search(Query(text=text)).total == 0, text
