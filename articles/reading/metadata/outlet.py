"""Outlets that the file names in words."""

from __future__ import annotations

import re

from articles.reading.metadata.agency import agency_name
from articles.text import fold

_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s{0,2}(?:©|\(c\))?\s{0,2}(?:(?:19|20)\d\d)(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s{0,2}(?:by\s)?"
    r"(?P<holder>[A-Z][^.|,©\n]{1,60}?)(?=[.,|]|\s(?:all rights|inc|llc|ltd|limited)\b|$)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"times|post|press|news|herald|tribune|journal|gazette|today|chronicle|star|sun|globe|guardian|observer|telegraph|daily|"
    r"media|network|tv|radio|magazine|register|mail|express|standard|monitor|dispatch|courier|sentinel|agency|service|"
    r"inquirer|examiner|reporter|bulletin|leader|enquirer|advertiser|independent|mirror",
    re.IGNORECASE,
)
# Who sells columns and pictures to others, and production firms: their copyright names no publisher of the page.
_SYNDICATE = re.compile(
    r"\b(?:syndicat(?:e|ed|ion)|content agency|writers group|features(?: service)?|news service|productions?|creators|"
    r"licensing|universal uclick|andrews mcmeel|cagle cartoons)\b|\b[A-Z]\.?$",
    re.IGNORECASE,
)
_SECTIONS = frozenset(
    ("news analysis", "world news", "daily news analysis", "news brief", "news briefs", "breaking news")
)
_MARKS = " \t|·•–—-,:/*"
_LABELS = frozenset(
    "published updated posted modified created dated issued filed date monday tuesday wednesday thursday".split()
) | {
    "friday",
    "saturday",
    "sunday",
}
_SOURCE = re.compile(
    r"(?:source|publication|publisher|outlet|newspaper)\s?:\s{0,3}(?P<name>[^\n]{2,60})$", re.IGNORECASE
)


def doubled_name(text: str) -> str:
    """The name in a line that prints it twice: author and site are the same, which is the site.

    >>> doubled_name("Daily Planet Daily Planet"), doubled_name("New York New Yorker")
    ('Daily Planet', '')
    """
    words = text.split()
    half = len(words) // 2
    if not 2 <= len(words) <= 8 or len(words) % 2 or words[:half] != words[half:]:
        return ""
    name = " ".join(words[:half])
    return name if name[0].isupper() and len(name) > 2 else ""


def named_source(text: str) -> tuple[int, int] | None:
    """Where a line of its own names the publisher ("Source: Daily Planet")."""
    match = _SOURCE.match(text)
    return match.span("name") if match else None


def copyright_holder(text: str) -> tuple[int, int] | None:
    """The span of the publisher that a copyright line names. Agencies and syndicates publish no page.

    >>> text = "Copyright 2021 Daily Planet. All rights reserved."
    >>> start, end = copyright_holder(text)
    >>> text[start:end]
    'Daily Planet'
    """
    match = _COPYRIGHT.search(text[:300])
    if match is None or agency_name(match["holder"]) or not match["holder"][0].isupper():
        return None
    holder = match["holder"]
    return None if _SYNDICATE.search(holder) else match.span("holder")


def house_beside_date(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a line names its publisher beside its date and says nothing else ("Daily Planet | 8 July 2021").

    A name of two or three words that no news house would bear may as well be the reporter's, and is not taken.

    >>> line = "The Daily Planet, Friday, July 9, 2021"
    >>> house_beside_date(line, 18, 38)
    (0, 16)
    """
    if text[end:].strip(_MARKS) and text[:start].strip(_MARKS):
        return None
    first, last = (0, start) if text[:start].strip(_MARKS) else (end, len(text))
    while first < last and text[first] in _MARKS:
        first += 1
    while last > first and text[last - 1] in _MARKS:
        last -= 1
    name = text[first:last]
    lone = name.isalpha() and name[:1].isupper() and len(name) > 3 and fold(name) not in _LABELS
    return (first, last) if lone or name.startswith("The ") or house_name(name) else None


def house_name(text: str) -> bool:
    """Whether a line is nothing but the name of a news house, as it stands under a byline.

    >>> house_name("Valley Morning Star"), house_name("The star witness speaks")
    (True, False)
    """
    words = text.split()
    if (
        not 1 < len(words) <= 6
        or len(text) > 50
        or "," in text
        or words[0].lower() == "by"
        or not all(word[0].isupper() for word in words if word != "of")
        or fold(text) in _SECTIONS
    ):
        return False
    return bool(_HOUSE.fullmatch(words[-1]) or _HOUSE.fullmatch(words[0]) or agency_name(text))
