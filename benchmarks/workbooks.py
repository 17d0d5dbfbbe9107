"""Workbooks of every size → seconds and memory of reading one, each in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "data" / "units.xlsx"
UNITS_PART = "xl/worksheets/sheet2.xml"
_READ = """
import sys, time
start = time.perf_counter()
from sokhet_docs.problems import WorkbookError
from sokhet_docs.workbook import read_plan
try:
    outcome = f"{len(read_plan(sys.argv[1]).units)} units"
except WorkbookError as err:
    outcome = f"{len(err.problems)} problems"
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - start, int(peak.split()[1]) / 1024, outcome)
"""


def measure() -> dict[str, float]:
    """Return the figures: the sample, many units, a million empty rows, a file that is a bomb."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.xlsx"
        figures["the sample, read, s"] = min(read(SAMPLE, "66 units")[0] for _ in range(3))
        for count in (10_000, 50_000):
            write_units(path, count)
            seconds, megabytes = read(path, f"{count} units")
            figures[f"{count:,} units, read, s"] = seconds
            figures[f"{count:,} units, peak, MB"] = megabytes
        write_empty_rows(path)
        figures["1,048,576 formatted rows of 14 cells, s"] = read(path, "66 units")[0]
        write_bomb(path)
        seconds, megabytes = read(path, "1 problems")
        figures["a bomb of 12 GB, refused, s"] = seconds
        figures["a bomb of 12 GB, peak, MB"] = megabytes
    return figures


def read(path: Path, expected: str) -> tuple[float, float]:
    """Read ``path`` in a new process; return its seconds and its peak memory in MB.

    Raises RuntimeError when the reading did not end as ``expected``.
    """
    # The child reports its own peak: the figures of a finished child would include its parent's memory.
    command = [sys.executable, "-c", _READ, str(path)]
    output = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    seconds, megabytes, outcome = output.strip().split(" ", 2)
    if outcome != expected:
        raise RuntimeError(f"{path.name}: {outcome}, not {expected}")
    return float(seconds), float(megabytes)


def write_units(path: Path, count: int) -> None:
    """Write the sample's workbook with ``count`` invented units in place of the sample's."""
    _rewrite(path, lambda sheet: re.sub(rb'(?s)(<row r="2").*</sheetData>', _rows(count), sheet))


def _rows(count: int) -> bytes:
    return b"".join(_unit_rows(count)) + b"</sheetData>"


def _unit_rows(count: int) -> Iterator[bytes]:
    for number in range(1, count + 1):
        row = number + 1
        texts = {
            "B": f"DV{number}",
            "C": f"Chi bộ Trạm Thủy nông số {number}",
            "D": "Hội nghị" if number % 10 == 0 else "Báo cáo",
            "H": "18/4/2022",
            "I": f"Chi bộ Trạm số {number}",
            "J": f"Nguyễn Văn {number}",
            "K": f"tram{number}@hatinh.example",
            "L": f"{number} đường Trần Phú, thành phố Hà Tĩnh",
            "N": f"Ghi chú {number}",
        }
        cells = "".join(
            f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in texts.items()
        )
        yield f'<row r="{row}"><c r="A{row}"><v>{number}</v></c>{cells}</row>'.encode()


def write_empty_rows(path: Path) -> None:
    """Write the sample with every other row of the sheet formatted, fourteen cells each, and empty."""

    def fill(sheet: bytes) -> bytes:
        last = max(int(number) for number in re.findall(rb'<row r="(\d+)"', sheet))
        rows = b"".join(
            b'<row r="%d">%b</row>'
            % (row, b"".join(b'<c r="%c%d" s="1"/>' % (65 + n, row) for n in range(14)))
            for row in range(last + 1, 1_048_577)
        )
        return sheet.replace(b"</sheetData>", rows + b"</sheetData>")

    _rewrite(path, fill)


def write_bomb(path: Path) -> None:
    """Write a workbook with three parts that would unpack to four gigabytes each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", zeros * 4_000)
    content = path.read_bytes()
    stored = len(zeros) * 4_000
    # The directory says “stored”: write into it what a bomb says, deflated and of four gigabytes.
    claimed = content.replace(stored.to_bytes(4, "little") * 2, _sizes(stored, 4_000 << 20))
    path.write_bytes(claimed)


def _sizes(packed: int, unpacked: int) -> bytes:
    return packed.to_bytes(4, "little") + unpacked.to_bytes(4, "little")


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(SAMPLE) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            copy.writestr(name, change(part) if name == UNITS_PART else part)
