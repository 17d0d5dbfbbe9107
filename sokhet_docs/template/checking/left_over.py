"""One template → what its authors left over in it: comments, tracked changes, protection; it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from sokhet_docs.office.docx_places import P, iter_places
from sokhet_docs.office.namespaces import qn
from sokhet_docs.office.package import Package
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template.composing.merged_settings import has_setting
from sokhet_docs.template.composing.page_counts import page_count_is_of_file

_TRACKED = tuple(
    qn(f"w:{name}")
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
        "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_REMARKS = qn("w:commentReference")
_MAX_SPOTS = 3  # that one message names


def find_left_over(package: Package) -> Iterator[Problem]:
    """Yield a warning for each kind of thing that was left over in ``package``."""
    root = parse_xml(package.document.blob)
    if spots := _spots_of(root, (_REMARKS,)):
        what = "Mẫu còn ghi chú bên lề (comment), mọi đơn vị sẽ thấy."
        yield _warning(package, what, "Hãy xóa các ghi chú.", spots)
    if spots := [*_spots_of(root, _TRACKED), *_labels_with(package, _TRACKED)]:
        what = "Mẫu còn sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy."
        yield _warning(package, what, "Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review).", spots)
    if page_count_is_of_file(package):
        what = "Mẫu có nhiều phần (section) nên trường NUMPAGES sẽ đếm số trang của cả tệp gửi đơn vị."
        yield _warning(package, what, "Nếu cần số trang riêng của mẫu, hãy để mẫu chỉ có một phần.")
    for name in package.related("settings"):
        yield from _find_settings(package, package.parts[name].blob)


def _warning(package: Package, message: str, hint: str, spots: Sequence[str] = ()) -> Problem:
    shown = "; ".join(dict.fromkeys(spots[:_MAX_SPOTS]))
    return Problem(Place(package.file, shown), message, hint, Severity.WARNING)


def _spots_of(root: etree._Element, tags: tuple[str, ...]) -> list[str]:
    if not _has(root, tags):
        return []
    found = (spot for paragraph, spot in iter_places(root, "", P) if _has(paragraph, tags))
    return list(dict.fromkeys(found)) or [""]


def _labels_with(package: Package, tags: tuple[str, ...]) -> Iterator[str]:
    for name, label in package.labels().items():
        if label and name in package.parts and _has(parse_xml(package.parts[name].blob), tags):
            yield label


def _has(root: etree._Element, tags: tuple[str, ...]) -> bool:
    return next(root.iter(*tags), None) is not None


def _find_settings(package: Package, settings: bytes) -> Iterator[Problem]:
    if has_setting(settings, "documentProtection", "enforcement", "0"):
        what = "Mẫu đang bị khóa sửa (Restrict Editing), đơn vị có thể không điền được."
        yield _warning(package, what, "Nếu không cố ý, hãy bỏ khóa trong Word (Review).")
    if has_setting(settings, "trackRevisions"):
        what = "Mẫu đang bật Track Changes: mọi chữ đơn vị điền sẽ bị ghi là sửa đổi."
        yield _warning(package, what, "Hãy tắt Track Changes rồi lưu lại.")
