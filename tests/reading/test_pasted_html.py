"""Pasted HTML: what a report needs stays, what could act goes, and size is capped before bleach sees it."""

import pytest

from articles.ingest.intake import accept_text
from articles.reading.pasted_html import PASTED_HTML_MAX_CHARACTERS, clean_pasted_html, looks_like_html
from articles.reading.report import BadRecord


@pytest.mark.parametrize(
    "hostile",
    [
        '<p><img src=x onerror="alert(1)">Rain.</p>',
        "<p>Rain.<script>alert(1)</script></p>",
        "<p>Rain.<style>p{background:url(//elsewhere.example)}</style></p>",
        '<p><a href="javascript:alert(1)">Rain.</a></p>',
        '<p>Rain.<iframe src="//elsewhere.example"></iframe></p>',
        "<p>Rain.<svg/onload=alert(1)></p>",
    ],
)
def test_nothing_that_acts_is_left(hostile):
    cleaned = clean_pasted_html(hostile)
    assert "Rain." in cleaned
    for word in (
        "alert",
        "onerror",
        "onload",
        "javascript",
        "elsewhere",
        "<script",
        "<style",
        "<iframe",
        "<svg",
    ):
        assert word not in cleaned


def test_headings_links_and_emphasis_stay():
    html = '<h1>Rain</h1><p>It <em>fell</em> on <a href="https://example.org/">Kunduz</a>.</p>'
    assert clean_pasted_html(html) == html


def test_too_much_is_refused_with_the_remedy():
    with pytest.raises(BadRecord, match=r"upload that"):
        clean_pasted_html("<p>" + "x" * PASTED_HTML_MAX_CHARACTERS)


@pytest.mark.parametrize("text", ["KABUL: Prices < 5 rose.", "< not a tag", "plain", ""])
def test_prose_is_not_taken_for_html(text):
    assert not looks_like_html(text)


@pytest.mark.django_db
def test_a_pasted_page_is_cleaned_before_it_is_kept():
    item = accept_text("<article><p onclick='x()'>Rain fell.</p></article>").items.get()
    assert item.name == "pasted page.html"
    assert bytes(item.data) == b"<article><p>Rain fell.</p></article>"
