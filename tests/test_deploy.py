"""The files in deploy/ name only settings and commands that there are, and the services agree with each other."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))
FILES = [path for path in sorted((ROOT / "deploy").rglob("*")) if path.is_file()]
SERVICES = [path for path in FILES if path.suffix == ".service"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_names_settings_and_commands_that_there_are(path: Path) -> None:
    text = path.read_text()
    assert set(re.findall(r"\b(?:NEWSROOM_|OPENSEARCH_|DATABASE_)[A-Z_]+", text)) <= SETTINGS
    assert set(re.findall(r"manage\.py (\w+)", text)) <= get_commands().keys()


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_writes_into_its_data_folder_only_and_is_started_again(path: Path) -> None:
    # A key may stand twice in a unit (Environment); the last is enough here.
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(path)
    service = unit["Service"]
    assert service["Environment"] == f"NEWSROOM_DATA_DIR=/var/lib/{service['StateDirectory']}"
    assert service["ProtectSystem"] == "strict" and service["NoNewPrivileges"] == "yes"
    assert service["Restart"] == "on-failure" and service["User"] == "reading-room"
