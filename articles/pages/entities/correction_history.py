"""The history of corrections in words: who, when, what, whether it holds, and what could not be placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.models import Correction, Entity
from articles.pages.shared.highlighting import KIND_WORDS
from articles.pages.shared.paging import Listed, paging
from articles.text import counted

CORRECTIONS_A_PAGE = 50
OF_ONE_ENTITY_MAX = 30


@dataclass(frozen=True, slots=True)
class Said:
    """One correction: the row, and what was done in a sentence."""

    row: Correction
    words: str

    @property
    def undoable(self) -> bool:
        return self.row.undone_at is None and self.row.part_of_id is None


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    unplaced_only: bool
    unplaced: int
    corrections: Listed[Said]


def corrections_page(number: int = 1, unplaced_only: bool = False) -> CorrectionsPage:
    """All corrections, the latest first, or those whose place in the text is gone. Raises NoSuchPage."""
    lost = _rows().filter(placed=False, undone_at=None)
    rows = lost if unplaced_only else _rows().filter(part_of=None)
    total = rows.count()
    place = paging(number, total, CORRECTIONS_A_PAGE, "?show=unplaced&" if unplaced_only else "?")
    first = (place.number - 1) * CORRECTIONS_A_PAGE
    said = [Said(row, what_was_done(row)) for row in rows[first : first + CORRECTIONS_A_PAGE]]
    return CorrectionsPage(unplaced_only, lost.count(), Listed(said, total, place))


def corrections_of(entity: Entity) -> tuple[Said, ...]:
    """The latest corrections of an entity and of what was merged into it or split off it."""
    about = Q(entity=entity) | Q(other=entity) | Q(entity__merged_into=entity)
    rows = _rows().filter(about, part_of=None)[:OF_ONE_ENTITY_MAX]
    return tuple(Said(row, what_was_done(row)) for row in rows)


def what_was_done(row: Correction) -> str:
    """A correction in a sentence."""
    return _SAY[row.action](row)


def _rows() -> QuerySet[Correction]:
    return Correction.objects.select_related("entity", "other", "article", "made_by", "undone_by")


def _kind_said(row: Correction) -> str:
    before, after = KIND_WORDS[row.value["before"]], KIND_WORDS[row.value["after"]]
    return f"{row.entity.name}: {after}, not {before}"


def _split_said(row: Correction) -> str:
    return f"{row.other} split off {row.entity.name}: they are not the same"


def _mentions_said(row: Correction) -> str:
    return counted(row.value["count"], "mention")


_SAY: dict[str, Callable[[Correction], str]] = {
    "merge": lambda row: f"{row.entity.name} merged into {row.other}",
    "split": _split_said,
    "apart": lambda row: f"{row.entity.name} and {row.other} are not the same",
    "rename": lambda row: f"“{row.value['before']}” renamed “{row.value['after']}”",
    "kind": _kind_said,
    "alias": lambda row: f"{row.entity.name} is also known as “{row.value['surface']}”",
    "drop": lambda row: f"{row.entity.name} is not known as “{row.value['surface']}”",
    "add": lambda row: f"“{row.quote}” is {row.entity.name}",
    "reject": lambda row: f"“{row.quote}” is no mention of {row.entity.name}",
    "rejects": lambda row: f"{_mentions_said(row)} rejected: they are not {row.entity.name}",
    "move": lambda row: f"{_mentions_said(row)} of {row.entity.name} moved to {row.other}",
    "noname": lambda row: f"“{row.entity.name}” is not a name",
    "assign": lambda row: f"“{row.quote}” is {row.other}, not {row.entity.name}",
}


def correct_url(entity: Entity) -> str:
    """Where an entity is put right."""
    return reverse("entity-correct", args=(entity.pk,))
