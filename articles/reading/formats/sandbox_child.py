"""The process in which pages, PDFs and XML are read: takes a file, gives its documents, within its limits.

Started by `isolated.py`. A fault of ours ends it with a traceback on stderr; the other side then refuses the file.
"""

from __future__ import annotations

import os
import pickle
import sys
from typing import Any

from articles.reading.formats.registry import read_in_child
from articles.reading.formats.sandbox import read_message, write_message
from articles.reading.formats.web import html
from articles.reading.report import BadRecord, Document


def main(memory_bytes: int) -> None:
    """Answer questions until the other side has gone."""
    html.warm()
    _limit_memory(memory_bytes)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # A parser that prints must not print into the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while question := read_message(sys.stdin.buffer):
        # The parent asks, and holds a file's bytes as a value; what the child answers is read by a restricted unpickler.
        asked = pickle.loads(question)  # nosec B301
        write_message(answers, pickle.dumps(answer(*asked), pickle.HIGHEST_PROTOCOL))


def answer(kind: str, given: Any) -> list[Document | BadRecord] | BadRecord | str:
    """The documents of a file, or the refusal of it as a whole."""
    try:
        if kind == "hello":
            return []
        if kind == "page":
            return [html.from_markup(*given)]
        return read_in_child(given)
    except BadRecord as refusal:
        return BadRecord(str(refusal))
    except RecursionError:
        return BadRecord("it is nested too deep to be read. Bring its text.")


def _limit_memory(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(int(sys.argv[1]))
