"""The checks of `manage.py doctor`: what makes a room sound, each with what was found and what to do about it."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from packaging.requirements import Requirement

from articles.ingest.condition.disk import why_unwritable
from articles.ingest.condition.static_files import BadManifest, manifest_names, missing_static_files
from articles.ingest.indexing.outbox import difference, get_backend
from articles.management.schema import missing_migrations, newer_migrations
from articles.models import Article, IndexJob
from articles.models.counting import miscounted
from articles.pages.home.health import WELL, worker_health
from articles.reading import seven_zip
from articles.search.backend import EngineUnavailable, IndexMissing, IndexUnreadable
from articles.text import counted

State = Literal["ok", "warning", "fault"]

# Below the first an import may stop in the middle; below the second it is time to look.
DISK_FREE_FAULT_BYTES = 200 * 1024 * 1024
DISK_FREE_WARNING_BYTES = 2 * 1024 * 1024 * 1024
SHOWN_MAX = 5

# Each optional program by the names it goes under, and what the room cannot do without it.
PROGRAMS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "tesseract": (("tesseract",), "pictures and scans are refused"),
    "pdftoppm": (("pdftoppm",), "scanned PDFs are refused"),
    "7z": (seven_zip.PROGRAMS, "7z archives are refused"),
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "tests in a browser are skipped"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``remedy`` says what to do, and is empty where nothing needs doing."""

    check: str
    state: State
    said: str
    remedy: str = ""


def room_checks() -> Iterator[Finding]:
    """All checks in the order in which their faults should be put right. None raises, and none changes the room."""
    sound = True
    for check in (database, migrations):
        if sound:
            found = check()
            sound = found.state != "fault"
            yield found
    if sound:
        for look in (index, index_jobs, counts, worker):
            yield _answered(look)
    else:
        yield Finding(
            "articles", "warning", "Index, counts and worker were not looked at: the database is first."
        )
    yield data_folder(settings.DATA_DIR)
    yield disk(_free_bytes(settings.DATA_DIR))
    yield secret_key(settings.DATA_DIR / "secret_key")
    yield static_files(settings.STATIC_ROOT)
    yield python()
    yield packages((settings.BASE_DIR / "requirements.txt").read_text(), installed_version)
    yield from programs(shutil.which)


def database() -> Finding:
    """Whether the database is there, answers and is whole. A SQLite file that is absent is not made by asking."""
    name = str(connection.settings_dict["NAME"])
    sqlite = connection.vendor == "sqlite"
    if sqlite and "memory" not in name and not Path(name).is_file():
        return Finding("database", "fault", f"There is no database at {name}.", "Run `manage.py prepare`.")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)" if sqlite else "SELECT 'ok'")
            (answer,) = cursor.fetchone()
    except DatabaseError as fault:
        return Finding("database", "fault", f"The database does not answer: {fault}.", _DATABASE_REMEDY)
    if answer != "ok":
        return Finding("database", "fault", f"The database is damaged: {answer}.", _DATABASE_REMEDY)
    return Finding("database", "ok", f"{connection.display_name} answers, and is whole.")


_DATABASE_REMEDY = (
    "Check DATABASE_URL, disk and permissions; if the file is damaged, `manage.py restore` the last backup."
)


def migrations() -> Finding:
    """Whether the tables are exactly those of this program."""
    newer = newer_migrations()
    if newer:
        return Finding(
            "migrations",
            "fault",
            f"The database is newer than this program: {_listed(newer)}.",
            "Install the newer version again, or `manage.py restore` a backup made before the update.",
        )
    missing = missing_migrations()
    if missing:
        said = f"The database is older than this program: {_listed(missing)} not applied."
        return Finding("migrations", "fault", said, "Run `manage.py prepare`; it loses nothing.")
    return Finding("migrations", "ok", "All migrations are applied.")


def index() -> Finding:
    """Whether the index is whole and holds the articles of the database, those apart that wait for the worker."""
    try:
        get_backend().verify()
        # An open room changes between the two reads, so only what differs twice is believed.
        first = difference()
        again = difference() if first else first
        warning = get_backend().warning()
    except EngineUnavailable as reason:
        cure = "See to the cluster; nothing is lost, changes wait to be indexed."
        return Finding("index", "fault", str(reason), cure)
    except IndexUnreadable as unreadable:
        return Finding(
            "index",
            "fault",
            str(unreadable),
            f"Remove what is at {settings.INDEX_DIR} or set its permissions right, then run `manage.py reindex`.",
        )
    except IndexMissing as missing:
        return Finding("index", "fault", str(missing), "Run `manage.py reindex`.")
    waiting = frozenset(IndexJob.objects.values_list("article_id", flat=True)) if again else frozenset()
    lacking = (first.missing & again.missing) - waiting
    extra = (first.extra & again.extra) - waiting
    if lacking or extra:
        said = f"The index lacks {counted(len(lacking), 'article')} and holds {len(extra)} of those deleted"
        listed = _listed(sorted(lacking | extra))
        return Finding("index", "fault", f"{said} ({listed}).", "Run `manage.py reindex`.")
    if warning:
        return Finding("index", "warning", warning, "Bring the missing node back; searches go on meanwhile.")
    return Finding(
        "index", "ok", f"The index agrees with the database: {counted(Article.objects.count(), 'article')}."
    )


def index_jobs() -> Finding:
    """How many changes wait to be indexed, and whether somebody will do it."""
    waiting = IndexJob.objects.count()
    if waiting and worker_health() != WELL:
        return Finding(
            "index jobs",
            "warning",
            f"{counted(waiting, 'change')} to index, and no worker is running.",
            "Start `manage.py serve` or `manage.py work`.",
        )
    return Finding("index jobs", "ok", f"{counted(waiting, 'change')} to index.")


