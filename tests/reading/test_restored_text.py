"""Text that an editor puts back joins the body where it stood; every other field of the report stays as it was read."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.article_store import article_row
from articles.models import Article
from articles.reading.field_overrides import with_reviews
from articles.reading.reader import read_file
from articles.reading.report import RawFile, Report

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"
REPORTS = [
    report
    for path in sorted(FIXTURES.iterdir())
    if path.suffix != ".json"
    for report in read_file(RawFile(path.name, path.read_bytes()))
    if isinstance(report, Report) and report.removed
]
# What says where the text went; a change of anything else would be a loss.
_OF_THE_TEXT = {"paragraphs", "removed"}
_OF_THE_ROW = {"id", "source", "outlet", "agency", "body_sha256", "content_sha256", "doubts", "needs_review"}


@st.composite
def some_restored(draw: st.DrawFn) -> tuple[Report, Report]:
    """A report of the demonstration, and the same with some of what was left out of it put back."""
    report = draw(st.sampled_from(REPORTS))
    spans = [[part.start, part.end] for part in report.removed]
    wanted = draw(st.lists(st.sampled_from(spans), unique_by=tuple))
    return report, with_reviews(report, {"restored": wanted})


def test_there_is_enough_to_put_back() -> None:
    assert len(REPORTS) >= 10 and sum(report.dateline is not None for report in REPORTS) >= 5


@given(some_restored())
def test_no_other_field_of_the_report_changes(pair: tuple[Report, Report]) -> None:
    before, after = pair
    for field in dataclasses.fields(Report):
        if field.name not in _OF_THE_TEXT:
            assert getattr(after, field.name) == getattr(before, field.name), field.name
    starts = [block.start for block in after.paragraphs]
    assert starts == sorted(starts)
    texts = sorted((part.start, part.text) for part in (*after.paragraphs, *after.removed))
    assert texts == sorted((part.start, part.text) for part in (*before.paragraphs, *before.removed))


@given(some_restored())
def test_no_other_column_changes_and_the_dateline_is_found_where_it_moved(
    pair: tuple[Report, Report],
) -> None:
    before, after = (article_row(report) for report in pair)
    for column in Article._meta.concrete_fields:
        if column.attname not in _OF_THE_TEXT | _OF_THE_ROW:
            assert getattr(after, column.attname) == getattr(before, column.attname), column.attname
    assert printed(after) == printed(before)


def printed(article: Article) -> str:
    """The dateline as the body prints it."""
    start, end = article.dateline_span or (0, 0)
    return article.body[start:end]


@pytest.mark.parametrize("texts", [["OSLO: Two envoys met."], ["Share this", "OSLO: Two envoys met."]])
def test_a_dateline_may_follow_text_that_was_put_back(texts: list[str]) -> None:
    article = Article(dateline={"text": "OSLO:"}, paragraphs=[{"text": text} for text in texts])
    assert printed(article) == "OSLO:"
    article.dateline = None
    assert article.dateline_span is None
