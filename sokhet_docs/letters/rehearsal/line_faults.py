"""A printed document → where its letterhead or a title is not broken by sense, is cut, or has no air."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations

from sokhet_docs.letters.rehearsal.paragraphs import Role
from sokhet_docs.letters.rehearsal.printed_documents import PrintedDocument, PrintedParagraph
from sokhet_docs.letters.rehearsal.printed_lines import PrintedLine
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.line_breaks import leads_on, parts_word
from sokhet_docs.text.vietnamese import framed_words, match_key
from sokhet_docs.workbook import FACTS_SHEET

_MIN_AIR = 4.0  # mm between the columns of a letterhead: about three spaces
_WHERE = {Role.LETTERHEAD: "Đầu văn bản", Role.TITLE: "Tên loại, trích yếu"}
_IN_CELL = "Bấm Alt+Enter ở chỗ cần xuống dòng, trong ô “{}” của trang “{}”."
_OF_UNIT = (
    "Bấm Alt+Enter ở chỗ cần xuống dòng, trong ô “Cấp ủy” của trang “Đơn vị”; "
    "mẫu phải dùng thẻ {{ don_vi.cap_uy_tung_dong }}."
)
_IN_TEMPLATE = "Trong mẫu, bấm Shift+Enter ở chỗ cần xuống dòng; nếu là thẻ thì dùng |can_dong."
_WIDEN = "Trong mẫu, thu hẹp cột bên trái, hoặc ngắt tên cơ quan làm nhiều dòng hơn."
_HEIGHT = "Trong mẫu, bấm vào hàng bảng này, mở Table Properties, Row: đổi “Exactly” thành “At least”."


def find_line_faults(document: PrintedDocument) -> Iterator[Problem]:
    """Yield a warning for each paragraph that is badly broken or cut, and for a letterhead without air."""
    for printed in document.framed:
        if printed.missing:
            yield _problem(document, printed.page, _cut(printed), _HEIGHT)
        elif reasons := list(dict.fromkeys(_iter_reasons(printed, document.names))):
            where = _WHERE.get(printed.paragraph.role, "Chữ ký")
            message = f"{where}, {'; '.join(reasons)}: {_as_printed(printed)}."
            yield _problem(document, printed.page, message, _how_to_break(document, printed.words))
    yield from _find_touching(document)


def _how_to_break(document: PrintedDocument, words: Sequence[str]) -> str:
    """Return what to do about a line break: one that the clerk typed into the workbook's cell wins."""
    said = framed_words(" ".join(words))
    for value, label in document.labels.items():
        if said in framed_words(value):
            return _IN_CELL.format(label, FACTS_SHEET)
    return _OF_UNIT if said in framed_words(document.committee) else _IN_TEMPLATE


def _iter_reasons(printed: PrintedParagraph, names: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with each line break that Word made."""
    words = printed.words
    *breaks, _ = accumulate(len(line.words) for line in printed.lines)
    for at in breaks:
        if name := _name_cut(words, at, names):
            yield f"tên “{name}” bị cắt làm hai dòng"
        elif parts_word(words, at):
            yield f"chữ “{words[at - 1]} {words[at]}” bị cắt làm hai dòng"
        elif at == len(words) - 1:
            yield f"chữ “{words[at]}” đứng một mình ở dòng cuối"
        elif leads_on(words, at):
            yield f"có dòng kết thúc bằng “{words[at - 1]}”"


def _name_cut(words: Sequence[str], at: int, names: Sequence[str]) -> str:
    """Return which of ``names`` a line break before the word ``at`` cuts; "" for none."""
    for name in names:
        count = len(name.split())
        for start in range(max(0, at - count + 1), min(at, len(words) - count + 1)):
            found = " ".join(words[start : start + count]).rstrip(",.;")
            if match_key(found) == match_key(name):
                return found
    return ""


def _as_printed(printed: PrintedParagraph) -> str:
    return f"“{' / '.join(map(str, printed.lines))}”"


def _cut(printed: PrintedParagraph) -> str:
    whole, missing = " ".join(printed.words), " ".join(printed.missing)
    lost = "không in ra" if printed.missing == printed.words else f"bị cắt, thiếu “{missing}”"
    return f"Hàng bảng quá thấp, “{whole}” {lost}."


def _find_touching(document: PrintedDocument) -> Iterator[Problem]:
    """Yield a warning for the letterhead of each page whose columns are nearest, when that is too near."""
    nearest: dict[int, tuple[float, PrintedLine, PrintedLine]] = {}
    cells = [each for each in document.framed if each.paragraph.role is Role.LETTERHEAD and not each.missing]
    for one, other in combinations(cells, 2):
        if one.paragraph.column == other.paragraph.column or one.paragraph.row != other.paragraph.row:
            continue
        for left, right in ((a, b) for a in one.lines for b in other.lines if a.is_beside(b)):
            found = (right.left - left.right, left, right)
            nearest[left.page] = min(nearest.get(left.page, found), found, key=lambda pair: pair[0])
    for page, (air, left, right) in nearest.items():
        if air < _MIN_AIR:
            message = f"Hai cột đầu văn bản sát nhau: “{left}” và “{right}”."
            yield _problem(document, page, message, _WIDEN)


def _problem(document: PrintedDocument, page: int, message: str, hint: str) -> Problem:
    place = Place(document.file, f"{document.title}, trang {page + 1}")
    return Problem(place, message, hint, Severity.WARNING)
