"""A writer of compound files (MS-CFB) that is just enough to make Outlook messages for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root."""
    mini = b""
    mini_fat: list[int] = []
    sectors: list[bytes] = []
    fat: list[int] = []

    def chain(data: bytes) -> int:
        """Lay data into sectors of its own; the first one's number."""
        first, count = len(sectors), -(-len(data) // SECTOR)
        for place in range(count):
            sectors.append(data[place * SECTOR :][:SECTOR].ljust(SECTOR, b"\0"))
            fat.append(first + place + 1 if place + 1 < count else END)
        return first if count else END

    placed: list[tuple[str, int, int]] = []
    for name, data in streams.items():
        if len(data) >= CUTOFF:
            placed.append((name, chain(data), len(data)))
            continue
        first, count = len(mini_fat), -(-len(data) // MINI)
        mini += data.ljust(count * MINI, b"\0")
        mini_fat += [first + place + 1 if place + 1 < count else END for place in range(count)]
        placed.append((name, first if count else END, len(data)))
    mini_start = chain(mini)
    mini_fat_start = chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    entries = [_entry("Root Entry", 5, mini_start, len(mini), child=1 if placed else FREE)]
    # The names hang together as a list; a reader that walks the tree finds them all.
    for number, (name, start, size) in enumerate(placed, 1):
        entries.append(_entry(name, 2, start, size, right=number + 1 if number < len(placed) else FREE))
    while len(entries) % 4:
        entries.append(b"\0" * 128)
    directory = chain(b"".join(entries))
    fat_start = len(sectors)
    fat.append(FAT)
    sectors.append(struct.pack("<128I", *fat, *[FREE] * (128 - len(fat))))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, CUTOFF, mini_fat_start,
        -(-len(mini_fat) * 4 // SECTOR), END, 0, fat_start,
    )  # fmt: skip
    return header.ljust(SECTOR, b"\xff") + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, *, right: int = FREE, child: int = FREE) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIQ",
        written,
        len(written) + 2,
        kind,
        1,
        FREE,
        right,
        child,
        0,
        start if start != END else END,
        size,
    )


def outlook_message(strings: Mapping[int, str]) -> bytes:
    """An Outlook message with these text properties, by their numbers."""
    streams = {f"__substg1.0_{pid:04X}001F": text.encode("utf-16-le") for pid, text in strings.items()}
    told = b"".join(
        struct.pack("<HHIII", 0x001F, pid, 6, len(text.encode("utf-16-le")) + 2, 0)
        for pid, text in strings.items()
    )
    return compound_file({"__properties_version1.0": b"\0" * 32 + told, **streams})
