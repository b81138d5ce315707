"""What every test may use: where the shared material lies, and a data folder of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a failure is the change's and not the day's. HYPOTHESIS_PROFILE=random looks for
# new ones, as `make eval` does.
# No example has a deadline: a test is right or wrong, never late.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("random", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

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


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """Each test searches an index of its own; static files need no collecting."""
    settings.SEARCH, settings.INDEX_DIR = "whoosh", tmp_path / "index"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    (settings.STATIC_ROOT / "staticfiles.json").write_text('{"paths": {}, "version": "1.1"}')
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A password costs the tests no time; what a room does with one is Django's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
