"""Who signs a page: people before houses, and what the library finds only where the page shows it."""

from __future__ import annotations

import json

import pytest

from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report

TEXT = "".join(
    f"<p>The ferry crosses the river for the {number}th time since the council voted to keep it at night.</p>"
    for number in range(4)
)


def byline(*authors: str, shown: str = "", house: str = "Harbour Chronicle") -> tuple[str, ...]:
    stated = {
        "@type": "NewsArticle",
        "author": [{"name": name} for name in authors],
        "publisher": {"name": house},
    }
    script = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    page = (
        f"<html><head><title>Ferry returns to the islands</title>{script}</head><body><article>"
        f"<h1>Ferry returns to the islands</h1>{shown}{TEXT}</article></body></html>"
    )
    report = next(read_file(RawFile("page.html", page.encode())))
    assert isinstance(report, Report)
    return report.byline


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (["Ada Example", "AP"], ("Ada Example", "AP")),
        (["Harbour Chronicle and AFP"], ("Harbour Chronicle and AFP",)),
        (["Harbour Chronicle", "Ada Example"], ("Ada Example",)),
        (["Harbour Chronicle"], ("Harbour Chronicle",)),
        (["Anadolu Ajansı", "Harbour Chronicle"], ("Anadolu Ajansı",)),
    ],
)
def test_people_come_before_the_house_and_house_with_agency_stays_as_printed(
    authors: list[str], names: tuple[str, ...]
) -> None:
    assert byline(*authors) == names


def test_writers_that_only_the_page_shows_are_found_without_their_role() -> None:
    assert byline(shown="<div class='author'>Autorin: Ada Example</div>") == ("Ada Example",)


def test_a_role_or_a_word_is_no_writer() -> None:
    assert byline(shown="<div class='author'>Newsdesk</div>") == ()
