"""Whoosh keeps the contract of every engine, and its folder can be swapped, damaged and outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.search.backend import IndexMissing
from articles.search.query import Query
from articles.search.whoosh_backend import WhooshBackend
from tests.search.contract import Contract
from tests.search.world import WORLD


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


@pytest.mark.parametrize("damage", ["pointer", "folder", "files", "toc"])
def test_damage_is_said_and_a_rebuild_mends_it(room: WhooshBackend, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / (tmp_path / "current").read_text().split()[0]
    if damage == "pointer":
        (tmp_path / "current").write_text("")
    elif damage == "folder":
        folder.rename(tmp_path / "elsewhere")
    else:
        for path in folder.glob("*.toc" if damage == "toc" else "*.trm"):
            path.unlink()
    with pytest.raises(IndexMissing, match=r"damaged.*manage\.py reindex"):
        WhooshBackend(tmp_path).search(Query())
    room.rebuild(WORLD)
    assert room.search(Query()).total == 12
