"""A small office: forms go out by `generate`, come back filled in, are collected, and stand as `track` says.

office = Office.open(tmp_path, units="Mã | Tên tổ chức đảng | …")
office.send("A1", "18/4/2022", {"muc_1_1": "Đã làm.", "sl_vb_2017": "12"})
office.track("25/4/2022")
"""

from __future__ import annotations

import functools
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lxml import etree

from sokhet_docs.letters.generation import generate
from sokhet_docs.outbox.manifest import read_manifest
from sokhet_docs.plan.model import Plan
from sokhet_docs.returns.intake import CollectOptions, collect
from sokhet_docs.returns.received import VIETNAM
from sokhet_docs.text.vietnamese import parse_date
from sokhet_docs.tracking.status import Tracking, track
from sokhet_docs.workbook.plan_reader import read_plan
from sokhet_docs.workbook.sources import sample_templates
from tests.support.workbook_builder import make_workbook

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": _W}
_BODY = "word/document.xml"
UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo
A1 | Đảng bộ Sở Nội vụ | Hội nghị |
B2 | Chi bộ Báo Hà Tĩnh | Báo cáo | 28/4/2022
C3 | Chi bộ Thư viện tỉnh | Báo cáo |
D4 | Đảng bộ Kho bạc Nhà nước | Báo cáo |
"""


@dataclass(frozen=True)
class Office:
    """A folder with a workbook, the output folder in it, and what was sent."""

    folder: Path
    plan: Plan

    @classmethod
    def open(cls, folder: Path, units: str = UNITS, **sheets: str) -> Office:
        """Write a workbook into ``folder`` and generate its files into ``output`` beside it."""
        shutil.copytree(_made(units, tuple(sheets.items())), folder, dirs_exist_ok=True)
        return cls(folder, read_plan(folder / "units.xlsx"))

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.folder / "output"

    def form(self, code: str) -> Path:
        """Return the file that a unit was sent."""
        files = read_manifest(self.output).files
        return next(self.output / name for name, record in files.items() if record.unit_code == code)

    def fill(self, code: str, name: str, answers: Mapping[str, str]) -> Path:
        """Fill in a copy of a unit's form under another name."""
        return fill_form(self.form(code), self.folder / name, answers)

    def send(self, code: str, day: str, answers: Mapping[str, str], name: str = "") -> None:
        """Fill in a unit's form and collect it as received on ``day`` at eight in the morning."""
        self.collect(self.fill(code, name or f"bao cao {code} {day.replace('/', '-')}.docx", answers), day)

    def collect(self, path: Path, day: str) -> None:
        """Collect a file as received on ``day`` at eight in the morning."""
        when = datetime.combine(parse_date(day), datetime.min.time(), VIETNAM).replace(hour=8)
        collect(self.plan, self.output, [path], CollectOptions(received=when))

    def track(self, day: str) -> Tracking:
        """Return how the units stand at the end of ``day``."""
        return track(self.plan, self.output, parse_date(day))


@functools.cache
def _made(units: str, sheets: tuple[tuple[str, str], ...]) -> Path:
    # What `generate` makes of one workbook is made once; every test gets a copy of it.
    folder = Path(_offices().name) / str(len(list(Path(_offices().name).iterdir())))
    folder.mkdir()
    workbook = make_workbook(folder / "units.xlsx", None, units=units, **dict(sheets))
    generate(workbook, sample_templates(), folder / "output")
    return folder


@functools.cache
def _offices() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sokhet-docs-units-", ignore_cleanup_errors=True)


def fill_form(source: Path, target: Path, answers: Mapping[str, str]) -> Path:
    """Write ``source`` to ``target`` with text in the content controls: by tag, a paragraph for each line.

    A text that begins with ``<w:`` goes in as it is.
    """
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, _filled(part, answers) if name == _BODY else part)
    return target


def _filled(body: bytes, answers: Mapping[str, str]) -> bytes:
    root = etree.fromstring(body)
    for tag, text in answers.items():
        (content,) = root.findall(f".//w:sdt/w:sdtPr/w:tag[@w:val='{tag}']/../../w:sdtContent", _NAMES)
        in_line = not content.findall("w:p", _NAMES)
        for child in list(content):
            content.remove(child)
        xml = text if text.startswith("<w:") else _run(text) if in_line else _paragraphs(text)
        content.extend(list(etree.fromstring(f'<x xmlns:w="{_W}">{xml}</x>')))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _paragraphs(text: str) -> str:
    style = '<w:pPr><w:pStyle w:val="TraLoi"/></w:pPr>'
    return "".join(f"<w:p>{style}{_run(line)}</w:p>" for line in text.split("\n"))
