"""Accepting files: one transaction, plain names, retry of what failed."""

import json

import pytest

from articles.ingest.intake import accept_paths, accept_text, accept_upload, plain_name, retry_failed
from articles.ingest.outcome import ROOM_FAILED
from articles.ingest.queue import GIVEN_UP, finish
from articles.reading import local_files

pytestmark = pytest.mark.django_db


def test_an_upload_is_one_waiting_item_a_file_with_its_bytes():
    batch = accept_upload([("a.txt", b"one"), ("b.txt", b"two")])
    assert [(item.name, bytes(item.data), item.state) for item in batch.items.all()] == [
        ("a.txt", b"one", "waiting"),
        ("b.txt", b"two", "waiting"),
    ]


def test_pasted_text_becomes_a_file():
    item = accept_text("Kabul: It rained.").items.get()
    assert bytes(item.data) == b"Kabul: It rained."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\clippings\\a.txt", "a.txt"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("a\x00b\n.txt", "ab.txt"),
        ("///", "unnamed"),
    ],
)
def test_a_name_is_only_a_name(given, kept):
    assert plain_name(given) == kept


def test_a_name_of_any_length_can_be_stored():
    assert len(plain_name("x" * 5000 + ".txt")) == 255


def test_only_what_failed_by_no_fault_of_the_file_and_still_has_its_bytes_is_tried_again():
    names = ("good.txt", "bad.txt", "unlucky.txt", "deadly.txt", "gone.txt")
    batch = accept_upload([(name, b"" if name == "gone.txt" else b"1") for name in names])
    good, bad, unlucky, deadly, gone = batch.items.all()
    finish(good, "added")
    finish(bad, "failed", "no report was found in it.")
    finish(unlucky, "failed", f"{ROOM_FAILED} (OSError: disk full).")
    finish(deadly, "failed", GIVEN_UP.format(attempts=3))
    finish(gone, "failed", f"{ROOM_FAILED} (OSError: disk full).")
    assert retry_failed(batch) == 2
    assert [item.state for item in batch.items.all()] == ["done", "done", "waiting", "waiting", "done"]


def test_json_lines_too_long_for_one_item_come_in_pieces_of_whole_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(local_files, "FILE_MAX_BYTES", 4_000)
    monkeypatch.setattr(local_files, "PIECE_BYTES", 1_000)
    lines = [json.dumps({"text": f"Report {number}. " + "It rained. " * 20}) for number in range(30)]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines))
    batch = accept_upload([])
    accept_paths(batch, [path])
    items = list(batch.items.all())
    assert len(items) > 3 and items[0].name == "many (from line 1).jsonl"
    assert b"".join(bytes(item.data) for item in items).decode().split("\n") == lines
    assert all(bytes(item.data).startswith(b"{") for item in items)


def test_any_other_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(local_files, "FILE_MAX_BYTES", 100)
    (tmp_path / "long.txt").write_text("It rained. " * 40)
    batch = accept_upload([])
    accept_paths(batch, [tmp_path / "long.txt"])
    (item,) = batch.items.all()
    assert item.outcome == "failed" and "Split it" in item.detail
