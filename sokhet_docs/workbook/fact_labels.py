"""Labels of the sheet ``Kế hoạch`` → the keys by which facts are found, and own lines that may be a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sokhet_docs.text.vietnamese import match_key
from sokhet_docs.workbook.columns import Column
from sokhet_docs.workbook.fact_lines import FACTS
from sokhet_docs.workbook.header_meanings import columns_meant
from sokhet_docs.workbook.table_cell import TableCell

_SIGNS = re.compile(r"[,;:]")


# The words of other labels for a fact, all of which such a label has in any order.
_MEANINGS = {
    "number": ("số kế hoạch",),
    "day": ("ngày ban hành", "ngày ký"),
    "rule_set": ("thể thức",),
    "issuer.superior": ("cấp trên",),
    "issuer.body": ("cơ quan ban hành",),
    "issuer.code": ("ký hiệu",),
    "issuer.place": ("địa danh", "nơi ban hành", "nơi ký"),
    "issuer.through": ("đầu mối", "nhận báo cáo"),
    "issuer.contact": ("liên hệ", "người phụ trách"),
    "subject.occasion": ("dịp", "nội dung"),
    "subject.work": ("loại việc",),
    "subject.basis": ("căn cứ",),
    "texts.muc_dich": ("mục đích", "yêu cầu"),
    "texts.luu_y_thanh_phan": ("thành phần",),
    "texts.luu_y_hoi_nghi": ("lưu ý hội nghị",),
    "report_deadline": ("hạn báo cáo", "hạn nộp", "hạn gửi", "ngày nộp", "ngày gửi"),
    "conference_deadline": ("hạn hội nghị", "hạn họp", "hạn tổ chức"),
    "issuer_conference.deadline": ("hạn hội nghị cấp", "hạn hội nghị khối"),
    "issuer_conference.time": (
        "thời gian hội nghị", "ngày hội nghị", "giờ hội nghị", "thời gian họp", "ngày họp",
    ),
    "issuer_conference.place": ("địa điểm", "nơi họp", "nơi hội nghị"),
    "signatory.authority": ("quyền hạn", "thẩm quyền"),
    "signatory.position": ("chức vụ ký", "chức danh"),
    "signatory.name": ("người ký",),
}  # fmt: skip
_MEANT = [Column(fact.label, fact.name, meaning=_MEANINGS.get(fact.name, ())) for fact in FACTS]


def label_key(label: str) -> str:
    """Return the match key of ``label``; that of a fact's label where only commas or colons differ."""
    bare = _bare(label)
    return _KEYS.get(bare, bare)


def _bare(label: str) -> str:
    return match_key(_SIGNS.sub(" ", label))


_KEYS = {_bare(label): match_key(label) for fact in FACTS for label in fact.all_labels}


def facts_meant(known: Mapping[str, TableCell], added: Mapping[str, TableCell]) -> dict[str, str]:
    """Return the label of the clerk's own line that may mean each missing or blank fact, by its name.

    ``known`` are the values of the facts by name, ``added`` those of the clerk's own lines by label.
    """
    filled = [label for label, value in added.items() if value.cell]
    there = {name for name, value in known.items() if value.cell}
    return columns_meant(_MEANT, there, filled) if filled else {}


def ask_about_blanks(
    known: Mapping[str, TableCell], added: Mapping[str, TableCell], meant: Mapping[str, str]
) -> None:
    """Ask about the lines that may mean a fact whose own line is blank."""
    for name, label in meant.items():
        if name in known:
            blank = known[name]
            message = f"Mục “{blank.label}” để trống, còn mục “{label}” có giá trị mà không được tính."
            added[label].warning(message, f"Nếu cùng một việc, hãy chép sang ô {blank.place.cell}.")
