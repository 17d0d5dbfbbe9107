"""Notes on the cells of an .xlsx sheet: the comments part, and the drawing without which Excel shows none."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.workbook.marking.xlsx_parts import Parts
from sokhet_docs.workbook.reading.sheets import column_letters

AUTHOR = "sokhet-docs"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = (
    "urn:schemas-microsoft-com:vml",
    "urn:schemas-microsoft-com:office:office",
    "urn:schemas-microsoft-com:office:excel",
)
_EMPTY_DRAWING = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>"""
_SHAPE = """<v:shape xmlns:v="{v}" xmlns:o="{o}" xmlns:x="{x}" id="{name}" type="#_x0000_t202"
 style="position:absolute;width:220pt;height:{height}pt;z-index:1;visibility:hidden"
 fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>
<x:Anchor>{left}, 12, {top}, 4, {right}, 60, {bottom}, 8</x:Anchor><x:AutoFill>False</x:AutoFill>
<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
# What a worksheet may hold after its legacyDrawing, in the schema's order.
_AFTER_DRAWING = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}


def add_notes(parts: Parts, sheet_part: str, notes: Mapping[tuple[int, int], str]) -> None:
    """Put ``notes``, by row and column, on the sheet; a cell that has a note keeps it above the new text."""
    sheet = parts.xml(sheet_part)
    namespace = sheet.tag.rpartition("}")[0] + "}"
    comments = _comments(parts, sheet_part, namespace)
    author = _author(comments, namespace)
    listed = _child(comments, f"{namespace}commentList")
    old = {entry.get("ref"): entry for entry in listed}
    fresh = []
    for (row, column), text in sorted(notes.items()):
        reference = f"{column_letters(column)}{row}"
        if reference in old:
            _add_text(old[reference], namespace, f"\n{text}")
        else:
            entry = etree.SubElement(listed, f"{namespace}comment", ref=reference, authorId=author)
            _add_text(entry, namespace, text)
            fresh.append((row, column, text))
    _draw(parts, sheet_part, fresh)


def _comments(parts: Parts, sheet_part: str, namespace: str) -> etree._Element:
    name = parts.related(sheet_part, "comments")
    if name is None:
        name = parts.free_name("xl/commentsMarked{}.xml")
        parts.relate(sheet_part, name, "comments")
        parts.declare(name, _COMMENTS_TYPE)
    return parts.xml(name, f'<comments xmlns="{namespace[1:-1]}"/>'.encode())


def _child(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(tag)
    return etree.SubElement(parent, tag) if found is None else found


def _author(comments: etree._Element, namespace: str) -> str:
    """Return the number of our author in the list of authors, entered when it is not there."""
    authors = _child(comments, f"{namespace}authors")
    names = [entry.text for entry in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{namespace}author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _add_text(entry: etree._Element, namespace: str, text: str) -> None:
    run = etree.SubElement(_child(entry, f"{namespace}text"), f"{namespace}r")
    words = etree.SubElement(run, f"{namespace}t")
    words.text = text
    words.set(qn("xml:space"), "preserve")


def _draw(parts: Parts, sheet_part: str, fresh: list[tuple[int, int, str]]) -> None:
    if not fresh:
        return
    drawing = _drawing(parts, sheet_part)
    taken = {shape.get("id") for shape in drawing.iter(f"{{{_V}}}shape")}
    numbers = (number for number in range(1025, 10_000_000) if f"_x0000_s{number}" not in taken)
    for row, column, text in fresh:
        lines = 1 + len(text) // 38
        shape = _SHAPE.format(
            v=_V, o=_O, x=_X, name=f"_x0000_s{next(numbers)}", height=15 * lines + 12, row=row - 1,
            column=column - 1, left=column, right=column + 3, top=max(0, row - 2), bottom=row + lines,
        )  # fmt: skip
        drawing.append(etree.fromstring(shape))


def _drawing(parts: Parts, sheet_part: str) -> etree._Element:
    """Return the drawing of the sheet's notes, made when there is none."""
    sheet = parts.xml(sheet_part)
    namespace = sheet.tag.rpartition("}")[0] + "}"
    anchor = sheet.find(f"{namespace}legacyDrawing")
    if anchor is not None:
        return parts.xml(parts.target(sheet_part, anchor.get(qn("r:id"), "")))
    name = parts.free_name("xl/drawings/vmlDrawingMarked{}.vml")
    parts.declare(name, _VML_TYPE)
    relation = parts.relate(sheet_part, name, "vmlDrawing")
    anchor = etree.Element(f"{namespace}legacyDrawing", {qn("r:id"): relation})
    after = [index for index, child in enumerate(sheet) if etree.QName(child).localname in _AFTER_DRAWING]
    sheet.insert(after[0] if after else len(sheet), anchor)
    return parts.xml(name, _EMPTY_DRAWING.encode())
