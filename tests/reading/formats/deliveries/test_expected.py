"""The invented deliveries beside the project are read as their list says (`make eval` prints the table)."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report
from tests.conftest import SHARED
from tests.reading.formats.deliveries.shapes import CASES, UNFORESEEN
from tests.reading.formats.deliveries.test_shapes import REPORTS

FOLDER = SHARED / "deliveries"
KINDS = ("factiva", "nexis", "europresse", "proquest")
FIELDS = ("headline", "outlet", "day", "byline", "body")


def listed() -> dict[str, Any]:
    path = FOLDER / "expected.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {name: told for name, told in found.items() if told["kind"] in KINDS}


@pytest.fixture(scope="module")
def deliveries() -> Path:
    if not FOLDER.is_dir():
        pytest.skip("the invented deliveries are not beside the project (../shared/deliveries)")
    return FOLDER


@pytest.mark.parametrize("name", listed() or ["absent"])
def test_a_delivery_beside_the_project_is_read_as_its_list_says(name: str, deliveries: Path) -> None:
    told = listed()[name]
    read = [
        one for one in read_file(RawFile(name, (deliveries / name).read_bytes())) if isinstance(one, Report)
    ]
    assert len(read) == told["count"]
    for report, wanted in zip(read, told["articles"], strict=True):
        assert report.title == wanted["title"]
        assert (report.outlet or report.agency) == wanted["outlet"]
        assert report.published[:10] == wanted["published"]
        assert list(report.byline) == wanted["byline"]
        assert (report.dateline.place if report.dateline else "") == wanted["place"]
        assert len(report.paragraphs) == wanted["paragraphs"]
        assert report.paragraphs[0].text.endswith(wanted["first"])
        assert report.paragraphs[-1].text.endswith(wanted["last"])
        assert report.title not in report.body and "Copyright 2021" not in report.body


@pytest.mark.evaluation
def test_how_many_deliveries_are_parted_and_read_right() -> None:
    """Invented ones, ours and those beside the project; real ones lie with whoever may keep them."""
    rows: dict[str, Counter[str]] = {}
    for name, shape, code in [*CASES, *((name, shape, "en") for name, shape in UNFORESEEN.items())]:
        wanted = [
            (one.title, one.outlet, one.day.isoformat(), one.byline, len(one.paragraphs)) for one in REPORTS
        ]
        rows.setdefault(name, Counter()).update(counted(shape(REPORTS, code), wanted))
    for name, told in listed().items():
        wanted = [
            (one["title"], one["outlet"], one["published"], tuple(one["byline"]), one["paragraphs"])
            for one in told["articles"]
        ]
        rows.setdefault("beside the project", Counter()).update(counted((FOLDER / name).read_bytes(), wanted))
    heads = ("files", "parted right", "reports", "found", *FIELDS)
    print("\n" + f"{'shape':32}" + "".join(f"{head:>14}" for head in heads))  # noqa: T201
    for name, row in rows.items():
        print(f"{name:32}" + "".join(f"{row[head]:>14}" for head in heads))  # noqa: T201
    total = sum(rows.values(), Counter())
    print(f"{'all':32}" + "".join(f"{total[head]:>14}" for head in heads))  # noqa: T201
    assert total["parted right"] >= 0.95 * total["files"]
    assert all(total[field] >= 0.98 * total["reports"] for field in ("headline", "day", "body"))
    assert total["outlet"] >= 0.95 * total["reports"]


def counted(data: bytes, wanted: list[tuple[str, str, str, tuple[str, ...], int]]) -> Counter[str]:
    """How much of one delivery is right."""
    read = [one for one in read_file(RawFile("a", data)) if isinstance(one, Report)]
    row = Counter(
        {
            "files": 1,
            "parted right": len(read) == len(wanted),
            "reports": len(wanted),
            "found": min(len(read), len(wanted)),
        }
    )
    if len(read) == len(wanted):
        for report, told in zip(read, wanted, strict=True):
            have = (report.title, report.outlet, report.published[:10], report.byline, len(report.paragraphs))
            row.update({field: int(a == b) for field, a, b in zip(FIELDS, have, told, strict=True)})
    return row
