"""The page of one file that holds many reports: each report with its outcome, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from articles.models import ImportItem, ItemReport
from articles.pages.imports.import_page import Tally
from articles.pages.shared.paging import Listed, paging

REPORTS_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """``reports`` is one page of the file's reports, all or those with ``outcome``; ``tallies`` counts all of them."""

    item: ImportItem
    total: int
    tallies: tuple[Tally, ...]
    reports: Listed[ItemReport]
    outcome: str


def delivery_page(item: ImportItem, page: int = 1, outcome: str = "") -> DeliveryPage:
    """The reports of a file of an import. Raises NoSuchPage."""
    counts = dict(item.reports.order_by().values_list("outcome").annotate(Count("pk")))
    words = dict(ImportItem.OUTCOMES)
    outcome = outcome if outcome in words else ""
    total = counts.get(outcome, 0) if outcome else sum(counts.values())
    place = paging(page, total, REPORTS_A_PAGE, f"?outcome={outcome}&" if outcome else "?")
    rows = item.reports.filter(outcome=outcome) if outcome else item.reports.all()
    first = (place.number - 1) * REPORTS_A_PAGE
    shown = rows.select_related("article__outlet").defer("article__paragraphs", "article__removed")
    return DeliveryPage(
        item=item,
        total=sum(counts.values()),
        tallies=tuple(Tally(key, words[key], counts[key]) for key in words if counts.get(key)),
        reports=Listed(list(shown.order_by("part")[first : first + REPORTS_A_PAGE]), total, place),
        outcome=outcome,
    )
