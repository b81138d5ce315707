"""Compares the pinned packages with the advisories kept in advisories.json, without a network; `make check` runs it.

    python -m tests.advisories.audit                 exit 1 and what is affected
    python -m tests.advisories.audit refresh FILE…   keeps of these OSV records those of our packages, dated today

The records are those of OSV (ossf.github.io/osv-schema), ecosystem PyPI: single JSON files or zips of them.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

PROJECT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).with_name("advisories.json")
Record = dict[str, Any]


def pinned(requirements: str) -> Iterator[tuple[str, Version]]:
    """Name and version of each pinned package of a requirements file, whatever system it is for."""
    for line in requirements.splitlines():
        if "==" in line and not line.startswith(("#", " ")):
            name, _, rest = line.partition("==")
            yield canonicalize_name(name.partition("[")[0]), Version(rest.split()[0].rstrip(";\\"))


def every_pinned() -> list[tuple[str, Version]]:
    """Those of all requirements files."""
    files = sorted(PROJECT.glob("requirements*.txt"))
    return sorted({found for path in files for found in pinned(path.read_text())})


def affected(packages: Iterable[tuple[str, Version]], records: Sequence[Record]) -> Iterator[str]:
    """A sentence for each package that an advisory names in its version."""
    for name, version in packages:
        for record in records:
            if not record.get("withdrawn") and any(_names(part, name, version) for part in _of(record, name)):
                summary = record.get("summary", "").strip()
                yield f"{name} {version}: {record['id']}" + (f", {summary}" if summary else "")


def _of(record: Record, name: str) -> Iterator[Record]:
    for part in record.get("affected", ()):
        package = part.get("package", {})
        if package.get("ecosystem") == "PyPI" and canonicalize_name(package.get("name", "")) == name:
            yield part


def _names(part: Record, name: str, version: Version) -> bool:
    if any(_version(one) == version for one in part.get("versions", ())):
        return True
    ranges = (one for one in part.get("ranges", ()) if one.get("type") == "ECOSYSTEM")
    return any(_within(one.get("events", ()), version) for one in ranges)


def _within(events: Iterable[Record], version: Version) -> bool:
    """Whether a version lies between an introduction and its mending; the events stand in any order."""
    dated = [(_version(value), kind) for event in events for kind, value in event.items()]
    inside = False
    for at, kind in sorted((at, kind) for at, kind in dated if at is not None):
        if kind == "introduced" and at <= version:
            inside = True
        elif (kind == "fixed" and at <= version) or (kind == "last_affected" and at < version):
            inside = False
    return inside


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def refreshed(files: Iterable[Path], names: frozenset[str]) -> list[Record]:
    """The records of these files that name one of the packages."""
    found = (record for path in files for record in _records(path))
    return sorted(
        (record for record in found if any(next(_of(record, name), None) for name in names)),
        key=lambda record: record["id"],
    )


def _records(path: Path) -> Iterator[Record]:
    if path.suffix != ".zip":
        yield json.loads(path.read_text())
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield json.loads(archive.read(name))


def main(words: Sequence[str]) -> int:
    packages = every_pinned()
    if words[:1] == ["refresh"]:
        records = refreshed(map(Path, words[1:]), frozenset(name for name, _ in packages))
        kept = {"taken": dt.date.today().isoformat(), "source": "OSV, ecosystem PyPI", "records": records}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")
        sys.stdout.write(f"{len(records)} advisories of {len(packages)} pinned packages are kept.\n")
    kept = json.loads(KEPT.read_text())
    found = list(affected(packages, kept["records"]))
    for sentence in found:
        sys.stdout.write(f"{sentence}\n")
    if not kept["records"]:
        sys.stdout.write(
            f"No advisories are kept ({kept['taken']}: {kept['source']}), so only `make audit` tells anything.\n"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
