"""The sandbox: files are told apart and read in a child process, which a hostile one may harm.

The child is told how much memory and time it may take. The child lives on from file to file, so that a harmless
page pays for no start; when it overruns or dies, the file is refused with the limit named, and the next one gets a new
child. What comes back is unpickled with the classes of a report and nothing else.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from articles.reading import report
from articles.reading.report import BadRecord, Document, RawFile

# A long file may take longer.
PARSE_MAX_SECONDS = 20
BYTES_A_SECOND = 2 * 1024 * 1024
PARSE_MAX_MEMORY_BYTES = 1024 * 1024 * 1024
START_MAX_SECONDS = 60
FILES_A_CHILD = 1_000
LENGTH_BYTES = 8

_ROOT = Path(__file__).resolve().parents[3]


def documents(raw: RawFile) -> list[Document | BadRecord] | str:
    """The documents of a file, told apart and read in the child, or the name of a format that the worker reads itself.

    Raises BadRecord as the format does.
    """
    answer = _CHILD.ask(("file", raw), len(raw.data))
    if isinstance(answer, BadRecord):
        raise answer
    return answer if isinstance(answer, str) else list(answer)


def page(source: str, encoding: str) -> Document:
    """A page given as text, read in the child."""
    answer = _CHILD.ask(("page", (source, encoding)), len(source))
    if isinstance(answer, BadRecord):
        raise answer
    (document,) = answer
    assert isinstance(document, Document)
    return document


class _Child:
    """A process that reads one file after the other; one thread asks at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.asked = 0

    def ask(self, question: tuple[str, Any], size: int) -> Any:
        seconds = PARSE_MAX_SECONDS + size // BYTES_A_SECOND
        with self.lock:
            process = self._living()
            self.asked += 1
            answer, overran = _exchange(process, question, seconds)
            if answer is not None:
                return answer
            self.close()
        if overran:
            return BadRecord(
                f"it takes more than {seconds} seconds to read, as no honest file does. Bring its text."
            )
        return BadRecord(
            f"its parser gave up: it needs more than {PARSE_MAX_MEMORY_BYTES // 1024 // 1024} MB of memory, or it is "
            "damaged in a way that the parser does not know. Bring its text."
        )

    def _living(self) -> subprocess.Popen[bytes]:
        if self.owner != os.getpid():
            self.process = None
        if self.process is not None and (self.process.poll() is not None or self.asked >= FILES_A_CHILD):
            self.close()
        if self.process is None:
            self.process, self.owner, self.asked = _started(), os.getpid(), 0
        return self.process

    def close(self) -> None:
        """End the child, if it is ours."""
        process, self.process = self.process, None
        if process is None or self.owner != os.getpid():
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What was on its way to the dead child cannot be flushed any more.
                    continue


def _started() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "articles.reading.formats.sandbox_child", str(PARSE_MAX_MEMORY_BYTES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    )
    answer, _ = _exchange(process, ("hello", None), START_MAX_SECONDS)
    if answer is None:
        process.kill()
        process.wait()
        raise RuntimeError("the parser process did not start: see its message above")
    return process


def _exchange(
    process: subprocess.Popen[bytes], question: tuple[str, Any], seconds: float
) -> tuple[Any, bool]:
    """The child's answer, None when it died or answered what no parser does; and whether it was ended as too slow."""
    overran = threading.Event()

    def end() -> None:
        overran.set()
        process.kill()

    assert process.stdin is not None and process.stdout is not None
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        write_message(process.stdin, pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
        data = read_message(process.stdout)
        return (_Unpickler(io.BytesIO(data)).load() if data else None), overran.is_set()
    except (OSError, EOFError, pickle.UnpicklingError):
        return None, overran.is_set()
    finally:
        timer.cancel()


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write a message with its length before it."""
    stream.write(len(data).to_bytes(LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes:
    """The next whole message; empty where the other side has gone."""
    head = stream.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return b""
    data = stream.read(int.from_bytes(head, "big"))
    return data if len(data) == int.from_bytes(head, "big") else b""


class _Unpickler(pickle.Unpickler):
    """Knows the values between the steps and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if module == report.__name__ and name in _KNOWN:
            return getattr(report, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not come from a parser")


_KNOWN = frozenset(("BadRecord", "Block", "BlockKind", "Document", "Evidence", "Removed", "Stated"))
_CHILD = _Child()
atexit.register(_CHILD.close)
