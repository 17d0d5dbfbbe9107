"""Packets → a problem where their documents went out otherwise put together: they would be sent twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sokhet_docs.letters.packets import Packet
from sokhet_docs.outbox import SentVersions
from sokhet_docs.problems import Place, Problem
from sokhet_docs.text.vietnamese import few_units


def find_regrouped(packets: Sequence[Packet], output: Path) -> list[Problem]:
    """Return an error when letters of ``packets`` went out in one file and are now parted; or the reverse.

    Raises OutputError when the ledger of releases of ``output`` cannot be relied on.
    """
    sent = SentVersions(output)
    regrouped = [packet for packet in packets if sent.is_grouped_otherwise(packet.file_name, packet.entry)]
    if not regrouped:
        return []
    names = list(dict.fromkeys(packet.unit.name for packet in regrouped))
    parted = len(regrouped[0].documents) == 1
    was, hint = ("gộp một tệp", "Bỏ --split") if parted else ("mỗi văn bản một tệp", "Thêm --split")
    few = few_units(names)
    message = f"Văn bản đã phát hành {was} cho {few}; tạo cách khác thì gửi hai lần."
    return [Problem(Place(str(output)), message, f"{hint}, hoặc chọn thư mục kết quả khác.")]
