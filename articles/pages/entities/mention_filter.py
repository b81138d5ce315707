"""Which mentions of an entity an editor looks at: of an outlet, of a period, in one form of the name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from articles.models import Entity, Mention

CHOICES_MAX = 60
FORM_MAX_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class MentionFilter:
    """``outlet`` is a slug, ``form`` a surface as printed; a day that is none is left out."""

    outlet: str = ""
    form: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> MentionFilter:
        """The filter that the parameters of an address or a form state."""
        return cls(
            asked.get("outlet", "")[:200],
            asked.get("form", "")[:FORM_MAX_CHARACTERS],
            _day(asked.get("since", "")),
            _day(asked.get("until", "")),
        )

    def mentions(self, entity: Entity) -> QuerySet[Mention]:
        """The mentions that it lets through, the newest article's first."""
        rows = Mention.objects.filter(entity=entity)
        if self.outlet:
            rows = rows.filter(article__outlet__slug=self.outlet)
        if self.form:
            rows = rows.filter(surface=self.form)
        if self.since:
            rows = rows.filter(article__published_day__gte=self.since)
        if self.until:
            rows = rows.filter(article__published_day__lte=self.until)
        return rows.order_by("-article__published_day", "-article", "part", "part_index", "start")

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.outlet or self.form or self.since or self.until)

    @property
    def parameters(self) -> dict[str, str]:
        """What states it in an address or a form; empty ones left out."""
        days = {"since": self.since, "until": self.until}
        told = {"outlet": self.outlet, "form": self.form} | {
            name: day.isoformat() for name, day in days.items() if day
        }
        return {name: value for name, value in told.items() if value}

    @property
    def query(self) -> str:
        """The same as the end of an address, ready for another parameter."""
        return f"?{urlencode(self.parameters)}&" if self.narrows else "?"


@dataclass(frozen=True, slots=True)
class MentionChoices:
    """What the filters can be set to: forms of the name and outlets, each with its mentions counted."""

    forms: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, str, int], ...]


def mention_choices(entity: Entity) -> MentionChoices:
    """The forms and outlets of an entity's mentions, those of most mentions first."""
    rows = Mention.objects.filter(entity=entity).order_by()
    forms = rows.values_list("surface").annotate(count=Count("pk")).order_by("-count", "surface")
    outlets = rows.exclude(article__outlet=None).values_list("article__outlet__slug", "article__outlet__name")
    counted = outlets.annotate(count=Count("pk")).order_by("-count", "article__outlet__name")
    return MentionChoices(tuple(forms[:CHOICES_MAX]), tuple(counted[:CHOICES_MAX]))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
