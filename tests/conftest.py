"""What every test may use: where the shared material lies, and a plain word when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed articles; skips where the shared material is absent."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed articles are not beside the project (../shared/seeds)")
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of development corpora; skips where the shared material is absent."""
    folder = SHARED / "corpora"
    if not folder.is_dir():
        pytest.skip("the corpora are not beside the project (../shared/corpora)")
    return folder
