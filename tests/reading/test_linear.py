"""Every regular expression of the reading steps takes about twice the time for twice the text."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import articles.reading
from articles.reading.cleaning.boilerplate import clean
from articles.reading.formats.plain_text import from_text
from articles.reading.formats.web.html import from_markup
from articles.reading.report import BadRecord

LENGTH = 8_000
# A square would take four times as long; a busy machine has shown two and a half for what is linear.
RATIO_MAX = 3.0
# Below this many seconds for the longer text a measured ratio says nothing.
NOISE_SECONDS = 0.1
HOPELESS_SECONDS = 3
UNITS = [
    " ",
    "\n",
    "a",
    "A",
    "Aa ",
    "AA ",
    "a.",
    "1",
    "1 ",
    "-",
    "_ ",
    ". ",
    ", ",
    "(",
    "<",
    "<a ",
    "<a b=",
    "&#1",
    '"',
    "= ",
    "by ",
    "and ",
    "A from A, ",
    "July 8 ",
    "KABUL, ",
    "reported from ",
    "follow @a ",
    "copyright ",
    "photo ",
    "in this a ",
    "<!--",
    "read more: ",
    "class=author ",
    "A/",
    "\t ",
    "*",
]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(articles.reading.__path__, "articles.reading."):
        if found.ispkg:
            continue
        name = found.name
        for key, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and value.__class__.__module__ == "re":
                yield f"{name.removeprefix('articles.reading.')}.{key}", value


def seconds(pattern: re.Pattern[str], text: str | bytes) -> float:
    """The best of a few, which is the machine's least disturbed; one is enough where it is nothing or hopeless."""
    best = 9e9
    for _ in range(4):
        begin = time.process_time()
        for _ in pattern.finditer(text):  # type: ignore[arg-type]
            pass
        pattern.fullmatch(text)  # type: ignore[arg-type]
        best = min(best, time.process_time() - begin)
        if best < NOISE_SECONDS or best > HOPELESS_SECONDS:
            break
    return best


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=[name for name, _ in patterns()])
def test_twice_the_text_takes_about_twice_the_time(name: str, pattern: re.Pattern[str]) -> None:
    for unit in UNITS:
        text: str | bytes = unit * (LENGTH // len(unit))
        text = text.encode() if isinstance(pattern.pattern, bytes) else text  # type: ignore[union-attr]
        assert seconds(pattern, text) < HOPELESS_SECONDS, f"{name} on {unit!r}"
        longer = seconds(pattern, text + text)
        if longer > NOISE_SECONDS:
            assert longer <= RATIO_MAX * seconds(pattern, text), f"{name} on {unit!r}"


@pytest.mark.parametrize(
    "unit", ["a", "a b ", "A. ", "\n", "\t x\n", "KABUL, ", "x\n\n", "Photo: a\n", "*a\n", "By A and "]
)
def test_a_hundred_kilobytes_of_anything_are_read_in_a_blink(unit: str) -> None:
    begin = time.process_time()
    with contextlib.suppress(BadRecord):
        clean(from_text(unit * (200_000 // len(unit))))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "unit",
    ["<", "<a ", "<a b=\"", "<a b='", "<!--", "<p>", "<div>", "</p>", "&", "&#", "<script>", "<title>", "<svg>",
     "<meta content=x property=og:title>", "<b class=author>a", "<![<", "<p>word word word</p>", "<h1>a</h1>", "<td>"],
)  # fmt: skip
def test_a_hostile_page_takes_bounded_time(unit: str) -> None:
    begin = time.process_time()
    with contextlib.suppress(BadRecord):
        from_markup("<html><body>" + unit * (300_000 // len(unit)))
    assert time.process_time() - begin < 10
