"""Pages that show nothing until a script runs: their report is read out of the script."""

from __future__ import annotations

import html
import json
import time

import pytest

from articles.reading.formats.web.embedded_script import body_in_script
from articles.reading.formats.web.markup import scan
from articles.reading.formats.web.tokenizer import without_tags
from articles.reading.reader import read_record
from articles.reading.report import BadRecord
from tests.reading.formats.test_html import PARAGRAPHS

SHOWN = [html.unescape(without_tags(text)) for text in PARAGRAPHS]
MARKUP = "<h3>Upstream</h3>" + "".join(f'<p class="text">{text}</p>' for text in PARAGRAPHS)
HEAD = (
    '<title>River rises in lower town</title><meta property="og:title" content="River rises in lower town">'
)


def page(script: str) -> str:
    return f"<!DOCTYPE html><html><head>{HEAD}</head><body><div id=root></div><script>{script}</script></body></html>"


def escaped(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


@pytest.mark.parametrize(
    "script",
    [
        f"window.__STATE__ = {json.dumps({'story': {'id': 7, 'body': MARKUP}})};",
        f"window.__STATE__ = {escaped(json.dumps({'body': MARKUP}))};",
        f"self.push([1, {json.dumps(json.dumps({'body': MARKUP}))}])",
    ],
    ids=["as it is", "escaped", "escaped twice"],
)
def test_the_markup_in_a_string_of_a_script_is_the_report(script: str) -> None:
    source = page(script)
    report = read_record({"html": source})
    assert report.title == "River rises in lower town"
    assert [part.text for part in report.paragraphs if part.text != "Upstream"] == SHOWN
    assert all(source[part.start : part.end] in script for part in report.paragraphs)


def test_what_the_page_shows_stands_before_what_a_script_holds() -> None:
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    other = json.dumps({"teaser": "<p>One.</p><p>Two.</p><p>Three.</p>" * 40})
    report = read_record({"html": page(other).replace("<div id=root></div>", f"<article>{shown}</article>")})
    assert report.body.startswith(SHOWN[0])


def test_a_page_whose_scripts_hold_no_paragraphs_is_refused() -> None:
    with pytest.raises(BadRecord, match="no report was found"):
        read_record({"html": page(f"var names = {json.dumps(['a' * 300, '<b>b</b>'])}; // it's \"open")})


def test_strings_that_never_end_cost_no_more_than_their_length() -> None:
    def spent(size: int) -> float:
        source = page('x = "' + '\\"' * size + "<p>" * 3)
        began = time.process_time()
        assert body_in_script(scan(source)) is None
        return time.process_time() - began

    spent(1_000)
    assert spent(200_000) < max(0.5, 4 * spent(100_000))
