"""The names of each facet value, as records of folded bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from articles.text import fold

Packed = NDArray[np.uint8]
# A record is a value and its names, a line each. No value contains a space; every name has one on either side.
_RECORD_END, _LINE_END = b"\0", b"\n"


def folded(names: Sequence[str]) -> str:
    """Names as they are searched: folded, one a line, without repeats.

    >>> folded(["Samir Gani", "Ghani"])
    ' samir gani \\n ghani '
    """
    return "\n".join(f" {key} " for key in dict.fromkeys(map(fold, names)))


def packed(names: Mapping[str, str]) -> Packed:
    """The records of values and their folded names."""
    records = (f"{value}\n{names[value]}".encode() for value in sorted(names))
    return np.frombuffer(b"".join(record + _RECORD_END for record in records), dtype=np.uint8)


def unpacked(records: Packed) -> dict[str, str]:
    """The values and their folded names, from records."""
    found: dict[str, str] = {}
    for record in records.tobytes().split(_RECORD_END)[:-1]:
        value, _, names = record.partition(_LINE_END)
        found[value.decode()] = names.decode()
    return found


def named(records: bytes, words: str) -> Iterator[str]:
    """The values with a name that contains these folded words.

    >>> list(named(packed({"samir-gani": folded(["Samir Gani"]), "gander": folded(["Gander"])}).tobytes(), "gani"))
    ['samir-gani']
    """
    wanted = f" {words} ".encode()
    at = records.find(wanted)
    while at >= 0:
        begin = records.rfind(_RECORD_END, 0, at) + 1
        yield records[begin : records.find(_LINE_END, begin)].decode()
        at = records.find(wanted, records.find(_RECORD_END, at))
