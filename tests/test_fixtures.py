"""Is every demonstration article read as its author says it must be, and are its words our own?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from articles.reading.reader import read_file
from articles.reading.report import BlockKind, RawFile, Removed, Report

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
RAW = sorted(path for path in (FIXTURES / "articles").iterdir() if path.suffix != ".json")
NAMES = [path.name for path in RAW]
PLAIN_FIELDS = ("format", "title_origin", "outlet", "agency", "published_precision")
DATELINE_FIELDS = ("place", "region", "country", "agency", "month", "day")
RUN_WORDS = 12


def expected(name: str) -> dict[str, Any]:
    """What the author of a demonstration file says a correct reader makes of it."""
    fields: dict[str, Any] = json.loads(
        (FIXTURES / "articles" / name).with_suffix(".json").read_text("utf-8")
    )
    return fields


@cache
def read(name: str) -> Report:
    """The one report in a demonstration file."""
    (report,) = read_file(RawFile(name, (FIXTURES / "articles" / name).read_bytes()))
    assert isinstance(report, Report), report
    return report


def word_list(text: str) -> list[str]:
    """A text's words in lower case, its punctuation and markup left out."""
    return re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))


def texts(blocks: Iterable[Any]) -> list[str]:
    """What a reader sees of some blocks."""
    return [block.text for block in blocks]


def lines(removed: Iterable[Removed]) -> list[tuple[list[str], str]]:
    """Every line that was removed, as words, with its reason."""
    return [
        (word_list(line), part.reason) for part in removed for line in part.text.splitlines() if line.strip()
    ]


def begins_with(line: Sequence[str], start: Sequence[str]) -> bool:
    """Whether a line begins with these words."""
    return list(line[: len(start)]) == list(start)


@pytest.mark.parametrize("field", PLAIN_FIELDS)
@pytest.mark.parametrize("name", NAMES)
def test_what_the_file_states_is_read_and_nothing_else(name: str, field: str) -> None:
    assert getattr(read(name), field) == expected(name)[field]


@pytest.mark.parametrize("name", NAMES)
def test_the_headline_is_the_one_printed_or_is_derived(name: str) -> None:
    title = expected(name)["title"]
    assert read(name).title == title if title else read(name).title


@pytest.mark.parametrize("name", NAMES)
def test_the_day_or_minute_of_publication_is_the_one_stated(name: str) -> None:
    stated: str = expected(name)["published"]
    found = read(name).published
    assert found[: len(stated)] == stated if stated else not found


@pytest.mark.parametrize("name", NAMES)
def test_the_dateline_is_read_in_its_parts(name: str) -> None:
    stated, found = expected(name)["dateline"], read(name).dateline
    if stated is None:
        assert found is None
        return
    assert found is not None
    assert {key: getattr(found, key) for key in DATELINE_FIELDS} == {
        key: stated[key] for key in DATELINE_FIELDS
    }
    assert word_list(found.text) == word_list(stated["text"])
    assert list(found.places) == expected(name).get("places", [stated["place"]])


@pytest.mark.parametrize("name", NAMES)
def test_the_reporters_are_named_with_the_places_they_reported_from(name: str) -> None:
    assert list(read(name).byline) == expected(name)["byline"]
    assert read(name).reporters == expected(name)["reporters"]


@pytest.mark.parametrize("name", NAMES)
def test_the_body_is_the_report_from_its_first_word_to_its_last(name: str) -> None:
    stated, report = expected(name), read(name)
    assert report.body.startswith(stated["first_words"])
    assert report.body.endswith(stated["last_words"])
    subheads = [block for block in report.paragraphs if block.kind is BlockKind.SUBHEAD]
    assert texts(subheads) == stated["subheads"]
    assert len(report.paragraphs) - len(subheads) == stated["paragraphs"]


@pytest.mark.parametrize("name", NAMES)
def test_captions_and_footnotes_stand_beside_the_body(name: str) -> None:
    assert texts(read(name).captions) == expected(name)["captions"]
    assert texts(read(name).footnotes) == expected(name)["footnotes"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_part_of_the_report_is_removed_with_its_reason(name: str) -> None:
    found = lines(read(name).removed)
    stated = [(word_list(part["starts"]), part["reason"]) for part in expected(name)["removed"]]
    missing = [
        part
        for part in stated
        if not any(part[1] == why and begins_with(line, part[0]) for line, why in found)
    ]
    assert not missing


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith(".html")])
def test_nothing_else_is_removed_from_a_text(name: str) -> None:
    starts = [word_list(part["starts"]) for part in expected(name)["removed"]]
    extra = [
        line for line, _ in lines(read(name).removed) if not any(begins_with(line, start) for start in starts)
    ]
    assert not extra


def test_every_raw_file_has_an_expectation_and_no_expectation_is_left_over() -> None:
    expectations = {path.stem for path in (FIXTURES / "articles").glob("*.json")}
    assert expectations == {path.stem for path in RAW}
    assert len(RAW) >= 24


def test_the_stories_name_only_files_that_are_there_and_a_rewrite_is_of_the_same_event() -> None:
    stories = json.loads((FIXTURES / "stories.json").read_text("utf-8"))
    events = [set(story["files"]) for story in stories["same_event"]]
    for group in stories["same_report"]:
        assert any(set(group) <= event for event in events), group
    named = {name for event in events for name in event} | {
        n for pair in stories["unsure"] for n in pair["files"]
    }
    assert named <= set(NAMES)


def test_the_table_of_quirks_names_every_file() -> None:
    readme = (FIXTURES / "README.md").read_text("utf-8")
    assert [name for name in NAMES if f"`{name}`" not in readme] == []


def test_the_tutorial_promises_what_the_articles_hold() -> None:
    bodies = [read(name).body for name in NAMES]
    assert sum("Lavrov" in body for body in bodies) == 7
    assert sum("blood and treasure" in body for body in bodies) == 1
    assert read("demo-01.txt").title in (FIXTURES.parent / "docs" / "tutorial.md").read_text("utf-8")
    assert read("demo-06.txt").title in (FIXTURES.parent / "docs" / "tutorial.md").read_text("utf-8")


def test_no_demonstration_article_shares_a_run_of_twelve_words_with_a_seed(seeds: Path) -> None:
    borrowed = {run for path in seeds.glob("*.txt") for run in runs(path.read_text("utf-8"))}
    assert borrowed
    for path in FIXTURES.rglob("*"):
        if path.is_file():
            shared = runs(path.read_bytes().decode("utf-8", "replace")) & borrowed
            assert not shared, f"{path.name}: {shared}"


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of twelve words in a text."""
    found = word_list(text)
    return {tuple(found[i : i + RUN_WORDS]) for i in range(len(found) - RUN_WORDS + 1)}
