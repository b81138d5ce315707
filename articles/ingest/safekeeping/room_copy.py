"""Copying a room from one database into another, empty one, row by row, and comparing both afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import ForeignKey, Model

from articles.models.counting import install_counting, remove_counting

ROWS_AT_ONCE = 500
Progress = Callable[[str, int], None]


class NotEmpty(Exception):
    """The database to copy into holds something already; the message says what."""


class NotTheSame(Exception):
    """Tables read back otherwise than they were copied; the message names them."""


@dataclass(frozen=True, slots=True)
class TableCopied:
    """A table, how many rows it has, the SHA-256 of all their values, and whether both databases give the same."""

    table: str
    rows: int
    sha256: str
    same: bool


def copy_room(source: str, target: str, progress: Progress | None = None) -> list[TableCopied]:
    """Copy every table of the database ``source`` into ``target`` (names in `django.db.connections`), whole or not at all.

    All rows keep their numbers. The target must be migrated and empty. Each table is read back and compared before the copy
    counts; nobody may write to the source meanwhile. Raises NotEmpty, and NotTheSame, in which case nothing was written.
    """
    models = list(_tables())
    for model in models:
        if model._meta.db_table not in MADE_BY_MIGRATING and model._base_manager.using(target).exists():
            raise NotEmpty(f"{model._meta.db_table} has rows already.")
    with transaction.atomic(using=target):
        # The kept counts come as they are; counted once more while mentions arrive, they would be twice as high.
        remove_counting(connections[target])
        for model in models:
            _copy_table(model, source, target, progress)
        copied = [_compared(model, source, target) for model in models]
        if wrong := [one.table for one in copied if not one.same]:
            raise NotTheSame(", ".join(wrong))
        install_counting(connections[target])
        _continue_numbers(models, target)
    return copied


MADE_BY_MIGRATING = frozenset({"django_content_type", "auth_permission"})
"""Tables that a migration fills; their rows are replaced, as others refer to them by number."""


def _tables() -> Iterator[type[Model]]:
    """Every table of the room, each after those that it refers to; sessions and the links between tables included."""
    left = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    done: set[type[Model]] = set()
    while left:
        ready = [model for model in left if _refers_to(model) <= done | {model}]
        for model in ready or left[:1]:
            done.add(model)
            left.remove(model)
            yield model


def _refers_to(model: type[Model]) -> set[object]:
    return {field.related_model for field in model._meta.concrete_fields if isinstance(field, ForeignKey)}


def _copy_table(model: type[Model], source: str, target: str, progress: Progress | None) -> None:
    if model._meta.db_table in MADE_BY_MIGRATING:
        model._base_manager.using(target).all().delete()
    done = 0
    for rows in _batches(model, source):
        # Not `bulk_create`: that would set the times of change to now.
        model._base_manager.using(target)._insert(rows, model._meta.concrete_fields, using=target, raw=True)
        done += len(rows)
        if progress:
            progress(model._meta.db_table, done)


def _batches(model: type[Model], database: str) -> Iterator[list[Model]]:
    after: object = None
    while True:
        rows = model._base_manager.using(database).order_by("pk")
        chunk = list((rows if after is None else rows.filter(pk__gt=after))[:ROWS_AT_ONCE])
        if not chunk:
            return
        yield chunk
        after = chunk[-1].pk


def _compared(model: type[Model], source: str, target: str) -> TableCopied:
    here, there = _summed(model, source), _summed(model, target)
    return TableCopied(model._meta.db_table, *here, here == there)


def _summed(model: type[Model], database: str) -> tuple[int, str]:
    """How many rows a table has, and the SHA-256 of all their values in the order of their keys."""
    fields, count, digest = model._meta.concrete_fields, 0, hashlib.sha256()
    for rows in _batches(model, database):
        count += len(rows)
        for row in rows:
            for field in fields:
                digest.update(_as_text(getattr(row, field.attname)).encode())
    return count, digest.hexdigest()


def _as_text(value: object) -> str:
    """A value as every database gives it: bytes as bytes, the keys of JSON in order."""
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True)
    return repr(bytes(value) if isinstance(value, memoryview) else value)


def _continue_numbers(models: Sequence[type[Model]], target: str) -> None:
    """Let new rows take numbers behind those that came along."""
    connection = connections[target]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
