"""The newest rows of each of several values, in one question to the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def newest_of_each(
    model: type[Model],
    field: str,
    newest: str,
    wanted: Sequence[str],
    values: Sequence[int | str],
    limit: int,
) -> dict[int | str, list[tuple[Any, ...]]]:
    """For each value of an indexed field the newest rows with it, at most ``limit``, as tuples of the ``wanted`` fields.

    ``newest`` is the field that orders them. Values that no row has are in the answer too. Written out, because the ORM asks
    once for each value: it has no UNION of limited parts on SQLite.
    """
    found: dict[int | str, list[tuple[Any, ...]]] = {value: [] for value in values}
    if not found:
        return found
    quote = connection.ops.quote_name

    def column(name: str) -> str:
        return quote(model._meta.get_field(name).column)

    part = (
        # Table and columns are names of the models, never what somebody typed.
        f"SELECT * FROM (SELECT {', '.join(map(column, (field, *wanted)))} "  # nosec B608
        f"FROM {quote(model._meta.db_table)} WHERE {column(field)} = %s "
        f"ORDER BY {column(newest)} DESC LIMIT {int(limit)}) AS newest"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(found)), list(found))
        for value, *row in cursor.fetchall():
            found[value].append(tuple(row))
    return found
