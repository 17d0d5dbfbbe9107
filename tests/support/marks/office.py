"""An office that sends packets and gets marked returns back.

office = MarkedOffice.open(tmp_path)
draft = office.draft("A1", random.Random(1))
PLACEMENTS["footnote"](draft)
written = office.consolidated({"A1": draft})
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sokhet_docs.plan import Form
from sokhet_docs.returns import VIETNAM, Collected, CollectOptions, SentForms, collect
from sokhet_docs.tracking import track
from tests.support.marks.annex_places import ALONE as ALONE_IN_ANNEX
from tests.support.marks.annex_places import PLACES as ANNEX_PLACES
from tests.support.marks.draft import Draft
from tests.support.marks.object_places import PLACES as OBJECT_PLACES
from tests.support.marks.search import Written, write_all
from tests.support.marks.text_places import ALONE as ALONE_IN_TEXT
from tests.support.marks.text_places import PLACES as TEXT_PLACES
from tests.support.marks.text_places import Placement
from tests.support.marks.typing import r
from tests.support.simulated_office import Office
from tests.support.word_forms import write_form

PLACEMENTS: dict[str, Placement] = {
    place.__name__: place for place in (*TEXT_PLACES, *ANNEX_PLACES, *OBJECT_PLACES)
}
"""Every kind of place, by its name."""
MIXABLE = [
    name for name, place in PLACEMENTS.items() if place not in (*ALONE_IN_TEXT, *ALONE_IN_ANNEX)
]
"""The names of those of which several can be made in one return."""

UNITS = """
Mã | Tên tổ chức đảng | Hình thức sơ kết | Hạn báo cáo
A1 | Đảng bộ Sở Nội vụ | Hội nghị |
B2 | Chi bộ Thư viện tỉnh | Báo cáo | 28/4/2022
"""
_DOCUMENTS = """
Mẫu | Tên | Gửi cho
de-cuong.docx | Đề cương | Tất cả
giay-moi.docx | Giấy mời | Hội nghị
bao-cao.docx | Báo cáo | Tất cả
"""
_RECEIVED = datetime(2022, 4, 18, 8, tzinfo=VIETNAM)
_DAY = date(2022, 4, 25)


@dataclass(frozen=True)
class MarkedOffice:
    """An office whose units are sent packets; the report alone is known too, as ``--split`` sends it."""

    office: Office

    @classmethod
    def open(cls, folder: Path) -> MarkedOffice:
        """Send out the packets of `UNITS` from ``folder``."""
        return cls(Office.open(folder, units=UNITS, documents=_DOCUMENTS))

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.office.output

    def form(self, code: str) -> Form:
        """Return the form that a unit was sent."""
        return SentForms(self.output, self.office.plan).forms_of(code)[0]

    def draft(self, code: str, chance: random.Random, *, alone: bool = False) -> Draft:
        """Begin the return of a unit: its packet, or the report ``alone``, with something in it already."""
        number = next(at for at, unit in enumerate(self.office.plan.units) if unit.code == code)
        sent = self._alone(code) if alone else self.office.form(code).read_bytes()
        draft = Draft(sent, self.form(code), chance, number)
        draft.fill(draft.section().key, f"<w:p>{r('Đã thực hiện.')}</w:p>")
        figure, period = draft.figure()
        draft.fill(f"sl_{figure.key}_{period.key}", r("12"))
        return draft

    def _alone(self, code: str) -> bytes:
        unit = next(unit for unit in self.office.plan.units if unit.code == code)
        return write_form(self.office.folder / f"{code} mẫu.docx", self.office.plan, unit).read_bytes()

    def collect(self, drafts: Mapping[str, Draft]) -> Collected:
        """Collect a return of each unit, by its code."""
        paths = []
        for code, draft in drafts.items():
            paths.append(self.office.folder / f"bao cao {code}.docx")
            paths[-1].write_bytes(draft.docx())
        return collect(self.office.plan, self.output, paths, CollectOptions(received=_RECEIVED))

    def consolidated(self, drafts: Mapping[str, Draft]) -> Written:
        """Collect a return of each unit and write all that the commands write of them."""
        self.collect(drafts)
        return write_all(track(self.office.plan, self.output, _DAY), self.output)
