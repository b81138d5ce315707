"""The queue is the rows: claiming an item under a lease, keeping the lease, and letting go of it."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Import, ImportItem

ATTEMPTS_MAX = 3
GIVEN_UP = (
    "Reading it ended the worker {attempts} times, so it was set aside. "
    "The file is kept: try again, or bring it in another form."
)


def claim(batch: Import | None = None) -> ImportItem | None:
    """Take the oldest item that waits or whose worker has died; nobody else gets it while the lease lasts."""
    now = timezone.now()
    free = Q(state="waiting") | Q(state="working", lease_until__lt=now)
    items = ImportItem.objects.filter(free)
    if batch is not None:
        items = items.filter(batch=batch)
    for pk, attempts in items.order_by("pk").values_list("pk", "attempts")[:20]:
        if attempts >= ATTEMPTS_MAX:
            _give_up(pk, attempts)
            continue
        lease = {"state": "working", "lease_until": now + _lease(), "attempts": F("attempts") + 1}
        if ImportItem.objects.filter(free, pk=pk).update(**lease):
            return ImportItem.objects.select_related("batch").get(pk=pk)
    return None


def release_all() -> int:
    """Free every lease at once: for a single worker that starts, since no other can hold one."""
    return ImportItem.objects.filter(state="working").update(lease_until=timezone.now() - _lease())


@contextmanager
def heartbeat(item: ImportItem) -> Iterator[None]:
    """Renew the item's lease in the background while it is being read."""
    done = threading.Event()

    def renew() -> None:
        try:
            while not done.wait(settings.LEASE_SECONDS / 3):
                ImportItem.objects.filter(pk=item.pk).update(lease_until=timezone.now() + _lease())
        finally:
            connection.close()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def finish(item: ImportItem, outcome: str, detail: str = "", article_id: int | None = None) -> None:
    """Record the outcome. The item's bytes go once a source file holds them; a failed item keeps its own."""
    item.state, item.outcome, item.detail = "done", outcome, detail
    item.article_id, item.lease_until = article_id, None
    fields = ["state", "outcome", "detail", "article", "lease_until"]
    if outcome != "failed":
        item.data = b""
        fields.append("data")
    item.save(update_fields=fields)


def _give_up(pk: int, attempts: int) -> None:
    with transaction.atomic():
        finish(ImportItem.objects.get(pk=pk), "failed", GIVEN_UP.format(attempts=attempts))


def _lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.LEASE_SECONDS)
