"""A returned report against the form that was sent → what the unit changed outside its fields."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sokhet_docs.office.docx_blocks import Block, Line
from sokhet_docs.plan import ANNEX_TITLE, Form, period_title_key
from sokhet_docs.returns.account import Account
from sokhet_docs.returns.annex import Annex, AnnexRow
from sokhet_docs.returns.answers import FormChange
from sokhet_docs.returns.sent_words import SentWords, said
from sokhet_docs.text.vietnamese import match_key

_ALIKE = 0.6  # difflib's ratio from which one line counts as another one altered
_MAX_AHEAD = 50  # lines that were added before one that was altered
_END = " .:;"
_NUMBER = re.compile(r"\d+(?:\.\d+)+\.? ")
_PART = f"(?:{match_key('phần')} |{match_key('mục')} )?"
_FIRST_NUMBER = re.compile(rf"{_PART}(?:\d+(?:\.\d+)*[ .):/–-]+|(?:[ivxl]+|[a-zđ])[.):/–-]+ *)")
_ANNEX = "phụ lục số liệu"
_MAX_APART = 3  # changes of one kind that are told one by one
_LOST_LINE, _MOVED_LINE, _NUMBERED_LINE = "lost line", "moved line", "numbered otherwise"
_LOST_COLUMN, _RENAMED_COLUMN = "lost column", "renamed"
_LOST_ROW, _MOVED_ROW, _ADDED_ROW = "lost row", "moved row", "added row"
_MANY = {
    _LOST_LINE: ("đề mục", "{} dòng của mẫu bị xóa: {}."),
    _MOVED_LINE: ("đề mục", "{} dòng của mẫu bị chuyển chỗ: {}."),
    _NUMBERED_LINE: ("đề mục", "{} đề mục đánh số khác mẫu hoặc không gõ số: {}."),
    _LOST_COLUMN: (_ANNEX, "{} cột bị xóa: {}."),
    _RENAMED_COLUMN: (_ANNEX, "Tên {} cột bị sửa: {}."),
    _LOST_ROW: (_ANNEX, "{} hàng bị xóa: {}."),
    _MOVED_ROW: (_ANNEX, "{} hàng bị chuyển chỗ: {}."),
    _ADDED_ROW: (_ANNEX, "Có thêm {} hàng: {}."),
}


@dataclass(frozen=True, slots=True)
class _Change:
    # One change; many of one ``kind`` ("": of none) are told as one, by what each is about.
    change: FormChange
    kind: str = ""
    subject: str = ""


def find_form_changes(
    form: Form, fixed: Sequence[str], blocks: Sequence[Block], annex: Annex | None, account: Account
) -> tuple[FormChange, ...]:
    """Return what differs from ``form``: in the lines ``fixed`` that are left of it, and in its annex.

    ``blocks`` are the report's, for a picture in the annex's place. What ``account`` knows from the letter,
    or has told already, is no addition. Many changes of one kind are one.
    """
    changes = list(_iter_line_changes(form.lines, fixed))
    if annex:
        changes += _iter_column_changes(form.columns, annex, account)
        changes += _iter_row_changes(form.rows, annex, account.sent)
    elif form.rows:
        changes.append(_Change(FormChange(_ANNEX, _what_became_of_annex(blocks))))
    return tuple(_gathered(changes))


def _gathered(changes: Sequence[_Change]) -> Iterator[FormChange]:
    """Yield ``changes`` in their order, those of one kind as one at the first of them when they are many."""
    counts = Counter(one.kind for one in changes if one.kind)
    told = set[str]()
    for one in changes:
        if counts[one.kind] <= _MAX_APART:
            yield one.change
        elif one.kind not in told:
            told.add(one.kind)
            subjects = "; ".join(f"“{other.subject}”" for other in changes if other.kind == one.kind)
            place, sentence = _MANY[one.kind]
            yield FormChange(place, sentence.format(counts[one.kind], subjects))


_ONE = {"hình": "một hình"}


def _what_became_of_annex(blocks: Sequence[Block]) -> str:
    titles = [at for at, block in enumerate(blocks) if _is_annex_title(block)]
    behind = blocks[titles[-1] :] if titles else []
    pictures = (block.picture for block in behind if isinstance(block, Line) and block.picture)
    if picture := next(pictures, ""):
        return f"Biểu số liệu bị thay bằng {_ONE.get(picture, picture)}, không đọc được số."
    return "Không còn biểu số liệu."


def _is_annex_title(block: Block) -> bool:
    return isinstance(block, Line) and match_key(block.text) == match_key(ANNEX_TITLE)


def _iter_line_changes(expected: Sequence[str], actual: Sequence[str]) -> Iterator[_Change]:
    known, left = set(map(_key, expected)), set(map(_key, actual))
    for old, new in _pairs(expected, actual):
        if old is None and new is not None and _key(actual[new]) not in known:
            yield _Change(FormChange("đề mục", f"Có thêm dòng “{actual[new]}”."))
        elif old is not None:
            place = f"đề mục “{expected[old]}”"
            if new is not None:
                yield _altered_line(place, expected[old], actual[new])
            elif _key(expected[old]) in left:
                yield _Change(FormChange(place, "Dòng này bị chuyển chỗ."), _MOVED_LINE, expected[old])
            else:
                yield _Change(FormChange(place, "Dòng này bị xóa."), _LOST_LINE, expected[old])


def _altered_line(place: str, old: str, new: str) -> _Change:
    change = FormChange(place, f"Dòng này bị sửa thành “{new}”.")
    same_words = _without_number(old) == _without_number(new)
    return _Change(change, _NUMBERED_LINE if same_words else "", f"{old}” → “{new}")


def _without_number(text: str) -> str:
    key = _key(text)
    number = _FIRST_NUMBER.match(key)
    return key[number.end() :] if number else key


def _iter_column_changes(expected: Sequence[str], annex: Annex, account: Account) -> Iterator[_Change]:
    pairs = _pairs(expected, annex.columns, by_place=len(expected) == len(annex.columns))
    fields = [period.label if period else "" for period in annex.periods]
    for old, new in _joined_by_fields(pairs, expected, fields):
        if old is None and new is not None:
            # The outline does not know of a total's column, nor of a template's own.
            title = annex.columns[new]
            if said(title) and title not in account.columns and not account.sent.count(said(title)):
                yield _Change(FormChange(_ANNEX, f"Có thêm cột “{title}”."))
        elif old is not None:
            title = expected[old]
            place = f"{_ANNEX}, cột “{title}”"
            if new is None and _key(title) in map(_key, annex.columns):
                yield _Change(FormChange(place, "Cột này bị chuyển chỗ."))
            elif new is None:
                yield _Change(FormChange(place, "Cột này bị xóa."), _LOST_COLUMN, title)
            elif period_title_key(title) != period_title_key(changed := annex.columns[new]):
                change = FormChange(place, f"Tên cột bị sửa thành “{changed}”.")
                yield _Change(change, _RENAMED_COLUMN, f"{title}” → “{changed}")


def _iter_row_changes(
    expected: Sequence[tuple[str, ...]], annex: Annex, sent: SentWords
) -> Iterator[_Change]:
    rows = [row for row in annex.rows if row.texts]
    labels = [list(map(" · ".join, expected)), [" · ".join(row.texts) for row in rows]]
    known, left = (set(map(_key, texts)) for texts in labels)
    fields = [row.by_fields.label if row.by_fields else "" for row in rows]
    for old, new in _joined_by_fields(_pairs(*labels), [row[0] for row in expected], fields):
        if old is None and new is not None:
            told = rows[new].by_fields is None and any(cell.has_words for cell in rows[new].cells)
            if told or _key(labels[1][new]) in known:
                continue  # it is told with its words, or was moved
            added = FormChange(rows[new].place, f"Có thêm hàng “{labels[1][new]}”.")
            yield _Change(added, _ADDED_ROW, labels[1][new])
        elif old is not None and new is None:
            label = expected[old][0]
            if _key(labels[0][old]) in left:
                yield _Change(FormChange(_ANNEX, f"Hàng “{label}” bị chuyển chỗ."), _MOVED_ROW, label)
            else:
                yield _Change(FormChange(_ANNEX, f"Hàng “{label}” bị xóa."), _LOST_ROW, label)
        elif old is not None and new is not None:
            yield from map(_Change, _iter_text_changes(expected[old], rows[new], sent))


def _iter_text_changes(expected: tuple[str, ...], row: AnnexRow, sent: SentWords) -> Iterator[FormChange]:
    for old, new in _pairs(expected, row.texts, by_place=len(expected) == len(row.texts)):
        if old is None:
            if new is not None and not sent.has(row.texts[new]):
                yield FormChange(row.place, f"Có thêm chữ “{row.texts[new]}”.")
        elif new is None:
            yield FormChange(row.place, f"“{expected[old]}” bị xóa.")
        else:
            yield FormChange(row.place, f"“{expected[old]}” bị sửa thành “{row.texts[new]}”.")


def _key(text: str) -> str:
    """Return ``text`` as it is compared: a colon that a unit sets behind a heading changes nothing."""
    return match_key(text).rstrip(_END)


def _pairs(
    expected: Sequence[str], actual: Sequence[str], *, by_place: bool = False
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places (in ``expected``, in ``actual``) of what differs; None where the other has nothing.

    An altered line is paired with what it was; with ``by_place`` whatever stands in its place is.
    """
    keys = [[_key(text) for text in texts] for texts in (expected, actual)]
    if keys[0] == keys[1]:
        return
    matcher = difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _pair_up(keys, range(start, end), range(new_start, new_end), by_place)


