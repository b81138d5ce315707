"""`manage.py link`: link short names and variants across the whole room anew."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import CommandParser

from articles.entities.linking.short_names import Certainty
from articles.ingest.recognition.room_linking import relink_all, relink_group
from articles.management.room_command import RoomCommand
from articles.models import NameGroup

EXAMPLES_SHOWN = 40


class Command(RoomCommand):
    help = "Link short names and variants of full names by what the whole room knows; the worker does it as the room grows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would change, and change nothing."
        )

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        if dry_run:
            self._say_changes()
            return
        changed = relink_all()
        self.stdout.write(f"{changed} mentions linked otherwise than before.")

    def _say_changes(self) -> None:
        counts: Counter[str] = Counter()
        for group in NameGroup.objects.order_by("word").iterator():
            for mention, link in relink_group(group):
                certainty = link.certainty or Certainty.OPEN.value
                counts[certainty] += 1
                if sum(counts.values()) <= EXAMPLES_SHOWN:
                    named = mention.linked or mention.entity
                    whom = next(
                        (one["name"] for one in group.people if one["entity_id"] == link.entity_id),
                        "nobody in particular",
                    )
                    self.stdout.write(
                        f"article {mention.article_id}: “{mention.surface}” ({named.name}) → {whom} "
                        f"({certainty}: {link.reason})"
                    )
        said = ", ".join(f"{count} {word}" for word, count in sorted(counts.items())) or "none"
        self.stdout.write(f"Mentions that would change: {said}.")
