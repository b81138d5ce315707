"""The state of the database's schema against this program's migrations."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_migrations() -> list[str]:
    """The names of this program's migrations that the database has not had, in the order they would be applied."""
    executor = MigrationExecutor(connection)
    return [step.name for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def newer_migrations() -> list[str]:
    """The names of migrations that the database has had and this program does not know, of this program's apps only."""
    loader = MigrationExecutor(connection).loader
    labels = {config.label for config in apps.get_app_configs()}
    return sorted(
        name
        for app, name in loader.applied_migrations
        if (app, name) not in loader.disk_migrations and app in labels
    )
