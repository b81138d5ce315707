"""Backup and restore: one consistent moment, damage told before anything is changed."""

import os
import sqlite3
import zipfile

import pytest

from articles.ingest.safekeeping.backup import BadBackup, read_backup, write_backup


@pytest.fixture
def room(tmp_path):
    """A data folder with a database whose last row is still in the write-ahead log."""
    folder = tmp_path / "room"
    folder.mkdir()
    connection = sqlite3.connect(folder / "newsroom.sqlite3")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE article (title TEXT)")
    connection.execute("INSERT INTO article VALUES ('Rain over Kunduz')")
    connection.commit()
    (folder / "secret_key").write_text("key")
    yield folder
    connection.close()


def titles(folder):
    with sqlite3.connect(folder / "newsroom.sqlite3") as connection:
        rows = connection.execute("SELECT title FROM article").fetchall()
    connection.close()
    return rows


def test_what_was_committed_comes_back_in_an_empty_folder(room, tmp_path):
    write_backup(room / "newsroom.sqlite3", room, tmp_path / "room.zip")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    read_backup(tmp_path / "room.zip", fresh / "newsroom.sqlite3", fresh)
    assert titles(fresh) == [("Rain over Kunduz",)]
    assert (fresh / "secret_key").read_text() == "key"
    assert (fresh / "secret_key").stat().st_mode & 0o777 == 0o600


def test_only_its_owner_can_read_a_backup_which_holds_the_secret_key(room, tmp_path):
    usual = os.umask(0o022)
    try:
        write_backup(room / "newsroom.sqlite3", room, tmp_path / "room.zip")
    finally:
        os.umask(usual)
    assert (tmp_path / "room.zip").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("damage", ["cut", "text", "missing", "swapped"])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(room, tmp_path, damage):
    backup = tmp_path / "room.zip"
    write_backup(room / "newsroom.sqlite3", room, backup)
    if damage == "cut":
        backup.write_bytes(backup.read_bytes()[:-200])
    elif damage == "text":
        backup.write_text("not a zip")
    elif damage == "missing":
        backup.unlink()
    else:
        with zipfile.ZipFile(backup) as archive:
            manifest = archive.read("manifest.json")
        with zipfile.ZipFile(backup, "w") as archive:
            archive.writestr("manifest.json", manifest)
            archive.writestr("newsroom.sqlite3", b"another database")
    with pytest.raises(BadBackup, match=r"room\.zip"):
        read_backup(backup, room / "newsroom.sqlite3", room)
    assert titles(room) == [("Rain over Kunduz",)]


def test_a_backup_of_a_newer_version_is_refused_and_nothing_is_changed(room, tmp_path):
    later = tmp_path / "later"
    later.mkdir()
    with sqlite3.connect(later / "newsroom.sqlite3") as connection:
        connection.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        connection.execute("INSERT INTO django_migrations VALUES ('articles', '9999_from_tomorrow')")
    connection.close()
    write_backup(later / "newsroom.sqlite3", later, tmp_path / "later.zip")
    with pytest.raises(BadBackup, match=r"newer version.*9999_from_tomorrow"):
        read_backup(tmp_path / "later.zip", room / "newsroom.sqlite3", room)
    assert titles(room) == [("Rain over Kunduz",)]
