"""Counts that the database keeps: how many articles name an entity, and how often.

Triggers on the mentions keep ``Entity.article_count`` and ``Entity.mention_count`` in the very transaction that stores,
corrects or deletes, whichever code does it, so a page never counts mentions. SQLite's run once a row; PostgreSQL's once a
statement, since there a row's trigger sees all rows of its statement and could not tell the first that names an entity.

SQLite's are dropped before a migration and made anew after it: SQLite changes a table by making another, which it does not
allow while a trigger names that table, and it loses the triggers of the table that it remakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.models.articles import Mention
from articles.models.entities import Entity

# A row is the first (or was the last) that names the entity in its article: then the articles change by one too.
_ADD = """UPDATE articles_entity SET mention_count = mention_count + 1,
    article_count = article_count + CASE WHEN EXISTS (SELECT 1 FROM articles_mention
        WHERE entity_id = NEW.entity_id AND article_id = NEW.article_id AND id <> NEW.id) THEN 0 ELSE 1 END
    WHERE id = NEW.entity_id;"""
_TAKE = """UPDATE articles_entity SET mention_count = mention_count - 1,
    article_count = article_count - CASE WHEN EXISTS (SELECT 1 FROM articles_mention
        WHERE entity_id = OLD.entity_id AND article_id = OLD.article_id AND id <> OLD.id) THEN 0 ELSE 1 END
    WHERE id = OLD.entity_id;"""
_MOVED = "OLD.entity_id <> NEW.entity_id OR OLD.article_id <> NEW.article_id"
_TRIGGERS = (
    ("mention_added", "AFTER INSERT", "", _ADD),
    ("mention_removed", "AFTER DELETE", "", _TAKE),
    ("mention_moved", "AFTER UPDATE OF entity_id, article_id", f"WHEN ({_MOVED})", _TAKE + _ADD),
)

# What a statement did to each pair of entity and article, against how many mentions the pair has now: from none to some is
# an article more, from some to none one less.
_OF_STATEMENT = """UPDATE articles_entity AS counted
    SET mention_count = mention_count + changed.mentions, article_count = article_count + changed.articles
    FROM (
        SELECT entity_id, sum(more) AS mentions, sum((now > 0)::int - (now - more > 0)::int) AS articles
        FROM (
            SELECT entity_id, article_id, sum(more) AS more, (SELECT count(*) FROM articles_mention AS mention
                WHERE mention.entity_id = pair.entity_id AND mention.article_id = pair.article_id) AS now
            FROM ({rows}) AS pair GROUP BY entity_id, article_id
        ) AS by_pair GROUP BY entity_id
    ) AS changed
    WHERE counted.id = changed.entity_id AND (changed.mentions <> 0 OR changed.articles <> 0);"""
_ADDED = "SELECT entity_id, article_id, 1 AS more FROM added"
_REMOVED = "SELECT entity_id, article_id, -1 AS more FROM removed"
_STATEMENT_TRIGGERS = (
    ("mention_added", "INSERT", "NEW TABLE AS added", _ADDED),
    ("mention_removed", "DELETE", "OLD TABLE AS removed", _REMOVED),
    ("mention_moved", "UPDATE", "OLD TABLE AS removed NEW TABLE AS added", f"{_ADDED} UNION ALL {_REMOVED}"),
)


def install_counting(connection: BaseDatabaseWrapper) -> None:
    """Create or replace the triggers. Idempotent."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, event, condition, body in _TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(
                    f"CREATE TRIGGER {name} {event} ON articles_mention {condition} BEGIN {body} END"
                )
        elif connection.vendor == "postgresql":
            for name, event, tables, rows in _STATEMENT_TRIGGERS:
                body = _OF_STATEMENT.format(rows=rows)
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {body} RETURN NULL; END $$"
                )
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {name} AFTER {event} ON articles_mention REFERENCING {tables} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
                )


def remove_counting(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers, for somebody who writes the counts himself and installs them again."""
    of_table = " ON articles_mention" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name, *_ in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{of_table}")


def drop_before_migrating(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Hear of a migration that is about to start; one that has nothing to do keeps the triggers.

    A migration that fails leaves the room without them, and no command works on it until one succeeds and they are back.
    """
    from django.db import connections

    connection = connections[using]
    if plan and connection.vendor == "sqlite":
        remove_counting(connection)


def install_after_migrating(**kwargs: Any) -> None:
    """Hear of a migration that has ended; one that went back to before the counts were kept leaves nothing to do."""
    from django.db import connections

    connection = connections[kwargs["using"]]
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        if Entity._meta.db_table not in tables or Mention._meta.db_table not in tables:
            return
        description = connection.introspection.get_table_description(cursor, Entity._meta.db_table)
    if any(column.name == "article_count" for column in description):
        install_counting(connection)


def miscounted(limit: int = 20) -> list[Entity]:
    """The entities whose kept counts differ from a full count; none, unless a trigger was missing."""
    return list(_with_true_counts().exclude(_agrees())[:limit])


def recount() -> int:
    """Recount everything, correct what differs, and return the number of corrected entities."""
    wrong = list(_with_true_counts().exclude(_agrees()).values_list("pk", "true_articles", "true_mentions"))
    for pk, articles, mentions in wrong:
        Entity.objects.filter(pk=pk).update(article_count=articles, mention_count=mentions)
    return len(wrong)


def _with_true_counts() -> Any:
    rows = Mention.objects.filter(entity=OuterRef("pk")).order_by().values("entity")
    return Entity.objects.order_by("pk").annotate(
        true_articles=Coalesce(Subquery(rows.annotate(n=Count("article", distinct=True)).values("n")), 0),
        true_mentions=Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0),
    )


def _agrees() -> Q:
    return Q(true_articles=F("article_count"), true_mentions=F("mention_count"))
