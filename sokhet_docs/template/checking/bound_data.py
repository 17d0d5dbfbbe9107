"""A package → the parts with data that its pages show: by controls bound to it, by fields of variables."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.office.word_fields import iter_word_fields

_OF_FILE = frozenset({"{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}"})
"""The stores of the core and the extended properties."""


def shown_data(package: Package) -> frozenset[str]:
    """Return the names of the parts of data, and of the settings with variables, that a page shows."""
    stores = set(_iter_stores(package))
    own = dict(_iter_own_stores(package))
    shown = {name for name, store in own.items() if store in stores}
    if stores - set(own.values()) - _OF_FILE:  # Word looks for the data in every store
        shown |= own.keys()
    return frozenset(shown | set(_iter_variables(package)))


def _iter_stores(package: Package) -> Iterator[str]:
    """Yield the store of each binding; "" for one that names none."""
    for part in package.parts.values():
        if b"dataBinding" in part.blob and part.content_type.endswith("xml"):
            for binding in parse_xml(part.blob).iter("{*}dataBinding"):
                yield _attribute(binding, "storeItemID")


def _iter_own_stores(package: Package) -> Iterator[tuple[str, str]]:
    """Yield each part of data with its store; "" for one without an id."""
    for part in package.parts.values():
        for name in part.related("customXml"):
            if name in package.parts:
                yield name, _id_of(package, name)


def _id_of(package: Package, name: str) -> str:
    for properties in package.parts[name].related("customXmlProps"):
        if properties in package.parts:
            return _attribute(parse_xml(package.parts[properties].blob), "itemID")
    return ""


def _attribute(element: etree._Element, name: str) -> str:
    values = (value for key, value in element.items() if str(key).rpartition("}")[2] == name)
    return str(next(values, "")).upper()


def _iter_variables(package: Package) -> Iterator[str]:
    """Yield the settings, where a field shows a variable of them."""
    settings = [name for name in package.related("settings") if b"docVar" in package.parts[name].blob]
    for part in package.parts.values() if settings else ():
        if part.content_type.endswith("xml") and b"w:instr" in part.blob:
            names = {field.name for field in iter_word_fields(parse_xml(part.blob))}
            yield from settings if "DOCVARIABLE" in names else ()
