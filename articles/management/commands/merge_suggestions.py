"""`manage.py merge_suggestions`: looks for entities that may be one and queues them for an editor."""

from __future__ import annotations

from typing import Any

from articles.ingest.recognition.merge_suggestions import forget_suggestions, suggest_merges
from articles.management.room_command import RoomCommand
from articles.models import MergeSuggestion


class Command(RoomCommand):
    help = "Look for people, places and organisations that may be one and queue them for an editor. Merges nothing."

    def handle(self, **options: Any) -> None:
        forget_suggestions()
        fresh = suggest_merges()
        self.stdout.write(f"{fresh} new suggestions, {MergeSuggestion.objects.count()} waiting")
