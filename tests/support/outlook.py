"""What Outlook writes, made without it: OLE files, .msg mails, winmail.dat (TNEF).

A .msg is described by the texts, bytes and times of its properties; sizes are in bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

Node = bytes | Mapping[str, "Node"]
"""A stream, or a storage by the names of what is in it."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class _Entry:
    """An entry of the directory: a stream (2), a storage (1) or the root (5), and where its bytes begin."""

    name: str
    kind: int = 2
    right: int = _FREE
    child: int = _FREE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        """Return the entry as it is stored."""
        text = f"{self.name}\0".encode("utf-16-le")
        return struct.pack(
            "<64sHBBIII16sIQQIQ", text, len(text), self.kind, 1, _FREE, self.right, self.child, b"", 0, 0, 0,
            self.start, self.size,
        )  # fmt: skip


class _Writer:
    """Writes one OLE file: all sectors in the order in which they are asked for."""

    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []
        self.entries: list[_Entry] = []

    def put(self, data: bytes) -> int:
        """Store ``data`` in sectors; return the first."""
        count = -(-len(data) // _SECTOR)
        start = len(self.sectors)
        for at in range(count):
            self.sectors.append(data[at * _SECTOR : (at + 1) * _SECTOR].ljust(_SECTOR, b"\0"))
            self.fat.append(start + at + 1 if at + 1 < count else _END)
        return start if count else _END

    def put_small(self, data: bytes) -> int:
        """Store ``data`` in the small sectors; return the first."""
        count = -(-len(data) // _MINI)
        start = len(self.mini_fat)
        self.mini += data.ljust(count * _MINI, b"\0")
        self.mini_fat += [start + at + 1 if at + 1 < count else _END for at in range(count)]
        return start if count else _END

    def add(self, name: str, node: Node) -> int:
        """Add an entry of the directory with all that is in it; return its number."""
        number = len(self.entries)
        entry = _Entry(name)
        self.entries.append(entry)
        if isinstance(node, bytes):
            small = len(node) < _CUTOFF
            entry.start, entry.size = self.put_small(node) if small else self.put(node), len(node)
        else:
            entry.kind = 1
            inner = [self.add(key, child) for key, child in node.items()]
            for left, right in pairwise(inner):
                self.entries[left].right = right
            entry.child = inner[0] if inner else _FREE
        return number


def ole_file(root: Mapping[str, Node]) -> bytes:
    """Return an OLE file with ``root`` in it."""
    writer = _Writer()
    writer.add("Root Entry", root)
    first = writer.entries[0]
    first.kind, first.start, first.size = 5, writer.put(writer.mini), len(writer.mini)
    mini_fat = writer.put(struct.pack(f"<{len(writer.mini_fat)}I", *writer.mini_fat).ljust(_SECTOR, b"\xff"))
    mini_count = -(-len(writer.mini_fat) * 4 // _SECTOR) or 1
    directory = writer.put(b"".join(entry.packed() for entry in writer.entries))
    fat_count = 1
    while fat_count * 128 < len(writer.sectors) + fat_count:
        fat_count += 1
    fat_start = len(writer.sectors)
    fat = [*writer.fat, *[_FAT] * fat_count]
    packed = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_count * _SECTOR, b"\xff")
    difat = [*range(fat_start, fat_start + fat_count)]
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count, directory, 0, _CUTOFF,
        mini_fat, mini_count, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", *(difat + [_FREE] * (109 - len(difat))))
    return header + b"".join(writer.sectors) + packed


def a_msg(
    subject: str,
    *attached: tuple[str, bytes | Mapping[str, Node]],
    sender: str = "x@y.example",
    sent: datetime = datetime(2022, 4, 19, 22, 30, tzinfo=UTC),
    body: str = "Kính gửi báo cáo.",
    rtf: bytes = b"",
) -> bytes:
    """Return a .msg; what is attached is bytes, or the `msg_storage` of another mail; ``rtf`` is packed."""
    storage = msg_storage(subject, *attached, sender=sender, sent=sent, body=body, header=32)
    return ole_file(storage | ({"__substg1.0_10090102": rtf} if rtf else {}))


def msg_storage(
    subject: str,
    *attached: tuple[str, bytes | Mapping[str, Node]],
    sender: str = "x@y.example",
    sent: datetime = datetime(2022, 4, 19, 22, 30, tzinfo=UTC),
    body: str = "Kính gửi báo cáo.",
    header: int = 24,
) -> dict[str, Node]:
    """Return the storage of a mail; one within a mail has a shorter ``header`` before its properties."""
    stamp = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    storage: dict[str, Node] = {
        "__properties_version1.0": bytes(header) + struct.pack("<HHIQ", 0x40, 0x39, 6, stamp),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
        "__substg1.0_5D01001F": sender.encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
    }
    for number, (name, content) in enumerate(attached):
        data = "__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"
        storage[f"__attach_version1.0_#{number:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            data: content,
        }
    return storage


def a_tnef(*attached: tuple[str, bytes], rtf: bytes = b"") -> bytes:
    """Return a winmail.dat with what is attached; ``rtf`` is packed."""
    packed = b"\x78\x9f\x3e\x22\x01\x00" + _tnef_object(1, 0x9006, 8, struct.pack("<I", 0x10000))
    if rtf:
        properties = struct.pack("<IHHII", 1, 0x0102, 0x1009, 1, len(rtf)) + rtf + bytes(-len(rtf) % 4)
        packed += _tnef_object(1, 0x9003, 6, properties)
    for name, content in attached:
        packed += _tnef_object(2, 0x9002, 6, bytes(14))
        packed += _tnef_object(2, 0x8010, 1, f"{name}\0".encode())
        packed += _tnef_object(2, 0x800F, 6, content)
    return packed


def _tnef_object(level: int, number: int, kind: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, number, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
