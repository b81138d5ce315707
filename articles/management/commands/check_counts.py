"""`manage.py check_counts`: compares the counts that the database keeps with a full count, and puts them right."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.room_command import RoomCommand
from articles.models.counting import miscounted, recount

SHOWN_MAX = 20


class Command(RoomCommand):
    help = "Compare how many articles and mentions each name has with a full count; exit 1 where one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *, repair: bool, **options: Any) -> None:
        if repair:
            self.stdout.write(f"{recount()} counts put right.")
            return
        wrong = miscounted(SHOWN_MAX)
        if wrong:
            for entity in wrong:
                self.stderr.write(
                    f"{entity.kind} {entity.pk}, {entity.name}: the kept counts are not those of its mentions"
                )
            raise CommandError("Run `manage.py check_counts --repair`.")
        self.stdout.write("Every kept count is that of a full count.")
