"""Which quotes are asked for: by speaker, words, outlet, days and language, as a value that is an address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf.locale import LANG_INFO
from django.db.models import Q, QuerySet

from articles.models import Alias, Entity, Quote
from articles.search.query.parameters import read_day
from articles.text import fold

WORDS_MAX = 12
SPEAKERS_MAX = 500
SPEAKER_MAX_CHARACTERS = 100
WORDS_MAX_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """``language`` is as it was typed, by its code or its English name; days are those of the article's publication."""

    speaker: str = ""
    words: str = ""
    outlet: str = ""
    language: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    problems: tuple[str, ...] = ()

    @classmethod
    def from_params(cls, asked: Mapping[str, str]) -> QuoteFilter:
        """From an address; a day that is none is left out and said."""
        problems: list[str] = []
        return cls(
            speaker=asked.get("speaker", "")[:SPEAKER_MAX_CHARACTERS].strip(),
            words=asked.get("q", "")[:WORDS_MAX_CHARACTERS].strip(),
            outlet=asked.get("outlet", "")[:SPEAKER_MAX_CHARACTERS].strip(),
            language=asked.get("language", "")[:SPEAKER_MAX_CHARACTERS].strip(),
            first_day=read_day(asked.get("from", ""), "from", problems),
            last_day=read_day(asked.get("to", ""), "to", problems, last=True),
            problems=tuple(problems),
        )

    @property
    def querystring(self) -> str:
        said = {"speaker": self.speaker, "q": self.words, "outlet": self.outlet, "language": self.language}
        days = {"from": self.first_day, "to": self.last_day}
        return urlencode({name: value for name, value in {**said, **days}.items() if value})

    @property
    def more_chosen(self) -> bool:
        """Whether anything beside speaker and words is asked for."""
        return bool(self.outlet or self.language or self.first_day or self.last_day)

    def found(self) -> QuerySet[Quote]:
        """The quotes that pass, in no order."""
        found = Quote.objects.exclude(same_as=None).order_by()
        if self.speaker:
            named = Q(speaker__in=_speakers(fold(self.speaker))) | Q(speaker_name__icontains=self.speaker)
            found = found.filter(named)
        for word in fold(self.words).split()[:WORDS_MAX]:
            found = found.filter(folded__contains=word)
        if self.outlet:
            found = found.filter(
                Q(article__outlet__name__icontains=self.outlet) | Q(article__outlet__slug=self.outlet)
            )
        if self.language:
            found = found.filter(article__language=language_code(self.language))
        if self.first_day:
            found = found.filter(article__published_day__gte=self.first_day)
        return found.filter(article__published_day__lte=self.last_day) if self.last_day else found


def language_code(text: str) -> str:
    """The code of a language given by its code or its name.

    >>> language_code("German"), language_code("Deutsch"), language_code("FR"), language_code("?")
    ('de', 'de', 'fr', '?')
    """
    wanted = text.casefold()
    for code, info in LANG_INFO.items():
        if wanted in {info.get("name", "").casefold(), info.get("name_local", "").casefold()}:
            return code
    return wanted


def _speakers(folded: str) -> set[int]:
    """The entities with such a form of the name, those that they were merged into, and all that were merged into these."""
    holding = Alias.objects.filter(folded__contains=folded).values_list("entity_id", flat=True)
    found: set[int] = set()
    latest = set(holding.distinct()[:SPEAKERS_MAX])
    while latest:
        found |= latest
        kin = Entity.objects.filter(Q(pk__in=latest) | Q(merged_into__in=latest)).order_by()
        rows = kin.values_list("pk", "merged_into_id")
        latest = {pk for row in rows for pk in row if pk is not None} - found
    return found
