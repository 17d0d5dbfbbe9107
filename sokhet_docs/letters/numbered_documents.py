"""A plan and its templates → which of its documents are documents of their own, with a number of the body's.

A register enters those, not annexes and not what a unit numbers itself. What a template prints decides:

- the plan itself (`PLAN_TEMPLATE`) and the covering letter (`COVER_TEMPLATE`) always have a number;
- any other document has one when its template prints ``van_ban.so``, which is nobody's but its own. To print
  ``ke_hoach.so_ky_hieu`` or ``cong_van.so_ky_hieu`` there only cites what the document goes with.

So the outline (an annex) and the unit's own report and invitation (numbered by the unit) are not entered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sokhet_docs.letters.citations import cited, cited_in_full, coded
from sokhet_docs.letters.fields import PacketFields, plan_fields
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package, parse_package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.plan import Document, Plan, names_of
from sokhet_docs.text.vietnamese import clean, match_key
from sokhet_docs.vocabulary import COVER_TEMPLATE, PLAN_TEMPLATE

# The types of documents by their codes: [P], GM [S].
_KINDS = {
    "KH": "Kế hoạch", "CV": "Công văn", "GM": "Giấy mời", "BC": "Báo cáo", "HD": "Hướng dẫn",
    "TB": "Thông báo", "BB": "Biên bản", "NQ": "Nghị quyết", "CT": "Chỉ thị", "KL": "Kết luận",
    "QC": "Quy chế", "QĐ": "Quyết định", "TTr": "Tờ trình",
}  # fmt: skip
_CODE = re.compile(r"van_ban\s*\.\s*so\b[^}]*\}\}\s*-\s*([^\W\d_]{2,4})\s*/")
BLANK = "……"  # for a number that is filled in by hand
_SUBJECT_STYLES = frozenset({"trích yếu", "trích yếu công văn"})
_SUBJECT = re.compile(r"(?:về việc|v/v)\s", re.IGNORECASE)
_HEAD = 20  # passages in which a subject is looked for by its words


@dataclass(frozen=True, slots=True)
class Numbering:
    """How a document is numbered: ``code`` of its type (CV; "" where the template does not say it).

    ``name`` is its type and subject as a register writes them.
    """

    code: str
    name: str

    def number(self, plan: Plan, number: str) -> str:
        """Return number and code as a register writes them: ``15-CV/ĐUK``; dots for a blank number."""
        if not self.code:
            return number or BLANK
        written = coded(plan, number, self.code).strip()
        return written if number else f"{BLANK}-{self.code}/{plan.issuer.code}"

    def citation(self, plan: Plan, number: str, day: date | None) -> str:
        """Return the document as it is cited: ``Công văn số 15-CV/ĐUK, ngày 25/3/2022 của …``."""
        kind = _KINDS.get(self.code)
        if kind is None:
            return self.name
        return cited_in_full(plan, cited(plan, kind, number, self.code, day))


def prints_own(text: str, field: str) -> bool:
    """Tell whether a template with ``text`` prints ``field`` (so, ngay_thang) of the document's own."""
    return re.search(rf"(?<![.\w])van_ban\s*(?:\.\s*{field}\b|\[)", text) is not None


def numberings(plan: Plan, templates: Path) -> Mapping[str, Numbering]:
    """Return how each document of ``plan`` is numbered that has a number of its own, by its template.

    A template that is not in the folder ``templates`` is left out. Raises TemplateError.
    """
    subject = plan_fields(plan)["ke_hoach"]["trich_yeu"]
    found = {PLAN_TEMPLATE: Numbering("KH", f"{_KINDS['KH']} {subject}")}
    for document in plan.documents:
        name = document.template
        if name.casefold() != PLAN_TEMPLATE and (templates / name).is_file():
            code = _code_of(templates / name)
            if code is not None:
                found[name] = Numbering(code, _name(plan, templates, document, code))
    return found


def _code_of(template_path: Path) -> str | None:
    """Return the code of a template's type, "" when it does not say it; None: it has no number of its own."""
    if template_path.name.casefold() == COVER_TEMPLATE:
        return "CV"
    try:
        text = "\n".join(passage.text for passage in read_passages(template_path.read_bytes()))
    except (OSError, ValueError):
        return None
    code = _CODE.search(text)
    return code[1] if code else "" if prints_own(text, "so") else None


def _name(plan: Plan, templates: Path, document: Document, code: str) -> str:
    """Return the type and subject of ``document``; its title where its own letter does not say them."""
    unit = next((unit for unit in plan.units if document.audience.admits(unit)), None)
    unit = unit or next(iter(plan.units), None)
    kind = _KINDS.get(code)
    if unit is None or kind is None:
        return document.title
    template = compile_packet(plan, [templates / document.template])
    subject = _subject_in(template.render(PacketFields(plan).of(unit)))
    is_of_unit = any(match_key(name) in match_key(subject) for name in names_of(unit))
    return document.title if not subject or is_of_unit else f"{kind} {subject}"


def _subject_in(letter: bytes) -> str:
    """Return the subject of a letter, known by its style, else by its first words; "" without one."""
    package = parse_package(letter, "")
    styles = _styles_of(package)
    for paragraph in parse_xml(package.document.blob).iter(qn("w:p")):
        style = paragraph.find(qn("w:pPr/w:pStyle"))
        if style is not None and styles.name_of(style.get(qn("w:val"), "")) in _SUBJECT_STYLES:
            return _words_of("".join(text.text or " " for text in paragraph.iter(qn("w:t"), qn("w:br"))))
    heads = [clean(passage.text) for passage in read_passages(letter)[:_HEAD]]
    return next((_words_of(text) for text in heads if _SUBJECT.match(text)), "")


def _styles_of(package: Package) -> StyleSheet:
    name = package.first("styles")
    return StyleSheet(parse_xml(package.parts[name].blob) if name else None)


def _words_of(text: str) -> str:
    return " ".join(clean(text).split())
