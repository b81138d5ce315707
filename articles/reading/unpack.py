"""Archives: the files they hold, and the members that must be refused."""

from __future__ import annotations

import gzip
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from articles.reading import seven_zip
from articles.reading.report import BadRecord, RawFile

ARCHIVE_MAX_BYTES = 50 * 1024 * 1024
MEMBER_MAX_BYTES = 10 * 1024 * 1024
UNPACKED_MAX_BYTES = 200 * 1024 * 1024
MEMBERS_MAX = 10_000
RATIO_MAX = 100
RATIO_COUNTS_PAST_BYTES = 10 * 1024 * 1024
CHUNK_BYTES = 64 * 1024

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_GZIP_MARK = b"\x1f\x8b"
_ARCHIVE_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# A zip by build, a document by meaning: these are told by a member that every such document has.
_OFFICE_MEMBER = "[Content_Types].xml"
_OPEN_DOCUMENT = b"mimetypeapplication/"


def is_archive(data: bytes) -> bool:
    """Whether the bytes are an archive: a zip, a 7z, a tar, or a gzip of a tar or a single file.

    A document that is a zip by build (.docx) is none, nor is a compressed web archive, which is a format of its own.
    """
    return _is_gzip(data) or _is_tar(data) or _is_zip(data) or seven_zip.recognises(data)


def _is_gzip(data: bytes) -> bool:
    if not data.startswith(_GZIP_MARK):
        return False
    try:
        return not zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:4096], 16).startswith(b"WARC/")
    except zlib.error:
        return True


def _is_tar(data: bytes) -> bool:
    return data[257:262] == b"ustar"


def _is_zip(data: bytes) -> bool:
    if not data.startswith(_ARCHIVE_MARKS) or _OPEN_DOCUMENT in data[:200]:
        return False
    return _OFFICE_MEMBER.encode() not in data or not _is_office(data)


def _is_office(data: bytes) -> bool:
    if data.count(b"PK\x01\x02") > MEMBERS_MAX:
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _OFFICE_MEMBER in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return _OFFICE_MEMBER.encode() in data[:200]


def unpack(name: str, data: bytes) -> Iterator[RawFile | BadRecord]:
    """The files of an archive, each with its own plain name; a member over a limit comes as a BadRecord that says why.

    Raises BadRecord when the archive as a whole cannot be read.
    """
    if _is_gzip(data):
        inner = _gunzipped(name, data)
        shown = _plain_name(name).removesuffix(".gz").removesuffix(".tgz") or "unnamed"
        if not _is_tar(inner):
            yield RawFile(shown, inner)
            return
        name, data = shown, inner
    if seven_zip.recognises(data):
        yield from _7z_members(name, data)
    elif _is_tar(data):
        yield from _tar_members(name, data)
    else:
        yield from _zip_members(name, data)


def _7z_members(name: str, data: bytes) -> Iterator[RawFile | BadRecord]:
    """The plain files of a 7z archive."""
    try:
        for shown, content in seven_zip.members(
            data,
            members_max=MEMBERS_MAX,
            total_max_bytes=UNPACKED_MAX_BYTES,
            member_max_bytes=MEMBER_MAX_BYTES,
        ):
            plain = _plain_name(shown)
            if shown.startswith("."):
                continue
            if is_archive(content):
                yield BadRecord(f"{name}: {_nested(plain)}")
            else:
                yield RawFile(plain, content)
    except BadRecord as refusal:
        raise BadRecord(f"{name}: {refusal}") from refusal


def _gunzipped(name: str, data: bytes) -> bytes:
    """The content of a gzip file, counted while it is read."""
    kept = bytearray()
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                kept += chunk
                _refuse_bomb(name, len(kept), len(data))
                if len(kept) > UNPACKED_MAX_BYTES:
                    raise BadRecord(
                        f"{name}: over {_mb(UNPACKED_MAX_BYTES)} unpacked. Split it and bring the parts."
                    )
    except (EOFError, OSError, zlib.error) as fault:
        raise BadRecord(f"{name}: no readable gzip file ({fault}). Pack it anew.") from fault
    return bytes(kept)


def _tar_members(name: str, data: bytes) -> Iterator[RawFile | BadRecord]:
    """The plain files of a tar; links and devices are refused, nothing is written to disk."""
    count = 0
    try:
        with tarfile.open(fileobj=BytesIO(data)) as archive:
            for member in archive:
                shown = _plain_name(member.name)
                if member.isdir() or "__MACOSX" in member.name or shown.startswith("."):
                    continue
                count += 1
                if count > MEMBERS_MAX:
                    yield BadRecord(
                        f"{name}: over {MEMBERS_MAX:,} files: the rest was left out. Split the archive."
                    )
                    return
                yield _tar_content(name, archive, member, shown)
    except (tarfile.TarError, EOFError, ValueError, OSError) as fault:
        raise BadRecord(f"{name}: no readable tar ({fault}). Pack the files anew.") from fault


