"""Pages come without the manifest of the static files, and it is made anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.template import engines
from django.test import override_settings

from articles.ingest.condition.static_files import (
    MANIFEST,
    BadManifest,
    collect_if_needed,
    manifest_names,
    missing_static_files,
)
from newsroom import settings as shipped

STORED = {"staticfiles": shipped.STORAGES["staticfiles"]}


def address(name: str) -> str:
    return engines["django"].from_string("{% load static %}{% static name %}").render({"name": name})


@pytest.fixture
def collected(settings) -> Path:
    settings.STORAGES = {**settings.STORAGES, **STORED}
    (settings.STATIC_ROOT / MANIFEST).unlink()
    assert collect_if_needed()
    return settings.STATIC_ROOT


def test_names_have_hashes_with_the_manifest_and_none_without(collected: Path, settings) -> None:
    with_hash = manifest_names(collected)["css/base.css"]
    assert address("css/base.css") == f"/static/{with_hash}" != "/static/css/base.css"
    for spoil in (lambda: (collected / MANIFEST).write_text("{cut"), (collected / MANIFEST).unlink):
        spoil()
        with override_settings(STORAGES={**settings.STORAGES}):
            assert address("css/base.css") == "/static/css/base.css"


def test_a_lost_manifest_or_file_is_collected_anew(collected: Path, caplog) -> None:
    assert not collect_if_needed()
    (collected / manifest_names(collected)["css/base.css"]).unlink()
    assert len(missing_static_files(collected)) == 1
    assert collect_if_needed() and missing_static_files(collected) == []
    (collected / MANIFEST).write_text("[]")
    assert collect_if_needed() and missing_static_files(collected) == []
    assert "They were collected anew." in caplog.text


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"paths": []})])
def test_a_damaged_manifest_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(BadManifest, match="damaged"):
        manifest_names(tmp_path)


def test_where_nothing_can_be_collected_it_is_said_and_not_raised(settings, tmp_path: Path, caplog) -> None:
    settings.STORAGES = {**settings.STORAGES, **STORED}
    settings.STATIC_ROOT = tmp_path / "file"
    settings.STATIC_ROOT.write_text("")
    assert not collect_if_needed()
    assert "They cannot be collected: There is a file where a folder should be" in caplog.text
