"""Version keys: what the updates and corrections of one report share, whatever their words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from articles.text import fold

KEY_MAX_CHARACTERS = 200


def version_key(house: str, url: str, details: Mapping[str, Sequence[str]]) -> str:
    """The story number that ``house`` (an agency or outlet) gave a report, else its address; empty where neither is known.

    An address that is no more than a site is none: its page changes every hour.

    >>> version_key("AFP", "", {"story_number": ["HC 42"]}), version_key("", "https://www.chronicle.example/a?x=1#top", {})
    ('number:afp:hc 42', 'address:chronicle.example/a')
    >>> version_key("", "https://chronicle.example/", {"story_number": ["42"]})
    ''
    """
    number = next(iter(details.get("story_number", ())), "")
    if house and number and (folded := fold(number)):
        return _short(f"number:{fold(house)}:{folded}")
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or not parts.netloc:
        return ""
    # Some sites tell their articles apart by a number in the query alone.
    query = f"?{parts.query}" if path.rpartition(".")[2] in ("php", "asp", "aspx", "jsp", "cgi") else ""
    return _short(f"address:{parts.netloc.lower().removeprefix('www.')}{path}{query}")


def _short(key: str) -> str:
    if len(key) <= KEY_MAX_CHARACTERS:
        return key
    return f"{key[:130]}:{hashlib.sha256(key.encode()).hexdigest()}"
