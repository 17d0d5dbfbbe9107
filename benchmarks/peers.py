"""The same letter by engines of other runtimes: docxtemplater and easy-template-x (Node), docxtpl (Python).

``npm install --no-save --prefix benchmarks docxtemplater pizzip easy-template-x``, then
``python -m benchmarks.peers``. Engines that are not installed are left out.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import docxtpl

from sokhet_docs.template.engine import Template

_FOLDER = Path(__file__).parent
_LETTERS = 200
_SENTENCE = (
    "Thực hiện kế hoạch sơ kết 05 năm thực hiện Nghị quyết, đề nghị {} báo cáo về Ban Thường vụ Đảng ủy Khối "
    "(qua Ban Tuyên giáo) trước ngày {}, kèm danh sách thành phần dự hội nghị và số liệu từng năm."
)
# Row loops of each engine: before the first cell's text, after the last cell's.
_SYNTAX = {
    "jinja": ("{{{{ {} }}}}", None),
    "docxtemplater": ("{{{}}}", ("{#thanh_phan}", "{/thanh_phan}")),
    "easy-template-x": ("{{{}}}", ("{#thanh_phan}", "{/thanh_phan}")),
}


def write_template(path: Path, engine: str) -> None:
    """Write a letter of about four pages in the syntax of ``engine``: 60 tags and a table loop."""
    tag, loop = _SYNTAX[engine]
    document = docx.Document()
    for _ in range(30):
        document.add_paragraph(_SENTENCE.format(tag.format("ten"), tag.format("han")))
    table = document.add_table(rows=1 if loop else 3, cols=2)
    if loop:
        cells = table.rows[0].cells
        cells[0].text, cells[1].text = loop[0] + tag.format("stt"), tag.format("ten") + loop[1]
    else:
        table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for x in thanh_phan %}", "{%tr endfor %}"
        table.cell(1, 0).text, table.cell(1, 1).text = "{{ x.stt }}", "{{ x.ten }}"
    document.save(str(path))


def letters() -> list[dict[str, Any]]:
    """Return the values of every letter."""
    roster = [{"stt": rank, "ten": f"Trưởng phòng số {rank} & thư ký"} for rank in range(1, 21)]
    return [{"ten": f"Chi bộ số {n}", "han": "20/4/2022", "thanh_phan": roster} for n in range(_LETTERS)]


def main() -> None:
    """Print how many letters each engine fills in a second."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for engine in _SYNTAX:
            write_template(folder / f"{engine}.docx", engine)
        (folder / "letters.json").write_text(json.dumps(letters()), encoding="utf-8")
        speeds = {"sokhet-docs": _ours(folder), "docxtpl": _docxtpl(folder), **_node(folder)}
    for name, speed in speeds.items():
        print(f"{name:20} {speed:10,.1f} letters/s")


def _ours(folder: Path) -> float:
    template = Template.compile(folder / "jinja.docx")
    return _per_second(template.render, letters())


def _docxtpl(folder: Path) -> float:
    def render(fields: Mapping[str, Any]) -> None:
        document = docxtpl.DocxTemplate(folder / "jinja.docx")
        document.render(dict(fields), autoescape=True)
        document.save(io.BytesIO())

    return _per_second(render, letters()[:20])


def _per_second(render: Callable[[Mapping[str, Any]], object], jobs: list[dict[str, Any]]) -> float:
    render(jobs[0])
    start = time.perf_counter()
    for job in jobs:
        render(job)
    return len(jobs) / (time.perf_counter() - start)


def _node(folder: Path) -> dict[str, float]:
    command = ["node", str(_FOLDER / "peers.mjs"), str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    except (FileNotFoundError, subprocess.CalledProcessError) as err:
        print(f"no engines of Node: {getattr(err, 'stderr', '') or err}", file=sys.stderr)
        return {}
    speeds: dict[str, float] = json.loads(done.stdout)
    return speeds


if __name__ == "__main__":
    main()
