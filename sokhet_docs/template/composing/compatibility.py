"""The templates of packets → those whose tables move there: a packet has one compatibility mode, the first's.

Word up to 2010 lets the text of a table begin where that of the page does, Word since 2013 its border; a
table that is centred, to the right, floating or with a margin of 0 in its cells stands alike in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from lxml import etree

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package, read_package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem, Severity, TemplateError
from sokhet_docs.text.vietnamese import joined

_WORD_2007, _WORD_2013 = 12, 15  # modes; a file that names none has the former
_ELSEWHERE = frozenset({"center", "right", "end"})
_TABLE, _VAL, _WIDTH = qn("w:tbl"), qn("w:val"), qn("w:w")
_OLD = "chế độ tương thích của Word 2010 trở về trước"
_CONVERT = (
    "Mở mẫu này bằng Word, bấm Tệp (File), Thông tin (Info), Chuyển đổi (Convert), xem lại các bảng rồi lưu; "
    "hoặc căn giữa bảng."
)


def find_moved_tables(packets: Iterable[Sequence[Path]]) -> list[Problem]:
    """Return a warning for each template whose mode moves tables in packets of these templates.

    The one of Word 2010 or before is to be converted; a file that cannot be read gives none here.
    """
    several = [packet for packet in packets if len(packet) > 1]
    packages = {path: package for path in dict.fromkeys(chain(*several)) if (package := _read(path))}
    is_new = {path: _mode(package) >= _WORD_2013 for path, package in packages.items()}
    has_tables = {path: _has_tables_at_left(package) for path, package in packages.items()}
    old: dict[Path, None] = {}
    moved: dict[Path, dict[str, None]] = {}
    for first, *others in ([path for path in packet if path in packages] for packet in several):
        unlike = [path for path in others if is_new[path] != is_new[first] and has_tables[path]]
        if is_new[first]:
            old |= dict.fromkeys(unlike)
        elif unlike:
            moved.setdefault(first, {}).update(dict.fromkeys(path.name for path in unlike))
    return [*map(_old_one, old), *_old_firsts(moved)]


def _read(path: Path) -> Package | None:
    try:
        return read_package(path)
    except TemplateError:
        return None


def _mode(package: Package) -> int:
    name = package.first("settings")
    settings = () if name is None else parse_xml(package.parts[name].blob).iter(qn("w:compatSetting"))
    said = (each.get(_VAL, "") for each in settings if each.get(qn("w:name")) == "compatibilityMode")
    return next((int(mode) for mode in said if mode.isdecimal()), _WORD_2007)


def _has_tables_at_left(package: Package) -> bool:
    styles = package.first("styles")
    sheet = StyleSheet(None if styles is None else parse_xml(package.parts[styles].blob))
    names = (package.main, *package.related("header"), *package.related("footer"))
    return any(_stands_at_left(table, sheet) for name in names for table in _iter_tables(package, name))


def _iter_tables(package: Package, name: str) -> Iterator[etree._Element]:
    """Yield the tables of a part but those within others: these stand alike in every mode."""
    for table in parse_xml(package.parts[name].blob).iter(_TABLE):
        if next(table.iterancestors(_TABLE), None) is None:
            yield table


def _stands_at_left(table: etree._Element, sheet: StyleSheet) -> bool:
    own = table.find(qn("w:tblPr"))
    named = None if own is None else own.find(qn("w:tblStyle"))
    style = sheet.default_style_id("table") if named is None else named.get(_VAL)
    inherited = (found.find(qn("w:tblPr")) for found in sheet.lineage(style or ""))
    lineage = [properties for properties in (own, *inherited) if properties is not None]
    if _first(lineage, "tblpPr") is not None:
        return False
    where = _first(lineage, "jc")
    margin = _first(lineage, "tblCellMar/w:left", "tblCellMar/w:start")
    is_elsewhere = where is not None and where.get(_VAL) in _ELSEWHERE
    return not is_elsewhere and (margin is None or margin.get(_WIDTH, "0") != "0")


def _first(lineage: Iterable[etree._Element], *names: str) -> etree._Element | None:
    found = (properties.find(qn(f"w:{name}")) for properties in lineage for name in names)
    return next((each for each in found if each is not None), None)


def _old_one(path: Path) -> Problem:
    message = (
        f"Mẫu theo {_OLD}, khác mẫu đầu của tệp gửi đơn vị. Mỗi tệp chỉ có một chế độ, nên trong tệp ấy "
        "các bảng của mẫu này lệch sang phải khoảng 2 mm."
    )
    return Problem(Place(path.name), message, _CONVERT, Severity.WARNING)


def _old_firsts(moved: Mapping[Path, Iterable[str]]) -> Iterator[Problem]:
    for path, names in moved.items():
        message = (
            f"Mẫu đứng đầu tệp gửi đơn vị mà theo {_OLD}. Mỗi tệp chỉ có một chế độ, nên trong tệp ấy "
            f"các bảng của {joined(names)} lệch sang trái khoảng 2 mm."
        )
        yield Problem(Place(path.name), message, _CONVERT, Severity.WARNING)
