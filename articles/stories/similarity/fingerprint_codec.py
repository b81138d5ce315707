"""Fingerprints as bytes, and the words by which an article is found again."""

from __future__ import annotations

import datetime as dt
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from articles.stories.similarity.document_frequency import rarity
from articles.stories.similarity.fingerprint import Fingerprint
from articles.stories.similarity.sentence_order import Sentences

KEYS = 12
KEY_CHARACTERS = 30
FORM = b"\x04"
"""The first byte of what is kept now; what begins with another was kept by an older version and is made anew."""

_WEIGHTS = 10_000
_LENGTHS = 1_000
"""Weights are kept to four digits and lengths to three, as whole numbers: they are read a dozen times as fast as JSON."""
_QUICK = 1
"""zlib's level: an article is packed once and read for each later one that could belong to it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A fingerprint in a few kilobytes: ``data`` what every comparison needs, ``detail`` what only a close one does."""

    data: bytes
    detail: bytes

    @property
    def is_current(self) -> bool:
        """Whether `unpacked` can read it, or an older version has kept it."""
        return self.data.startswith(FORM)


def packed(print_: Fingerprint) -> Packed:
    """A fingerprint as bytes.

    >>> from articles.stories.similarity.fingerprint import fingerprint
    >>> one = fingerprint("Divers clear a sunken barge off Moss.")
    >>> kept = unpacked(packed(one))
    >>> kept.terms["barg"] > 0.4, kept.sentences == one.sentences, kept.names == one.names
    (True, True, True)
    """
    vectors = (print_.terms, print_.lead)
    head = [
        *map("\n".join, vectors),
        dict(print_.figures),
        print_.quotes,
        print_.names,
        print_.weekday,
        print_.year,
    ]
    weights = [round(weight * _WEIGHTS) for vector in vectors for weight in vector.values()]
    lengths = [round(length * _LENGTHS) for length in print_.sentences.lengths]
    stems = "\n".join(print_.sentences.stems).encode()
    return Packed(
        FORM
        + _joined(
            json.dumps(head, separators=(",", ":")).encode(), struct.pack(f"<{len(weights)}H", *weights)
        ),
        _joined(stems, struct.pack(f"<{len(lengths)}I", *lengths))
        + struct.pack(f"<{len(print_.shingles)}I", *sorted(print_.shingles)),
    )


def unpacked(
    kept: Packed, names: Sequence[str] = (), agency: str = "", day: dt.date | None = None
) -> Fingerprint:
    """The fingerprint that `packed` gave; ``names`` are those of the article's mentions as they stand now, if any."""
    words, numbers = _parted(kept.data[len(FORM) :])
    head = json.loads(words)
    weights = [weight / _WEIGHTS for weight in struct.unpack(f"<{len(numbers) // 2}H", numbers)]
    return KeptFingerprint("", "", tuple(names or head[4]), agency, day, head, weights, kept.detail)


@dataclass(frozen=True)
class KeptFingerprint(Fingerprint):
    """A fingerprint read from what `packed` gave instead of from the text."""

    data: Sequence[Any] = ()
    weights: Sequence[float] = ()
    detail: bytes = b""

    @cached_property
    def _details(self) -> tuple[Sentences, frozenset[int]]:
        words, numbers = _parted(self.detail)
        stems = _lines(words.decode())
        whole = struct.unpack(f"<{len(numbers) // 4}I", numbers)
        lengths = [length / _LENGTHS for length in whole[: len(stems)]]
        return Sentences(stems, lengths), frozenset(whole[len(stems) :])

    @cached_property
    def terms(self) -> Mapping[str, float]:
        keys = _lines(self.data[0])
        return dict(zip(keys, self.weights[: len(keys)], strict=True))

    @cached_property
    def lead(self) -> Mapping[str, float]:
        keys = _lines(self.data[1])
        return dict(zip(keys, self.weights[len(self.weights) - len(keys) :], strict=True))

    @cached_property
    def figures(self) -> Mapping[str, str]:
        figures: Mapping[str, str] = self.data[2]
        return figures

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        return tuple(self.data[3])

    @cached_property
    def weekday(self) -> str:
        return str(self.data[5])

    @cached_property
    def year(self) -> int:
        return int(self.data[6])

    @cached_property
    def sentences(self) -> Sentences:
        return self._details[0]

    @cached_property
    def shingles(self) -> frozenset[int]:
        return self._details[1]


def _joined(words: bytes, numbers: bytes) -> bytes:
    """Words compressed behind their length, and numbers, which would hardly become shorter, as they are."""
    compressed = zlib.compress(words, _QUICK)
    return struct.pack("<I", len(compressed)) + compressed + numbers


def _parted(kept: bytes) -> tuple[bytes, bytes]:
    (length,) = struct.unpack_from("<I", kept)
    return zlib.decompress(kept[4 : 4 + length]), kept[4 + length :]


def _lines(joined: str) -> list[str]:
    return joined.split("\n") if joined else []


def keys_of(print_: Fingerprint) -> Sequence[str]:
    """The words that weigh most in an article, the rarer before the more frequent: reports of one event share several.

    >>> from articles.stories.similarity.fingerprint import fingerprint
    >>> "barg" in keys_of(fingerprint("Divers clear a sunken barge."))
    True
    """
    heaviest = sorted(print_.terms, key=lambda key: (-print_.terms[key] * rarity(key), key))[:KEYS]
    return [key[:KEY_CHARACTERS] for key in heaviest]
