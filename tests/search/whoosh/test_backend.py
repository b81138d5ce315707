"""Whoosh keeps the contract of every engine, and its folder can be swapped, damaged and outdated."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from articles.search.backend import IndexMissing
from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.search.contract import Contract
from tests.search.world import WORLD, report


class TestWhoosh(Contract):
    @pytest.fixture
    def backend(self, tmp_path: Path) -> WhooshBackend:
        return WhooshBackend(tmp_path)


@pytest.fixture
def room(tmp_path: Path) -> WhooshBackend:
    backend = WhooshBackend(tmp_path)
    backend.rebuild(WORLD)
    return backend


def test_another_process_sees_what_was_committed(room: WhooshBackend, tmp_path: Path) -> None:
    other = WhooshBackend(tmp_path)
    assert other.search(Query()).total == 12
    room.update([], deleted=[1])
    assert other.search(Query()).total == 11
    room.rebuild(WORLD[:2])
    assert other.search(Query()).total == 2


def test_commits_in_quick_succession_are_each_seen_at_once(room: WhooshBackend, tmp_path: Path) -> None:
    other = WhooshBackend(tmp_path)
    for number in range(20):
        room.update([report(100 + number, "Ferry", "A ferry.")])
        assert other.search(Query()).total == room.search(Query()).total == 13 + number


def test_a_rare_spelling_of_a_frequent_word_is_not_doubted(room: WhooshBackend) -> None:
    often = [report(number, "Labor", "They tell about labor.") for number in range(1, 65)]
    others = [report(number, "Grain", "They tell about grain.") for number in range(100, 110)]
    room.rebuild([*often, *others, report(65, "Labour", "It was hard labour.")])
    hint = room.search(Query(text="labour")).did_you_mean
    assert hint == "", "“labour” finds what “labor” does"
    assert room.search(Query(text="labou")).did_you_mean


def test_old_builds_are_cleared_away_but_the_one_before(room: WhooshBackend, tmp_path: Path) -> None:
    for _ in range(4):
        room.rebuild(WORLD)
    assert len(list(tmp_path.glob("build-*"))) == 2
    assert not list(tmp_path.glob("current.*"))


def test_an_index_of_another_version_asks_for_a_rebuild(room: WhooshBackend, tmp_path: Path) -> None:
    pointer = tmp_path / "current"
    pointer.write_text(pointer.read_text().split()[0] + " 0\n")
    with pytest.raises(IndexMissing, match=r"another version.*manage\.py reindex"):
        room.search(Query())
    room.rebuild(WORLD)
    assert room.search(Query()).total == 12


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def _zeroed(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(bytes(size // 3))


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


DAMAGES = {
    "pointer emptied": lambda root, _: (root / "current").write_text(""),
    "pointer garbage": lambda root, _: _garbage(root / "current"),
    "pointer elsewhere": lambda root, _: (root / "current").write_text("../.. 2\n"),
    "folder gone": lambda root, build: build.rename(root / "elsewhere"),
    "everything gone": lambda root, _: shutil.rmtree(root),
    "contents gone": lambda _, build: next(build.glob("*.toc")).unlink(),
    "contents cut": lambda _, build: _cut(next(build.glob("*.toc"))),
    "contents emptied": lambda _, build: next(build.glob("*.toc")).write_bytes(b""),
    "contents zeroed": lambda _, build: _zeroed(next(build.glob("*.toc"))),
    "contents garbage": lambda _, build: _garbage(next(build.glob("*.toc"))),
    "segment gone": lambda _, build: next(build.glob("*.arrays")).unlink(),
    "segment cut": lambda _, build: _cut(next(build.glob("*.arrays"))),
    "segment emptied": lambda _, build: next(build.glob("*.arrays")).write_bytes(b""),
    "segment zeroed": lambda _, build: _zeroed(next(build.glob("*.arrays"))),
    "segment garbage": lambda _, build: _garbage(next(build.glob("*.arrays"))),
    "segment with one bit turned": lambda _, build: _bit(next(build.glob("*.arrays"))),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("process", ["that has it open", "that opens it"])
def test_damage_is_said_and_a_rebuild_mends_it(
    room: WhooshBackend, tmp_path: Path, damage: str, process: str
) -> None:
    backend = room if process == "that has it open" else WhooshBackend(tmp_path)
    DAMAGES[damage](tmp_path, tmp_path / (tmp_path / "current").read_text().split()[0])
    for ask in (lambda: backend.search(Query()), backend.article_ids, lambda: backend.update([WORLD[0]])):
        with pytest.raises(IndexMissing, match=r"manage\.py reindex"):
            ask()
    backend.rebuild(WORLD)
    assert backend.search(Query()).total == 12
    assert room.search(Query()).total == 12


def flip(path: Path, place: int) -> None:
    """Flip the lowest bit of the byte at a place, as a failing disk does: size and time stay as they are."""
    known = path.stat()
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))


@pytest.mark.parametrize("kind", ["*.arrays", "*.toc"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.999_999])
@pytest.mark.parametrize("process", ["that has it open", "that opens it"])
def test_a_flipped_bit_is_noticed_though_size_and_time_stay(
    room: WhooshBackend, tmp_path: Path, kind: str, share: float, process: str
) -> None:
    assert room.search(Query()).total == 12
    room.verify()
    (path,) = tmp_path.glob(f"build-*/{kind}")
    flip(path, int(path.stat().st_size * share))
    backend = room if process == "that has it open" else WhooshBackend(tmp_path)
    with pytest.raises(IndexMissing, match=r"damaged.*manage\.py reindex"):
        backend.verify()
    backend.rebuild(WORLD)
    backend.verify()


def test_numbers_that_cannot_be_under_an_opened_file_are_damage_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Mapped as a large file is, so that what flips on the disk is what the engine reads.
    monkeypatch.setattr("articles.search.index.segment_file.READ_WHOLE_MAX_BYTES", 0)
    room = WhooshBackend(tmp_path)
    room.rebuild(WORLD)
    total = room.search(Query()).total
    time.sleep(0.2)
    room.search(Query())
    (path,) = tmp_path.glob("build-*/*.arrays")
    known, size = path.stat(), path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4)
        file.write(b"\xff" * (size - size // 4))
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    with pytest.raises(IndexMissing, match="damaged"):
        WhooshBackend(tmp_path).search(Query())
    # Some questions are still answered, from what is in memory; none ends in a fault.
    refused = 0
    for word in ("ferry", "harbour", "“the ferry”", "person:olsen", "harb*", "fery~"):
        try:
            room.search(Query.from_params({"q": word}))
        except IndexMissing as missing:
            assert "damaged" in str(missing)
            refused += 1
    assert refused
    room.rebuild(WORLD)
    assert room.search(Query()).total == total


def test_verifying_a_folder_without_an_index_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="no search index yet"):
        WhooshBackend(tmp_path).verify()


def test_many_updates_leave_few_segments(room: WhooshBackend, tmp_path: Path) -> None:
    for number in range(60):
        room.update([report(100 + number, f"Ferry {number}", "A ferry.")], deleted=[99 + number])
    build = tmp_path / (tmp_path / "current").read_text().split()[0]
    assert len(list(build.glob("*.arrays"))) < 16
    assert len(list(build.glob("*.toc"))) == 1
    assert room.search(Query()).total == 13
