"""The root of a part → one that also lets Word pass over what the root of an added part lets it pass over.

ECMA-376 part 3, 7.2: the namespaces that ``mc:Ignorable`` names by their prefixes need not be understood.
"""

from __future__ import annotations

from typing import cast

from lxml import etree

_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


def with_ignorable(root: etree._Element, added: etree._Element) -> etree._Element:
    """Return ``root`` with the ignorable namespaces of ``added``; a new element where it lacks one."""
    missing = set(_ignorable_in(added)) - set(_ignorable_in(root))
    if not missing:
        return root
    namespaces = dict(root.nsmap)
    prefixes = [_prefix_for(name, added, namespaces) for name in sorted(missing)]
    start = cast("dict[str, str]", namespaces)  # None, of the default namespace, may be a prefix too
    new = etree.Element(root.tag, {str(name): str(value) for name, value in root.attrib.items()}, nsmap=start)
    new.set(_IGNORABLE, " ".join([*root.get(_IGNORABLE, "").split(), *prefixes]))
    new.extend(list(root))
    return new


def _ignorable_in(root: etree._Element) -> list[str]:
    prefixes = root.get(_IGNORABLE, "").split()
    return [root.nsmap[prefix] for prefix in prefixes if prefix in root.nsmap]


def _prefix_for(name: str, added: etree._Element, namespaces: dict[str | None, str]) -> str:
    """Return the prefix of the namespace ``name`` in ``namespaces``, to which it is added if need be."""
    known = next((prefix for prefix, other in namespaces.items() if prefix and other == name), None)
    if known:
        return known
    prefix = next(prefix for prefix, other in added.nsmap.items() if prefix and other == name)
    while prefix in namespaces:
        prefix += "x"
    namespaces[prefix] = name
    return prefix
