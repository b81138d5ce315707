"""A PostgreSQL server of the tests' own, in a temporary folder and on loopback; gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
SETTINGS = {"listen_addresses": "127.0.0.1", "fsync": "off", "max_connections": "80"}


def missing() -> str:
    """Why no server can be started here; empty where one can."""
    if _program("initdb") is None:
        return "PostgreSQL's server is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0 and _owner() is None:
        return "PostgreSQL's server does not run as root, and there is no user postgres"
    return ""


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database for `DATABASE_URL`, while its server runs."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder, port = Path(name), _free_port()
        if owner := _owner():
            shutil.chown(folder, owner)
        data = folder / "data"
        options = " ".join(f"-c {key}={value}" for key, value in SETTINGS.items())
        _run("initdb", "-D", data, "-A", "trust", "-U", "room", "-E", "UTF8", "--no-sync")
        _run(
            "pg_ctl",
            "-D",
            data,
            "-o",
            f"-p {port} -k {folder} {options}",
            "-w",
            "-l",
            folder / "log",
            "start",
        )
        try:
            _run("createdb", "-h", folder, "-p", port, "-U", "room", "room")
            yield f"postgres://room@127.0.0.1:{port}/room"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(program: str, *words: object) -> None:
    found = _program(program)
    owner = _owner()
    as_owner = ["setpriv", f"--reuid={owner}", f"--regid={owner}", "--init-groups"] if owner else []
    subprocess.run([*as_owner, str(found), *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _program(name: str) -> Path | None:
    """A program of the newest server that is installed."""
    if INSTALLED:
        return INSTALLED[-1].parent / name
    found = shutil.which(name)
    return Path(found) if found else None


def _owner() -> str | None:
    """The user whom the server runs as where this process is root, which it refuses."""
    names = {user.pw_name for user in pwd.getpwall()} if os.geteuid() == 0 else set()
    return "postgres" if "postgres" in names else None


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
