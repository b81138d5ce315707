"""The data folder and its disk: whether something can be written there."""

from __future__ import annotations

import tempfile
from pathlib import Path

# As much as the next change of the database may need at once.
PROBE_BYTES = 64 * 1024


def why_unwritable(folder: Path) -> str:
    """Why nothing can be written to a folder, empty where it can; a file is written, and taken away again."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE_BYTES))
            file.flush()
    except OSError as error:
        return error.strerror or str(error)
    return ""
