"""Who published the report, where the file says so in words?"""

from __future__ import annotations

import re

from articles.ingest.metadata.agency import agency_name

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
    """Where a copyright line names its holder; an agency there is no publisher of this page.

    >>> text = "Copyright 2021 Daily Planet. All rights reserved."
    >>> start, end = copyright_holder(text)
    >>> text[start:end]
    'Daily Planet'
    """
    match = _COPYRIGHT.search(text[:300])
    if match is None or agency_name(match["holder"]) or not match["holder"][0].isupper():
        return None
    return match.span("holder")


def house_name(text: str) -> bool:
    """Whether a line is nothing but the name of a news house, as it stands under a byline.

    >>> house_name("Valley Morning Star"), house_name("The star witness speaks")
    (True, False)
    """
    words = text.split()
    if (
        not 1 < len(words) <= 6
        or len(text) > 50
        or not all(word[0].isupper() for word in words if word != "of")
    ):
        return False
    return bool(_HOUSE.fullmatch(words[-1]) or _HOUSE.fullmatch(words[0]) or agency_name(text))
