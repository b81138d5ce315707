"""A database that another version left behind is refused in words, before anything is read or written."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from articles.models import Import


@pytest.fixture
def older(db):
    """A database in which the newest migration of the articles was not applied."""
    applied = MigrationRecorder(connection).migration_qs.filter(app="articles")
    applied.filter(name=applied.order_by("-name").values_list("name", flat=True)[0]).delete()


@pytest.mark.parametrize(
    "words",
    [("ingest", "README.md"), ("work", "--until-empty"), ("search", "kabul"), ("recognise",), ("reindex",)],
    ids=lambda words: words[0],
)
def test_a_command_on_an_older_database_names_the_remedy(older, words):
    with pytest.raises(CommandError, match=r"older than this program.*manage\.py prepare"):
        call_command(*words)
    assert not Import.objects.exists()


@pytest.fixture
def newer(db):
    """A database that a newer version has migrated."""
    MigrationRecorder(connection).record_applied("articles", "9999_from_tomorrow")


@pytest.mark.parametrize(
    "words",
    [("ingest", "README.md"), ("work", "--until-empty"), ("reindex",), ("prepare",)],
    ids=lambda words: words[0],
)
def test_a_command_on_a_newer_database_names_the_remedy(newer, words):
    with pytest.raises(CommandError, match=r"newer than this program.*9999_from_tomorrow.*restore.*a backup"):
        call_command(*words)
    assert not Import.objects.exists()


def test_a_database_that_is_up_to_date_is_worked_on(db, capsys):
    call_command("merge_suggestions")
    assert capsys.readouterr().out
