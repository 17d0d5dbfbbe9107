"""What the workbook asks, against what the templates' report form asks → what only one of them has.

Of the form itself, fields that were copied with their tag, controls without one, and fields that nobody will
read are told too.

The form counts: a return is read, and the consolidated report made, by what was sent. So nothing here stops
a run; it is told, because nobody would see it before the returns are in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from sokhet_docs.letters.packets import Packet, Variant
from sokhet_docs.letters.rendering import compile_letters
from sokhet_docs.office.docx_parts import read_parts
from sokhet_docs.office.safe_zip import DAMAGE, UnsafeArchiveError
from sokhet_docs.plan import Figure, Form, Plan, Section
from sokhet_docs.problems import Place, Problem, Severity, TemplateError
from sokhet_docs.template import read_form, repeated_tags, unread_tags, untagged_controls
from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook import FIGURES_SHEET, OUTLINE

_MAX_NAMED = 40  # sections or figures in one warning
_MAX_NAME = 60  # characters of what stands for a control
_NAMELESS = "ô không có tiêu đề"
_ADD_LOOP = "Mẫu báo cáo có sẵn in mọi dòng của trang này; hãy lấy lại mẫu ấy, hoặc thêm ô vào mẫu của mình."
_REPORTED = "Báo cáo tổng hợp vẫn in như mẫu đã gửi; muốn đề cương gửi kèm cũng có thì thêm vào trang này."
_NO_SHEET = "; sổ chưa có trang “{}”, hoặc trang ấy còn trống"
_COPY_SHEET = (
    "Báo cáo vẫn thu theo mẫu đã gửi; muốn sửa các câu hỏi bằng Excel thì chép trang ấy và mẫu báo cáo từ một"
    " bộ có sẵn (sokhet-docs init --kit so-ket)."
)
_OTHER_WORDS = "Báo cáo tổng hợp in theo mẫu đã gửi; hãy sửa cho hai nơi như nhau."

_OTHER_CODE = "Hãy sửa thẻ (Tag) của ô trong mẫu, hoặc ghi mã ấy vào cột “Mã”, cho hai nơi là một."
_REPEATED = "Mẫu có {} thẻ (Tag) mà nhiều ô nhập cùng mang"
_UNREAD = "Mẫu có {} ô nhập mà khi thu báo cáo không đọc được"
_ELSEWHERE = (
    "Đặt ô vào thân báo cáo, không đặt ở đầu trang, chân trang hay hộp chữ; ô số liệu mang thẻ sl_mã_kỳ."
)
_OWN_TAG = (
    "Trong Word: chọn ô, Developer, Properties, đổi Tag cho mỗi ô một thẻ; để vậy thì các ô bị đọc làm một."
)
_UNTAGGED = "Mẫu có {} ô nhập không có thẻ (Tag)"
_GIVE_TAG = (
    "Trong Word: chọn ô, Developer, Properties, đặt cho mỗi ô một Tag riêng; để vậy thì chữ viết vào ô "
    "bị tính vào mục đứng trước."
)
_TOO_LARGE = "Mẫu làm ra văn bản quá lớn, báo cáo gửi về sẽ không đọc được"
_NEW_FILE = "Hãy làm lại mẫu trong một tệp Word mới: tệp này còn giữ quá nhiều kiểu (Styles) thừa."

_Difference = tuple[str, str, str]  # the templates, what is the matter, one name


def find_form_differences(plan: Plan, folder: Path, packets: Iterable[Packet]) -> list[Problem]:
    """Return a warning for each way in which some letter's form and the workbook differ.

    ``packets`` are those of the whole plan; of those with the same documents and questions one is rendered.
    One whose templates have a fault tells nothing here: other checks report that.
    """
    firsts: dict[Variant, Packet] = {}
    for packet in packets:
        firsts.setdefault(packet.variant, packet)
    found = (difference for packet in firsts.values() for difference in _differences(plan, folder, packet))
    return _to_problems(dict.fromkeys(found))


def _differences(plan: Plan, folder: Path, packet: Packet) -> list[_Difference]:
    try:
        renderer = compile_letters(plan, folder, [packet])
        docx = read_parts(renderer.render(packet), marks=True)
        form = read_form(docx, plan.figures) or Form()
    except UnsafeArchiveError:
        return [(", ".join(packet.templates), _TOO_LARGE, "")]
    except (TemplateError, OSError, *DAMAGE):
        return []
    documents, _ = renderer.form_variant(packet) or packet.variant
    templates = ", ".join(document.template for document in documents)
    repeated = ((_REPEATED, _with_titles(*found)) for found in repeated_tags(docx.document).items())
    unread = unread_tags(docx.document, docx.edges, form.tags) if form.tags else {}
    lost = ((_UNREAD, title or tag) for tag, title in unread.items())
    untagged = _untagged(docx.document) if form.tags else []
    of_form = (*repeated, *lost, *untagged)
    return [(templates, *found) for found in (*_iter_differences(form, packet, plan), *of_form)]


def _untagged(document: etree._Element) -> list[tuple[str, str]]:
    """Return what is the matter with each control without a tag: two that are called alike are numbered."""
    names: list[str] = []
    for title, words in untagged_controls(document):
        name = (title or " ".join(words) or _NAMELESS)[:_MAX_NAME]
        alike = sum(other == name or other.startswith(f"{name} (ô thứ ") for other in names)
        names.append(f"{name} (ô thứ {alike + 1})" if alike else name)
    return [(_UNTAGGED, name) for name in names]


def _with_titles(tag: str, titles: Iterable[str]) -> str:
    """Return what fields are called that have one tag: ``uu_diem” của “Ưu điểm”, “Hạn chế``."""
    return f"{tag}” của " + ", ".join(f"“{title or _NAMELESS}”" for title in titles)[:-1]


def _iter_differences(form: Form, packet: Packet, plan: Plan) -> Iterator[tuple[str, str]]:
    asked = [section for section in packet.asked.sections if section.answered]
    yield from _compare(("mục", OUTLINE), asked, plan.sections, form.answered)
    yield from _compare(("chỉ tiêu", FIGURES_SHEET), packet.asked.figures, plan.figures, form.figures)


def _compare(
    words: tuple[str, str],
    asked: Sequence[Section] | Sequence[Figure],
    known: Sequence[Section] | Sequence[Figure],
    printed: Sequence[Section] | Sequence[Figure],
) -> Iterator[tuple[str, str]]:
    """Yield what is ``asked`` of the unit and not ``printed``, printed and not ``known``, in other words.

    ``words`` are what they are called, and their sheet.
    """
    kind, sheet = words
    by_key = {item.key: item for item in printed}
    known_keys = {item.key for item in known}
    strange = {match_key(_name_of(item)): item.key for item in printed if item.key not in known_keys}
    for item in asked:
        if item.key not in by_key and (tag := strange.pop(match_key(_name_of(item)), "")):
            both = f"{_name_of(item)}”: “{tag}”, phải là “{item.key}"
            yield f"Mẫu ghi khác mã {{}} {kind} của trang “{sheet}”", both
        elif item.key not in by_key:
            yield f"Mẫu không hỏi {{}} {kind} của trang “{sheet}”", _name_of(item)
        elif match_key(_name_of(item)) != match_key(_name_of(by_key[item.key])):
            both = f"{_name_of(item)}” thành “{_name_of(by_key[item.key])}"
            yield f"Mẫu ghi {{}} {kind} của trang “{sheet}” bằng lời khác", both
    for item in printed:
        if item.key not in known_keys and match_key(_name_of(item)) in strange:
            lacks = f" mà trang “{sheet}” không có" if known else _NO_SHEET.format(sheet)
            yield f"Mẫu hỏi {{}} {kind}{lacks}", _name_of(item)


def _name_of(item: Section | Figure) -> str:
    return item.title if isinstance(item, Section) else item.full_label


def _to_problems(differences: Iterable[_Difference]) -> list[Problem]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for templates, message, name in differences:
        grouped.setdefault((templates, message), []).append(name)
    return [
        Problem(Place(templates), _message(message, names), _hint(message), Severity.WARNING)
        for (templates, message), names in grouped.items()
    ]


def _message(message: str, names: Sequence[str]) -> str:
    if _lacks_sheet(message) or message == _TOO_LARGE:
        return f"{message.format(len(names))}."
    listed = first_few([f"“{name}”" for name in names], _MAX_NAMED, "; và {} nữa", "; ")
    return f"{message.format(len(names))}: {listed}."


def _lacks_sheet(message: str) -> bool:
    return message.endswith(_NO_SHEET.partition("{}")[2])


def _hint(message: str) -> str:
    if _lacks_sheet(message):
        return _COPY_SHEET
    of_form = {_REPEATED: _OWN_TAG, _UNREAD: _ELSEWHERE, _UNTAGGED: _GIVE_TAG, _TOO_LARGE: _NEW_FILE}
    if message in of_form:
        return of_form[message]
    if message.startswith("Mẫu không hỏi"):
        return _ADD_LOOP
    if message.startswith("Mẫu ghi khác mã"):
        return _OTHER_CODE
    return _REPORTED if message.startswith("Mẫu hỏi") else _OTHER_WORDS
