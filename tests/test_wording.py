"""Pages speak idiomatic English: wordings that readers stumbled over do not come back."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

STUMBLED_OVER = (
    "all asked for",
    "along:",
    "anew",
    "brought",
    "is no more",
    "One: keep",
    "part it",
    "parted",
    "put right",
    "put it right",
    "Take all",
)
TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))
# Comments and tags are the programmers' own.
NOT_SHOWN = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_page_uses_a_wording_that_readers_stumbled_over(template) -> None:
    shown = NOT_SHOWN.sub("", template.read_text(encoding="utf-8")).lower()
    assert [words for words in STUMBLED_OVER if words.lower() in shown] == []
