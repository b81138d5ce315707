"""News agencies by name."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from articles.text import fold

_DATA = Path(__file__).with_name("data")
_LEADING = re.compile(
    r"\s{0,4}(?:\((?P<name>[A-Za-z][^()]{1,30})\)\s{0,2}(?:[-–—_]{1,2}|(?=[A-Z]))|(?P<bare>[A-Z]{2,12})\s{1,2}[-–—]{1,2}\s)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,2}(?:©\s{0,2})?(?:(?:19|20)\d\d\s{1,2})(?P<name>[A-Za-z][A-Za-z -]{1,30}?)(?=[.,|]|$)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _by_key() -> dict[str, str]:
    names: dict[str, str] = {}
    for line in (_DATA / "agencies.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            shown, *others = line.split("|")
            names.update({fold(form): shown for form in (shown, *others)})
    return names


def agency_name(text: str) -> str:
    """The canonical name of an agency; empty for an unknown one.

    >>> agency_name("The Associated Press"), agency_name("RIA-Novosti"), agency_name("Daily Planet")
    ('AP', 'RIA Novosti', '')
    """
    return _by_key().get(fold(text), "")


def leading_agency(text: str) -> tuple[int, int] | None:
    """The span of an agency that opens a paragraph without a place: "(Reuters) - Two envoys …".

    >>> leading_agency("(Reuters) - Two envoys met.")
    (1, 8)
    """
    match = _LEADING.match(text[:80])
    if match is None:
        return None
    group = "name" if match["name"] else "bare"
    return match.span(group) if agency_name(match[group]) else None


def copyright_agency(text: str) -> tuple[int, int] | None:
    """Where a copyright line names an agency: "© 2021 The Associated Press. All rights reserved."."""
    match = _COPYRIGHT.search(text[:300])
    return match.span("name") if match and agency_name(match["name"]) else None
