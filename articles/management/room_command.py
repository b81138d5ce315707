"""The base of all commands on an open room: they refuse a database of another version."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class RoomCommand(BaseCommand):
    """A command that reads or writes articles, and says so before it starts when the database is not up to date."""

    requires_migrations_checks = True

    def check_migrations(self) -> None:
        """Raise CommandError, with the remedy, where migrations of this version have not been applied."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "The database is older than this program. Run `manage.py prepare` (or `make run`) once; it loses nothing."
            )
