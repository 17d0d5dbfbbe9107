"""A conference's papers → what the clerk should know of them: blanks, names too long, what was not made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sokhet_docs.letters import is_blank, letter_number
from sokhet_docs.plan import Plan
from sokhet_docs.printing.conference.fields import BLANK_SHEET, INVITATION_CODE, cards_for, unnamed_groups
from sokhet_docs.printing.conference.groups import Group, Meeting, meetings, uncounted
from sokhet_docs.printing.conference.name_cards import fit_name
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.template import PlainTag
from sokhet_docs.text.vietnamese import first_few, lower_first
from sokhet_docs.vocabulary import GUEST_INVITATION_TEMPLATE, NAME_CARDS_TEMPLATE

COMMON_INVITATION = "giay-moi-chung.docx"
_MAX_NAMED = 5  # guests or groups in one line


def find_blanks(tags: Sequence[PlainTag], papers: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Problem]:
    """Return a warning for each of ``tags`` that prints nothing in some of ``papers`` (whose, fields)."""
    problems = []
    for tag in tags:
        blank = [whose for whose, fields in papers if is_blank(fields, tag.field)]
        if blank:
            listed = first_few(blank, _MAX_NAMED, "; …", "; ")
            message = f"{tag.typed} in ra chỗ trống ở {len(blank)} tệp: {listed}."
            hint = "Hãy điền vào bảng tính; hoặc dùng |de_trong để in dấu chấm, {% if %} để bỏ cả câu."
            problems.append(Problem(tag.place, message, hint, Severity.WARNING))
    return problems


def find_unfit(groups: Sequence[Group]) -> list[Problem]:
    """Return a warning that names the guests whose name is too long for the smallest letters of a card."""
    names = [guest.name for guest in cards_for(groups) if not fit_name(guest.name).fits]
    if not names:
        return []
    listed = first_few(names, _MAX_NAMED, "; …", "; ")
    message = f"Tên dài quá, cỡ chữ nhỏ nhất cũng không vừa thẻ: {listed}."
    hint = "Viết gọn tên ở trang “Đại biểu”, hoặc sửa tay thẻ ấy."
    return [Problem(Place(NAME_CARDS_TEMPLATE), message, hint, Severity.WARNING)]


def notes_on(plan: Plan, meeting: Meeting, groups: Sequence[Group]) -> Iterator[str]:
    """Yield what is left to the pen, and what was not made."""
    held = meeting.conference
    open_facts = [label for label, value in (("thời gian", held.time), ("địa điểm", held.place)) if not value]
    if open_facts:
        yield f"Chưa có {' và '.join(open_facts)} hội nghị: giấy mời chừa chỗ điền tay."
    yield from _notes_on_guests(plan, meeting, groups)
    if not meeting.programme:
        yield "Trang “Chương trình” chưa có dòng nào của hội nghị này: không làm chuong-trinh.docx."
    if number := _own_number(plan, meeting):
        yield f"Giấy mời {number}: lệnh registers không ghi vào sổ, hãy ghi tay vào Sổ đăng ký văn bản đi."


def _notes_on_guests(plan: Plan, meeting: Meeting, groups: Sequence[Group]) -> Iterator[str]:
    if not groups:
        yield (
            "Tệp Excel chưa ghi thành phần, đại biểu nào của hội nghị này: giấy mời chừa chỗ ghi người được "
            f"mời, danh sách điểm danh để {BLANK_SHEET} dòng trống."
        )
    if not meeting.guests:
        yield "Chưa có đại biểu nào có tên: không làm giấy mời riêng và thẻ tên."
        yield from _note_on_others(plan, meeting)
    elif declined := sum(group.declined for group in groups):
        yield f"{declined} đại biểu báo vắng: không làm thẻ tên, không tính chỗ ngồi."
    if common := unnamed_groups(groups) if meeting.guests else []:
        names = first_few([_with_unnamed(group) for group in common], _MAX_NAMED, "; …", "; ")
        yield f"Chưa có đủ tên, mời chung ở {COMMON_INVITATION}: {names}."
    if open_groups := uncounted(groups):
        names = first_few(open_groups, _MAX_NAMED, "; …", "; ")
        yield f"Chưa tính chỗ ngồi, vì trang “Thành phần” chưa ghi số lượng: {names}."


def _with_unnamed(group: Group) -> str:
    return f"{group.name} (còn {group.unnamed} người)" if group.named else group.name


def _own_number(plan: Plan, meeting: Meeting) -> str:
    """Return number and code of the invitation where it has a number of its own, else ""."""
    row = None if meeting.unit else plan.document_of(GUEST_INVITATION_TEMPLATE)
    if not row or not row.number:
        return ""
    return lower_first(letter_number(plan, row.number, INVITATION_CODE))


def _note_on_others(plan: Plan, meeting: Meeting) -> Iterator[str]:
    """Yield whose the guests are, where none is of this conference: a blank column may not be meant so."""
    others = [each for each in meetings(plan) if each.guests and each.holder != meeting.holder]
    if others:
        listed = "; ".join(f"{each.holder} ({len(each.guests)})" for each in others[:_MAX_NAMED])
        yield f"Các đại biểu đã ghi là của hội nghị khác: {listed}; xem cột “Hội nghị” của trang “Đại biểu”."
