"""`manage.py doctor`: one page that says whether the room is sound, and what to do where it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.management.room_checks import Finding, room_checks


class Command(BaseCommand):
    help = "Check database, index, worker, disk, files, versions and programs. Exit 1 where there is a fault."
    # Whatever is wrong with the room is to be told by a line of the page.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")

    def handle(self, *, json: bool, **options: Any) -> None:
        found = list(room_checks())
        faults = [finding for finding in found if finding.state == "fault"]
        self.stdout.write(_as_json(found, not faults) if json else _as_lines(found))
        if faults:
            raise CommandError(f"The room is not sound: {', '.join(finding.check for finding in faults)}.")
        if not json:
            self.stdout.write("The room is sound.")


def _as_lines(found: Sequence[Finding]) -> str:
    lines = []
    for finding in found:
        lines.append(f"{finding.state:<8} {finding.check:<13} {finding.said}")
        if finding.remedy:
            lines.append(f"{'':<23}{finding.remedy}")
    return "\n".join(lines)


def _as_json(found: Sequence[Finding], sound: bool) -> str:
    return json.dumps({"sound": sound, "checks": [asdict(finding) for finding in found]}, ensure_ascii=False)
