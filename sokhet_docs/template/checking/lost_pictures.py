"""One template → the pictures that Word lost in it: their place is there, their file is not."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package, Part
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem
from sokhet_docs.template.checking.spots import iter_users, spot_of_relationship

_HINT = "Hãy xóa hình này rồi chèn lại."
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DRAWINGS, _NAMED = (f"{_DRAWING}inline", f"{_DRAWING}anchor"), f"{_DRAWING}docPr"


def find_lost_pictures(package: Package) -> Iterator[Problem]:
    """Yield an error for each picture that is shown but lost."""
    for part in package.parts.values():
        for rel in filter(package.is_lost, part.relationships):
            spot = spot_of_relationship(package, part.name, rel)
            message = f"Hình{_name_of(part, rel)} đã mất, tệp mẫu không còn giữ nó."
            yield Problem(Place(package.file, spot), message, _HINT)


def _name_of(part: Part, rel: Relationship) -> str:
    """Return the name that Word gave to a picture, within quotation marks; "" without one."""
    users = iter_users(parse_xml(part.blob), rel.id) if part.content_type.endswith("xml") else iter(())
    for user in users:
        drawing: etree._Element | None = next(user.iterancestors(*_DRAWINGS), None)
        named = None if drawing is None else drawing.find(_NAMED)
        if named is not None and (name := named.get("name")):
            return f" “{name}”"
    return ""
