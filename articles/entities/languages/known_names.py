"""Names that are known beforehand, found in a text of another language than English: in its script, with its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from articles.entities.kinds import Role
from articles.entities.knowledge_base import AliasMatch, AliasRecord, KnowledgeBase
from articles.entities.languages.inflections import forms
from articles.entities.languages.place_names import place_names

# Written without spaces, or with particles joined to the name: a name is found wherever its characters stand.
UNSPACED = frozenset({"zh", "ja", "ko", "th", "km", "lo", "my"})
NAME_MIN_CHARACTERS = 2
INFLECTING_LATIN = frozenset({"de", "pl"})

Matcher = Callable[[str], Iterator[AliasMatch]]


def pattern_of(surface: str, language: str, flags: int = 0) -> re.Pattern[str]:
    """Finds a name in a text of a language, in all forms that it has there.

    >>> bool(pattern_of("Лавров", "ru").search("с Лавровым")), bool(pattern_of("Лавров", "ru").search("Лавровский"))
    (True, False)
    >>> bool(pattern_of("美国", "zh").search("在美国政府")), bool(pattern_of("Oslo", "en").search("in  Oslo."))
    (True, True)
    """
    written = [r"\s+".join(map(re.escape, form.split())) for form in _forms(surface, language)]
    either = "|".join(sorted(written, key=len, reverse=True))
    alone = language not in UNSPACED or surface.isascii()
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if alone else either, flags)


class KnownNames:
    """The names of a knowledge base as each language writes them; a language is prepared when it is first met."""

    def __init__(self, known: KnowledgeBase) -> None:
        self._known = known
        self._matchers: dict[str, Matcher] = {}

    def matches(self, text: str, language: str) -> Iterator[AliasMatch]:
        """The known names in a text, left to right, longest match, without overlaps."""
        if language not in self._matchers:
            self._matchers[language] = self._matcher(language)
        return self._matchers[language](text)

    def _matcher(self, language: str) -> Matcher:
        # The country's name in the language comes before an English form of another thing.
        places = list(place_names(language, self._known))
        own = {one.gazetteer_id: one.surface for one in places}
        records = [*places, *(one for one in self._known.records if _is_meant(one, own))]
        if language in UNSPACED:
            return _anywhere(one for one in records if not one.surface.isascii())
        return KnowledgeBase(_inflected(records, language)).matches


def _is_meant(record: AliasRecord, own: dict[str, str]) -> bool:
    """Whether a name may mean the same in the language.

    Nationalities have their own words there, and so has a country: between Polish words "Jordan" is no country.
    """
    renamed = record.surface == record.name != own.get(record.gazetteer_id, record.name)
    return record.role is Role.MENTION and not renamed


def _inflected(records: Iterable[AliasRecord], language: str) -> Iterator[AliasRecord]:
    for record in records:
        yield from (replace(record, surface=form) for form in _forms(record.surface, language))


def _forms(surface: str, language: str) -> tuple[str, ...]:
    """A name takes a language's forms in its own letters; between Cyrillic words "Reuters" stays as it is."""
    own = not surface.isascii() or language in INFLECTING_LATIN
    return forms(surface, language) if own else (surface,)


def _anywhere(records: Iterable[AliasRecord]) -> Matcher:
    """Finds names by their characters alone, the longest first."""
    named = {one.surface: one for one in records if len(one.surface) >= NAME_MIN_CHARACTERS}
    if not named:
        return lambda _text: iter(())
    longest_first = sorted(named, key=lambda surface: (-len(surface), surface))
    pattern = re.compile("|".join(map(re.escape, longest_first)))

    def found(text: str) -> Iterator[AliasMatch]:
        for match in pattern.finditer(text):
            yield AliasMatch(match.start(), match.end(), named[match.group()])

    return found
