"""Paging of a list: the page shown, and the way to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


class NoSuchPage(Exception):
    """A page past the end of its list; the message says how many there are."""


@dataclass(frozen=True, slots=True)
class Paging:
    """``number`` of ``pages``; ``base`` is the address of the list with its other parameters, ready for "page="."""

    number: int
    pages: int
    base: str

    @property
    def previous_url(self) -> str:
        return self.url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        return self.url(self.number + 1) if self.number < self.pages else ""

    def url(self, number: int) -> str:
        return f"{self.base}page={number}"


@dataclass(frozen=True, slots=True)
class Listed(Generic[Row]):
    """One page of a list: its rows, how many there are in all, and the paging."""

    rows: Sequence[Row]
    total: int
    paging: Paging


def paging(wanted: int, total: int, size: int, base: str) -> Paging:
    """The paging of a list of ``total`` rows. Raises NoSuchPage past the end; an empty list has one page."""
    pages = max(1, -(-total // size))
    if not 1 <= wanted <= pages:
        raise NoSuchPage(f"There is no page {wanted}: the list has {pages}.")
    return Paging(wanted, pages, base)


def page_number(text: str | None) -> int:
    """The page number of an address; 0, which does not exist, for what is no number.

    >>> page_number(None), page_number("3"), page_number("x")
    (1, 3, 0)
    """
    if text is None or text == "":
        return 1
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
