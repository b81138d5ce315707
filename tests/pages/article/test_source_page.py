"""The source of an article on a page: every field's characters are there to be led to, however far down they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.ingest.intake import accept_upload
from articles.ingest.worker import work_off
from articles.models import Article
from articles.pages.article.source_page import AROUND_CHARACTERS, SHOWN_MAX_CHARACTERS, source_page
from tests.conftest import PROJECT
from tests.world import make_world

pytestmark = pytest.mark.django_db

FORMATS = PROJECT / "fixtures" / "formats"
FAR = "x " * SHOWN_MAX_CHARACTERS


@pytest.fixture
def article() -> Article:
    """The harbour article with its outlet named far behind what a page can show."""
    article = make_world().harbour
    text = bytes(article.source.data).decode() + FAR + "The Northern Dial" + FAR
    article.source.data = text.encode()
    start = text.index("The Northern Dial")
    article.evidence["outlet"] = {
        "start": start,
        "end": start + 17,
        "text": "The Northern Dial",
        "rule": "the foot of the page",
    }
    return article


def test_evidence_far_down_is_shown_with_what_is_around_it(article: Article) -> None:
    page = source_page(article)
    assert [field.name for field in page.fields if not field.here] == []
    (marked,) = [piece for piece in page.pieces if "outlet" in piece.anchors]
    assert marked.text == "The Northern Dial"


def test_what_is_passed_over_and_what_follows_is_counted(article: Article) -> None:
    page = source_page(article)
    text = bytes(article.source.data).decode()
    shown = sum(len(piece.text) for piece in page.pieces)
    assert shown == SHOWN_MAX_CHARACTERS + 2 * AROUND_CHARACTERS + len("The Northern Dial")
    assert shown + page.left_out + sum(piece.skipped for piece in page.pieces) == len(text)


def test_a_short_source_is_shown_whole() -> None:
    page = source_page(make_world().harbour)
    assert "".join(piece.text for piece in page.pieces) == bytes(page.article.source.data).decode()
    assert page.left_out == 0


@pytest.mark.parametrize(
    "path", sorted(set(FORMATS.iterdir()) - {FORMATS / "expected.json"}), ids=lambda path: path.name
)
def test_the_source_of_every_format_shows_the_characters_of_its_fields(path: Path) -> None:
    accept_upload([(path.name, path.read_bytes())], recognise=False)
    work_off()
    articles = Article.objects.select_related("source")
    assert articles
    for article in articles:
        page = source_page(article)
        shown = "".join(piece.text for piece in page.pieces)
        assert shown
        for evidence in article.evidence.values():
            assert shown[evidence["start"] : evidence["end"]] == evidence["text"]
