"""The docs cannot rot: every setting, command and facet is in them, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from articles.search.facets import FACETS

PROJECT = Path(__file__).resolve().parent.parent
DOCS = "\n".join(
    path.read_text() for path in [PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md"))]
)


def commands() -> list[str]:
    folder = PROJECT / "articles" / "management" / "commands"
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def settings() -> list[str]:
    source = (PROJECT / "newsroom" / "settings.py").read_text()
    return sorted(set(re.findall(r'environ\.\w+\("(NEWSROOM_\w+)"', source)) | {"DATABASE_URL"})


@pytest.mark.parametrize("command", commands())
def test_every_command_is_described(command):
    assert f"manage.py {command}" in DOCS


@pytest.mark.parametrize("setting", settings())
def test_every_setting_is_described(setting):
    assert f"`{setting}`" in (PROJECT / "docs" / "settings.md").read_text()


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_every_facet_is_described(facet):
    assert re.search(rf"\b{facet}\b", (PROJECT / "docs" / "search-syntax.md").read_text())


def test_every_link_between_the_docs_leads_somewhere():
    broken = []
    for path in [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text()):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.name}: {target}")
    assert broken == []


def test_every_module_that_the_docs_name_exists():
    modules = {str(path.relative_to(PROJECT)) for path in PROJECT.glob("[a-z]*/**/*.py")} | {"manage.py"}
    missing = []
    for path in [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *(PROJECT / "docs").rglob("*.md")]:
        for name in re.findall(r"`([\w/]+\.py)`", path.read_text()):
            if not any(module == name or module.endswith(f"/{name}") for module in modules):
                missing.append(f"{path.name}: {name}")
    assert missing == []


def test_every_test_that_the_docs_name_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCS)
    assert len(named) > 40
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (PROJECT / path).exists() or f"\ndef {name}(" not in (PROJECT / path).read_text()
    ]
    assert missing == []


def test_no_row_of_the_threat_model_is_without_its_test():
    text = (PROJECT / "docs" / "security.md").read_text()
    rows = [line for line in text.split("## What is not stopped")[0].splitlines() if line.startswith("| ")]
    rows = [row for row in rows if not row.startswith(("| ---", "| who"))]
    assert len(rows) > 25
    assert [row for row in rows if "::test_" not in row] == []
