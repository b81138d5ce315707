"""One change for many articles: what it would do, doing it, what is left alone, and taking it back."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User

from articles.ingest.corrections.log import CannotCorrect
from articles.ingest.intake import accept_upload
from articles.ingest.reviewing.many_articles import (
    apply_some,
    change_import,
    change_many,
    planned,
    undo_many,
)
from articles.ingest.reviewing.reparsing import accept, correct
from articles.ingest.worker import work_off
from articles.models import Article, ChangedArticle, FieldReview, ImportItem, IndexJob, Outlet

pytestmark = pytest.mark.django_db
VALUES = {"outlet": "Northern Ledger", "published": "2021-07-08"}
TEXTS = [
    "The market of {0} moves to Sunday, the council of {0} said after a long meeting in the hall.",
    "Pumps came to {0} on Friday, and the farmers around {0} thanked the ministry for them at length.",
]


def bring(*names: str) -> list[Article]:
    """Articles of one file of many reports, one for each name."""
    lines = [
        json.dumps({"id": name, "text": f"Market day moves in {name}\n\n" + "\n\n".join(TEXTS).format(name)})
        for name in names
    ]
    accept_upload([("some.jsonl", "\n".join(lines).encode())], recognise=False)
    work_off()
    found = list(Article.objects.order_by("pk"))
    assert len(found) == len(names), [item.detail for item in ImportItem.objects.all()]
    IndexJob.objects.all().delete()
    return found


def pks(articles: list[Article]) -> list[int]:
    return [article.pk for article in articles]


def apply() -> None:
    while apply_some():
        pass


def fields(article: Article) -> tuple[str, str, str]:
    fresh = Article.objects.select_related("outlet").get(pk=article.pk)
    return fresh.outlet.name if fresh.outlet else "", fresh.published, fresh.language


def test_a_change_reaches_the_articles_the_index_and_every_later_reading() -> None:
    articles = bring("Aqtepe", "Murghab", "Khorog")
    editor = User.objects.create_user("editor")
    change = change_many(pks(articles[:2]), VALUES, False, "two of three", editor)
    assert fields(articles[0]) == ("", "", "en")
    apply()
    assert [fields(one) for one in articles] == [("Northern Ledger", "2021-07-08", "en")] * 2 + [
        ("", "", "en")
    ]
    assert set(IndexJob.objects.values_list("article_id", flat=True)) == set(pks(articles[:2]))
    fresh = Article.objects.get(pk=articles[0].pk)
    assert str(fresh.published_day) == "2021-07-08"
    assert fresh.evidence["published"]["rule"] == "an editor’s correction"
    assert {row.reviewed_by for row in FieldReview.objects.all()} == {editor}
    assert change.articles.filter(waiting=False, refused="").count() == 2


def test_what_a_source_states_and_an_editor_settled_is_left_alone_unless_everywhere_is_meant() -> None:
    stated, settled, bare = bring("Aqtepe", "Murghab", "Khorog")
    correct(stated, "outlet", "Pamir Post", None)
    accept(settled, "outlet", None)
    plans = {
        plan.article.pk: dict(plan.before) for plan in planned(pks([stated, settled, bare]), VALUES, False)
    }
    assert plans == {
        stated.pk: {"published": ""},
        settled.pk: {"published": ""},
        bare.pk: {"outlet": "", "published": ""},
    }
    change_many(pks([stated, settled, bare]), {"outlet": "Northern Ledger"}, True, "all", None)
    apply()
    assert {fields(one)[0] for one in (stated, settled, bare)} == {"Northern Ledger"}


def test_undoing_gives_back_what_was_and_keeps_what_was_settled_since() -> None:
    first, second, third = bring("Aqtepe", "Murghab", "Khorog")
    correct(first, "outlet", "Pamir Post", None)
    change = change_many(pks([first, second, third]), {"outlet": "Northern Ledger"}, True, "all", None)
    apply()
    correct(third, "outlet", "Steppe Star", None)
    undo_many(change, None)
    apply()
    assert [fields(one)[0] for one in (first, second, third)] == ["Pamir Post", "", "Steppe Star"]
    with pytest.raises(CannotCorrect, match="undone already"):
        undo_many(change, None)


def test_a_change_undone_before_the_worker_came_changes_nothing() -> None:
    (article,) = bring("Aqtepe")
    undo_many(change_many([article.pk], VALUES, False, "one", None), None)
    apply()
    assert fields(article) == ("", "", "en") and not FieldReview.objects.exists()


def test_an_article_that_would_become_another_ones_copy_is_left_as_it_is_with_the_reason() -> None:
    (first,) = bring("Aqtepe")
    correct(first, "outlet", "Northern Ledger", None)
    text = "Market day moves in Aqtepe\n\nPamir Post Pamir Post\n\n9 Jul 2021\n\n" + "\n\n".join(
        TEXTS
    ).format("Aqtepe")
    accept_upload([("copy.txt", text.encode())], recognise=False)
    work_off()
    copy = Article.objects.exclude(pk=first.pk).get()
    assert fields(copy)[0] == "Pamir Post" and copy.body_sha256 == first.body_sha256
    change = change_many([copy.pk], {"outlet": "Northern Ledger"}, True, "one", None)
    apply()
    assert fields(copy)[0] == "Pamir Post" and not copy.reviews.exists()
    assert "same text as “Market day moves in Aqtepe”" in change.articles.get().refused


def test_an_import_gives_its_values_to_what_its_sources_do_not_state() -> None:
    editor = User.objects.create_user("editor")
    stated = b"Pumps for the fields\n\nPamir Post Pamir Post\n\n9 Jul 2021\n\n" + TEXTS[1].encode()
    batch = accept_upload([("bare.txt", TEXTS[0].encode()), ("stated.txt", stated)], editor, recognise=False)
    change = change_import(batch, {**VALUES, "language": "fr"}, editor)
    work_off()
    bare, other = Article.objects.order_by("pk")
    assert (fields(bare), fields(other)) == (
        ("Northern Ledger", "2021-07-08", "fr"),
        ("Pamir Post", "2021-07-09", "fr"),
    )
    assert bare.needs_review is True and not any(doubt["field"] == "outlet" for doubt in bare.doubts)
    undo_many(change, editor)
    apply()
    assert (fields(bare), fields(other)) == (("", "", "en"), ("Pamir Post", "2021-07-09", "en"))
    assert not ChangedArticle.objects.filter(waiting=True).exists()
    assert Outlet.objects.filter(name="Northern Ledger").exists()


def test_the_reports_of_one_file_are_read_in_one_pass() -> None:
    articles = bring(*(f"Village {number}" for number in range(30)))
    change_many(pks(articles), VALUES, False, "thirty", None)
    assert apply_some() == 30 and apply_some() == 0
    assert {fields(one)[0] for one in articles} == {"Northern Ledger"}
