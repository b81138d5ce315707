"""Hostile files are read or refused with their name and the limit, in bounded time, and the next file is read."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.reading.cleaning.boilerplate import clean
from articles.reading.decode import decode
from articles.reading.formats import plain_text, sandbox
from articles.reading.formats.office import docx, mail
from articles.reading.formats.office.pdf_layout import PrintedLine, put_together
from articles.reading.formats.registry import FORMATS, Format
from articles.reading.formats.web import feed
from articles.reading.formats.web.markup import scan
from articles.reading.formats.wires import newsml_g2, ninjs, nitf
from articles.reading.metadata.dateline import find_dateline
from articles.reading.metadata.extraction import report_of
from articles.reading.reader import read_file, read_record
from articles.reading.report import BadRecord, RawFile, Report
from articles.reading.unpack import unpack

GOOD = b"<html><body><article><h1>River rises again</h1>" + b"".join(
    b"<p>The river rose again on Monday and the ministry moved four hundred families out of town, number %d.</p>"
    % n
    for n in range(4)
)
ANYTHING = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read(name: str, data: bytes) -> list[Report | BadRecord]:
    """What comes of a file; a refusal of the whole file as one of its records."""
    try:
        return list(read_file(RawFile(name, data)))
    except BadRecord as refusal:
        return [refusal]


def refusal(name: str, data: bytes) -> str:
    (found,) = read(name, data)
    assert isinstance(found, BadRecord), found
    assert str(found).startswith(f"{name}: ")
    return str(found)


def a_pdf(content: bytes, *, pages: int = 1) -> bytes:
    """A small PDF: every page shows the same content stream."""
    packed = zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"]
        * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, len(out))
    )


def shown(*lines: str) -> bytes:
    return (
        b"BT /F 10 Tf 30 550 Td 12 TL " + b" ".join(b"(%s) Tj T*" % line.encode() for line in lines) + b" ET"
    )


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("root", ["rss", "feed", "nitf", "newsItem"])
def test_an_entity_bomb_is_refused(root: str) -> None:
    bomb = f'<!DOCTYPE {root} [<!ENTITY l0 "ha">{LAUGHS}]><{root}><item><description>&l9;</description></item></{root}>'
    begin = time.perf_counter()
    assert "declares an entity of its own" in refusal("bomb.xml", bomb.encode())
    assert time.perf_counter() - begin < sandbox.PARSE_MAX_SECONDS


def test_no_file_of_the_machine_is_ever_opened() -> None:
    data = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><item><description>&x;</description></item></rss>'
    assert "declares an entity" in refusal("open.xml", data.encode())
    outside = '<!DOCTYPE rss SYSTEM "file:///etc/hostname"><rss><item><description>A quiet day.</description></item></rss>'
    (report,) = read("doctype.xml", outside.encode())
    assert isinstance(report, Report) and report.body == "A quiet day."


def test_xml_beyond_its_limits_is_refused_with_the_limit() -> None:
    deep = "<rss>" + "<item>" * 100_000
    assert "nested more than 200 deep" in refusal("deep.xml", deep.encode())
    many = "<rss>" + "<a/>" * 250_000 + "</rss>"
    assert "more than 200,000 elements" in refusal("many.xml", many.encode())
    assert "no well-formed XML" in refusal("cut.xml", b"<rss><channel><item>")


def test_a_pdf_is_read_in_order_and_its_words_are_mended() -> None:
    text = shown(
        "The har-",
        "bour board met on Mon-",
        "day and spoke of the well-known keeper,",
        "of whom it is proud.",
    )
    (report,) = read("a.pdf", a_pdf(text))
    assert isinstance(report, Report)
    assert (
        report.body
        == "The harbour board met on Monday and spoke of the well-known keeper, of whom it is proud."
    )


def test_a_scanned_page_says_that_it_holds_no_text() -> None:
    assert re.search("holds no text|found no text", refusal("scan.pdf", a_pdf(b"q 400 0 0 600 0 0 cm Q")))


def test_a_pdf_of_too_many_pages_or_of_none_is_refused() -> None:
    assert "more than 1000 pages" in refusal(
        "long.pdf", a_pdf(shown("A line of text on a page."), pages=1001)
    )
    assert "no readable PDF" in refusal("cut.pdf", a_pdf(shown("A line."))[:120])


def test_a_pdf_that_unpacks_without_end_is_stopped_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "PARSE_MAX_SECONDS", 2)
    begin = time.perf_counter()
    found = refusal("bomb.pdf", a_pdf(b"BT /F 10 Tf (a) Tj ET " * 3_000_000))
    assert "more than 2 seconds" in found or "memory" in found or "no readable PDF" in found
    assert time.perf_counter() - begin < 10
    monkeypatch.undo()
    (report,) = read("good.html", GOOD)
    assert isinstance(report, Report) and report.title == "River rises again"


def test_a_parser_that_needs_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox._CHILD.close()
    monkeypatch.setattr(sandbox, "PARSE_MAX_MEMORY_BYTES", 220 * 1024 * 1024)
    fat = b"<rss>" + b"".join(b"<a b%d='%d'>%d</a>" % (n, n, n) for n in range(199_000)) + b"</rss>"
    assert "more than 220 MB of memory" in refusal("fat.xml", fat)
    sandbox._CHILD.close()
    monkeypatch.undo()
    assert isinstance(read("good.html", GOOD)[0], Report)


HOSTILE_CHILD = """
import os, pickle, sys
class Act:
    def __reduce__(self):
        return os.mkdir, (sys.argv[1],)
