"""Files made to cost: long runs of one thing and very many of a thing end soon, in reports or in a sentence."""

from __future__ import annotations

import contextlib
import datetime as dt
import time

import pytest

from articles.reading.formats.registry import format_of
from articles.reading.formats.web import feed
from articles.reading.report import BadRecord, RawFile
from tests.reading.formats.deliveries.shapes import CASES, Invented
from tests.reading.formats.test_hostile import refusal

RUN = 12_000
SECONDS = 10
UNITS = (" ", "\n", "a", "a@", "1/", "(", "<", "“", "・", "あ", "July 8, ", "Section: ", "HD\n", "© ")
SHAPES = {name: (shape, code) for name, shape, code in CASES if "PDF" not in name}
MAIL = b"From: a@b.example\nSubject: Ferry\nDate: Thu, 08 Jul 2021 10:00:00 +0000\nMIME-Version: 1.0\n"


@pytest.mark.parametrize("name", SHAPES)
def test_a_delivery_with_a_long_run_of_anything_is_read_soon(name: str) -> None:
    shape, code = SHAPES[name]

    def report(*paragraphs: str) -> Invented:
        day = dt.date(2021, 7, 8)
        return Invented("The ferry sails", "Lanternlight", day, ("Ada Example",), "News", "4", paragraphs)

    begun = time.process_time()
    for unit in UNITS:
        run = unit * (RUN // len(unit))
        data = shape([report("It sails."), report("It began.", run, "It ended."), report("At ten.")], code)
        with contextlib.suppress(BadRecord):
            assert list(format_of(RawFile("delivery", data)).documents(data))
    assert time.process_time() - begun < SECONDS


def test_a_feed_of_very_many_entries_costs_no_more_for_each() -> None:
    entry = b"<item><title>Ferry</title><description>It sails.</description></item>"
    begun = time.process_time()
    assert len(list(feed.documents(b"<rss><channel>" + entry * 8_000 + b"</channel></rss>"))) == 8_000
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (b"Content-Type: text/plain; " + b"a=b; " * 100_000 + b"\n\nIt sails.", "header Content-Type has more than 8,000"),
        (b"Content-Type: text/plain; " + b"".join(b"a*%d=b; " % n for n in range(20_000)) + b"\n\nx", "more than 8,000"),
        (b"X-Note: " + b"a" * 200_000 + b"\n\nIt sails.", "header X-Note has more than 100,000 characters"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000, "more than 10,000 parts"),
    ],
    ids=["parameters", "numbered parameters", "a long header", "parts"],
)  # fmt: skip
def test_a_mail_beyond_its_bounds_is_refused_with_the_bound(rest: bytes, said: str) -> None:
    begun = time.process_time()
    assert said in refusal("monster.eml", MAIL + rest)
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "data",
    [b"[" * 200_000, b'{"text":' * 50_000, b"[" * 50_000 + b"]" * 50_000, b"{\\rtf1 " + b"{" * 200_000,
     b"<html><body>" + b"<table><tr><td>" * 10_000 + b"x", b"@article{a, title={" + b"{" * 100_000],
    ids=["JSON list", "JSON object", "JSON closed", "RTF groups", "tables", "BibTeX braces"],
)  # fmt: skip
def test_what_is_nested_without_end_is_read_or_refused_in_words(data: bytes) -> None:
    begun = time.process_time()
    with contextlib.suppress(BadRecord):
        list(format_of(RawFile("deep", data)).documents(data))
    assert time.process_time() - begun < SECONDS
