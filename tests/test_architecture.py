"""The floors of the house hold: the import contracts of pyproject.toml, and empty package files."""

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def test_the_import_contracts_hold():
    lint_imports = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint_imports, "--no-cache"], cwd=PROJECT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_file_is_empty():
    filled = [path for path in (PROJECT / "articles").rglob("__init__.py") if path.stat().st_size]
    assert filled == []


def test_every_module_says_on_its_first_line_which_question_it_answers():
    modules = [
        path
        for folder in ("articles", "newsroom", "tests")
        for path in (PROJECT / folder).rglob("*.py")
        if path.name != "__init__.py" and "migrations" not in path.parts
    ]
    assert len(modules) > 50
    silent = [str(path.relative_to(PROJECT)) for path in modules if not path.read_text().startswith('"""')]
    assert silent == []
