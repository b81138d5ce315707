"""Dates as machines write them (RFC 5322 in mail and RSS, ISO 8601 without marks in NITF)."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_BASIC = re.compile(
    r"(?P<day>(?:19|20)\d\d[01]\d[0-3]\d)(?:T(?P<time>[0-2]\d[0-5]\d(?:[0-5]\d)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?$"
)


def iso_of_mail_date(text: str) -> str:
    """An RFC 5322 date as ISO 8601; empty for anything else.

    >>> iso_of_mail_date("Thu, 08 Jul 2021 10:30:00 +0430"), iso_of_mail_date("yesterday")
    ('2021-07-08T10:30:00+04:30', '')
    """
    try:
        return parsedate_to_datetime(text[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def iso_of_basic_date(text: str) -> str:
    """A date of ISO 8601's basic form in its extended form, which is read everywhere else; any other text as it is.

    >>> iso_of_basic_date("20210708T103000Z"), iso_of_basic_date("2021-07-08")
    ('2021-07-08T10:30:00+00:00', '2021-07-08')
    """
    match = _BASIC.match(text.strip())
    if match is None:
        return text.strip()
    try:
        if match["time"] is None:
            return dt.datetime.strptime(match["day"], "%Y%m%d").date().isoformat()
        form = "%Y%m%d%H%M%S" if len(match["time"]) == 6 else "%Y%m%d%H%M"
        zone = {"form": "%z", "text": match["zone"]} if match["zone"] else {"form": "", "text": ""}
        moment = dt.datetime.strptime(match["day"] + match["time"] + zone["text"], form + zone["form"])
    except ValueError:
        return text.strip()
    return moment.isoformat()
