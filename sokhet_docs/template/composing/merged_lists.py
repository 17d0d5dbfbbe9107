"""The lists of several documents → one numbering part, under new ids, so that each list starts at 1."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.ignorable import with_ignorable

_VAL, _NUM_ID, _ABSTRACT_ID = qn("w:val"), qn("w:numId"), qn("w:abstractNumId")
_ABSTRACT, _NUM, _NSID = qn("w:abstractNum"), qn("w:num"), qn("w:nsid")


class MergedLists:
    """A numbering part to which those of other documents are added."""

    def __init__(self, blob: bytes) -> None:
        self.root = parse_xml(blob)

    def add(self, blob: bytes) -> dict[str, str]:
        """Add the numberings of ``blob``; return their new ids by their old ones.

        Bullets that are pictures are not taken along: the level keeps its character.
        """
        own = parse_xml(blob)
        self.root = with_ignorable(self.root, own)
        abstract_offset = _highest(self.root, _ABSTRACT, _ABSTRACT_ID) + 1
        offset = _highest(self.root, _NUM, _NUM_ID)
        num_ids: dict[str, str] = {"0": "0"}
        for abstract in own.iterfind(_ABSTRACT):
            self._add_abstract(deepcopy(abstract), abstract_offset)
        for num in own.iterfind(_NUM):
            old = num.get(_NUM_ID, "0")
            num_ids[old] = str(int(old) + offset)
            self._add_num(deepcopy(num), num_ids[old], abstract_offset)
        return num_ids

    def _add_abstract(self, abstract: etree._Element, offset: int) -> None:
        number = int(abstract.get(_ABSTRACT_ID, "0")) + offset
        abstract.set(_ABSTRACT_ID, str(number))
        for nsid in abstract.iterfind(_NSID):
            # Word takes two lists of one nsid for the same list.
            nsid.set(_VAL, f"{(int(nsid.get(_VAL, '0'), 16) + number) % 0xFFFFFFFF:08X}")
        for bullet in list(abstract.iter(qn("w:lvlPicBulletId"))):
            parent = bullet.getparent()
            if parent is not None:
                parent.remove(bullet)
        position = sum(1 for child in self.root if child.tag in (_ABSTRACT, qn("w:numPicBullet")))
        self.root.insert(position, abstract)

    def _add_num(self, num: etree._Element, num_id: str, abstract_offset: int) -> None:
        num.set(_NUM_ID, num_id)
        for abstract in num.iterfind(_ABSTRACT_ID):
            abstract.set(_VAL, str(int(abstract.get(_VAL, "0")) + abstract_offset))
        position = sum(1 for child in self.root if etree.QName(child).localname != "numIdMacAtCleanup")
        self.root.insert(position, num)

    def rename_styles(self, first: int, styles: dict[str, str]) -> None:
        """Rename the styles in abstract numberings whose id is ``first`` or more."""
        for abstract in self.root.iterfind(_ABSTRACT):
            if int(abstract.get(_ABSTRACT_ID, "0")) >= first:
                for link in abstract.iter(qn("w:pStyle"), qn("w:styleLink"), qn("w:numStyleLink")):
                    link.set(_VAL, styles.get(link.get(_VAL, ""), link.get(_VAL, "")))

    @property
    def next_abstract(self) -> int:
        """Return the id that the next abstract numbering gets."""
        return _highest(self.root, _ABSTRACT, _ABSTRACT_ID) + 1


def _highest(root: etree._Element, tag: str, attribute: str) -> int:
    least = -1 if tag == _ABSTRACT else 0
    return max((int(element.get(attribute, "0")) for element in root.iterfind(tag)), default=least)
