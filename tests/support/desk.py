"""A clerk's desk: a workbook of two units, two templates, and what is made and released of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from docx import Document

from sokhet_docs.letters import GenerateOptions, Released, ReleaseOptions, generate, release
from sokhet_docs.outbox import Fate
from sokhet_docs.outbox.changes import Change
from tests.support.docx_builder import docx, p
from tests.support.workbook_builder import make_workbook

UNITS = """
Mã | Tên tổ chức đảng | Hạn báo cáo | Người nhận | Địa chỉ | Số bản
A1 | Đảng bộ A | 20/4/2022 | Trần Thị B | 1 Trần Phú | 2
C3 | Chi bộ C | 20/4/2022 | | |
"""
DOCUMENTS = "Mẫu | Tên | Gửi cho | Số\ncong-van.docx | Công văn | Tất cả |\nbao-cao.docx | Mẫu | Tất cả |"
LETTER = docx(
    p("{{ van_ban.so }}-CV/ĐUK"), p("Kính gửi: {{ don_vi.kinh_gui }}, trước {{ han.bao_cao|ngay }}")
)
DAY = date(2022, 4, 10)


class Desk:
    """A folder with a workbook, templates and an output folder, as a clerk has them."""

    def __init__(self, folder: Path) -> None:
        self._lay(folder)
        self.templates.mkdir()
        (self.templates / "cong-van.docx").write_bytes(LETTER)
        (self.templates / "bao-cao.docx").write_bytes(docx(p("BÁO CÁO của {{ don_vi.ten }}")))
        self.write(UNITS)
        self.generate()

    @classmethod
    def at(cls, folder: Path) -> Desk:
        """Return the desk that is laid in ``folder`` already."""
        desk = cls.__new__(cls)
        desk._lay(folder)
        return desk

    def _lay(self, folder: Path) -> None:
        self.workbook, self.templates, self.output = folder / "units.xlsx", folder / "mau", folder / "output"

    def write(self, units: str, documents: str = DOCUMENTS) -> None:
        make_workbook(self.workbook, units=units, documents=documents)

    def generate(self, **options: object) -> dict[str, tuple[Fate, tuple[Change, ...]]]:
        done = generate(self.workbook, self.templates, self.output, GenerateOptions(**options))  # type: ignore[arg-type]
        return {outcome.path.name: (outcome.fate, outcome.changes) for outcome in done.outcomes}

    def release(self, day: date | None = DAY, **options: object) -> Released:
        return release(self.workbook, self.templates, self.output, ReleaseOptions(day=day, **options))  # type: ignore[arg-type]

    def edit(self, name: str) -> None:
        document = Document(str(self.output / name))
        document.add_paragraph("Viết thêm bằng tay.")
        document.save(str(self.output / name))

    def names(self) -> list[str]:
        return sorted(path.name for path in self.output.glob("*.docx"))

    @property
    def copies(self) -> dict[str, bytes]:
        folder = self.output / "da-phat-hanh"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.docx")}
