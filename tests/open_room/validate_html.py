"""`make validate-html`: the pages of an open room, checked by the Nu HTML checker. The last line is a summary."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.open_room.crawl import ROOM, pages

CHECKER = Path("var/node/node_modules/vnu-jar/build/dist/vnu.jar")


def main() -> int:
    """Check errors and warnings alike; the number of messages decides."""
    java = shutil.which("java")
    if java is None:
        sys.stdout.write("The HTML was not checked: the checker needs Java, and there is none here.\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (address, text) in enumerate(pages()):
            file = Path(folder, f"{number:03d}.html")
            file.write_text(text, encoding="utf-8")
            names[file.as_uri()] = address
        command = [java, "-jar", str(CHECKER), "--format", "gnu", "--Werror", folder]
        told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    messages = [line for line in told.splitlines() if ": error" in line or "warning" in line]
    for line in messages:
        file, _, message = line.replace('"', "").replace("file:/", "file:///", 1).partition(".html:")
        sys.stdout.write(f"{names.get(f'{file}.html', file)}: {message}\n")
    sys.stdout.write(f"{len(names)} pages of {ROOM}: {len(messages)} errors and warnings.\n")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
