"""Fingerprints as bytes, and the words by which an article is found again."""

from __future__ import annotations

import datetime as dt
import json
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
FORM = b"\x03"
"""The first byte of what is kept now; what begins with another was kept by an older version and is made anew."""

_DIGITS = 4


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
    vectors = [
        {key: round(weight, _DIGITS) for key, weight in part.items()} for part in (print_.terms, print_.lead)
    ]
    return Packed(
        FORM
        + _bytes([*vectors, dict(print_.figures), print_.quotes, print_.names, print_.weekday, print_.year]),
        _bytes([print_.sentences.stems, print_.sentences.lengths, sorted(print_.shingles)]),
    )


def unpacked(
    kept: Packed, names: Sequence[str] = (), agency: str = "", day: dt.date | None = None
) -> Fingerprint:
    """The fingerprint that `packed` gave; ``names`` are those of the article's mentions as they stand now, if any."""
    data = json.loads(zlib.decompress(kept.data[len(FORM) :]))
    return KeptFingerprint("", "", tuple(names or data[4]), agency, day, data, kept.detail)


@dataclass(frozen=True)
class KeptFingerprint(Fingerprint):
    """A fingerprint read from what `packed` gave instead of from the text."""

    data: Sequence[Any] = ()
    detail: bytes = b""

    @cached_property
    def _details(self) -> Sequence[Any]:
        details: Sequence[Any] = json.loads(zlib.decompress(self.detail))
        return details

    @cached_property
    def terms(self) -> Mapping[str, float]:
        terms: Mapping[str, float] = self.data[0]
        return terms

    @cached_property
    def lead(self) -> Mapping[str, float]:
        lead: Mapping[str, float] = self.data[1]
        return lead

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
        return Sentences(*self._details[:2])

    @cached_property
    def shingles(self) -> frozenset[int]:
        return frozenset(self._details[2])


def _bytes(value: object) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode())


def keys_of(print_: Fingerprint) -> Sequence[str]:
    """The words that weigh most in an article, the rarer before the more frequent: reports of one event share several.

    >>> from articles.stories.similarity.fingerprint import fingerprint
    >>> "barg" in keys_of(fingerprint("Divers clear a sunken barge."))
    True
    """
    heaviest = sorted(print_.terms, key=lambda key: (-print_.terms[key] * rarity(key), key))[:KEYS]
    return [key[:KEY_CHARACTERS] for key in heaviest]