answer = pickle.dumps(Act())
sys.stdout.buffer.write(len(answer).to_bytes(8, "big") + answer)
sys.stdout.buffer.flush()
sys.stdin.buffer.read()
"""


def test_a_child_that_a_file_has_taken_over_makes_its_parent_do_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    with subprocess.Popen(
        [sys.executable, "-c", HOSTILE_CHILD, str(made)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert sandbox._exchange(child, ("html", b""), 20) == (None, False)
        child.kill()
    assert not made.exists()


def test_the_child_lives_on_from_page_to_page() -> None:
    read("good.html", GOOD)
    child = sandbox._CHILD.process
    begin = time.perf_counter()
    for _ in range(10):
        assert isinstance(read("good.html", GOOD)[0], Report)
    assert sandbox._CHILD.process is child
    assert time.perf_counter() - begin < 5


MEASURED = """
import resource, sys
from articles.reading.reader import read_file
from articles.reading.report import RawFile
unit = sys.argv[1]
(report,) = read_file(RawFile("line.txt", (unit * (10_000_000 // len(unit.encode()))).encode()))
spent = resource.getrusage(resource.RUSAGE_SELF)
# ru_maxrss would count the process that started this one; the kernel's own high-water mark begins with this program.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0])
sys.stdout.write(f"{len(report.body)} {peak // 1024} {spent.ru_utime + spent.ru_stime}")
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is read from Linux's /proc")
@pytest.mark.parametrize("unit", ["The river rose again and nobody slept. ", "a", "Ä “x” naïve — "])
def test_ten_megabytes_in_one_line_take_seconds_and_little_memory(unit: str) -> None:
    run = [sys.executable, "-c", MEASURED, unit]
    found = subprocess.run(run, capture_output=True, text=True, check=True, timeout=120).stdout.split()
    characters, megabytes, seconds = int(found[0]), int(found[1]), float(found[2])
    assert characters > 4_000_000
    assert megabytes < 300
    assert seconds < 10


@pytest.mark.parametrize("unit", [b"A short line\n", b"x\n\n"])
def test_ten_megabytes_of_lines_are_refused_at_once(unit: bytes) -> None:
    begin = time.process_time()
    assert "more than 50,000 lines" in refusal("lines.txt", unit * (10_000_000 // len(unit)))
    assert time.process_time() - begin < 5


def test_a_page_of_half_a_million_tags_is_refused_in_words() -> None:
    assert "more than 200,000 tags" in refusal("tags.html", b"<html><body>" + b"<p>word</p>" * 250_000)


def test_a_page_saved_with_its_pictures_inside_is_read() -> None:
    picture = b"<img src='data:image/png;base64," + b"iVBORw0KGgo" * 600_000 + b"'>"
    (report,) = read("single.html", GOOD.replace(b"</h1>", b"</h1>" + picture))
    assert isinstance(report, Report) and report.title == "River rises again"
    assert "number 3" in report.body


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 50_000 + b"x",
        b"<html><![<",
        b"<html><p" * 2000,
        b"<!DOCTYPE html>\x00\x01<p>\xff\xfe",
        b"<html>&" * 900,
    ],
)
def test_malformed_pages_are_read_or_refused(page: bytes) -> None:
    assert len(read("odd.html", page)) == 1


def test_directions_and_unseen_characters_do_not_reach_the_report() -> None:
    text = "Ministers \u202edlot\u202c us\u2066\u200b\x00 so\n\nThe river rose again on Monday and fell on Tuesday night."
    report = read_record({"text": text})
    assert not set("\u202e\u202c\u2066\u200b\x00") & set(report.title + report.body)


@ANYTHING
@given(st.binary(max_size=3000))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(BadRecord):
        decode(data)
    with contextlib.suppress(BadRecord):
        list(unpack("a.zip", b"PK\x03\x04" + data))
    for kind in FORMATS:
        kind.recognises(data)


@ANYTHING
@given(st.text(max_size=1500))
def test_no_text_breaks_a_step(text: str) -> None:
    report_of(clean(plain_text.from_text(text)))
    find_dateline(text)
    scan(text)


MARKS = [
    mark.replace("~", " ")
    for mark in '<rss> <item> </item> <nitf> <newsItem> <p> </p> &amp; { } " : é body_text a --a PK\x03\x04 From:~a '
    "Subject:~b Content-Type:~multipart/mixed;boundary=a".split()
]
PRINTED = st.builds(
    PrintedLine,
    st.text(min_size=1, max_size=30),
    st.floats(0, 500),
    st.floats(0, 800),
    st.floats(0, 30),
    st.integers(0, 3),
)


@ANYTHING
@given(
    st.sampled_from((mail, feed, nitf, newsml_g2, ninjs, docx)),
    st.lists(st.sampled_from((*MARKS, "\n", "\n")), max_size=60),
)
def test_no_mixture_of_marks_breaks_a_format(kind: Format, marks: list[str]) -> None:
    with contextlib.suppress(BadRecord):
        list(kind.documents("".join(marks).encode()))


@ANYTHING
@given(st.lists(PRINTED))
def test_no_printed_page_breaks_the_putting_together(lines: list[PrintedLine]) -> None:
    printed = put_together(lines)
    for block in printed.blocks:
        assert printed.source[block.start : block.end] == block.text
