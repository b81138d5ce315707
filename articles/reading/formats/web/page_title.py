"""The headline among a page's titles, without the site's frame around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from articles.reading.formats.web.markup import Page
from articles.reading.formats.web.visible_text import letters_of
from articles.reading.metadata.days.printed_dates import publication_line
from articles.reading.report import Stated
from articles.text import fold

TITLE_PARTS_MAX = 6
# What stands between a page's title and the site's name.
TITLE_MARKS = (" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " « ")


def headlines(
    page: Page, stated: tuple[Stated, ...], outlet: tuple[Stated, ...], authors: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """The headline that the editors wrote for readers elsewhere (og:title) first; then the one most places print.

    One written for elsewhere that the page itself shows nowhere gives way to a heading that all else agrees on.
    """
    titles = _without_frame(stated, outlet, authors)
    votes = Counter(key for key, _ in {(fold(value.value), value.evidence.rule) for value in titles})
    # A heading of three words is a headline, and the window's title then an abridgement with the site's name.
    headed = any(value.evidence.rule == "h1" and len(value.value.split()) > 2 for value in titles)
    agreed = _agreed_heading(page, titles)

    def rank(value: Stated) -> tuple[bool, bool, int, bool]:
        rule = value.evidence.rule
        votes_against = -votes[fold(value.value)]
        disagrees = letters_of(value.value) != agreed
        return (disagrees, rule != "meta og:title", votes_against, headed and rule == "title")

    return _whole(tuple(sorted(titles, key=rank)))


def _without_frame(
    stated: tuple[Stated, ...], outlet: tuple[Stated, ...], authors: tuple[Stated, ...]
) -> list[Stated]:
    """The titles without what the site puts around them; those that are nothing else are left out."""
    names, people = (" ".join(value.value for value in values) for values in (outlet, authors))
    cut = [" ".join(without_site_name(value.value, names, people).split()) for value in stated]
    own = {fold(value.value) for value in outlet}
    return [
        replace(value, value=title)
        for value, title in zip(stated, cut, strict=True)
        if len(fold(title) or title) > 2 and fold(title) not in own
    ]


def _agreed_heading(page: Page, titles: list[Stated]) -> str:
    """The letters of the heading that JSON-LD and the window's title repeat, where the page never shows og:title."""
    shared = [letters_of(value.value) for value in titles if value.evidence.rule == "meta og:title"]
    if any(key in page.letters.all for key in shared):
        return ""
    rules: dict[str, set[str]] = {}
    for value in titles:
        rules.setdefault(letters_of(value.value), set()).add(value.evidence.rule)
    agreed = (key for key, places in rules.items() if key and places >= {"h1", "title", "JSON-LD headline"})
    return next(agreed, "")


def _whole(titles: tuple[Stated, ...]) -> tuple[Stated, ...]:
    """A heading of the page that begins with the headline chosen and goes on is the headline whole, so it comes first."""
    key = letters_of(titles[0].value) if titles else ""
    for value in titles[1:]:
        whole = letters_of(value.value)
        if key and value.evidence.rule == "h1" and whole.startswith(key) and len(whole) <= 3 * len(key):
            return (value, *(other for other in titles if other is not value)) if whole != key else titles
    return titles


def without_site_name(title: str, outlet: str, authors: str = "") -> str:
    """A page title without what the site puts around it: its name, the day, who wrote it.

    >>> without_site_name("Envoys meet | Ada Moreno | Daily Planet | 8 July 2021", "Daily Planet", "Ada Moreno")
    'Envoys meet'
    >>> without_site_name("Daily Planet | Envoys meet – in vain", "Daily Planet")
    'Envoys meet – in vain'
    """
    for _ in range(TITLE_PARTS_MAX):
        for mark in TITLE_MARKS:
            head, found, tail = title.rpartition(mark)
            if found and _stands_behind(tail, outlet, authors):
                title = head.strip()
                break
            head, found, tail = title.partition(mark)
            if found and outlet and fold(head) == fold(outlet):
                title = tail.strip()
                break
        else:
            return title
    return title


def _stands_behind(tail: str, outlet: str, authors: str) -> bool:
    """Whether the last part of a title is the site's name, its authors' or a day, and no part of the headline."""
    name = fold(tail)
    if outlet and name and (name in fold(outlet) or fold(outlet) in name):
        return True
    day = publication_line(tail)
    words = set(name.split()) - {"and"}
    return (day is not None and day.precision != "month") or bool(
        words and words <= set(fold(authors).split())
    )
