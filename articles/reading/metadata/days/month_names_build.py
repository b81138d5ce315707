"""Building the table of month names, once, from CLDR as the package babel ships it.

    python -m articles.reading.metadata.days.month_names_build

A name that means different months in different languages ("listopad") is kept with these languages.
Source: Unicode CLDR (Unicode licence) in babel 2.18.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("data") / "month_names.tsv"
WEEKDAYS = Path(__file__).with_name("data") / "weekday_names.txt"
LETTERS_MIN = 2
USUAL_SHARE = 0.75


def build(target: Path = TARGET) -> int:
    """Write the table to ``target``: a name, its month, and the languages where it means that, if they disagree.

    Returns how many names it has.
    """
    core = importlib.import_module("babel.core")
    identifiers = importlib.import_module("babel.localedata").locale_identifiers()
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for identifier in sorted(identifiers):
        locale = core.Locale.parse(identifier)
        if not locale.territory:
            for number, name in _names(locale):
                found[name][number].add(locale.language)
    rows = [row for name in sorted(found) for row in _rows(name, found[name])]
    head = "# Month names of all languages, from Unicode CLDR: name, month, languages where others disagree"
    target.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return len(found)


def _rows(name: str, months: dict[int, set[str]]) -> list[str]:
    """One row where the languages agree, or nearly all do; else one for each month, with its languages."""
    if len(months) == 1:
        return [f"{name}\t{next(iter(months))}\t"]
    every = sum(len(languages) for languages in months.values())
    rows = []
    for number, languages in sorted(months.items()):
        usual = "en" in languages or len(languages) > USUAL_SHARE * every
        rows.append(f"{name}\t{number}\t{'' if usual else ' '.join(sorted(languages))}")
    return rows


def _names(locale: Any) -> list[tuple[int, str]]:
    """The locale's names of months, wide and abbreviated, as they stand in a date and alone."""
    found = []
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                key = name.casefold().rstrip(".")
                if len(key) >= LETTERS_MIN and not any(c.isspace() or c.isdigit() for c in key):
                    found.append((number, key))
    return found


def build_weekdays(target: Path = WEEKDAYS) -> int:
    """Write the names of weekdays of all languages to ``target``, one a line; how many there are."""
    core = importlib.import_module("babel.core")
    identifiers = importlib.import_module("babel.localedata").locale_identifiers()
    locales = [core.Locale.parse(identifier) for identifier in identifiers]
    names = {
        name.casefold().rstrip(".")
        for locale in locales
        if not locale.territory
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in locale.days[context][width].values()
    }
    lines = sorted(name for name in names if len(name) >= LETTERS_MIN)
    target.write_text(
        "# Names of weekdays of all languages, from Unicode CLDR\n" + "\n".join(lines) + "\n", "utf-8"
    )
    return len(lines)


if __name__ == "__main__":
    build()
    build_weekdays()
