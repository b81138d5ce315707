"""The demonstration articles, all on one long affair, fall into the reports and events that their authors had in mind."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report
from articles.stories.clustering.story_clusters import Link, Story, group
from articles.stories.similarity.fingerprint import Fingerprint, fingerprint
from articles.stories.similarity.pair_relation import compare

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GOLD = json.loads((FIXTURES / "stories.json").read_text(encoding="utf-8"))
FILES = sorted(path for path in (FIXTURES / "articles").glob("demo-*") if path.suffix != ".json")
NAMES = [path.stem for path in FILES]


def pairs(files: Iterable[str]) -> set[tuple[str, str]]:
    return set(itertools.combinations(sorted(Path(name).stem for name in files), 2))


REPORTS = set().union(*(pairs(files) for files in GOLD["same_report"]))
EVENTS = set().union(*(pairs(one["files"]) for one in GOLD["same_event"]))
UNSURE = set().union(*(pairs(one["files"]) for one in GOLD["unsure"]))


def test_every_rewrite_is_found_and_nothing_else_is_taken_for_one():
    found = {pair for story in stories() for report in story.reports for pair in named(report)}
    assert found == REPORTS


def test_reports_of_one_affair_are_not_thrown_into_one_story():
    found = {pair for story in stories() for pair in named(story.articles)} - UNSURE
    assert len(found & EVENTS) >= 11
    assert len(found - EVENTS) <= 9


def named(numbers: Iterable[int]) -> set[tuple[str, str]]:
    return set(itertools.combinations([NAMES[number] for number in numbers], 2))


@cache
def stories() -> tuple[Story, ...]:
    prints = [printed(path) for path in FILES]
    links = []
    for first, second in itertools.combinations(range(len(prints)), 2):
        found = compare(prints[first], prints[second])
        if found.relation:
            links.append(Link(first, second, found.relation, found.score, found.rewritten))
    return group(range(len(prints)), links)


def printed(path: Path) -> Fingerprint:
    report = next(read_file(RawFile(path.name, path.read_bytes())))
    assert isinstance(report, Report)
    day = dt.date.fromisoformat(report.published[:10]) if report.published_precision == "day" else None
    title = report.title if report.title_origin == "source" else ""
    return fingerprint(report.body, title, day=day)
