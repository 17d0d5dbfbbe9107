"""The settings, font tables and placeholder texts of several documents → those of their packet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from sokhet_docs.office.namespaces import OFF, qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml, xml_bytes
from sokhet_docs.template.composing.ignorable import with_ignorable
from sokhet_docs.template.composing.ordered_children import child_of

# Settings that hold for a whole file; the packet has one that any document has. After each, the settings that
# may stand before it (their order is fixed).
_BEFORE_MIRROR = """writeProtection view zoom removePersonalInformation removeDateAndTime
    doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth
    printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData"""
_BEFORE_EVEN = """mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter
    gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign
    attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView
    trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme
    styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
    showEnvelope summaryLength clickAndTypeStyle defaultTableStyle"""
_MERGED = {
    "mirrorMargins": frozenset(_BEFORE_MIRROR.split()),
    "evenAndOddHeaders": frozenset(f"{_BEFORE_MIRROR} {_BEFORE_EVEN}".split()),
}
_BEFORE_ENDNOTES = """evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
    drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
    displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin
    drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne
    strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema
    saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly
    useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults
    footnotePr"""
_PROTECTION = ("writeProtection", "documentProtection")


def has_setting(blob: bytes | None, name: str, attribute: str = "val", otherwise: str = "1") -> bool:
    """Return whether the setting ``name`` is on in a settings part (None: the document has no such part).

    Its ``attribute`` says so; where that is missing, ``otherwise`` does.
    """
    if blob is None or name.encode() not in blob:
        return False
    found = parse_xml(blob).find(qn(f"w:{name}"))
    return found is not None and found.get(qn(f"w:{attribute}"), otherwise) not in OFF


def merged_settings(blob: bytes, others: Sequence[bytes], *, ends_sections: bool = False) -> bytes | None:
    """Return the first document's settings and whatever ``others`` switch on; None when they add nothing.

    ``ends_sections``: endnotes stand at the ends of sections. A protection that not all documents have is
    left out: the report form has to be filled in.
    """
    wanted = [name for name in _MERGED if any(has_setting(other, name) for other in others)]
    missing = [name for name in wanted if not has_setting(blob, name)]
    root = parse_xml(blob)
    protected = [found for name in _PROTECTION for found in root.findall(qn(f"w:{name}"))]
    unlike = [found for found in protected if not all(_has_equal(found, other) for other in others)]
    if not missing and not ends_sections and not unlike:
        return None
    for found in unlike:
        root.remove(found)
    for name in missing:
        _switch(root, name, on=True)
    if ends_sections:
        _end_sections(root)
    return xml_bytes(root)


def _has_equal(setting: etree._Element, other: bytes) -> bool:
    found = parse_xml(other).find(str(setting.tag))
    return found is not None and sorted(found.items()) == sorted(setting.items())


def _end_sections(root: etree._Element) -> None:
    """Let endnotes stand at the ends of sections."""
    before = f"{_BEFORE_MIRROR} {_BEFORE_EVEN} {_BEFORE_ENDNOTES}".split()
    notes = child_of(root, "endnotePr", tuple(before))
    child_of(notes, "pos", ()).set(qn("w:val"), "sectEnd")


def _switch(root: etree._Element, name: str, *, on: bool) -> None:
    """Switch the setting ``name`` of a file on, or take it away."""
    for old in root.findall(qn(f"w:{name}")):
        root.remove(old)
    if on:
        position = sum(1 for child in root if etree.QName(child).localname in _MERGED[name])
        root.insert(position, etree.Element(qn(f"w:{name}")))


def set_mirrored(package: Package, *, on: bool) -> None:
    """Let the margins of all documents of ``package`` be mirrored on back pages, or not."""
    for name in package.related("settings"):
        part = package.parts[name]
        if has_setting(part.blob, "mirrorMargins") == on:
            continue
        root = parse_xml(part.blob)
        _switch(root, "mirrorMargins", on=on)
        package.put(part.with_blob(xml_bytes(root)))


def merged_fonts(blob: bytes, others: Iterable[bytes]) -> bytes:
    """Return the first document's font table with the others' fonts, their embedded files left out."""
    root = parse_xml(blob)
    names = {font.get(qn("w:name")) for font in root}
    for table in map(parse_xml, others):
        root = with_ignorable(root, table)
        for font in list(table):
            if font.get(qn("w:name")) not in names:
                names.add(font.get(qn("w:name")))
                root.append(_without_files(deepcopy(font)))
    return xml_bytes(root)


def _without_files(font: etree._Element) -> etree._Element:
    for child in list(font):
        if etree.QName(child).localname.startswith("embed"):
            font.remove(child)
    return font


def add_placeholders(glossary: etree._Element, addition: etree._Element, number: int) -> dict[str, str]:
    """Add the building blocks of ``addition``, that of document ``number``; return new names for taken ones.

    An equal block is shared.
    """
    renamed: dict[str, str] = {}
    blocks = glossary.find(qn("w:docParts"))
    new_blocks = addition.find(qn("w:docParts"))
    if new_blocks is None:
        return renamed
    if blocks is None:
        glossary.append(deepcopy(new_blocks))
        return renamed
    known = {_block_name(block): _canonical(block) for block in blocks}
    for block in new_blocks:
        name = _block_name(block)
        if known.get(name) == _canonical(block):
            continue
        copy = deepcopy(block)
        if name in known:
            renamed[name] = f"{name}-{number}"
            copy.find(qn("w:docPartPr/w:name")).set(qn("w:val"), renamed[name])  # type: ignore[union-attr]
        blocks.append(copy)
    return renamed


def _canonical(block: etree._Element) -> bytes:
    return etree.tostring(block, method="c14n", exclusive=True, with_tail=False)


def _block_name(block: etree._Element) -> str:
    name = block.find(qn("w:docPartPr/w:name"))
    return "" if name is None else name.get(qn("w:val"), "")
