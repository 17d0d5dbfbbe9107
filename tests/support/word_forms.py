"""Returned forms as Word and the units leave them: text in the content controls, and whatever else is done.

`fill_in` copies a form with some fields filled in; an edit is a function on the XML of a part, given to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.plan import Plan, Unit
from tests.support.archives import edit_part
from tests.support.docx_builder import NS as NS
from tests.support.docx_builder import W as W
from tests.support.environment import TEMPLATES

BODY = "word/document.xml"
Edit = Callable[[etree._Element], None]


def write_form(path: Path, plan: Plan, unit: Unit, *templates: str) -> Path:
    """Write to ``path`` what the sample's ``templates`` (none named: the report alone) give for ``unit``."""
    names = templates or ("bao-cao.docx",)
    template = compile_packet(plan, [TEMPLATES / name for name in names])
    path.write_bytes(template.render(PacketFields(plan).of(unit)))
    return path


def fill_in(source: Path, target: Path, answers: Mapping[str, str], *edits: Edit) -> Path:
    """Copy ``source`` to ``target`` with ``answers`` (see `type_into`) by their tags, the ``edits`` done."""

    def edit(root: etree._Element) -> None:
        for tag, text in answers.items():
            type_into(control(root, tag), text)
        for further in edits:
            further(root)

    return edit_xml(source, target, BODY, edit)


def edit_xml(source: Path, target: Path, part: str, edit: Edit) -> Path:
    """Copy the .docx ``source`` to ``target`` with the XML of one of its parts edited."""

    def edit_bytes(content: bytes) -> bytes:
        root = etree.fromstring(content)
        edit(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    target.write_bytes(edit_part(source.read_bytes(), part, edit_bytes))
    return target


def without_identifier(source: Path, target: Path) -> Path:
    """Copy ``source`` without the identifier in its properties."""

    def edit(root: etree._Element) -> None:
        for identifier in root.findall("{http://purl.org/dc/elements/1.1/}identifier"):
            root.remove(identifier)

    return edit_xml(source, target, "docProps/core.xml", edit)


def control(root: etree._Element, tag: str) -> etree._Element:
    """Return the first control that bears ``tag``."""
    return next(found for found in root.iter(f"{W}sdt") if _tag_of(found) == tag)


def _tag_of(control: etree._Element) -> str | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return None if tag is None else tag.get(f"{W}val")


def type_into(control: etree._Element, text: str) -> None:
    """Type ``text`` into a control, a line a paragraph; a text that begins with ``<w:`` goes in as it is."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    assert properties is not None
    assert content is not None
    for prompt in properties.findall(f"{W}showingPlcHdr"):
        properties.remove(prompt)
    if text.startswith("<w:"):
        content[:] = _parse(text)
    elif content.find(f"{W}p") is not None:
        content[:] = [paragraph(line) for line in text.split("\n")]
    else:
        content[:] = [run(text)]


def xml(text: str) -> etree._Element:
    """Return the element that ``text`` writes, ``w:`` being WordprocessingML."""
    (element,) = _parse(text)
    return element


def _parse(text: str) -> list[etree._Element]:
    spaces = (
        f'xmlns:w="{NS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return list(etree.fromstring(f"<x {spaces}>{text}</x>"))


def run(text: str, properties: str = "") -> etree._Element:
    """Return a run; ``properties`` is the content of its rPr."""
    made = xml(f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve"/></w:r>')
    made[1].text = text
    return made


def paragraph(text: str, properties: str = "") -> etree._Element:
    """Return a paragraph; ``properties`` is the content of its pPr."""
    made = xml(f"<w:p><w:pPr>{properties}</w:pPr></w:p>")
    made.append(run(text))
    return made


def find_paragraph(root: etree._Element, text: str) -> etree._Element:
    """Return the last paragraph that reads ``text``: a packet's outline has the report's headings too.

    Whichever of its spaces hold a line together.
    """
    wanted = text.replace("\u00a0", " ")
    found = [element for element in root.iter(f"{W}p") if words_of(element) == wanted]
    assert found, f"no paragraph {text!r}"
    return found[-1]


def words_of(element: etree._Element) -> str:
    """Return the words in ``element``, with plain spaces for those that hold a line together."""
    return "".join(text.text or "" for text in element.iter(f"{W}t")).replace("\u00a0", " ")


def around(element: etree._Element, name: str) -> etree._Element:
    """Return the nearest element called ``name`` around ``element``."""
    return next(element.iterancestors(f"{W}{name}"))


def remove(element: etree._Element) -> None:
    """Take ``element`` out of its parent."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def delete_row(tag: str) -> Edit:
    """Delete the table row of the field ``tag``."""
    return lambda root: remove(around(control(root, tag), "tr"))


def rename(old: str, new: str) -> Edit:
    """Write ``new`` in place of the last paragraph that reads ``old``."""

    def edit(root: etree._Element) -> None:
        found = find_paragraph(root, old)
        for text in found.iter(f"{W}t"):
            text.text = ""
        next(found.iter(f"{W}t")).text = new

    return edit


def unwrap(*prefixes: str) -> Edit:
    """Delete every control and bookmark whose name begins with one of ``prefixes``, keeping the words."""

    def edit(root: etree._Element) -> None:
        for found in list(root.iter(f"{W}sdt")):
            if (_tag_of(found) or "").startswith(prefixes):
                content = found.find(f"{W}sdtContent")
                _replace(found, [] if content is None else list(content))
        for mark in list(root.iter(f"{W}bookmarkStart")):
            if mark.get(f"{W}name", "").startswith(prefixes):
                remove(mark)

    return edit


def delete_bookmarks(root: etree._Element) -> None:
    """Delete every bookmark."""
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        remove(mark)


def _replace(element: etree._Element, others: Sequence[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = others


def control_around(name: str, tag: str, inner_tag: str) -> Edit:
    """Put a control called ``tag`` around the element ``name`` (tc, tr, p) of the field ``inner_tag``.

    The field's own control and bookmark go away, its words stay.
    """

    def edit(root: etree._Element) -> None:
        inside = around(control(root, inner_tag), name)
        unwrap(inner_tag)(root)
        wrapper = xml(f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent/></w:sdt>')
        moved = deepcopy(inside)
        wrapper[1].append(moved)
        _replace(inside, [wrapper])

    return edit


def nest(tag: str) -> Edit:
    """Put another control, of a unit's own, around the control called ``tag``."""

    def edit(root: etree._Element) -> None:
        inner = control(root, tag)
        outer = xml('<w:sdt><w:sdtPr><w:tag w:val="khac"/></w:sdtPr><w:sdtContent/></w:sdt>')
        outer[1].append(deepcopy(inner))
        _replace(inner, [outer])

    return edit
