"""The styles and settings of an OpenDocument spreadsheet → what they say of how its cells are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import SafeZip
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.text.raised_signs import Height
from sokhet_docs.workbook.reading.number_format import NumberFormat, parse
from sokhet_docs.workbook.reading.ods_formats import FORMAT_STYLES, read_format
from sokhet_docs.workbook.reading.ods_names import TABLE, ods_name

_STYLE, _SETTING = ods_name("style:style"), ods_name("config:config-item")
_STRIKES = ("style:text-line-through-style", "style:text-line-through-type")
_SETTINGS_OF_SHEET = ods_name("config:config-item-map-entry")
_STYLE_NAME, _SETTING_NAME = ods_name("style:name"), ods_name("config:name")


@dataclass(frozen=True)
class OdsStyles:
    """What the styles say, each by its name.

    ``fonts`` are the old Vietnamese ones; ``struck`` says of the styles that say so whether text is struck
    through; ``heights`` are of those that raise or lower it; ``unseen`` write white on white; ``formats`` are
    those of numbers and days; ``hidden_tables`` the styles whose tables are hidden.
    ``zeros`` says by a sheet's name ("": all others) whether it shows them.
    """

    fonts: Mapping[str, str]
    struck: Mapping[str, bool]
    heights: Mapping[str, Height]
    unseen: frozenset[str]
    formats: Mapping[str, NumberFormat]
    hidden_tables: frozenset[str]
    zeros: Mapping[str, bool]

    def shows_zeros(self, sheet: str) -> bool:
        """Return whether the sheet called ``sheet`` shows zeros."""
        return self.zeros.get(sheet, self.zeros.get("", True))


@dataclass
class _Found:
    """What has been read so far; ``format_names`` says which format each style has or inherits."""

    fonts: dict[str, str] = field(default_factory=dict)
    struck: dict[str, bool] = field(default_factory=dict)
    heights: dict[str, Height] = field(default_factory=dict)
    colors: dict[str, tuple[str, str]] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    format_names: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def add(self, style: etree._Element) -> None:
        name = style.get(_STYLE_NAME, "")
        if style.tag != _STYLE:
            self.codes[name] = read_format(style, self.codes)
            return
        if font := _old_font(style):
            self.fonts[name] = font
        parent = style.get(ods_name("style:parent-style-name"), "")
        strike = _strike(style)
        if (strike := self.struck.get(parent) if strike is None else strike) is not None:
            self.struck[name] = strike
            self.struck.setdefault(style.get(ods_name("style:display-name"), name), strike)
        self.colors[name] = _colors(style, self.colors.get(parent, ("", "")))
        if height := _height(style):
            self.heights[name] = height
        inherited = self.format_names.get(parent, "")
        if format_name := style.get(ods_name("style:data-style-name"), inherited):
            self.format_names[name] = format_name
        properties = style.find(ods_name("style:table-properties"))
        if properties is not None and properties.get(ods_name("table:display")) == "false":
            self.hidden.add(name)

    def unseen(self) -> frozenset[str]:
        """Return the styles that write white on white."""
        white, blank = "#ffffff", {"", "transparent", "#ffffff"}
        return frozenset(
            name for name, (text, back) in self.colors.items() if text == white and back in blank
        )


def read_ods_styles(archive: SafeZip) -> OdsStyles:
    """Return what the styles and settings in ``archive`` say. Raises what its parts raise."""
    found = _Found()
    for style in _iter_styles(archive):
        found.add(style)
    formats = {
        style: parse(code) for style, name in found.format_names.items() if (code := found.codes.get(name))
    }
    return OdsStyles(
        found.fonts,
        found.struck,
        found.heights,
        found.unseen(),
        formats,
        frozenset(found.hidden),
        _zeros(archive),
    )


def _iter_styles(archive: SafeZip) -> Iterator[etree._Element]:
    for part in ("styles.xml", "content.xml"):
        if part not in archive:
            continue
        with archive.open(part) as chunks:
            for style in iter_elements(archive.within_limits(chunks), (_STYLE, *FORMAT_STYLES, TABLE)):
                if style.tag == TABLE:
                    break  # the styles stand before the tables
                yield style


def _old_font(style: etree._Element) -> str:
    properties = style.find(ods_name("style:text-properties"))
    if properties is None:
        return ""
    named = properties.get(ods_name("style:font-name")) or properties.get(ods_name("fo:font-family")) or ""
    font = named.strip("'\"")
    return font if is_legacy_font(font) else ""


def _strike(style: etree._Element) -> bool | None:
    """Return whether a style strikes its text through; None when it says nothing of that."""
    properties = style.find(ods_name("style:text-properties"))
    found = () if properties is None else (properties.get(ods_name(name)) for name in _STRIKES)
    said = [value for value in found if value]
    return any(value != "none" for value in said) if said else None


def _colors(style: etree._Element, inherited: tuple[str, str]) -> tuple[str, str]:
    """Return the colours of a style's text and of the cell behind it, "" where none is named."""
    text = style.find(ods_name("style:text-properties"))
    cell = style.find(ods_name("style:table-cell-properties"))
    color = None if text is None else text.get(ods_name("fo:color"))
    back = None if cell is None else cell.get(ods_name("fo:background-color"))
    return (color or inherited[0]).lower(), (back or inherited[1]).lower()


def _height(style: etree._Element) -> Height | None:
    """Return where a style puts its text: "super 58%", "-33% 58%"; None in the line."""
    properties = style.find(ods_name("style:text-properties"))
    said = "" if properties is None else properties.get(ods_name("style:text-position"), "")
    position = said.split(" ")[0]
    if position in {"", "0%", "0"}:
        return None
    return Height.LOWERED if position.startswith(("-", "sub")) else Height.RAISED


def _zeros(archive: SafeZip) -> dict[str, bool]:
    """Return whether zeros are shown, by the names of the sheets; "" stands for the file's own setting."""
    if "settings.xml" not in archive:
        return {}
    zeros: dict[str, bool] = {}
    with archive.open("settings.xml") as chunks:
        for item in iter_elements(archive.within_limits(chunks), (_SETTING,)):
            if item.get(_SETTING_NAME) == "ShowZeroValues":
                of = item.getparent()
                sheet = of.get(_SETTING_NAME, "") if of is not None and of.tag == _SETTINGS_OF_SHEET else ""
                zeros[sheet] = item.text != "false"
    return zeros
