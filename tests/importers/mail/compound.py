"""Outlook messages for tests: just enough of [MS-CFB] and [MS-OXMSG] to be read."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import TypeAlias

Storage: TypeAlias = Mapping[str, "bytes | Storage"]

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_TEXT, _NUMBER, _TIME, _BYTES = 0x001F, 0x0003, 0x0040, 0x0102


def message(
    texts: Mapping[int, str],
    *,
    recipients: tuple[str, ...] = (),
    attachments: Mapping[str, bytes] | None = None,
    sent: int | None = None,
    numbers: Mapping[int, int] | None = None,
    lost: tuple[int, ...] = (),
) -> bytes:
    """Return a .msg file.

    Args:
        texts: properties of the message by their numbers.
        recipients: their mail addresses.
        attachments: by their names.
        sent: when it was sent, in seconds since 1970.
        numbers: more properties by their numbers.
        lost: properties that are listed as texts, and whose text is not there.
    """
    fixed = {(0x340D, _NUMBER): struct.pack("<q", 0x40000)}
    fixed |= {(pid, _NUMBER): struct.pack("<q", number) for pid, number in (numbers or {}).items()}
    fixed |= {(pid, _TEXT): struct.pack("<II", 10, 0) for pid in lost}
    if sent is not None:
        fixed[0x0039, _TIME] = struct.pack("<Q", (sent + 11_644_473_600) * 10_000_000)
    attached = attachments or {}
    root = dict(
        _storage(texts, fixed, struct.pack("<8x4I8x", *(len(recipients), len(attached)) * 2))
    )
    for number, address in enumerate(recipients):
        texts = {0x3003: address, 0x39FE: address}
        kind = {(0x0C15, _NUMBER): struct.pack("<q", 1)}
        root[f"__recip_version1.0_#{number:08X}"] = _storage(texts, kind, bytes(8))
    for number, (name, data) in enumerate(attached.items()):
        by_value = {(0x3705, _NUMBER): struct.pack("<q", 1)}
        storage = _storage({0x3707: name}, by_value, bytes(8), {0x3701: data})
        root[f"__attach_version1.0_#{number:08X}"] = storage
    return _compound(root)


def _storage(
    texts: Mapping[int, str],
    fixed: Mapping[tuple[int, int], bytes],
    header: bytes,
    blobs: Mapping[int, bytes] | None = None,
) -> Storage:
    streams = {(pid, _TEXT): text.encode("utf-16-le") for pid, text in texts.items()}
    streams |= {(pid, _BYTES): data for pid, data in (blobs or {}).items()}
    lengths = {at: struct.pack("<II", len(data) + 2, 0) for at, data in streams.items()}
    entries = b"".join(
        struct.pack("<HHI", kind, pid, 6) + value
        for (pid, kind), value in sorted({**fixed, **lengths}.items())
    )
    return {
        "__properties_version1.0": header + entries,
        **{f"__substg1.0_{pid:04X}{kind:04X}": data for (pid, kind), data in streams.items()},
    }


def _compound(root: Storage) -> bytes:
    """Return a compound file; every stream is short and lies in the stream of short ones."""
    entries: list[bytes] = []
    short, sectors = _Chained(64), _Chained(_SECTOR)

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        encoded = (name + "\0").encode("utf-16-le")
        links = struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
        return encoded.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    def add_all(storage: Storage) -> int:
        right = _FREE
        for name, inside in sorted(storage.items(), reverse=True):
            if isinstance(inside, bytes):
                made = entry(name, 2, right, _FREE, short.put(inside), len(inside))
            else:
                made = entry(name, 1, right, add_all(inside), 0, 0)
            entries.append(made)
            right = len(entries)  # the root stands before them
        return right

    child = add_all(root)
    stream = b"".join(short.pieces)
    top = entry("Root Entry", 5, _FREE, child, sectors.put(stream), len(stream))
    directory = sectors.put(top + b"".join(entries))
    short_table = sectors.put(struct.pack(f"<{len(short.chains)}I", *short.chains), b"\xff")
    table = [*sectors.chains, _FAT]
    header = (
        bytes.fromhex("D0CF11E0A1B11AE1")
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIII", 0, 1, directory, 0, 0x1000)
        + struct.pack("<IIII", short_table, 1, _END, 0)
        + struct.pack("<109I", len(sectors.pieces), *[_FREE] * 108)
    )
    table += [_FREE] * (_SECTOR // 4 - len(table))
    return header + b"".join(sectors.pieces) + struct.pack(f"<{len(table)}I", *table)


class _Chained:
    """Pieces of one size, and for each the number of the next piece of its stream."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.pieces: list[bytes] = []
        self.chains: list[int] = []

    def put(self, data: bytes, padding: bytes = b"\0") -> int:
        """Add a stream, and return the number of its first piece."""
        first = len(self.pieces)
        for start in range(0, len(data), self._size):
            self.pieces.append(data[start : start + self._size].ljust(self._size, padding))
            self.chains.append(len(self.pieces))
        self.chains[-1] = _END
        return first
