"""An office that sends packets and gets marked returns back.

office = MarkedOffice.open(tmp_path)
code = office.codes[0]
draft = office.draft(code, random.Random(1))
place("footnote", draft)
written = office.consolidated({code: draft})
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from lxml import etree

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.returns import VIETNAM, Collected, CollectOptions, SentForms, collect
from sokhet_docs.template import Template
from sokhet_docs.tracking import today, track
from sokhet_docs.workbook import read_plan
from tests.support.docx_builder import W
from tests.support.environment import SAMPLE, TEMPLATES
from tests.support.marks import (
    box_places,
    field_places,
    figure_places,
    markup_places,
    struck_places,
    table_places,
    text_places,
)
from tests.support.marks.draft import Draft
from tests.support.marks.search import Written, write_all
from tests.support.marks.typing import r
from tests.support.simulated_office import Office

_MODULES = (field_places, text_places, figure_places, struck_places, table_places, box_places, markup_places)
PLACEMENTS = {place.__name__: place for module in _MODULES for place in module.PLACES}
"""Every kind of place, by its name."""
_ALONE = (*text_places.ALONE, *figure_places.ALONE, *table_places.ALONE)
MIXABLE = [name for name, place in PLACEMENTS.items() if place not in _ALONE]
"""The names of those of which several can be made in one return."""

_DOCUMENTS = """
Mẫu | Tên | Gửi cho
de-cuong.docx | Đề cương | Tất cả
giay-moi.docx | Giấy mời | Tất cả
bao-cao.docx | Báo cáo | Tất cả
"""


@dataclass(frozen=True)
class MarkedOffice:
    """An office that sends its units packets of outline, invitation and report, and gets returns back."""

    office: Office

    @classmethod
    def open(cls, folder: Path, units: int = 2, **sheets: str) -> MarkedOffice:
        """Send out the packets of the first ``units`` of the sample from ``folder``; all hold conferences.

        The form asks what the sample's does, unless ``sheets`` say otherwise.
        """
        rows = (f"{unit.code} | {unit.name} | Hội nghị" for unit in read_plan(SAMPLE).units[:units])
        table = "\n".join(["Mã | Tên tổ chức đảng | Hình thức sơ kết", *rows])
        return cls(Office.open(folder, units=table, documents=_DOCUMENTS, **sheets))

    @property
    def folder(self) -> Path:
        """The folder of everything."""
        return self.office.folder

    @property
    def output(self) -> Path:
        """The output folder."""
        return self.office.output

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of its units."""
        return tuple(unit.code for unit in self.office.plan.units)

    @cached_property
    def _forms(self) -> SentForms:
        return SentForms(self.output, self.office.plan)

    @cached_property
    def _report(self) -> Template:
        return compile_packet(self.office.plan, [TEMPLATES / "bao-cao.docx"])

    def draft(self, code: str, chance: random.Random, *, alone: bool = False) -> Draft:
        """Begin the return of a unit: its packet, or the report ``alone``, with something in it already."""
        draft = self.bare_draft(code, chance, alone=alone)
        if draft.form.answered:
            draft.fill(draft.section().key, f"<w:p>{r('Đã thực hiện.')}</w:p>")
        if draft.form.figures:
            draft.fill(draft.cell()[0], r("12"))
        return draft

    def bare_draft(self, code: str, chance: random.Random, *, alone: bool = False) -> Draft:
        """Begin the return of a unit with nothing in it."""
        number = self.codes.index(code)
        form = self._forms.forms_of(code)[0]
        return Draft(self._sent(number, alone=alone), form, chance, number)

    def _sent(self, number: int, *, alone: bool) -> bytes:
        """Return what a unit was sent: its packet, or the report alone as ``--split`` makes it."""
        unit = self.office.plan.units[number]
        if alone:
            return self._report.render(PacketFields(self.office.plan).of(unit))
        return self.office.form(unit.code).read_bytes()

    def collect(self, drafts: Mapping[str, Draft]) -> Collected:
        """Collect a return of each unit, by its code."""
        return self.collect_files({f"bao cao {code}.docx": draft.docx() for code, draft in drafts.items()})

    def collect_files(self, files: Mapping[str, bytes]) -> Collected:
        """Collect files by their names."""
        paths = [self.office.folder / name for name in files]
        for path in paths:
            path.write_bytes(files[path.name])
        return collect(self.office.plan, self.output, paths, CollectOptions(received=datetime.now(VIETNAM)))

    def consolidated(self, drafts: Mapping[str, Draft]) -> Written:
        """Collect a return of each unit and write all that the commands write of them."""
        self.collect(drafts)
        return self.written()

    def written(self, *, with_book: bool = True) -> Written:
        """Write what the commands write of what was collected, ``with_book`` theo-doi.xlsx too."""
        return write_all(track(self.office.plan, self.output, today()), self.output, with_book=with_book)

    def rewrite_for(self, draft: Draft, owner: str, writer: str) -> None:
        """Write ``writer``'s name over that of ``owner``, whose form it is, as a neighbour does.

        In the letterhead of the report it is always done, in the whole report or the whole file now and then.
        """
        first, second = (self.office.plan.units[self.codes.index(code)] for code in (owner, writer))
        letterhead = draft.letterhead
        after = letterhead.itersiblings()
        scopes = ([letterhead], [letterhead, *after], [draft.root])
        for paragraph in (one for scope in draft.chance.choice(scopes) for one in scope.iter(f"{W}p")):
            for old, new in ((first.committee, second.committee), (first.name, second.name)):
                _replace(paragraph, old, new)
                _replace(paragraph, old.upper(), new.upper())


def _replace(paragraph: etree._Element, old: str, new: str) -> None:
    """Write ``new`` for ``old`` in a paragraph, whose lines may break within it, whatever its spaces are."""
    texts = list(paragraph.iter(f"{W}t"))
    for text in texts:
        plain = (text.text or "").replace("\xa0", " ")
        if old in plain:
            text.text = plain.replace(old, new)
    whole = " ".join(text.text or "" for text in texts).replace("\xa0", " ")
    if old in whole and new not in whole:
        for text in texts:
            text.text = ""
        texts[0].text = whole.replace(old, new)


def place(name: str, draft: Draft) -> None:
    """Make the placement ``name`` in ``draft``."""
    draft.place = name
    PLACEMENTS[name](draft)
