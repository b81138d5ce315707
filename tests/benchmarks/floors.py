"""Is a measured figure still at its floor, on the very corpus the floor was measured on? One list for all: floors.json."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from tests.conftest import SHARED

LIST = json.loads(Path(__file__).with_name("floors.json").read_text(encoding="utf-8"))


def held(name: str, value: float) -> None:
    """Say the figure; fail when it is below its floor, or when its corpus is another one than the floor's.

    A floor is lowered only together with a sentence in the changelog that says why.
    """
    figure = LIST["figures"][name]
    print(f"{name}: {value:.4f} (floor {figure['floor']})")  # noqa: T201
    assert fingerprint(figure["corpus"]) == LIST["corpora"][figure["corpus"]], (
        f"{figure['corpus']} is not the file this floor was measured on: measure it anew"
    )
    assert value >= figure["floor"], name


@cache
def fingerprint(corpus: str) -> str:
    return hashlib.sha256((SHARED / corpus).read_bytes()).hexdigest()
