"""The other name by which a result was found, where the searcher used a different one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.text import fold

SHORT_FORM_CHARACTERS = 3


@dataclass(frozen=True, slots=True)
class OtherName:
    """A searched name, and the canonical name of the entity that has it as an alias."""

    searched: str
    name: str


def other_name(
    searched: str, names: Iterable[tuple[str, Iterable[str]]], printed: Iterable[str]
) -> tuple[OtherName, ...]:
    """Which of an article's entities are known by a name that was searched for and that the article does not print.

    ``searched`` are the words of the query, ``names`` each entity with its aliases, ``printed`` the surfaces under which
    the article mentions them.

    >>> other_name("isis attacks", [("Daesh", ["Daesh", "ISIS", "IS"])], ["Daesh"])
    (OtherName(searched='ISIS', name='Daesh'),)
    >>> other_name("isis attacks", [("Daesh", ["Daesh", "ISIS"])], ["Daesh", "ISIS"])
    ()
    """
    asked, here = f" {fold(searched)} ", {fold(surface) for surface in printed}
    found = []
    for name, aliases in names:
        keys = {fold(alias): alias for alias in aliases if not _is_a_word_too(alias, searched)}
        asked_by = [key for key in keys if key and f" {key} " in asked and key not in here]
        if asked_by and f" {fold(name)} " not in asked:
            found.append(OtherName(keys[max(asked_by, key=len)], name))
    return tuple(found)


def _is_a_word_too(alias: str, searched: str) -> bool:
    """A short form like IS or US counts only where it was typed in capitals."""
    return len(alias) <= SHORT_FORM_CHARACTERS and alias.isupper() and alias not in searched.split()
