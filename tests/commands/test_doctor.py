"""`manage.py doctor` tells each fault of a room, with its remedy, and is content with a sound one."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from articles.ingest.indexing.outbox import get_backend, rebuild_index
from articles.management import room_checks
from articles.management.room_checks import Finding
from articles.models import Article, Entity, IndexJob, WorkerBeat
from tests.conftest import PROJECT
from tests.world import World, make_world


@pytest.fixture
def room(db: None, settings, tmp_path: Path) -> World:
    """A sound room: articles, their index, a living worker, collected files, a key of its owner's."""
    settings.DATA_DIR = tmp_path
    world = make_world()
    IndexJob.objects.all().delete()
    rebuild_index()
    WorkerBeat.objects.create(beat_at=timezone.now())
    collect(settings.STATIC_ROOT)
    (tmp_path / "secret_key").write_text("k" * 64)
    (tmp_path / "secret_key").chmod(0o600)
    return world


def collect(folder: Path) -> None:
    (folder / "room.1234.css").write_text("")
    (folder / "staticfiles.json").write_text(json.dumps({"paths": {"room.css": "room.1234.css"}}))


def found(check: str) -> Finding:
    return next(finding for finding in room_checks.room_checks() if finding.check == check)


def test_a_sound_room_has_no_fault(room, capsys):
    call_command("doctor")
    said = capsys.readouterr().out
    assert "The room is sound." in said
    assert (
        f"ok       index         The index agrees with the database: {Article.objects.count()} articles."
        in said
    )


def test_a_fault_is_told_with_its_remedy_and_ends_in_an_error(room, settings, capsys):
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    with pytest.raises(CommandError, match="not sound: static files"):
        call_command("doctor")
    said = capsys.readouterr().out
    assert "fault    static files  " in said and "manage.py collectstatic" in said


def test_the_same_in_json(room, settings, capsys):
    call_command("doctor", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["sound"] is True
    assert {"check", "state", "said", "remedy"} == set(told["checks"][0])
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    with pytest.raises(CommandError):
        call_command("doctor", "--json")
    assert json.loads(capsys.readouterr().out)["sound"] is False


def test_a_database_that_is_not_there_is_not_made_by_asking(room, monkeypatch, tmp_path):
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "none.sqlite3")
    checks = {finding.check: finding for finding in room_checks.room_checks()}
    assert checks["database"].state == "fault" and "prepare" in checks["database"].remedy
    assert "index" not in checks and "not looked at" in checks["articles"].said
    assert not (tmp_path / "none.sqlite3").exists()


def no_database(path: Path) -> None:
    path.write_bytes(b"no database, however long " * 400)


