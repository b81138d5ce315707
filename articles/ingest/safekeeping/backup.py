"""A backup is one zip: the database as it stood at one moment, the secret key, and a manifest."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from pathlib import Path

DATABASE, KEY, MANIFEST = "newsroom.sqlite3", "secret_key", "manifest.json"
FORMAT = 1
MIGRATIONS = Path(__file__).parents[2] / "migrations"


class BadBackup(Exception):
    """A file that is no backup of ours or is damaged; the message says which."""


def write_backup(database: Path, data_dir: Path, target: Path) -> int:
    """Write a backup while the room may be in use, and return its size in bytes.

    ``VACUUM INTO`` takes one consistent moment, the write-ahead log included; copying the file would miss rows.
    The zip appears under its name only when it is whole, and only its owner can read it.
    """
    with tempfile.TemporaryDirectory(dir=target.resolve().parent) as folder:
        copy = Path(folder) / DATABASE
        with sqlite3.connect(database) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        connection.close()
        manifest = {"format": FORMAT, "made": dt.datetime.now(dt.UTC).isoformat(), "sha256": _sha256(copy)}
        unfinished = Path(folder) / "backup.zip"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest))
            archive.write(copy, DATABASE)
            if (data_dir / KEY).exists():
                archive.write(data_dir / KEY, KEY)
        # It holds the secret key and every password's hash.
        unfinished.chmod(0o600)
        unfinished.replace(target)
    return target.stat().st_size


def read_backup(source: Path, database: Path, data_dir: Path) -> None:
    """Restore a backup's database and key. The caller makes sure that nothing is lost, and reindexes.

    Raises BadBackup before anything is changed.
    """
    with tempfile.TemporaryDirectory(dir=data_dir) as folder:
        copy = Path(folder) / DATABASE
        try:
            with zipfile.ZipFile(source) as archive:
                manifest = json.loads(archive.read(MANIFEST))
                with archive.open(DATABASE) as packed, copy.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                key = archive.read(KEY) if KEY in archive.namelist() else None
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise BadBackup(
                f"{source} is not a backup of the reading room, or it is damaged: {error}"
            ) from error
        if manifest.get("format") != FORMAT or manifest.get("sha256") != _sha256(copy):
            raise BadBackup(
                f"{source} is damaged or of another version: its database is not what its manifest says."
            )
        newer = _newer_migrations(copy)
        if newer:
            raise BadBackup(
                f"{source} was made by a newer version ({', '.join(newer)}): restore it with that version."
            )
        for leftover in ("-wal", "-shm"):
            database.with_name(database.name + leftover).unlink(missing_ok=True)
        copy.replace(database)
        if key is not None:
            (data_dir / KEY).write_bytes(key)
            (data_dir / KEY).chmod(0o600)


def _newer_migrations(database: Path) -> list[str]:
    """The migrations of articles that a database has and this version does not."""
    with sqlite3.connect(database) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE name = 'django_migrations'"
        ).fetchall()
        applied = "SELECT name FROM django_migrations WHERE app = 'articles'"
        names = [name for (name,) in connection.execute(applied)] if tables else []
    connection.close()
    return sorted(name for name in names if not (MIGRATIONS / f"{name}.py").exists())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
