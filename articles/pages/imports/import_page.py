"""The progress of an import, and the outcome of each of its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from articles.ingest.article_versions import earlier_versions
from articles.ingest.intake import may_end_otherwise
from articles.ingest.outcome import WORDS
from articles.models import Article, Import, ImportItem, ManyChange
from articles.pages.shared.paging import Listed, paging

ITEMS_A_PAGE = 100
IMPORTS_A_PAGE = 30
TROUBLE_FIRST = ("failed", "needs_review")


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of an import's files with one outcome."""

    outcome: str
    label: str
    count: int

    @property
    def words(self) -> str:
        """The outcome as it follows its count ("4 new versions")."""
        one, many = WORDS.get(self.outcome, (self.label, self.label))
        return one if self.count == 1 else many


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A file and the article it led to. ``earlier`` is the article of which that one is a new version.

    ``reports`` counts what was read so far of a file that holds many.
    """

    item: ImportItem
    earlier: Article | None
    reports: int


@dataclass(frozen=True, slots=True)
class ImportPage:
    batch: Import
    total: int
    done: int
    tallies: tuple[Tally, ...]
    items: Listed[ItemRow]
    failed: int
    retriable: int
    change: ManyChange | None
    outcome: str

    @property
    def finished(self) -> bool:
        return self.done == self.total

    @property
    def percent(self) -> int:
        return self.done * 100 // self.total if self.total else 100


def import_page(batch: Import, page: int = 1, outcome: str = "") -> ImportPage:
    """The import's progress and one page of its files, all or those with one outcome. Raises NoSuchPage."""
    counts: dict[tuple[str, str], int] = {}
    for state, ended, count in batch.items.order_by().values_list("state", "outcome").annotate(Count("pk")):
        counts[state, ended] = count
    ended_with = {ended: count for (state, ended), count in counts.items() if state == "done"}
    words = dict(ImportItem.OUTCOMES)
    outcome = outcome if outcome in words else ""
    return ImportPage(
        batch=batch,
        total=sum(counts.values()),
        done=sum(ended_with.values()),
        tallies=tuple(Tally(key, words[key], ended_with[key]) for key in words if ended_with.get(key)),
        items=_items(batch, page, outcome, ended_with.get(outcome, 0) if outcome else sum(counts.values())),
        failed=ended_with.get("failed", 0),
        retriable=may_end_otherwise(batch).count() if ended_with.get("failed") else 0,
        change=batch.changes.first(),
        outcome=outcome,
    )


def _items(batch: Import, page: int, outcome: str, total: int) -> Listed[ItemRow]:
    place = paging(page, total, ITEMS_A_PAGE, f"?outcome={outcome}&" if outcome else "?")
    rows = batch.items.filter(outcome=outcome) if outcome else batch.items
    shown = rows.select_related("article").only(
        "batch",
        "name",
        "state",
        "outcome",
        "detail",
        "article__title",
        "article__slug",
        "article__needs_review",
    )
    shown = shown.annotate(reports_read=Count("reports"))
    first = (place.number - 1) * ITEMS_A_PAGE
    items = list(shown.order_by("pk")[first : first + ITEMS_A_PAGE])
    versions = {item.article_id for item in items if item.outcome == "new_version" and item.article_id}
    earlier = earlier_versions(versions) if versions else {}
    listed = [ItemRow(item, earlier.get(item.article_id or 0), item.reports_read) for item in items]
    return Listed(listed, total, place)


def imports_page(page: int = 1) -> Listed[Import]:
    """The imports, the latest first, each with how many files it has, has done and has failed. Raises NoSuchPage."""
    place = paging(page, Import.objects.count(), IMPORTS_A_PAGE, "?")
    first = (place.number - 1) * IMPORTS_A_PAGE
    counted = Import.objects.select_related("brought_by").annotate(
        files=Count("items"),
        done=Count("items", filter=Q(items__state="done")),
        failed=Count("items", filter=Q(items__outcome="failed")),
    )
    # A query that counts leaves the order of its model aside.
    rows: Sequence[Import] = counted.order_by("-pk")[first : first + IMPORTS_A_PAGE]
    return Listed(rows, Import.objects.count(), place)
