"""One template → what its authors left over in it: comments, tracked changes, protection; it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places, label_parts
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem, Severity

_TRACKED = tuple(
    qn(f"w:{name}")
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_REMARKS = qn("w:commentReference")
_OFF = frozenset({"0", "false", "off"})
_MAX_SPOTS = 3  # that one message names


def find_left_over(package: Package) -> Iterator[Problem]:
    """Yield a warning for each kind of thing that was left over in ``package``."""
    root = parse_xml(package.document.blob)
    if spots := _spots_of(root, (_REMARKS,)):
        yield _left(package, spots, "ghi chú bên lề (comment), mọi đơn vị sẽ thấy", "Hãy xóa các ghi chú.")
    if spots := [*_spots_of(root, _TRACKED), *_labels_with(package, _TRACKED)]:
        hint = "Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review)."
        yield _left(package, spots, "sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy", hint)
    for name in package.related("settings"):
        yield from _find_protection(package, parse_xml(package.parts[name].blob))


def _left(package: Package, spots: Sequence[str], what: str, hint: str) -> Problem:
    shown = "; ".join(dict.fromkeys(spots[:_MAX_SPOTS]))
    return Problem(Place(package.file, shown), f"Mẫu còn {what}.", hint, Severity.WARNING)


def _spots_of(root: etree._Element, tags: tuple[str, ...]) -> list[str]:
    if next(root.iter(*tags), None) is None:
        return []
    found = [
        spot for paragraph, spot in iter_places(root, "", P) if next(paragraph.iter(*tags), None) is not None
    ]
    return list(dict.fromkeys(found)) or [""]


def _labels_with(package: Package, tags: tuple[str, ...]) -> Iterator[str]:
    labels = label_parts(parse_xml(package.document.blob), package.document.relationships)
    for name, label in labels.items():
        if name in package.parts and next(parse_xml(package.parts[name].blob).iter(*tags), None) is not None:
            yield label


def _find_protection(package: Package, settings: etree._Element) -> Iterator[Problem]:
    protection = settings.find(qn("w:documentProtection"))
    if protection is not None and protection.get(qn("w:enforcement"), "0") not in _OFF:
        yield Problem(
            Place(package.file), "Mẫu đang bị khóa sửa (Restrict Editing), đơn vị có thể không điền được.",
            "Nếu không cố ý, hãy bỏ khóa trong Word (Review).", Severity.WARNING,
        )  # fmt: skip
    tracking = settings.find(qn("w:trackRevisions"))
    if tracking is not None and tracking.get(qn("w:val"), "1") not in _OFF:
        yield Problem(
            Place(package.file), "Mẫu đang bật Track Changes: mọi chữ đơn vị điền sẽ bị ghi là sửa đổi.",
            "Hãy tắt Track Changes rồi lưu lại.", Severity.WARNING,
        )  # fmt: skip
