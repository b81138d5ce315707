"""The queue is the rows: claiming items under a lease, keeping the lease, and letting go of them."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from articles.ingest.outcome import ENDED_THE_WORKER
from articles.models import Import, ImportItem

log = logging.getLogger(__name__)
ATTEMPTS_MAX = 3
GIVEN_UP = (
    f"{ENDED_THE_WORKER} {{attempts}} times, so it was set aside. "
    "The file is kept: try again, or bring it in another form."
)


def claim(batch: Import | None = None) -> ImportItem | None:
    """Take the oldest item that waits or whose worker has died; nobody else gets it while the lease lasts."""
    return next(iter(claim_many(1, batch)), None)


def claim_many(most: int, batch: Import | None = None) -> list[ImportItem]:
    """Take up to ``most`` items in one transaction, the oldest first, without their bytes.

    An item that was held before when a worker died is taken alone: if it was the one that is deadly, it takes no
    neighbour down with it a second time. One that has ended the worker each time is set aside.
    """
    if not _free(batch).exists():
        return []
    with transaction.atomic():
        free = list(_passing_over(_free(batch)).values_list("pk", "attempts")[:most])
        deadly = [pk for pk, attempts in free if attempts >= ATTEMPTS_MAX]
        for pk in deadly:
            finish(
                ImportItem.objects.defer("data").get(pk=pk), "failed", GIVEN_UP.format(attempts=ATTEMPTS_MAX)
            )
        taken = _together([(pk, attempts) for pk, attempts in free if pk not in set(deadly)])
        lease = {"state": "working", "lease_until": timezone.now() + _lease(), "attempts": F("attempts") + 1}
        ImportItem.objects.filter(pk__in=taken).update(**lease)
        items = ImportItem.objects.filter(pk__in=taken).select_related("batch").defer("data")
        found = list(items.order_by("pk"))
    return found or (claim_many(most, batch) if deadly else [])


def release_all() -> int:
    """Free every lease at once: for a single worker that starts, since no other can hold one."""
    return ImportItem.objects.filter(state="working").update(lease_until=timezone.now() - _lease())


def give_back(items: Sequence[ImportItem]) -> None:
    """Put claimed items that nobody has begun back into the queue, as if they had never been taken."""
    mine = ImportItem.objects.filter(pk__in=[item.pk for item in items], state="working")
    mine.update(state="waiting", lease_until=None, attempts=F("attempts") - 1)


def give_back_all() -> None:
    """Put back all that a single worker had in hand when the machine failed it, without a mark against it.

    With several workers nobody can tell whose it was, and the leases run out.
    """
    if connection.vendor == "sqlite":
        mine = ImportItem.objects.filter(state="working", attempts__gt=0)
        mine.update(state="waiting", lease_until=None, attempts=F("attempts") - 1)


@contextmanager
def heartbeat(items: Sequence[ImportItem]) -> Iterator[None]:
    """Renew the lease of items in the background while they are being read.

    A third of the lease may pass without: a database that is locked for once does not end the renewing.
    """
    done = threading.Event()
    held = [item.pk for item in items]

    def renew() -> None:
        try:
            while not done.wait(settings.LEASE_SECONDS / 3):
                _renew(held)
        finally:
            connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _renew(items: Sequence[int]) -> None:
    mine = ImportItem.objects.filter(pk__in=items, state="working")
    try:
        mine.update(lease_until=timezone.now() + _lease())
    except OperationalError as locked:
        log.warning("a lease was not renewed (%s); it is tried again before it runs out", locked)


def finish(
    item: ImportItem,
    outcome: str,
    detail: str = "",
    article_id: int | None = None,
    source_id: int | None = None,
) -> None:
    """Record the outcome. The item's bytes go once a source file holds them; a failed item keeps its own."""
    item.state, item.outcome, item.detail = "done", outcome, detail
    item.article_id, item.source_id, item.lease_until = article_id, source_id, None
    fields = ["state", "outcome", "detail", "article", "source", "lease_until"]
    if outcome != "failed":
        item.data = b""
        fields.append("data")
    item.save(update_fields=fields)


def _free(batch: Import | None) -> QuerySet[ImportItem]:
    """Items that wait, or whose lease ran out, the oldest first."""
    free = Q(state="waiting") | Q(state="working", lease_until__lt=timezone.now())
    items = ImportItem.objects.filter(free, batch__withdrawn_at=None).order_by("pk")
    return items if batch is None else items.filter(batch=batch)


def _passing_over(items: QuerySet[ImportItem]) -> QuerySet[ImportItem]:
    """The same without the rows that another worker is taking just now, where the database can tell."""
    if connection.features.has_select_for_update_skip_locked:
        return items.select_for_update(skip_locked=True)
    return items


def _together(free: Sequence[tuple[int, int]]) -> list[int]:
    """The items to take at once: the fresh ones up to the first that was held before, or that one alone.

    >>> _together([(1, 0), (2, 0), (3, 1), (4, 0)]), _together([(3, 1), (4, 0)])
    ([1, 2], [3])
    """
    taken: list[int] = []
    for pk, attempts in free:
        if attempts and taken:
            break
        taken.append(pk)
        if attempts:
            break
    return taken


def _lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.LEASE_SECONDS)
