"""`manage.py relate` compares what is stored as this version does, without reading for entities again."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.ingest.relations.relate import related_to
from articles.models import IndexJob, Mention, Quote, Relation
from tests.stories.conftest import REWRITE, WIRE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_index(monkeypatch):
    monkeypatch.setattr("articles.management.commands.relate.drain_outbox", IndexJob.objects.count)


def test_stored_articles_get_their_links_story_and_quotes(store, capsys):
    wire, rewrite = store(WIRE), store(REWRITE)
    mentions = list(Mention.objects.values_list("pk", flat=True))
    call_command("relate")
    assert [one.relation for one in related_to(wire)] == ["same_report"]
    assert Quote.objects.filter(article=wire).exists()
    assert list(Mention.objects.values_list("pk", flat=True)) == mentions
    assert capsys.readouterr().out == "2 articles compared anew\n"
    assert IndexJob.objects.filter(article_id=rewrite.pk).exists()


def test_it_goes_on_behind_an_article_and_leaves_unread_and_stale_ones_as_they_are(store):
    first, second, unread = store(WIRE), store(REWRITE), store(f"{WIRE}\n\nMore.", recognised=False)
    type(second).objects.filter(pk=second.pk).update(stale_since=timezone.now())
    call_command("relate", after=first.pk)
    assert Quote.objects.filter(article=second).exists()
    assert not Quote.objects.filter(article__in=(first, unread)).exists()
    assert not Relation.objects.filter(second=unread).exists()
    second.refresh_from_db()
    assert second.stale_since is not None