def _tar_content(
    name: str, archive: tarfile.TarFile, member: tarfile.TarInfo, shown: str
) -> RawFile | BadRecord:
    if not member.isreg():
        return BadRecord(f"{name}: {shown} is a link or a device, not a file. Pack the file itself.")
    if member.size > MEMBER_MAX_BYTES:
        return BadRecord(f"{name}: {shown} is over {_mb(MEMBER_MAX_BYTES)} unpacked. Bring it in parts.")
    stream = archive.extractfile(member)
    content = stream.read() if stream else b""
    if is_archive(content):
        return BadRecord(f"{name}: {_nested(shown)}")
    return RawFile(shown, content)


def _zip_members(name: str, data: bytes) -> Iterator[RawFile | BadRecord]:
    """The files of a zip; a member over a limit comes as a BadRecord that says why.

    Nothing is written to disk, sizes are counted while reading (what the headers say is not believed), and folders,
    dot files and macOS resource forks are passed over. Raises BadRecord when the archive as a whole cannot be read.
    """
    archive = _opened(name, data)
    total = 0
    ends = 0
    for member in sorted(_wanted(archive), key=lambda info: info.header_offset):
        shown = _plain_name(member.filename)
        if member.header_offset < ends:
            yield BadRecord(
                f"{name}: {shown} overlaps another member, so one of them is not real. Zip the files anew."
            )
            continue
        ends = member.header_offset + member.compress_size
        try:
            content = _content(archive, member, shown, UNPACKED_MAX_BYTES - total)
        except BadRecord as refusal:
            yield BadRecord(f"{name}: {refusal}")
            continue
        total += len(content)
        _refuse_bomb(name, total, len(data))
        yield RawFile(shown, content)


def _opened(name: str, data: bytes) -> zipfile.ZipFile:
    if len(data) > ARCHIVE_MAX_BYTES:
        raise BadRecord(f"{name}: over {_mb(ARCHIVE_MAX_BYTES)}. Split the archive and bring the parts.")
    # Counted from the bytes first: the list of a hundred thousand names is itself a burden.
    if data.count(b"PK\x01\x02") > MEMBERS_MAX:
        raise BadRecord(f"{name}: over {MEMBERS_MAX:,} files. Split the archive and bring the parts.")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise BadRecord(f"{name}: no readable zip ({fault}). Zip the files anew.") from fault


def _wanted(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    for member in archive.infolist():
        parts = member.filename.replace("\\", "/").split("/")
        # A name that is empty, as a damaged list has it, is asked for neither folder nor dot.
        if (
            (not member.filename or not member.is_dir())
            and "__MACOSX" not in parts
            and not parts[-1].startswith(".")
        ):
            yield member


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str, room: int) -> bytes:
    _refuse_by_header(member, shown)
    kept = bytearray()
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                kept += chunk
                if len(kept) > MEMBER_MAX_BYTES:
                    raise BadRecord(f"{shown} is over {_mb(MEMBER_MAX_BYTES)} unpacked. Bring it in parts.")
                if len(kept) > room:
                    raise BadRecord(
                        f"{shown} and those before it are over {_mb(UNPACKED_MAX_BYTES)} unpacked. Split the archive."
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as fault:
        raise BadRecord(f"{shown} is damaged ({fault}). Zip the file anew.") from fault
    content = bytes(kept)
    if is_archive(content):
        raise BadRecord(_nested(shown))
    return content


def _nested(shown: str) -> str:
    return f"{shown} is an archive inside an archive. Bring it by itself."


def _refuse_by_header(member: zipfile.ZipInfo, shown: str) -> None:
    if member.flag_bits & 0x1:
        raise BadRecord(f"{shown} is encrypted. Unlock it and zip it without a password.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadRecord(f"{shown} is a link to another file, not a file. Zip the file itself.")
    if member.compress_type not in _METHODS:
        raise BadRecord(
            f"{shown} is packed in a way that is not read here. Zip it the ordinary way (deflate)."
        )
    if member.file_size > MEMBER_MAX_BYTES:
        raise BadRecord(f"{shown} is over {_mb(MEMBER_MAX_BYTES)} unpacked. Bring it in parts.")


def _refuse_bomb(name: str, total: int, packed: int) -> None:
    if total > RATIO_COUNTS_PAST_BYTES and total > RATIO_MAX * packed:
        raise BadRecord(
            f"{name}: it unpacks to more than {RATIO_MAX} times its size past {_mb(RATIO_COUNTS_PAST_BYTES)}, "
            "as only a trap does. Bring the files themselves."
        )


def _plain_name(name: str) -> str:
    """A member's own name without folders, so that none can point outside.

    >>> _plain_name("../../etc/cron.d\\\\news.txt")
    'news.txt'
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(character for character in last if character.isprintable()).strip(". ") or "unnamed"


def _mb(count: int) -> str:
    return f"{count // (1024 * 1024)} MB"
