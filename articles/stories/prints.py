"""How is what a comparison needs of an article kept as bytes, and by which words is the article found again?"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from articles.stories.fingerprint import Fingerprint

KEYS = 12
KEY_CHARACTERS = 30
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Vectors:
    """The two dear parts of a fingerprint: the vector of the whole article and that of headline and opening."""

    terms: Mapping[str, float]
    lead: Mapping[str, float]


def packed(print_: Fingerprint) -> bytes:
    """The vectors of a fingerprint in a few kilobytes.

    >>> from articles.stories.fingerprint import fingerprint
    >>> unpacked(packed(fingerprint("Divers clear a sunken barge."))).terms["barg"] > 0.4
    True
    """
    parts = [
        {key: round(weight, _DIGITS) for key, weight in part.items()} for part in (print_.terms, print_.lead)
    ]
    return zlib.compress(json.dumps(parts, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Vectors:
    """The vectors that `packed` gave."""
    terms, lead = json.loads(zlib.decompress(data))
    return Vectors(terms, lead)


def with_vectors(print_: Fingerprint, kept: Vectors) -> Fingerprint:
    """A fingerprint that takes its vectors as they were kept instead of working them out."""
    vars(print_).update(terms=kept.terms, lead=kept.lead)
    return print_


def keys_of(print_: Fingerprint) -> Sequence[str]:
    """The words that weigh most in an article: reports of one event share several of them.

    >>> from articles.stories.fingerprint import fingerprint
    >>> "barg" in keys_of(fingerprint("Divers clear a sunken barge."))
    True
    """
    heaviest = sorted(print_.terms.items(), key=lambda one: (-one[1], one[0]))[:KEYS]
    return [key[:KEY_CHARACTERS] for key, _ in heaviest]