def counts() -> Finding:
    """Whether the kept counts of every name are those of a full count."""
    wrong = [entity.name for entity in miscounted(SHOWN_MAX)]
    if wrong:
        said = f"The kept counts of some names are wrong: {', '.join(wrong)}."
        return Finding("counts", "fault", said, "Run `manage.py check_counts --repair`.")
    return Finding("counts", "ok", "Every kept count is that of a full count.")


def worker() -> Finding:
    """When the worker was last heard of, as /healthz tells it. A closed room has none, so its absence is no fault."""
    said = worker_health()
    if said == WELL:
        return Finding("worker", "ok", "The worker was heard of within the last minute.")
    return Finding(
        "worker", "warning", f"{_sentence(said)}.", "If the room should be open, start `manage.py serve`."
    )


def data_folder(folder: Path) -> Finding:
    """Whether a file can be written to the data folder; one is, and taken away again."""
    if why := why_unwritable(folder):
        return Finding(
            "data folder",
            "fault",
            f"Nothing can be written to {folder}: {why}.",
            "Make it a folder that the room's user may write to, or set NEWSROOM_DATA_DIR to one.",
        )
    return Finding("data folder", "ok", f"{folder} can be written to.")


def disk(free_bytes: int) -> Finding:
    """Whether there is room for what comes, and for a second index while one is rebuilt."""
    said = f"{free_bytes / 1024**3:.1f} GB are free on the disk of the data folder."
    if free_bytes < DISK_FREE_WARNING_BYTES:
        state: State = "fault" if free_bytes < DISK_FREE_FAULT_BYTES else "warning"
        return Finding("disk", state, said, "Free some space, or move the data folder to a larger disk.")
    return Finding("disk", "ok", said)


def secret_key(path: Path) -> Finding:
    """Whether only its owner can read the key that signs sessions; one from the environment lies in no file."""
    if not path.is_file():
        return Finding("secret key", "ok", "The secret key comes from the environment.")
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        said = f"Others on this machine may use the secret key (mode {mode:03o})."
        return Finding("secret key", "fault", said, f"Run `chmod 600 {path}`.")
    return Finding("secret key", "ok", "Only its owner can read the secret key.")


def static_files(folder: Path) -> Finding:
    """Whether the manifest of the collected files is there, and every file it names."""
    remedy = (
        "The worker collects them anew in a few seconds; `manage.py collectstatic --noinput` does it at once."
    )
    try:
        gone = missing_static_files(folder)
    except BadManifest as bad:
        return Finding("static files", "fault", str(bad), remedy)
    if gone:
        return Finding("static files", "fault", f"Static files are missing: {_listed(gone)}.", remedy)
    return Finding(
        "static files", "ok", f"The manifest and its {len(manifest_names(folder))} files are there."
    )


def python() -> Finding:
    """Which Python and SQLite run the room; older Pythons cannot start it."""
    return Finding("python", "ok", f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.")


def packages(requirements: str, installed: Callable[[str], str | None]) -> Finding:
    """Whether the packages are those of the requirements file (its text), which were tested together."""
    remedy = (
        "Run `make run`, or `pip install --require-hashes -r requirements.txt`, and start the room again."
    )
    wanted = list(_pinned(requirements))
    found = {name: installed(name) for name, _ in wanted}
    missing = [name for name, version in found.items() if version is None]
    if missing:
        return Finding("packages", "fault", f"Packages are missing: {_listed(missing)}.", remedy)
    other = [
        f"{name} {found[name]} instead of {version}" for name, version in wanted if found[name] != version
    ]
    if other:
        return Finding("packages", "warning", f"Packages of other versions: {_listed(other)}.", remedy)
    shown = ", ".join(f"{name} {found[name]}" for name in ("django", "whoosh", "spacy") if name in found)
    return Finding("packages", "ok", f"All {len(wanted)} packages are as required ({shown}).")


def installed_version(name: str) -> str | None:
    """The version of an installed package; None where there is none."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def programs(which: Callable[[str], str | None]) -> Iterator[Finding]:
    """Which optional programs are there. The room is sound without, so a missing one is told and is no fault."""
    for program, (names, without) in PROGRAMS.items():
        path = next(filter(None, map(which, names)), None)
        if path:
            yield Finding(program, "ok", f"Found at {path}.")
        elif program == "chromium":
            # Nobody who only reads needs it.
            yield Finding(program, "ok", f"Not installed: {without}.")
        else:
            yield Finding(
                program, "warning", f"Not installed: {without}.", f"Install {program} if you need it."
            )


def _answered(check: Callable[[], Finding]) -> Finding:
    """A check, or the database's refusal as its fault."""
    try:
        return check()
    except DatabaseError as fault:
        return Finding(check.__name__.replace("_", " "), "fault", f"{fault}.", _DATABASE_REMEDY)


def _free_bytes(folder: Path) -> int:
    """Free bytes on the disk of a folder, or of the nearest one above it that exists."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free


def _pinned(requirements: str) -> Iterator[tuple[str, str]]:
    """Name and version of each package that this Python and system need."""
    for line in requirements.splitlines():
        if "==" not in line or line.startswith(("#", " ")):
            continue
        requirement = Requirement(line.rstrip(" \\"))
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement.name, next(iter(requirement.specifier)).version


def _listed(names: Iterable[object]) -> str:
    every = [str(name) for name in names]
    return ", ".join(every[:SHOWN_MAX]) + (", …" if len(every) > SHOWN_MAX else "")


def _sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
