"""The segment file: a header, a directory, then each array as NumPy reads it (docs/decisions/0006).

Nothing in here is trusted before its checksum: a file that was cut, zeroed or written over raises `Damaged`.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

MAGIC = b"RRSG"
FORMAT_VERSION = 1
# Magic, format version, bytes of the directory, its CRC-32, bytes of the whole file.
_HEADER = Struct("<4sIIIQ")
_ALIGNED_BYTES = 16
_READ_AT_ONCE_BYTES = 1 << 20
# Up to here a file is read into memory at once; a larger one is mapped, so that all processes share its pages.
READ_WHOLE_MAX_BYTES = 1 << 20


class Damaged(Exception):
    """The file is not what was written; the message says in which way."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the arrays; the file is on the disk when this returns."""
    directory, offset, checksum = [], 0, 0
    plain = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in plain.items():
        directory.append((name, array.dtype.str, offset, len(array)))
        checksum = zlib.crc32(bytes(_padding(array)), zlib.crc32(_bytes(array), checksum))
        offset += array.nbytes + _padding(array)
    head = json.dumps({"arrays": directory, "crc": checksum}).encode()
    head += b" " * (_padded(_HEADER.size + len(head)) - _HEADER.size - len(head))
    size = _HEADER.size + len(head) + offset
    with path.open("wb") as file:
        file.write(_HEADER.pack(MAGIC, FORMAT_VERSION, len(head), zlib.crc32(head), size) + head)
        for array in plain.values():
            file.write(_bytes(array))
            file.write(bytes(_padding(array)))
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Arrays:
    """The arrays of a file, read-only views of it, once every byte of them agrees with its checksum."""
    with path.open("rb") as file:
        head = _head(file.read(_HEADER.size), os.fstat(file.fileno()).st_size)
        text = file.read(head[0])
        if len(text) != head[0] or zlib.crc32(text) != head[1]:
            raise Damaged(f"the directory of {path.name} is not what was written")
        directory = json.loads(text)
        # Read, not mapped: pages that are only looked at for their sum would count as this process's memory.
        checksum = 0
        while part := file.read(_READ_AT_ONCE_BYTES):
            checksum = zlib.crc32(part, checksum)
        if checksum != directory["crc"]:
            raise Damaged(f"the arrays of {path.name} are not what was written")
        with _content(file.fileno(), head[2]) as content:
            return _views(directory["arrays"], content, _HEADER.size + head[0])


def _head(header: bytes, size: int) -> tuple[int, int, int]:
    """Bytes of the directory, its checksum, bytes of the file."""
    if len(header) < _HEADER.size:
        raise Damaged("the file is cut in its header")
    magic, version, directory, checksum, whole = _HEADER.unpack(header)
    if magic != MAGIC or version != FORMAT_VERSION:
        raise Damaged("the file is no segment of this version")
    if whole != size:
        raise Damaged(f"the file has {size} bytes instead of {whole}")
    return directory, checksum, whole


@contextmanager
def _content(descriptor: int, size: int) -> Iterator[memoryview]:
    """The file's bytes. A map stays open as long as an array looks at it."""
    if size <= READ_WHOLE_MAX_BYTES:
        yield memoryview(os.pread(descriptor, size, 0))
    else:
        yield memoryview(mmap.mmap(descriptor, size, prot=mmap.PROT_READ))


def _views(directory: list[tuple[str, str, int, int]], content: memoryview, base: int) -> Arrays:
    return {
        name: np.frombuffer(content, dtype=dtype, count=length, offset=base + offset)
        if length
        else np.zeros(0, dtype=dtype)
        for name, dtype, offset, length in directory
    }


def _bytes(array: NDArray[Any]) -> memoryview:
    return array.view(np.uint8).data if len(array) else memoryview(b"")


def _padding(array: NDArray[Any]) -> int:
    return _padded(array.nbytes) - array.nbytes


def _padded(size: int) -> int:
    return -(-size // _ALIGNED_BYTES) * _ALIGNED_BYTES
