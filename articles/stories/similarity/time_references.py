"""Time references of a text without a day: the first weekday and the last year it names."""

from __future__ import annotations

import re

_WEEKDAY = re.compile(
    r"\b(?:(?P<named>Super|Black|Good|Ash|Easter|Palm|Bloody|Cyber|[Ee]very|[Ee]ach) )?"
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_YEAR = re.compile(r"(?<![\d$£€.,-])(?:19[5-9]|20[0-4])\d(?![\d%]|[.,]\d)")


def first_weekday(text: str) -> str:
    """The weekday that a text names first, empty if none: news is told of the day on which it happened.

    >>> first_weekday("On Super Tuesday's eve, Monday, he left."), first_weekday("No day.")
    ('Monday', '')
    """
    return next((match["day"] for match in _WEEKDAY.finditer(text) if not match["named"]), "")


def latest_year(text: str) -> int:
    """The latest year that a text names, 0 if none: a report of 2013 hardly names 2016.

    >>> latest_year("From 1998 to 2004 it cost $2020, now 2,010."), latest_year("Long ago.")
    (2004, 0)
    """
    return max((int(match.group()) for match in _YEAR.finditer(text)), default=0)