def a_page_of_zeros(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE sheet (words TEXT)")
        database.executemany("INSERT INTO sheet VALUES (?)", [("harbour " * 50,)] * 500)
    database.close()
    size = path.stat().st_size // 2 // 4096 * 4096
    with path.open("r+b") as file:
        file.seek(size)
        file.write(bytes(4096))


@pytest.mark.parametrize("damage", [no_database, a_page_of_zeros])
def test_a_damaged_database_is_a_fault_and_not_a_traceback(tmp_path, damage):
    damage(tmp_path / "newsroom.sqlite3")
    environment = {**os.environ, "NEWSROOM_DATA_DIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, str(PROJECT / "manage.py"), "doctor", "--json"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 1 and "Traceback" not in run.stderr
    database = json.loads(run.stdout)["checks"][0]
    assert database["check"] == "database" and database["state"] == "fault"
    assert "restore" in database["remedy"]


def test_an_older_database_is_sent_to_prepare(room):
    applied = MigrationRecorder(connection).migration_qs.filter(app="articles").order_by("-name")
    newest = applied.values_list("name", flat=True)[0]
    applied.filter(name=newest).delete()
    told = found("migrations")
    assert told.state == "fault" and newest in told.said and "manage.py prepare" in told.remedy


def test_a_newer_database_asks_for_the_newer_version(room):
    MigrationRecorder(connection).record_applied("articles", "9999_of_next_year")
    told = found("migrations")
    assert told.state == "fault" and "newer" in told.said and "9999_of_next_year" in told.said
    assert "restore" in told.remedy


def test_a_migration_of_an_application_that_is_gone_is_no_fault(room):
    MigrationRecorder(connection).record_applied("an_application_once_used", "0001_initial")
    assert found("migrations").state == "ok"


def test_a_missing_index_is_a_fault(room, settings):
    (settings.INDEX_DIR / "current").unlink()
    assert found("index").state == "fault" and "manage.py reindex" in found("index").remedy


def test_an_index_with_a_flipped_bit_is_a_fault(room, settings):
    segment = next(settings.INDEX_DIR.glob("build-*/*.arrays"))
    known, data = segment.stat(), bytearray(segment.read_bytes())
    data[-1] ^= 1
    with segment.open("r+b") as file:
        file.write(data)
    os.utime(segment, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert found("index").state == "fault" and "damaged" in found("index").said


def test_a_file_where_the_index_should_be_is_a_fault(room, settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "file"
    settings.INDEX_DIR.write_text("")
    told = found("index")
    assert told.state == "fault" and str(settings.INDEX_DIR) in told.remedy


def test_an_article_that_the_index_lacks_or_holds_for_nothing_is_a_fault(room):
    get_backend().update([], deleted=[room.harbour.pk])
    assert f"lacks 1 article and holds 0 of those deleted ({room.harbour.pk})" in found("index").said
    rebuild_index()
    gone = room.bridge.pk
    Article.objects.filter(pk=gone).delete()
    IndexJob.objects.all().delete()
    told = found("index")
    assert told.state == "fault" and f"holds 1 of those deleted ({gone})" in told.said


def test_what_waits_for_the_worker_is_no_difference(room):
    get_backend().update([], deleted=[room.harbour.pk])
    IndexJob.objects.create(article_id=room.harbour.pk)
    assert found("index").state == "ok"
    assert found("index jobs") == Finding("index jobs", "ok", "1 change to index.")


def test_jobs_that_nobody_will_do_are_warned_of(room):
    IndexJob.objects.create(article_id=room.harbour.pk)
    WorkerBeat.objects.update(beat_at=timezone.now() - dt.timedelta(minutes=5))
    assert found("index jobs").state == "warning" and "manage.py work" in found("index jobs").remedy


def test_a_wrong_count_is_a_fault(room):
    Entity.objects.filter(pk=room.calloway.pk).update(mention_count=77)
    told = found("counts")
    assert told.state == "fault" and room.calloway.name in told.said and "--repair" in told.remedy


def test_a_silent_worker_is_warned_of(room):
    WorkerBeat.objects.update(beat_at=timezone.now() - dt.timedelta(seconds=90))
    assert found("worker").state == "warning" and "90 seconds ago" in found("worker").said
    WorkerBeat.objects.all().delete()
    assert found("worker").state == "warning" and "No worker has run yet" in found("worker").said


@pytest.mark.parametrize(
    ("free", "state"), [(1024**2, "fault"), (1024**3, "warning"), (100 * 1024**3, "ok")], ids=str
)
def test_a_full_disk_is_a_fault_and_a_filling_one_a_warning(free, state):
    assert room_checks.disk(free).state == state


def test_a_data_folder_that_is_a_file_or_absent_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("")
    assert room_checks.data_folder(tmp_path).state == "ok"
    for folder in (tmp_path / "file", tmp_path / "absent"):
        told = room_checks.data_folder(folder)
        assert told.state == "fault" and str(folder) in told.said and "NEWSROOM_DATA_DIR" in told.remedy
    assert [path.name for path in tmp_path.iterdir() if path.name not in ("file", "index", "static")] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_without_permission_is_a_fault(tmp_path):
    tmp_path.chmod(0o500)
    try:
        assert "Permission denied" in room_checks.data_folder(tmp_path).said
    finally:
        tmp_path.chmod(0o700)


def test_a_key_that_others_can_read_is_a_fault(room, settings):
    (settings.DATA_DIR / "secret_key").chmod(0o640)
    told = found("secret key")
    assert told.state == "fault" and "640" in told.said and "chmod 600" in told.remedy


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"paths": 3}'], ids=["empty", "list", "bare", "number"])
def test_a_damaged_manifest_is_a_fault(tmp_path, text):
    (tmp_path / "staticfiles.json").write_text(text)
    assert "damaged" in room_checks.static_files(tmp_path).said


def test_a_static_file_that_the_manifest_names_and_that_is_gone_is_a_fault(tmp_path):
    collect(tmp_path)
    assert room_checks.static_files(tmp_path).state == "ok"
    (tmp_path / "room.1234.css").unlink()
    assert "room.1234.css" in room_checks.static_files(tmp_path).said


REQUIREMENTS = """\
django==5.2.19 \\
    --hash=sha256:0
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:1
"""


@pytest.mark.parametrize(
    ("installed", "state"), [("5.2.19", "ok"), ("5.2.18", "warning"), (None, "fault")], ids=str
)
def test_packages_are_compared_with_those_that_were_tested(installed, state):
    told = room_checks.packages(REQUIREMENTS, {"django": installed}.get)
    assert told.state == state
    assert state == "ok" or ("django" in told.said and "make run" in told.remedy)


def test_a_missing_program_is_told_by_what_goes_without_it():
    told = {finding.check: finding for finding in room_checks.programs(lambda name: None)}
    assert told["7z"].state == "warning" and "7z archives are refused" in told["7z"].said
    assert told["chromium"].state == "ok" and "Not installed" in told["chromium"].said
    there = list(room_checks.programs(lambda name: "/usr/bin/7za" if name == "7za" else None))
    assert Finding("7z", "ok", "Found at /usr/bin/7za.") in there
