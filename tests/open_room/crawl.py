"""The pages of a room that is open in another terminal (`make run`), some of every kind, as a reader finds them."""

from __future__ import annotations

import os
import re
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

ROOM = f"http://127.0.0.1:{os.environ.get('NEWSROOM_PORT', '8000')}"
FIRST = (
    "/",
    "/search/",
    "/search/?q=obama+OR+taliban",
    "/search/?q=qqqqqq+what+is+not+there+at+all",
    "/quotes/?q=we&from=2000-01-01",
    "/people/",
    "/places/",
    "/organisations/",
    "/nowhere/",
)
OF_A_KIND_MAX = 5
PAGES_MAX = 100
ANSWER_SECONDS = 60


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if tag == "a" and target:
            self.found.append(target)


def pages() -> Iterator[tuple[str, str]]:
    """Addresses and their HTML: the first ones, then what they link to, a few of each kind."""
    waiting, seen, kinds = list(FIRST), set[str](), Counter[str]()
    while waiting and len(seen) < PAGES_MAX:
        address = waiting.pop(0)
        text = _read(address) if address not in seen else ""
        seen.add(address)
        if not text:
            continue
        yield address, text
        links = _Links()
        links.feed(text)
        for target in links.found:
            whole = urlsplit(urljoin(ROOM + address, target))
            kind = kind_of(whole.path, whole.query)
            if whole.netloc == urlsplit(ROOM).netloc and kinds[kind] < OF_A_KIND_MAX:
                kinds[kind] += 1
                waiting.append(whole.path + (f"?{whole.query}" if whole.query else ""))


def kind_of(path: str, query: str) -> str:
    """What pages of one kind have in common.

    >>> kind_of("/articles/12/a-bridge/", "q=x&at=2"), kind_of("/people/ole-brandt/", "")
    ('/articles/N/?at&q', '/people/*?')
    """
    kind = re.sub(r"/\d+(/[^/]+)?", "/N", path)
    kind = re.sub(r"^/(people|places|organisations)/[^/]+", r"/\1/*", kind).rstrip("/") or "/"
    named = sorted({pair.partition("=")[0] for pair in query.split("&") if pair})
    return f"{kind}{'/' if kind.endswith('N') else ''}?{'&'.join(named)}"


def _read(address: str) -> str:
    """A page's HTML, error pages included; empty for what is no page."""
    try:
        answer = urllib.request.urlopen(ROOM + address, timeout=ANSWER_SECONDS)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    with answer:
        kind = answer.headers.get("Content-Type", "")
        return answer.read().decode() if kind.startswith("text/html") else ""
