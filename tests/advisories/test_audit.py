"""The pinned packages are compared with the advisories that are kept, by the versions that each names."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest
from packaging.version import Version

from tests.advisories.audit import KEPT, affected, every_pinned, pinned, refreshed
from tests.conftest import PROJECT


def record(*events: dict[str, str], name: str = "Lantern_Kit", **fields: object) -> dict:
    part = {
        "package": {"ecosystem": "PyPI", "name": name},
        "ranges": [{"type": "ECOSYSTEM", "events": list(events)}],
    }
    return {"id": "INVENTED-1", "summary": "It can be put out.", "affected": [part], **fields}


@pytest.mark.parametrize(
    ("events", "version", "expected"),
    [
        ([{"introduced": "0"}, {"fixed": "1.10"}], "1.9", True),
        ([{"introduced": "0"}, {"fixed": "1.10"}], "1.10", False),
        ([{"introduced": "1.2"}, {"last_affected": "1.4"}], "1.4", True),
        ([{"introduced": "1.2"}, {"last_affected": "1.4"}], "1.4.1", False),
        ([{"introduced": "1.2"}], "1.1", False),
        ([{"introduced": "2.0"}, {"fixed": "2.3"}, {"introduced": "0"}, {"fixed": "1.5"}], "1.9", False),
        ([{"introduced": "2.0"}, {"fixed": "2.3"}, {"introduced": "0"}, {"fixed": "1.5"}], "2.2", True),
    ],
)
def test_a_version_is_affected_between_introduction_and_mending(events, version, expected) -> None:
    said = list(affected([("lantern-kit", Version(version))], [record(*events)]))
    assert said == ([f"lantern-kit {version}: INVENTED-1, It can be put out."] if expected else [])


def test_a_withdrawn_advisory_and_that_of_another_package_tell_nothing() -> None:
    packages = [("lantern-kit", Version("1"))]
    assert not list(affected(packages, [record({"introduced": "0"}, withdrawn="2026-01-01")]))
    assert not list(affected(packages, [record({"introduced": "0"}, name="lamp")]))


def test_versions_that_are_listed_one_by_one_are_affected() -> None:
    package = {"ecosystem": "PyPI", "name": "lantern-kit"}
    listed = {**record(), "affected": [{"package": package, "versions": ["1.0.0"]}]}
    assert list(affected([("lantern-kit", Version("1.0"))], [listed]))


def test_the_pinned_packages_are_read_with_marks_and_extras() -> None:
    text = "a-b[c]==1.2 ; python_version < '3.12' \\\n    --hash=sha256:0\n# x==1\npsycopg[binary]==3.2.13\n"
    assert list(pinned(text)) == [("a-b", Version("1.2")), ("psycopg", Version("3.2.13"))]
    names = {name for name, _ in every_pinned()}
    assert {"django", "whoosh", "pytest", "tantivy", "bandit"} <= names


def test_of_many_records_those_of_our_packages_are_kept(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(record({"introduced": "0"})))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("2.json", json.dumps({**record(name="lamp"), "id": "INVENTED-2"}))
        archive.writestr("3.json", json.dumps({**record(name="other"), "id": "INVENTED-3"}))
    files = [tmp_path / "all.zip", tmp_path / "one.json"]
    assert [found["id"] for found in refreshed(files, frozenset({"lamp", "lantern-kit"}))] == [
        "INVENTED-1", "INVENTED-2",
    ]  # fmt: skip


def test_no_pinned_package_is_affected_by_what_is_kept_and_the_file_says_of_when_it_is() -> None:
    kept = json.loads(KEPT.read_text())
    assert dt.date.fromisoformat(kept["taken"]) and kept["source"]
    assert list(affected(every_pinned(), kept["records"])) == []


def test_the_code_passes_bandit_with_a_reason_for_each_check_left_out() -> None:
    settings = (PROJECT / "pyproject.toml").read_text()
    reasons, _, skips = settings.partition("[tool.bandit]")[2].partition("skips = ")
    for check in json.loads(skips.split("\n")[0]):
        assert check in reasons
