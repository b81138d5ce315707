"""The collected static files: pages come without their manifest too, and the manifest is made anew by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

from articles.ingest.condition.room_faults import room_fault, say_once

MANIFEST = "staticfiles.json"


class RoomStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with hashes where the manifest has them; plain names, served as they lie in the program, where it has not."""

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name))) or str(name)

    def read_manifest(self) -> str | None:
        try:
            content = super().read_manifest()
            json.loads(content or "{}")
        except (OSError, ValueError):
            return None
        return content  # type: ignore[no-any-return]


class BadManifest(Exception):
    """The manifest is not there or is not what was written; the message says which."""


def manifest_names(folder: Path) -> Mapping[str, str]:
    """The collected names of the manifest by their own. Raises BadManifest."""
    try:
        named = json.loads((folder / MANIFEST).read_text())["paths"]
    except OSError as error:
        raise BadManifest(f"The manifest of the static files cannot be read: {error.strerror}.") from error
    except (ValueError, LookupError, TypeError) as error:
        raise BadManifest("The manifest of the static files is damaged.") from error
    if not isinstance(named, dict):
        raise BadManifest("The manifest of the static files is damaged.")
    return named


def missing_static_files(folder: Path) -> list[str]:
    """The collected files that the manifest names and that are gone. Raises BadManifest."""
    return sorted(name for name in manifest_names(folder).values() if not (folder / name).is_file())


def collect_if_needed() -> bool:
    """Collect the static files anew where the manifest or a file of it is missing; whether it did. Never raises."""
    folder = Path(settings.STATIC_ROOT)
    try:
        if not missing_static_files(folder):
            return False
        said = "Static files are missing."
    except BadManifest as bad:
        said = str(bad)
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
    except OSError as error:
        say_once(f"{said} They cannot be collected: {room_fault(error) or error}")
        return False
    say_once(f"{said} They were collected anew.")
    return True
