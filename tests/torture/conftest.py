"""A room of its own for each test that breaks one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.served.editor import prepare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of an empty room with an editor."""
    prepare(tmp_path)
    return tmp_path
