"""`manage.py ingest`: folders walked, a summary last, exit 1 when a file failed; backup and restore end to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.ingest.indexing.outbox import get_backend
from articles.models import Article

PROJECT = Path(__file__).resolve().parent.parent.parent
TEXT = (
    "Ferry number {0} sails\n\nKHOROG: Ferry number {0} sailed again on Thursday after {0} weeks in dock.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "clippings"
    (made / "july").mkdir(parents=True)
    for number in (11, 12):
        (made / "july" / f"{number}.txt").write_text(TEXT.format(number))
    (made / ".hidden").write_text("not this one")
    return made


@pytest.mark.django_db
def test_a_folder_is_walked_and_what_came_in_can_be_found(folder: Path, capsys):
    call_command("ingest", folder, "--no-entities")
    assert capsys.readouterr().out.splitlines()[-1] == "2 files: 2 need review"
    assert get_backend().article_ids() == set(Article.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_file_that_fails_is_named_and_the_exit_code_says_so(folder: Path, capsys):
    (folder / "empty.txt").write_bytes(b"")
    with pytest.raises(SystemExit) as ended:
        call_command("ingest", folder, "--no-entities")
    said = capsys.readouterr()
    assert ended.value.code == 1
    assert "empty.txt" in said.err
    assert "1 failed" in said.out.splitlines()[-1]


@pytest.mark.django_db
def test_a_path_that_is_not_there_stops_before_the_first_file(folder: Path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("ingest", folder, folder / "august", "--no-entities")
    assert not Article.objects.exists()


def test_a_backup_comes_back_in_an_empty_room_and_is_searchable(folder: Path, tmp_path: Path):
    def manage(room: str, *words: object) -> str:
        run = subprocess.run(
            [sys.executable, "manage.py", *map(str, words)],
            cwd=PROJECT,
            env={**os.environ, "NEWSROOM_DATA_DIR": str(tmp_path / room)},
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    manage("first", "migrate", "-v0")
    manage("first", "ingest", folder, "--no-entities")
    manage("first", "backup", tmp_path / "room.zip")
    manage("second", "restore", tmp_path / "room.zip")
    assert "2" in manage("second", "check_index")
    assert "Ferry number 12 sails" in manage("second", "search", "ferry 12")
