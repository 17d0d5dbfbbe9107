"""An element or a relationship of a package → its place, in the words in which a person would say it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.namespaces import R
from sokhet_docs.office.opc import Relationship
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml

_REL_ID = f"{{{R}}}"


def spot_of_relationship(package: Package, name: str, rel: Relationship) -> str:
    """Return the place of what uses ``rel``, a relationship of the part ``name``; else that of the part."""
    if not name:
        return ""
    if not package.parts[name].content_type.endswith("xml"):
        return _label_of(package, name)
    user = next(iter_users(parse_xml(package.parts[name].blob), rel.id), None)
    return _label_of(package, name) if user is None else spot_of_element(package, name, user)


def _label_of(package: Package, name: str) -> str:
    label = package.labels().get(name)
    return f"phần {name}" if label is None else label


def iter_users(root: etree._Element, rel_id: str) -> Iterator[etree._Element]:
    """Yield each element that refers to the relationship ``rel_id`` of its part."""
    return (element for element in root.iter(etree.Element) if _uses(element, rel_id))


def _uses(element: etree._Element, rel_id: str) -> bool:
    return any(str(key).startswith(_REL_ID) and value == rel_id for key, value in element.items())


def spot_of_element(package: Package, name: str, element: etree._Element) -> str:
    """Return the place of ``element`` of the part ``name``."""
    label = package.labels().get(name)
    if label is None:
        return _label_of(package, name)
    root = element.getroottree().getroot()
    around = {element, *element.iterancestors()}
    spots = [spot for one, spot in iter_places(root, label, P) if one in around]
    return spots[-1] if spots else label