def _joined_by_fields(
    pairs: Iterable[tuple[int | None, int | None]], expected: Sequence[str], fields: Sequence[str]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield ``pairs``, what is gone joined with what came instead where its ``fields`` tell that it is it."""
    listed = list(pairs)
    lost = {_key(expected[old]): old for old, new in listed if old is not None and new is None}
    came = [new for old, new in listed if old is None and new is not None]
    partners = {lost[key]: new for new in came if (key := _key(fields[new])) in lost}
    for old, new in listed:
        if new is None and old is not None:
            yield old, partners.get(old)
        elif old is not None or new not in partners.values():
            yield old, new


def _pair_up(
    keys: list[list[str]], old: range, new: range, by_place: bool
) -> Iterator[tuple[int | None, int | None]]:
    left = list(new)
    for old_index in old:
        near = left[: len(old) + _MAX_AHEAD]
        partner = next((other for other in near if _alike(keys[0][old_index], keys[1][other])), None)
        if partner is None and by_place and old_index in left:
            partner = old_index
        if partner is not None:
            left.remove(partner)
        yield old_index, partner
    for other in left:
        yield None, other


def _alike(text: str, other: str) -> bool:
    number = _NUMBER.match(text)
    if number and other.startswith(number.group()):
        return True
    matcher = difflib.SequenceMatcher(None, text, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
