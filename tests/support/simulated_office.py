"""An office of a few units: forms go out by `generate`, come back filled in, are collected and tracked.

office = Office.open(tmp_path, units="Mã | Tên tổ chức đảng | …")
office.send("A1", "18/4/2022", {"muc_1_1": "Đã làm.", "sl_vb_2017": "12"})
office.track("25/4/2022")
"""

from __future__ import annotations

import functools
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sokhet_docs import Plan, generate, read_plan
from sokhet_docs.outbox import read_manifest
from sokhet_docs.returns import VIETNAM, Collected, CollectOptions, collect
from sokhet_docs.text.vietnamese import parse_date
from sokhet_docs.tracking import Tracking, UnitStatus, track
from tests.support.environment import TEMPLATES
from tests.support.word_forms import fill_in
from tests.support.workbook_builder import FACTS, SAMPLE_FORM, make_workbook

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
        """Write a workbook into ``folder`` and generate its files into ``output`` beside it.

        Its report form asks what the sample's does, unless ``sheets`` say otherwise.
        """
        shutil.copytree(_made(units, tuple((SAMPLE_FORM | sheets).items())), folder, dirs_exist_ok=True)
        return cls(folder, read_plan(folder / "units.xlsx"))

    @classmethod
    def of_two_years(cls, folder: Path, figures: str) -> Office:
        """Open an office whose report form asks for ``figures`` of 2020 and 2021."""
        kept = [line for line in FACTS.strip().splitlines() if "của số liệu" not in line]
        facts = "\n".join([*kept, "Các kỳ số liệu | 2020; 2021"])
        return cls.open(folder, facts=facts, figures=figures)

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
        return fill_in(self.form(code), self.folder / name, answers)

    def send(self, code: str, day: str, answers: Mapping[str, str], name: str = "") -> None:
        """Fill in a unit's form and collect it as received on ``day`` at eight in the morning."""
        self.collect(self.fill(code, name or f"bao cao {code} {day.replace('/', '-')}.docx", answers), day)

    def collect(self, returned: Path | Sequence[Path], day: str) -> Collected:
        """Collect one file or several as received on ``day`` at eight in the morning."""
        paths = [returned] if isinstance(returned, Path) else returned
        received = datetime.combine(parse_date(day), datetime.min.time(), VIETNAM).replace(hour=8)
        return collect(self.plan, self.output, paths, CollectOptions(received=received))

    def track(self, day: str) -> Tracking:
        """Return who has reported by the end of ``day``."""
        return track(self.plan, self.output, parse_date(day))

    def status_after(self, returned: Path | Sequence[Path], code: str) -> UnitStatus:
        """Collect files as received on 18/4/2022; return how the unit stands the day after."""
        self.collect(returned, "18/4/2022")
        return next(one for one in self.track("19/4/2022").statuses if one.unit.code == code)


@functools.cache
def _made(units: str, sheets: tuple[tuple[str, str], ...]) -> Path:
    # What `generate` makes of one workbook is made once; every test gets a copy of it.
    folder = Path(_offices().name) / str(len(list(Path(_offices().name).iterdir())))
    folder.mkdir()
    workbook = make_workbook(folder / "units.xlsx", None, units=units, **dict(sheets))
    generate(workbook, TEMPLATES, folder / "output")
    return folder


@functools.cache
def _offices() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="sokhet-docs-units-", ignore_cleanup_errors=True)
