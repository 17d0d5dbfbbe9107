"""The styles and settings of an OpenDocument spreadsheet → what they say of how its cells are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from sokhet_docs.office.looks import Look, is_white
from sokhet_docs.office.safe_xml import iter_elements
from sokhet_docs.office.safe_zip import SafeZip
from sokhet_docs.text.legacy_encodings import is_legacy_font
from sokhet_docs.workbook.reading.number_format import NumberFormat, parse
from sokhet_docs.workbook.reading.ods_formats import FORMAT_STYLES, read_format
from sokhet_docs.workbook.reading.ods_names import TABLE, ods_name

_STYLE, _SETTING = ods_name("style:style"), ods_name("config:config-item")
_STRIKES = ("style:text-line-through-style", "style:text-line-through-type")
_SETTINGS_OF_SHEET = ods_name("config:config-item-map-entry")
_STYLE_NAME, _SETTING_NAME = ods_name("style:name"), ods_name("config:name")


class Saying(NamedTuple):
    """What a style says of its text; None or "" where it says nothing, and the style around it counts.

    ``height`` is that of its letters above the line: ``super``, ``sub``, ``33%``, ``-25%``.
    """

    struck: bool | None = None
    white: bool | None = None
    height: str = ""

    def within(self, around: Saying) -> Saying:
        """Return what counts where this stands within ``around``."""
        return Saying(
            around.struck if self.struck is None else self.struck,
            around.white if self.white is None else self.white,
            self.height or around.height,
        )

    def look(self, *, on_colour: bool) -> Look:
        """Return how the text looks, in a cell with a colour or in a white one."""
        if self.struck:
            return Look.STRUCK
        if self.white and not on_colour:
            return Look.UNSEEN
        if self.height in ("", "0%"):
            return Look.PLAIN
        return Look.LOWERED if self.height == "sub" or self.height.startswith("-") else Look.RAISED


@dataclass(frozen=True)
class OdsStyles:
    """What the styles say, each by its name.

    ``fonts`` are the old Vietnamese ones; ``sayings`` are those of the styles that say how text looks;
    ``grounds`` says of those that say so whether their cells have a colour; ``formats`` are those of numbers
    and days, None where no code says what they do; ``hidden_tables`` the styles whose tables are hidden.
    ``zeros`` says by a sheet's name ("": all others) whether it shows them.
    """

    fonts: Mapping[str, str]
    sayings: Mapping[str, Saying]
    grounds: Mapping[str, bool]
    formats: Mapping[str, NumberFormat | None]
    hidden_tables: frozenset[str]
    zeros: Mapping[str, bool]

    def shows_zeros(self, sheet: str) -> bool:
        """Return whether the sheet called ``sheet`` shows zeros."""
        return self.zeros.get(sheet, self.zeros.get("", True))


@dataclass
class _Found:
    """What has been read so far; ``format_names`` says which format each style has or inherits."""

    fonts: dict[str, str] = field(default_factory=dict)
    sayings: dict[str, Saying] = field(default_factory=dict)
    grounds: dict[str, bool] = field(default_factory=dict)
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
        ground = _ground(style)
        if (saying := _saying_of(style).within(self.sayings.get(parent, Saying()))) != Saying():
            self.sayings[name] = saying
            self.sayings.setdefault(style.get(ods_name("style:display-name"), name), saying)
        if (ground := self.grounds.get(parent) if ground is None else ground) is not None:
            self.grounds[name] = ground
        inherited = self.format_names.get(parent, "")
        if format_name := style.get(ods_name("style:data-style-name"), inherited):
            self.format_names[name] = format_name
        properties = style.find(ods_name("style:table-properties"))
        if properties is not None and properties.get(ods_name("table:display")) == "false":
            self.hidden.add(name)


def read_ods_styles(archive: SafeZip) -> OdsStyles:
    """Return what the styles and settings in ``archive`` say. Raises what its parts raise."""
    found = _Found()
    for style in _iter_styles(archive):
        found.add(style)
    formats = {
        style: parse(found.codes[name]) if found.codes[name] else None
        for style, name in found.format_names.items()
        if name in found.codes
    }
    hidden = frozenset(found.hidden)
    return OdsStyles(found.fonts, found.sayings, found.grounds, formats, hidden, _zeros(archive))


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


def _saying_of(style: etree._Element) -> Saying:
    """Return what a style says of its text."""
    properties = style.find(ods_name("style:text-properties"))
    if properties is None:
        return Saying()
    strikes = [value for name in _STRIKES if (value := properties.get(ods_name(name)))]
    colour = properties.get(ods_name("fo:color"), "")
    return Saying(
        any(value != "none" for value in strikes) if strikes else None,
        is_white(colour.removeprefix("#")) if colour else None,
        properties.get(ods_name("style:text-position"), "").partition(" ")[0],
    )


def _ground(style: etree._Element) -> bool | None:
    """Return whether a style's cells have a colour; None when it says nothing of that."""
    properties = style.find(ods_name("style:table-cell-properties"))
    colour = None if properties is None else properties.get(ods_name("fo:background-color"))
    return None if colour is None else colour != "transparent" and not is_white(colour.removeprefix("#"))


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
