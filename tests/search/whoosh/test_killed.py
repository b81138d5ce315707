"""A writer killed at any moment leaves the old state or the new one, and the next writer goes on from there."""

from __future__ import annotations

import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from articles.search.query.query import Query
from articles.search.whoosh.backend import WhooshBackend
from tests.search.world import WORLD, report

REBUILT_EVERY = 5


def state(commits: int) -> frozenset[int]:
    """The articles after so many commits: the world, and the last three that were added."""
    added = range(max(1, commits - 2), commits + 1)
    return frozenset({*range(1, 13), *(100 + number for number in added)})


def commit(backend: WhooshBackend, number: int) -> None:
    """The commit with this number; every fifth is a rebuild."""
    fresh = [report(100 + n, f"Ferry {n}", "A ferry sails.") for n in range(max(1, number - 2), number + 1)]
    if number % REBUILT_EVERY == 0:
        backend.rebuild([*WORLD, *fresh])
    else:
        backend.update([fresh[-1], replace(WORLD[0], title=f"Ferry number {number}")], deleted=[97 + number])


def write_until_killed(folder: Path, first: int, done: int) -> None:
    backend = WhooshBackend(folder)
    for number in range(first, first + 10_000):
        commit(backend, number)
        os.write(done, b".")


@pytest.mark.parametrize("kills", [20, pytest.param(100, marks=pytest.mark.evaluation)])
def test_a_killed_writer_leaves_the_old_state_or_the_new(tmp_path: Path, kills: int) -> None:
    chance, commits = random.Random(kills), 0
    WhooshBackend(tmp_path).rebuild(WORLD)
    for kill in range(kills):
        told, done = os.pipe()
        writer = os.fork()
        if writer == 0:
            write_until_killed(tmp_path, commits + 1, done)
            os._exit(0)
        os.close(done)
        if kill % 2:
            commits += len(
                os.read(told, 1)
            )  # Every second one gets through its first commit, however slow the machine.
        time.sleep(chance.uniform(0.005, 0.12))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        with os.fdopen(told, "rb") as pipe:
            commits += len(pipe.read())
        after = WhooshBackend(tmp_path)
        found = after.article_ids()
        assert found in (state(commits), state(commits + 1))
        commits += found != state(commits)
        assert {h.article_id for h in after.search(Query(text="ferry", page_size=50)).hits} == {
            1, 2, 3, 7, *(found - set(range(1, 13))),
        }  # fmt: skip
    assert commits >= kills / 2
