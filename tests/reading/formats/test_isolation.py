"""No format is told or read outside the child process, but for those that the registry names with their reasons."""

from __future__ import annotations

import pytest

from articles.reading.formats import registry, sandbox
from articles.reading.formats.registry import FORMATS, READ_IN_THE_WORKER
from articles.reading.report import Document, RawFile
from tests.conftest import PROJECT
from tests.reading.formats.deliveries.shapes import CASES, Invented, Shape
from tests.reading.formats.deliveries.test_shapes import REPORTS

FILES = sorted(path for path in (PROJECT / "fixtures" / "formats").iterdir() if path.name != "expected.json")
SHAPES: dict[str, tuple[Shape, str]] = {name: (shape, code) for name, shape, code in CASES}


@pytest.fixture
def tripwire(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever calls a format in this process fails; the child, which is another, goes on."""

    def called(*_: object) -> None:
        raise AssertionError("a parser was called outside the child")

    for kind in FORMATS:
        monkeypatch.setattr(kind, "recognises", called)
        if kind.NAME not in READ_IN_THE_WORKER:
            monkeypatch.setattr(kind, "documents", called)


@pytest.mark.usefixtures("tripwire")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_told_and_read_in_the_child(path) -> None:
    found = list(registry.documents(RawFile(path.name, path.read_bytes())))
    assert any(isinstance(one, Document) for one in found)


@pytest.mark.usefixtures("tripwire")
@pytest.mark.parametrize("name", SHAPES)
def test_every_delivery_is_told_and_read_in_the_child(name: str) -> None:
    shape, code = SHAPES[name]
    reports: tuple[Invented, ...] = REPORTS
    assert len(list(registry.documents(RawFile("delivery", shape(reports, code))))) == len(reports)


def test_what_the_worker_reads_itself_is_two_formats_and_the_child_says_so() -> None:
    assert set(READ_IN_THE_WORKER) == {"records", "ocr"}
    assert {kind.NAME for kind in FORMATS} > set(READ_IN_THE_WORKER)
    assert sandbox.documents(RawFile("a", b'{"title": "Head", "text": "A river rose."}')) == "records"
    assert sandbox.documents(RawFile("a", b"\x89PNG\r\n\x1a\n")) == "ocr"
