"""`make test-postgres`: the tests of what the database does, on a PostgreSQL server of their own.

    python -m tests.postgres.run [pytest's words]

Says plainly why not, and ends well, where no server is installed. The tests of SQLite's own files keep to SQLite.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.postgres.server import missing, server

TESTS = ["tests/postgres", "tests/test_counting.py", "tests/ingest/test_queue.py", "tests/ingest/recognition"]


def main() -> int:
    if reason := missing():
        sys.stdout.write(f"The tests on PostgreSQL were left out: {reason}.\n")
        return 0
    with server() as url:
        words = sys.argv[1:] or TESTS
        environment = os.environ | {"DATABASE_URL": url}
        command = [sys.executable, "-m", "pytest", "-q", *words]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
