"""The letters and figures that a page shows, each with its offset in the source."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_right

PART_MAX_CHARACTERS = 4_096
REFERENCE_MAX_CHARACTERS = 34

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_NO_LETTER = re.compile(r"[\W_]+")
# The same for ASCII, where leaving out by table is several times faster.
_NO_ASCII_LETTER = {number: None for number in range(128) if not chr(number).isalnum()}
_RUN = re.compile(rf"[^\W_]+|{_REFERENCE.pattern}")


def letters_of(text: str) -> str:
    """The letters and figures of a text in lower case: what two printings of it have in common.

    >>> letters_of("“It’s 5 p.m.”")
    'its5pm'
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered.translate(_NO_ASCII_LETTER)
    if len(lowered) != len(text):
        lowered = "".join(character.lower()[:1] for character in text)
    return _NO_LETTER.sub("", lowered)


class Letters:
    """The letters of the shown parts of a source, found again in it.

    Parts are kept whole and only the one that is asked for is walked letter by letter: a page has a hundred thousand
    letters, and the places of a hundred are wanted.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.all = ""
        self._texts: list[str] = []
        self._length = 0
        # For each part: which letter is its first, and from where to where it stands in the source.
        self._firsts = array("L")
        self._starts = array("L")
        self._ends = array("L")

    def add(self, start: int, end: int) -> None:
        """Take the letters of one more shown part of the source; a very long one as several."""
        while start < end:
            stop = end if end - start <= PART_MAX_CHARACTERS else self._cut(start + PART_MAX_CHARACTERS)
            text = _shown_letters(self.source[start:stop])
            if text:
                self._texts.append(text)
                self._firsts.append(self._length)
                self._starts.append(start)
                self._ends.append(stop)
                self._length += len(text)
            start = stop

    def close(self) -> None:
        """All parts have been added."""
        self.all = "".join(self._texts)
        self._texts = []

    def find(self, text: str, after: int = 0) -> tuple[int, int, int] | None:
        """The source span that shows this text, and where to look on (as an index into the letters)."""
        key = letters_of(text)
        at = self.all.find(key, after) if key else -1
        if at < 0:
            return None
        last = at + len(key)
        return self._place(at)[0], self._place(last - 1)[1], last

    def _place(self, letter: int) -> tuple[int, int]:
        """Where the n-th letter, or the reference that stands for it, begins and ends in the source."""
        part = bisect_right(self._firsts, letter) - 1
        wanted = letter - self._firsts[part]
        for run in _RUN.finditer(self.source, self._starts[part], self._ends[part]):
            length = len(_shown_letters(run.group()))
            if wanted < length:
                start = run.start()
                return run.span() if run.group()[0] == "&" else (start + wanted, start + wanted + 1)
            wanted -= length
        raise AssertionError("a part holds the letters that were taken from it")

    def _cut(self, place: int) -> int:
        """A place to cut at that is not inside a character reference."""
        reference = self.source.rfind("&", place - REFERENCE_MAX_CHARACTERS, place)
        return reference if reference > 0 else place


def _shown_letters(text: str) -> str:
    if "&" in text:
        text = _REFERENCE.sub(lambda found: html.unescape(found.group()), text)
    return letters_of(text)
