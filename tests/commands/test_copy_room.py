"""A room is copied whole into another database, compared, and works there; into one that is not empty, not at all."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import PROJECT

FILL = """
import datetime, django; django.setup()
from articles.models import Alias, Correction, Entity
from tests.world import make_world
world = make_world()
# A row that refers to a later one of its own table, and times of change that are not now.
first, second = [Correction.objects.create(action="no-name", entity=world.brandt, quote="Brandt") for _ in "ab"]
Correction.objects.filter(pk=first.pk).update(part_of=second)
Alias.objects.update(changed_at=datetime.datetime(2020, 2, 3, tzinfo=datetime.UTC))
"""
NAME_ONCE_MORE = """
import django; django.setup()
from articles.models import Article, Entity, Mention
from articles.models.counting import miscounted
article, entity = Article.objects.order_by("pk").first(), Entity.objects.get(slug="ole-brandt")
before, last = entity.mention_count, Mention.objects.order_by("-pk").first().pk
row = Mention.objects.create(
    article=article, entity=entity, start=9000, end=9004, surface="Vera", kind="person", source="model", confidence=1
)
entity.refresh_from_db()
assert row.pk > last and entity.mention_count == before + 1 and not miscounted(), (row.pk, last, entity.mention_count)
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small room."""
    folder = tmp_path_factory.mktemp("room")
    for words in (("manage.py", "migrate", "-v0"), ("-c", FILL)):
        done = run(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder


def run(folder: Path, *words: str, url: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "NEWSROOM_DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "PYTHONPATH": str(PROJECT),
    }
    return subprocess.run(
        [sys.executable, *words], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )


def rows(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the list of migrations, which has the times at which they ran."""
    with closing(sqlite3.connect(file)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in sorted(tables) if name not in {"django_migrations", "sqlite_sequence"}]
        return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in kept}


def test_every_row_comes_along_and_the_copy_counts_on(room: Path, tmp_path: Path) -> None:
    there = f"sqlite:///{tmp_path}/there.sqlite3"
    done = run(room, "manage.py", "copy_room", there)
    assert done.returncode == 0, done.stderr
    assert "articles_article " in done.stdout
    copied = rows(tmp_path / "there.sqlite3")
    assert copied == rows(room / "newsroom.sqlite3")
    assert len(copied["articles_article"]) == 5 and len(copied["articles_correction"]) >= 2
    more = run(room, "-c", NAME_ONCE_MORE, url=there)
    assert more.returncode == 0, more.stderr


def test_a_database_that_is_not_empty_is_refused_and_left_as_it_is(room: Path, tmp_path: Path) -> None:
    there = f"sqlite:///{tmp_path}/there.sqlite3"
    assert run(room, "manage.py", "copy_room", there).returncode == 0
    before = rows(tmp_path / "there.sqlite3")
    again = run(room, "manage.py", "copy_room", there)
    assert again.returncode == 1 and "not empty" in again.stderr
    assert rows(tmp_path / "there.sqlite3") == before


def test_a_row_that_is_read_back_otherwise_undoes_the_copy(room: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.sqlite3"
    assert run(tmp_path, "manage.py", "migrate", "-v0", url=f"sqlite:///{there}").returncode == 0
    with closing(sqlite3.connect(there)) as database:
        database.execute(
            "CREATE TRIGGER spoil AFTER INSERT ON articles_article BEGIN "
            "UPDATE articles_article SET title = 'spoiled' WHERE id = NEW.id; END"
        )
    done = run(room, "manage.py", "copy_room", f"sqlite:///{there}")
    assert done.returncode == 1 and "articles_article" in done.stderr and "nothing was kept" in done.stderr
    assert rows(there)["articles_article"] == []


def test_a_driver_that_is_not_installed_is_told_in_one_sentence(tmp_path: Path) -> None:
    hidden = (
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'psycopg' else find(name, *more)\n"
        "import sys; sys.argv = ['manage.py', 'check']; import manage; manage.main()"
    )
    done = run(tmp_path, "-c", hidden, url="postgres://reader@127.0.0.1:1/none")
    assert done.returncode == 1
    assert "requirements-postgres.txt" in done.stderr and "Traceback" not in done.stderr
