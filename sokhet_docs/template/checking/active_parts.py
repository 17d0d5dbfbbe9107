"""The relationships of a package → those that lead to more than a letter needs: elsewhere, to macros.

Decided by the kinds of parts that are harmless, and by what the parts hold, not by what is known to act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.template.checking.addresses import acts
from sokhet_docs.template.checking.plain_pictures import is_picture, is_plain_drawing, is_plain_workbook

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
_MEDIA = ("phim hoặc âm thanh", "Hãy xóa phim hoặc âm thanh này.")
_KNOWN = {
    "vbaProject": _MACROS, "wordVbaData": _MACROS,
    "extensibility": _TOOLBAR, "userCustomization": _TOOLBAR, "attachedToolbars": _TOOLBAR,
    "control": _BUTTON, "activeXControlBinary": _BUTTON,
    "oleObject": _OBJECT, "package": _OBJECT,
    "aFChunk": ("tệp khác chèn nguyên vào (altChunk)", "Hãy mở mẫu bằng Word rồi lưu lại."),
    "webextension": _ADD_IN, "webextensiontaskpanes": _ADD_IN,
    "video": _MEDIA, "audio": _MEDIA, "media": _MEDIA,
}  # fmt: skip
"""What is named by what it is; anything else that is not harmless is told as a part that no letter needs."""

_KINDS = """
    officeDocument core-properties extended-properties custom-properties header footer footnotes
    endnotes comments commentsExtended commentsIds commentsExtensible people styles stylesWithEffects
    stylesWithtEffects settings webSettings fontTable numbering theme themeOverride glossaryDocument
    customXml customXmlProps chart chartEx chartStyle chartColorStyle chartUserShapes diagramData
    diagramLayout diagramQuickStyle diagramColors diagramDrawing txbx vmlDrawing intelligence
    documenttasks classificationlabels LabelInfo signature
"""
_TEXTS = frozenset(_KINDS.split())
_TEXT_TYPES = re.compile(
    r"(?:text/xml|application/(?:xml|inkml\+xml|vnd\.openxmlformats-(?:officedocument|package)\.[\w.-]+\+xml"
    r"|vnd\.ms-word\.stylesWithEffects\+xml|vnd\.openxmlformats-officedocument\.vmlDrawing"
    r"|vnd\.ms-office\.(?:chartstyle|chartcolorstyle|chartex|drawingml\.\w+|intelligence2?|documenttasks"
    r"|classificationlabels)\+xml))",
    re.IGNORECASE,
)
_PICTURES = frozenset({"image", "thumbnail", "hdphoto"})
_PICTURE_TYPE, _DRAWING_TYPE = re.compile(r"image/[\w.+-]+", re.IGNORECASE), "image/svg+xml"
_OFFICE = r"application/vnd\.openxmlformats-(?:officedocument|package)"
_OTHERS = {
    "font": re.compile(rf"{_OFFICE}\.obfuscatedFont|application/x-font[\w-]*|font/\w+"),
    "origin": re.compile(rf"{_OFFICE}\.digital-signature-origin"),
    "certificate": re.compile(rf"{_OFFICE}\.digital-signature-certificate"),
}
# The first bytes of a hidden font are as good as drawn by lot: only what none begins with by chance counts.
_HIDDEN_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_HIDDEN_PROGRAMS = (
    b"MZ\x90\x00", b"\x7fELF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"#!/", b"<?xm", b"<htm", b"<scr", b"<!DO",
)  # fmt: skip
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK", b"\xd0\xcf\x11\xe0", b"#!", b"<")
_OF_CHART = "charts/"  # a chart keeps its figures in a workbook
Active = tuple[str, Relationship, str, str]


def iter_active_relationships(package: Package) -> Iterator[Active]:
    """Yield each relationship that leads to active content: its part, itself, what that is, what to do."""
    owners = {"": package.relationships} | {part.name: part.relationships for part in package.parts.values()}
    for name, relationships in owners.items():
        for rel in relationships:
            if package.is_lost(rel):
                continue
            what, hint = _leads_out(rel) if rel.external else _leads_in(package, name, rel)
            if what:
                yield name, rel, what, hint


def _leads_out(rel: Relationship) -> tuple[str, str]:
    if rel.kind == "hyperlink":
        return (f"liên kết tự chạy: {rel.target}", "Hãy bỏ liên kết này.") if acts(rel.target) else ("", "")
    hint = _NORMAL if rel.kind == "attachedTemplate" else "Hãy chèn hẳn vào mẫu hoặc bỏ liên kết."
    return f"{_OUTSIDE.get(rel.kind, 'nội dung')} lấy từ bên ngoài tệp: {rel.target}", hint


def _leads_in(package: Package, name: str, rel: Relationship) -> tuple[str, str]:
    part = package.parts.get(rel.target)
    if part is None or rel.kind == "hyperlink":
        return "", ""
    if rel.kind == "package" and _OF_CHART in name:
        if is_plain_workbook(part.blob):
            return "", ""
        return (
            "bảng số liệu của biểu đồ không phải là tệp Excel thường",
            "Hãy vẽ lại biểu đồ hoặc dán dưới dạng hình.",
        )
    if rel.kind in _KNOWN:
        return _KNOWN[rel.kind]
    if rel.kind in _PICTURES:
        return _picture(part)
    if rel.kind in _TEXTS and _TEXT_TYPES.fullmatch(part.content_type):
        return "", ""
    types = _OTHERS.get(rel.kind)
    is_harmless = not part.blob or (types and types.fullmatch(part.content_type))
    programs = _HIDDEN_PROGRAMS if part.content_type == _HIDDEN_FONT else _PROGRAMS
    if types and is_harmless and not part.blob.startswith(programs):
        return "", ""
    return f"phần mà một văn bản không cần ({part.name})", "Hãy chép nội dung sang một tệp Word mới."


def _picture(part: Part) -> tuple[str, str]:
    """Return what is wrong with a picture that is none, or does more than show."""
    if part.content_type.lower() == _DRAWING_TYPE:
        if is_plain_drawing(part.blob):
            return "", ""
        return (
            f"hình SVG có mã lệnh hoặc lấy nội dung từ bên ngoài ({part.name})",
            "Hãy chèn lại hình dạng PNG.",
        )
    if _PICTURE_TYPE.fullmatch(part.content_type) and is_picture(part.blob):
        return "", ""
    return f"tệp không phải là hình, gắn như hình ({part.name})", "Hãy xóa hình này rồi chèn lại."
