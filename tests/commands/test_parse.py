"""`manage.py parse`: one JSON object a line, nothing stored, what cannot be read said in its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, SourceFile
from tests.conftest import PROJECT

pytestmark = pytest.mark.django_db

TEXT = """Ferry service on the Panj resumes

KHOROG, July 8 (Steppe) - The ferry below Khorog sailed again on Thursday, two weeks after it was stopped.

Passengers had to show a permit of the border guards. Nobody was turned back, the captain said.
"""


def parsed(capsys: pytest.CaptureFixture[str], *words: object) -> list[dict]:
    try:
        call_command("parse", *words, "--no-entities")
    finally:
        lines = capsys.readouterr().out.splitlines()
    return [json.loads(line) for line in lines]


def test_a_file_is_one_line_with_the_fields_of_the_article(tmp_path: Path, capsys):
    (tmp_path / "ferry.txt").write_text(TEXT)
    (line,) = parsed(capsys, tmp_path / "ferry.txt")
    assert (line["file"], line["title"]) == ("ferry.txt", "Ferry service on the Panj resumes")
    assert line["dateline"]["place"] == "Khorog"
    assert line["encoding"] == "utf-8"
    assert line["paragraphs"][0].startswith("KHOROG, July 8 (Steppe) - The ferry")
    evidence = line["evidence"]["dateline"]
    assert TEXT[evidence["start"] : evidence["end"]] == evidence["text"]
    assert not Article.objects.exists() and not SourceFile.objects.exists()


def test_records_of_a_jsonl_file_keep_their_ids_and_bad_lines_are_said(tmp_path: Path, capsys):
    records = [json.dumps({"id": "a", "text": TEXT}), "{", json.dumps({"id": "c"})]
    (tmp_path / "many.jsonl").write_text("\n".join(records))
    with pytest.raises(SystemExit):
        call_command("parse", tmp_path / "many.jsonl", "--no-entities")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("id") for line in lines] == ["a", None, "c"]
    assert lines[0]["title"] == "Ferry service on the Panj resumes"
    assert "line 2" in lines[1]["error"]
    assert "neither text nor html" in lines[2]["error"]


def test_html_in_a_record_is_read_as_a_page(tmp_path: Path, capsys):
    page = "<html><head><title>Ferry sails</title></head><body><article><h1>Ferry sails</h1>" + "".join(
        f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n")[1:]
    )
    (tmp_path / "page.jsonl").write_text(json.dumps({"id": 7, "html": page + "</article></body></html>"}))
    (line,) = parsed(capsys, tmp_path / "page.jsonl")
    assert (line["id"], line["title"], line["format"]) == (7, "Ferry sails", "html")


def test_a_path_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match="no such file"):
        call_command("parse", tmp_path / "nothing.txt")


def test_an_empty_data_folder_is_enough_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Envoys leave Kabul\n\nKABUL, July 8 (Reuters) - Two envoys left on Thursday, Sergey Lavrov said.\n"
    )
    environment = os.environ | {"NEWSROOM_DATA_DIR": str(tmp_path / "empty")}
    run = subprocess.run(
        [sys.executable, "manage.py", "parse", str(report)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["mentions"]
    assert "There is no room in this data folder" in run.stderr
