"""Intake: an import and its items in one transaction. Once that is written, nothing is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q, QuerySet

from articles.ingest.outcome import OURS
from articles.models import Import, ImportItem, ItemReport
from articles.reading.local_files import pieces
from articles.reading.pasted_html import clean_pasted_html, looks_like_html
from articles.reading.report import BadRecord

NAME_MAX_CHARACTERS = 255
PATHS_AT_ONCE = 50
PASTED_NAME = "pasted text.txt"
PASTED_PAGE_NAME = "pasted page.html"


def accept_upload(
    files: Iterable[tuple[str, bytes]],
    user: AbstractBaseUser | None = None,
    *,
    recognise: bool = True,
    label: str = "",
) -> Import:
    """Store an import with a waiting item for each file, in order. The worker does the rest."""
    with transaction.atomic():
        batch = Import.objects.create(brought_by=user, recognise=recognise, label=label)
        for name, data in files:
            ImportItem.objects.create(batch=batch, name=plain_name(name), data=data)
    return batch


def accept_paths(batch: Import, paths: Iterable[Path]) -> None:
    """Add an item for each file to an import, some at a time: a folder of thousands need not fit in memory.

    A file that cannot be read becomes an item that failed, with the reason. JSON lines too long for one item become several.
    """
    waiting = iter(paths)
    while chunk := list(islice(waiting, PATHS_AT_ONCE)):
        with transaction.atomic():
            for path in chunk:
                for name, data in pieces(path):
                    _accept_piece(batch, name, data)


def _accept_piece(batch: Import, name: str, data: bytes | BadRecord) -> None:
    item = ImportItem(batch=batch, name=plain_name(name), data=b"")
    if isinstance(data, BadRecord):
        item.state, item.outcome, item.detail = "done", "failed", str(data)
    else:
        item.data = data
    item.save()


def accept_text(text: str, user: AbstractBaseUser | None = None) -> Import:
    """Store an import of pasted text or HTML. Raises BadRecord if the HTML is too large to clean."""
    return accept_upload([pasted_file(text)], user)


def pasted_file(text: str) -> tuple[str, bytes]:
    """Pasted text or HTML as a file, with a name that says so. Raises BadRecord if the HTML is too large to clean."""
    if looks_like_html(text):
        return PASTED_PAGE_NAME, clean_pasted_html(text).encode()
    return PASTED_NAME, text.encode()


def may_end_otherwise(batch: Import) -> QuerySet[ImportItem]:
    """The import's failed items that another try may read: what failed was the room or the machine, not the file.

    A file that was refused for what is in it would be refused again.
    """
    ours = Q()
    for beginning in OURS:
        ours |= Q(detail__startswith=beginning)
    return batch.items.filter(ours, state="done", outcome="failed").exclude(data=b"")


def retry_failed(batch: Import) -> int:
    """Queue those of an import's failed items again that may end otherwise. Returns their number."""
    failed = may_end_otherwise(batch)
    ItemReport.objects.filter(item__in=failed.values("pk")).delete()
    return failed.update(state="waiting", outcome="", detail="", attempts=0, lease_until=None)


def plain_name(name: str) -> str:
    """A file's base name without control and direction characters, short enough to store.

    >>> plain_name("C:\\\\clippings/2021/report\\u202e.txt")
    'report.txt'
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}).strip()
    return shown[-NAME_MAX_CHARACTERS:] or "unnamed"
