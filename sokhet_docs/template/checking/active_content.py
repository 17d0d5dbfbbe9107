"""One template → what in it acts by itself, and would go out to every unit; it is refused.

A file fetched from elsewhere, a field that runs a program or brings a file in, a macro, an object of another
program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.office.word_fields import WordField, iter_word_fields
from sokhet_docs.problems import Place, Problem

_OUTSIDE = {
    "attachedTemplate": "tệp mẫu gắn kèm (attached template)",
    "image": "hình",
    "oleObject": "đối tượng OLE",
    "subDocument": "tài liệu con",
    "externalLink": "bảng tính",
}
_NORMAL = (
    "Hãy chọn lại mẫu Normal trong Word (Developer ▸ Document Template) hoặc chép nội dung sang tệp mới."
)
_MACROS = ("macro", "Hãy lưu lại ở dạng .docx không có macro.")
_TOOLBAR = ("thanh công cụ tự chạy", "Hãy lưu lại bằng Word trên máy không có thanh công cụ này.")
_BUTTON = ("nút điều khiển ActiveX", "Hãy xóa nút này.")
_OBJECT = ("đối tượng của chương trình khác (OLE)", "Hãy dán lại dưới dạng hình hoặc bảng.")
_ADD_IN = ("tiện ích web (Add-in)", "Hãy gỡ tiện ích khỏi mẫu rồi lưu lại.")
_INSIDE = {
    "vbaProject": _MACROS, "wordVbaData": _MACROS, "keyMapCustomizations": _MACROS,
    "extensibility": _TOOLBAR, "userCustomization": _TOOLBAR, "attachedToolbars": _TOOLBAR,
    "control": _BUTTON, "activeXControlBinary": _BUTTON,
    "oleObject": _OBJECT, "package": _OBJECT,
    "aFChunk": ("tệp khác chèn nguyên vào (altChunk)", "Hãy mở mẫu bằng Word rồi lưu lại."),
    "webextension": _ADD_IN, "webextensiontaskpanes": _ADD_IN,
}  # fmt: skip
_DATA_OF_CHARTS = "charts/"  # a chart keeps its figures in a workbook
_RUNNING = frozenset({
    "DDE", "DDEAUTO", "LINK", "EMBED", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD",
    "PRINT", "MACROBUTTON", "ASK", "FILLIN", "HTMLACTIVEX", "HTMLCONTROL", "CONTROL", "ADDIN",
})  # fmt: skip
_NO_MACRO = "MACROBUTTON NOMACRO"  # a usual way to write a prompt
_CODE = re.compile(rb'<w:instrText[^>]*>([^<]*)<|w:instr="([^"]*)"|w:fldCharType="(begin|end)"')
_REL_IDS = tuple(qn(f"r:{name}") for name in ("id", "embed", "link", "pict", "dm", "href"))


def find_active_content(package: Package) -> Iterator[Problem]:
    """Yield an error for each piece of active content: what it is, and where."""
    for name, rel in _iter_relationships(package):
        what, hint = _INSIDE.get(rel.kind, ("", ""))
        if rel.external:
            what = f"{_OUTSIDE.get(rel.kind, 'nội dung')} lấy từ bên ngoài tệp: {rel.target}"
            hint = _NORMAL if rel.kind == "attachedTemplate" else "Hãy chèn hẳn vào mẫu hoặc bỏ liên kết."
        yield _problem(package, _spot_of(package, name, rel), what, hint)
    for name, field in _iter_running_fields(package):
        what = f"trường {field.name} của Word" if field.name in _RUNNING else "trường của Word có tên bị che"
        hint = "Hãy thay trường này bằng chữ thường."
        yield _problem(package, _spot_of_element(package, name, field.elements[0]), what, hint)


def _problem(package: Package, spot: str, what: str, hint: str) -> Problem:
    message = f"Mẫu có {what}, sẽ tự chạy hoặc tự tải ở máy đơn vị."
    return Problem(Place(package.file, spot), message, hint)


def _iter_relationships(package: Package) -> Iterator[tuple[str, Relationship]]:
    """Yield each relationship that leads to active content, with the name of its part."""
    owners = {"": package.relationships} | {part.name: part.relationships for part in package.parts.values()}
    for name, relationships in owners.items():
        for rel in relationships:
            of_chart = rel.kind == "package" and _DATA_OF_CHARTS in name
            if (rel.kind != "hyperlink") if rel.external else (rel.kind in _INSIDE and not of_chart):
                yield name, rel


def _iter_running_fields(package: Package) -> Iterator[tuple[str, WordField]]:
    for part in package.parts.values():
        if part.content_type.endswith("xml") and _may_run(part.blob):
            for field in iter_word_fields(parse_xml(part.blob)):
                if _runs(field):
                    yield part.name, field


def _may_run(blob: bytes) -> bool:
    """Tell whether any field of a part may run, without parsing it: nearly none does."""
    found = _CODE.findall(blob)
    codes = b"".join(b"".join(pair[:2]) for pair in found).upper()
    depths = accumulate({b"begin": 1, b"end": -1}.get(sign, 0) for *_, sign in found)
    return any(name.encode() in codes for name in _RUNNING) or max(depths, default=0) > 1


def _runs(field: WordField) -> bool:
    if " ".join(field.code.upper().split()).startswith(_NO_MACRO):
        return False
    return field.name in _RUNNING or field.is_masked


def _spot_of(package: Package, name: str, rel: Relationship) -> str:
    """Return the place of what uses ``rel``, a relationship of the part ``name``; "" where none is known."""
    if not name or not package.parts[name].content_type.endswith("xml"):
        return ""
    root = parse_xml(package.parts[name].blob)
    users = (one for one in root.iter(etree.Element) if rel.id in map(one.get, _REL_IDS))
    user = next(users, None)
    return "" if user is None else _spot_of_element(package, name, user)


def _spot_of_element(package: Package, name: str, element: etree._Element) -> str:
    label = package.labels().get(name)
    if label is None:
        return f"phần {name}"
    root = element.getroottree().getroot()
    around = {element, *element.iterancestors()}
    spots = [spot for one, spot in iter_places(root, label, P) if one in around]
    return spots[-1] if spots else label
