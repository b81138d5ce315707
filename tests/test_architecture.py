"""The floors of the house hold: the import contracts of pyproject.toml, and empty package files."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def test_the_import_contracts_hold():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint_imports, "--no-cache"], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_file_is_empty():
    # Django looks for models and admin under these two names: their package files are its doors.
    doors = {PROJECT / "articles" / room / "__init__.py" for room in ("models", "admin")}
    filled = [
        path
        for path in (PROJECT / "articles").rglob("__init__.py")
        if path.stat().st_size and path not in doors
    ]
    assert filled == []


def test_every_module_says_on_its_first_line_what_it_is_for():
    modules = [
        path
        for folder in ("articles", "newsroom", "tests")
        for path in (PROJECT / folder).rglob("*.py")
        if path.name != "__init__.py" and "migrations" not in path.parts
    ]
    assert len(modules) > 50
    silent = [str(path.relative_to(PROJECT)) for path in modules if not path.read_text().startswith('"""')]
    assert silent == []


ROOM_FILES_MAX = 15


def test_no_room_is_crowded():
    rooms = [path.parent for path in (PROJECT / "articles").rglob("__init__.py")]
    # Commands are found by Django in one folder, and a migration is a page of history.
    rooms = [room for room in rooms if room.name not in ("commands", "migrations")]
    files = {room: len([path for path in room.glob("*.py") if path.name != "__init__.py"]) for room in rooms}
    assert {str(room): count for room, count in files.items() if count > ROOM_FILES_MAX} == {}


def test_the_drawing_of_the_layers_is_the_import_contract():
    rules = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    contract = next(rule for rule in rules if rule["name"] == "A floor imports only lower ones")
    drawing = (PROJECT / "docs" / "architecture.md").read_text().split("```layers\n")[1].split("```")[0]
    assert drawing.split("\n")[:-1] == contract["layers"]


def test_the_way_of_a_file_names_modules_that_are_there():
    text = (PROJECT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", text))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (PROJECT / "articles" / name).exists()] == []


def test_the_rules_name_packages_and_never_files():
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]
    rules = settings["importlinter"]["contracts"]
    named = [
        *settings["mypy"]["packages"],
        *(one for rule in rules for one in rule.get("source_modules", ())),
    ]
    files = [one for one in named if (PROJECT / one.replace(".", "/")).with_suffix(".py").exists()]
    assert files == ["articles.text", "articles.text"]


def test_every_module_of_the_glossary_is_there():
    rows = re.findall(
        r"\| `([a-z_/]+(?:\.py)?)` \|$", (PROJECT / "docs" / "glossary.md").read_text(), re.MULTILINE
    )
    assert len(rows) > 40
    assert [name for name in rows if not (PROJECT / "articles" / name).exists()] == []


def test_no_module_introduces_itself_with_a_question():
    modules = [path for path in (PROJECT / "articles").rglob("*.py") if "migrations" not in path.parts]
    asking = [str(path) for path in modules if path.stat().st_size and "?" in path.read_text().split("\n")[0]]
    assert asking == []
