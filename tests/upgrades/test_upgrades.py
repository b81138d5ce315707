"""Databases of every schema that has landed are brought up to this one, and lose nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from articles.ingest.indexing.outbox import get_backend, reconcile
from articles.ingest.safekeeping.backup import write_backup
from articles.ingest.worker import work_off
from articles.management.room_checks import migrations
from articles.models import Alias, Article, Entity, ImportItem, Mention, Relation, SourceFile
from articles.models.counting import miscounted
from articles.search.query.query import Query
from tests.upgrades.dump import FERRY, SCHEMAS, database_in, landed


@pytest.fixture
def old(request, tmp_path: Path, django_db_blocker, settings) -> Iterator[Path]:
    """The database of the schema named, as the default one."""
    settings.DATA_DIR = tmp_path
    path = tmp_path / "newsroom.sqlite3"
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"{request.param}.sql").read_text())
    connection.close()
    with django_db_blocker.unblock(), database_in(path):
        yield path


every_schema = pytest.mark.parametrize("old", landed(), indirect=True)


def test_every_landed_schema_has_its_database():
    missing = [name for name in landed() if not (SCHEMAS / f"{name}.sql").exists()]
    assert missing == [], "run `python -m tests.upgrades.dump`"


@every_schema
def test_a_database_of_an_older_schema_is_brought_up_and_loses_nothing(old: Path) -> None:
    if migrations().state == "fault":
        assert "manage.py prepare" in migrations().remedy
        with pytest.raises(CommandError, match="older than this program"):
            call_command("reindex")
    call_command("migrate", verbosity=0, interactive=False)
    assert migrations().state == "ok"

    first, second = Article.objects.order_by("pk")
    assert (first.title, second.title) == ("Ferry sails again", "Bridge opens in May")
    assert first.body == "\n\n".join(FERRY)
    assert first.outlet and first.outlet.name == "Harbour Gazette"
    assert first.agency and first.agency.name == "NWA" and first.dateline_place
    assert bytes(SourceFile.objects.order_by("pk")[0].data).decode() == "\n\n".join(FERRY)
    surfaces = ["Ines Calloway", "Calloway", "Ines Calloway", "Sandmouth"]
    assert list(Mention.objects.order_by("pk").values_list("surface", flat=True)) == surfaces
    assert set(Alias.objects.values_list("surface", flat=True)) == set(surfaces)
    assert Relation.objects.get().relation == "related"
    person = Entity.objects.get(kind="person")
    assert (person.article_count, person.mention_count) == (2, 3) and miscounted() == []


@every_schema
def test_a_room_of_an_older_schema_is_searched_read_and_goes_on(old: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    assert work_off() == 1
    waiting = ImportItem.objects.get(name="3.txt")
    assert waiting.state == "done" and waiting.outcome != "failed", waiting.detail
    reconcile()
    assert get_backend().search(Query(text="ferry")).total == 1
    client = Client()
    for address in (
        "/",
        "/people/",
        "/search/?q=calloway",
        f"/articles/{Article.objects.order_by('pk')[0].pk}/",
    ):
        assert client.get(address, follow=True).status_code == 200
    Mention.objects.order_by("pk")[0].delete()
    assert Entity.objects.get(kind="person", name="Ines Calloway").mention_count >= 2 and miscounted() == []


@pytest.mark.parametrize("old", [landed()[0], landed()[-2], landed()[-1]], indirect=True)
def test_a_backup_of_an_older_version_comes_back(old: Path, tmp_path: Path) -> None:
    write_backup(old, tmp_path, tmp_path / "room.zip")
    old.write_bytes(b"")
    call_command("restore", str(tmp_path / "room.zip"))
    assert migrations().state == "ok" and Article.objects.count() == 2
    assert get_backend().search(Query(text="ferry")).total == 1


@pytest.mark.parametrize("old", landed()[-1:], indirect=True)
def test_a_database_of_a_later_version_is_refused_and_stays_as_it_is(old: Path) -> None:
    with sqlite3.connect(old) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('articles', '9999_from_tomorrow', '2027-01-01')"
        )
    connection.close()
    for words in (("prepare",), ("reindex",), ("work", "--until-empty")):
        with pytest.raises(
            CommandError, match=r"newer than this program.*9999_from_tomorrow.*no way back down"
        ):
            call_command(*words)
    assert ImportItem.objects.get(name="3.txt").state == "waiting"
