"""Archives: what is good comes out, what is hostile is refused with its name, the limit and the remedy."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import tracemalloc
import zipfile

import pytest

from articles.reading import unpack as unpacking
from articles.reading.report import BadRecord, RawFile
from articles.reading.unpack import is_archive, unpack


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content, compress_type=method)
    return buffer.getvalue()


def names(data: bytes) -> list[str]:
    return [item.name for item in unpack("a.zip", data) if isinstance(item, RawFile)]


def refusals(data: bytes) -> list[str]:
    return [str(item) for item in unpack("a.zip", data) if isinstance(item, BadRecord)]


def test_files_come_out_without_folders_dot_files_and_resource_forks() -> None:
    data = zipped(
        ("day/one.txt", b"One."),
        ("day/", b""),
        ("__MACOSX/day/._one.txt", b"x"),
        ("day/.hidden", b"x"),
        ("two.html", b"<p>Two.</p>"),
    )
    assert is_archive(data)
    assert names(data) == ["one.txt", "two.html"]


@pytest.mark.parametrize("name", ["../../one.txt", "/etc/one.txt", "C:\\temp\\one.txt", "a/../../one.txt"])
def test_a_name_that_points_outside_becomes_a_plain_name(name: str) -> None:
    assert names(zipped((name, b"One."))) == ["one.txt"]


def test_two_members_of_one_name_both_come() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("one.txt", b"One."), ("one.txt", b"Other."))
    assert [item.data for item in unpack("a.zip", data) if isinstance(item, RawFile)] == [b"One.", b"Other."]


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "link.txt is a link" in refusals(zipped((link, b"/etc/passwd")))[0]


def test_an_archive_inside_an_archive_is_refused_and_the_others_still_come() -> None:
    data = zipped(("inner.zip", zipped(("one.txt", b"One."))), ("two.txt", b"Two."))
    assert names(data) == ["two.txt"]
    assert "archive inside an archive" in refusals(data)[0]


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(zipped(("one.txt", b"One."), method=zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert "one.txt is encrypted" in refusals(bytes(data))[0]


def test_a_member_over_the_limit_is_refused_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(("big.txt", b"0" * (11 * 1024 * 1024)), ("two.txt", b"Two."))
    tracemalloc.start()
    found = refusals(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "big.txt is over 10 MB" in found[0]
    assert peak < 20 * 1024 * 1024
    assert names(data) == ["two.txt"]


def test_a_lying_size_is_found_while_reading() -> None:
    data = bytearray(zipped(("big.txt", b"0" * (11 * 1024 * 1024))))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    at = data.index(b"PK\x03\x04") + 22
    data[at : at + 4] = (100).to_bytes(4, "little")
    assert refusals(bytes(data))


def test_a_bomb_of_many_members_stops_the_whole_archive() -> None:
    data = zipped(*((f"{number}.txt", b"0" * 4_000_000) for number in range(6)))
    with pytest.raises(BadRecord, match=r"a\.zip: it unpacks to more than 100 times its size"):
        list(unpack("a.zip", data))


def test_overlapping_members_come_once() -> None:
    data = bytearray(zipped(("one.txt", b"One."), ("two.txt", b"Two."), method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    data[second + 46 : second + 53] = b"one.txt"
    assert names(bytes(data)) == ["one.txt"]
    assert "overlaps" in refusals(bytes(data))[0]


def test_too_many_members_are_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MEMBERS_MAX", 3)
    data = zipped(*((f"{number}.txt", b"x") for number in range(5)))
    with pytest.raises(BadRecord, match="over 3 files"):
        list(unpack("a.zip", data))


def test_a_damaged_member_is_refused_and_the_others_still_come() -> None:
    data = bytearray(zipped(("one.txt", b"One one one."), ("two.txt", b"Two."), method=zipfile.ZIP_STORED))
    data[data.index(b"One one")] = ord("X")
    assert names(bytes(data)) == ["two.txt"]
    assert "one.txt is damaged" in refusals(bytes(data))[0]


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(BadRecord, match="no readable zip"):
        list(unpack("a.zip", b"PK\x03\x04 but no more"))


def test_a_word_document_is_no_archive_of_files() -> None:
    assert not is_archive(zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")))


def tar_of(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_gives_its_files_by_their_own_names_and_refuses_links(mode: str) -> None:
    data = tar_of({"a/one.txt": b"One report.", "../../two.txt": b"Another."}, mode)
    assert is_archive(data)
    found = list(unpack("reports.tar", data))
    assert [(one.name, one.data) for one in found if isinstance(one, RawFile)] == [
        ("one.txt", b"One report."),
        ("two.txt", b"Another."),
    ]
    assert "link or a device" in str(next(one for one in found if isinstance(one, BadRecord)))


def test_a_gzip_of_one_file_is_that_file_and_a_bomb_is_refused() -> None:
    (one,) = unpack("page.html.gz", gzip.compress(b"<html>page</html>"))
    assert isinstance(one, RawFile) and (one.name, one.data) == ("page.html", b"<html>page</html>")
    with pytest.raises(BadRecord, match="as only a trap does"):
        list(unpack("trap.gz", gzip.compress(b"\0" * 30_000_000)))
    with pytest.raises(BadRecord, match="no readable gzip file"):
        list(unpack("cut.gz", gzip.compress(b"word " * 5000)[:40]))


def test_a_member_without_a_name_spoils_itself_and_not_the_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.txt", "A report.")
        archive.writestr("b", "Nameless.")
    data = packed.getvalue()
    # The name's length is set to nothing in both headers, and its one letter taken out.
    local = data.rindex(b"PK\x03\x04")
    data = data[: local + 26] + b"\0\0" + data[local + 28 : local + 30] + data[local + 31 :]
    central = data.rindex(b"PK\x01\x02")
    data = data[: central + 28] + b"\0\0" + data[central + 30 : central + 46] + data[central + 47 :]
    end = data.rindex(b"PK\x05\x06")
    size, offset = struct.unpack("<II", data[end + 12 : end + 20])
    data = data[: end + 12] + struct.pack("<II", size - 1, offset - 1) + data[end + 20 :]
    found = list(unpack("odd.zip", data))
    assert next(one.name for one in found if isinstance(one, RawFile)) == "good.txt"
    assert len(found) == 2
