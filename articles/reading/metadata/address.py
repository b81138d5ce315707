"""Day and outlet from an article's web address.

Publishing systems put the day of first filing into the address, and a host belongs to one outlet.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from articles.reading.metadata.days.printed_dates import iso_date, month_number

_MONTH = r"(?P<month>\d\d?|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DAY = re.compile(
    rf"/(?P<year>(?:19|20)\d\d)(?P<mark>[/-]){_MONTH}(?P=mark)(?P<day>[0-3]?\d)(?=[/_-]|$)", re.IGNORECASE
)
# Without marks between its parts a day has all its figures: a number of seven figures counts articles.
_COMPACT = re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=[/_-]|$)")
# A year and a month are a date only where each owns a segment of the path: "/tool-2026-07-release" states none.
_MONTH_ALONE = re.compile(rf"/(?P<year>(?:19|20)\d\d)/{_MONTH}(?=/|$)", re.IGNORECASE)
# Second-level domains that stand for a country's kind of name, not for an owner.
_SHARED = frozenset("co com org net ac gov edu or ne go asn".split())
# Hosts that carry the pages of others, or lead to them.
_NOT_OUTLETS = re.compile(
    r"(?:^|\.)(?:web\.archive\.org|archive\.(?:org|is|ph|today)|feedburner\.com|feedproxy\.google\.com|news\.google\.com|"
    r"webcache\.googleusercontent\.com|bit\.ly|t\.co|facebook\.com|twitter\.com|x\.com|youtube\.com|localhost)$",
    re.IGNORECASE,
)


def date_in_address(address: str) -> str:
    """The day ("2021-07-08") or month ("2014-04") in the path of an article's address; empty where it has none.

    >>> date_in_address("https://news.example/world/2021/jul/08/envoys-meet")
    '2021-07-08'
    >>> date_in_address("https://blog.example/2014/04/slug"), date_in_address("https://x.example/tool-2026-07-release")
    ('2014-04', '')
    >>> date_in_address("https://blogs.example/2014064/slug"), date_in_address("https://news.example/2999/01/02/slug")
    ('', '')
    """
    path = urlsplit(address).path if "//" in address else address
    for pattern in (_DAY, _COMPACT, _MONTH_ALONE):
        for match in pattern.finditer(path):
            number = month_number(match["month"]) or int(match["month"])
            day = f"-{int(match['day']):02}" if "day" in match.groupdict() else ""
            iso = f"{match['year']}-{number:02}{day}"
            if (iso_date(iso) if day else 1 <= number <= 12) and not _is_to_come(iso):
                return iso
    return ""


def _is_to_come(iso: str) -> bool:
    """Whether a day or month has not begun anywhere yet, so that nothing can have been filed then."""
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    return iso > tomorrow.isoformat()[: len(iso)]


def outlet_of_address(address: str) -> str:
    """The registered name of the host that an article's address names: who publishes there, for want of a better name.

    An archive's or a forwarder's host is nobody's.

    >>> outlet_of_address("https://www.bbc.co.uk/news/1"), outlet_of_address("http://edition.cnn.com/2021/07/08/a/")
    ('bbc.co.uk', 'cnn.com')
    >>> outlet_of_address("https://web.archive.org/web/2013/http://a.example/")
    ''
    """
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    if "." not in host or host.replace(".", "").isdigit() or _NOT_OUTLETS.search(host):
        return ""
    labels = host.split(".")
    keep = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED else 2
    return ".".join(labels[-keep:])
