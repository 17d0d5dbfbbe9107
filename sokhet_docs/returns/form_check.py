"""A returned report against the form that was sent → what the unit changed outside its fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from sokhet_docs.office.docx_blocks import Block, Line
from sokhet_docs.plan import ANNEX_TITLE, Figure, Form, period_title_key, words_key
from sokhet_docs.returns.account import Account
from sokhet_docs.returns.annex import Annex, AnnexRow
from sokhet_docs.returns.answers import FormChange
from sokhet_docs.returns.form_changes import Change, Kind, gathered
from sokhet_docs.returns.headings import CONTENTS_KEY
from sokhet_docs.returns.sent_words import SentWords, said
from sokhet_docs.text.vietnamese import match_key

_ALIKE = 0.6  # difflib's ratio from which one line counts as another one altered
_MAX_AHEAD = 50  # lines that were added before one that was altered
_END = " .:;"
_PAGE = re.compile(r"[\s.…_]*\d+\s*$")  # behind a heading in a table of contents
_NUMBER = re.compile(r"\d+(?:\.\d+)+\.? ")
_PART = f"(?:{match_key('phần')} |{match_key('mục')} )?"
_FIRST_NUMBER = re.compile(rf"{_PART}(?:\d+(?:\.\d+)*[ .):/–-]+|(?:[ivxl]+|[a-zđ])[.):/–-]+ *)")
_ANNEX = "phụ lục số liệu"


def find_form_changes(
    form: Form, fixed: Sequence[str], blocks: Sequence[Block], annex: Annex | None, account: Account
) -> tuple[FormChange, ...]:
    """Return what differs from ``form``: in the lines ``fixed`` that are left of it, and in its annex.

    ``blocks`` are the report's, for a picture in the annex's place. What ``account`` knows from the letter,
    or has told already, is no addition. Many changes of one kind are one.
    """
    is_annex_alone = annex is not None and bool(form.lines) and not fixed
    changes = [_ANNEX_ALONE] if is_annex_alone else list(_iter_line_changes(form.lines, fixed))
    if annex:
        changes += _iter_column_changes(form.columns, annex, account)
        changes += _with_lost_column(list(_iter_row_changes(form.rows, annex, account.sent)), annex)
    elif form.rows:
        changes.append(Change(FormChange(_ANNEX, _what_became_of_annex(blocks))))
    return tuple(gathered(changes))


_ANNEX_ALONE = Change(FormChange("đề mục", "Không còn phần lời, tệp chỉ có phụ lục số liệu."))
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


def _iter_line_changes(expected: Sequence[str], actual: Sequence[str]) -> Iterator[Change]:
    known, left = set(map(_key, expected)), set(map(_key, actual))
    for old, new in _pairs(expected, actual):
        if old is None and new is not None and _key(actual[new]) not in known:
            yield _added_line(actual[new], known)
        elif old is not None:
            place = f"đề mục “{expected[old]}”"
            if new is not None:
                yield _altered_line(place, expected[old], actual[new])
            elif _key(expected[old]) in left:
                yield Change(FormChange(place, "Dòng này bị chuyển chỗ."), Kind.MOVED_LINE, expected[old])
            else:
                yield Change(FormChange(place, "Dòng này bị xóa."), Kind.LOST_LINE, expected[old])


def _added_line(line: str, known: Set[str]) -> Change:
    # As a table of contents lists a heading, or its own title.
    is_listed = _key(_PAGE.sub("", line)) in known or _key(line) == CONTENTS_KEY
    kind = Kind.LISTED_LINE if is_listed else Kind.ADDED_LINE
    return Change(FormChange("đề mục", f"Có thêm dòng “{line}”."), kind, line)


def _altered_line(place: str, old: str, new: str) -> Change:
    change = FormChange(place, f"Dòng này bị sửa thành “{new}”.")
    same_words = _without_number(old) == _without_number(new)
    kind = Kind.NUMBERED_LINE if same_words else Kind.ALTERED_LINE
    return Change(change, kind, f"{old}” → “{new}")


def _without_number(text: str) -> str:
    key = _key(text)
    number = _FIRST_NUMBER.match(key)
    return key[number.end() :] if number else key


def _iter_column_changes(expected: Sequence[str], annex: Annex, account: Account) -> Iterator[Change]:
    pairs = _pairs(expected, annex.columns, by_place=len(expected) == len(annex.columns))
    fields = [period.label if period else "" for period in annex.periods]
    for old, new in _joined_by_fields(pairs, expected, fields):
        if old is None and new is not None:
            # The outline does not know of a total's column, nor of a template's own.
            title = annex.columns[new]
            if said(title) and title not in account.columns and not account.sent.count(said(title)):
                yield Change(FormChange(_ANNEX, f"Có thêm cột “{title}”."), Kind.ADDED_COLUMN, title)
        elif old is not None:
            title = expected[old]
            place = f"{_ANNEX}, cột “{title}”"
            if new is None and _key(title) in map(_key, annex.columns):
                yield Change(FormChange(place, "Cột này bị chuyển chỗ."), Kind.MOVED_COLUMN, title)
            elif new is None:
                yield Change(FormChange(place, "Cột này bị xóa."), Kind.LOST_COLUMN, title)
            elif period_title_key(title) != period_title_key(changed := annex.columns[new]):
                said_now = f"sửa thành “{changed}”" if changed.strip() else "để trống"
                change = FormChange(place, f"Tên cột bị {said_now}.")
                yield Change(change, Kind.RENAMED_COLUMN, f"{title}” → “{changed}")


def _iter_row_changes(expected: Sequence[tuple[str, ...]], annex: Annex, sent: SentWords) -> Iterator[Change]:
    rows = [row for row in annex.rows if row.texts]
    labels = [list(map(" · ".join, expected)), [" · ".join(row.texts) for row in rows]]
    known, left = (set(map(_key, texts)) for texts in labels)
    fields = [row.by_fields.label if row.by_fields else "" for row in rows]
    for old, new in _joined_by_fields(_pairs(*labels), [row[0] for row in expected], fields):
        if old is None and new is not None:
            told = rows[new].by_fields is None and any(cell.has_words for cell in rows[new].cells)
            is_printed = rows[new].own_figure is None and all(map(sent.has, rows[new].texts))
            if told or is_printed or _key(labels[1][new]) in known:
                continue  # it is told with its words, is the letter's own, or was moved
            added = FormChange(rows[new].place, f"Có thêm hàng “{labels[1][new]}”.")
            yield Change(added, Kind.ADDED_ROW, labels[1][new])
        elif old is not None and new is None:
            label = expected[old][0]
            if _key(labels[0][old]) in left:
                yield Change(FormChange(_ANNEX, f"Hàng “{label}” bị chuyển chỗ."), Kind.MOVED_ROW, label)
            else:
                yield Change(FormChange(_ANNEX, f"Hàng “{label}” bị xóa."), Kind.LOST_ROW, label)
        elif old is not None and new is not None:
            yield from _iter_text_changes(expected[old], rows[new], sent)


def _with_lost_column(changes: Sequence[Change], annex: Annex) -> Iterator[Change]:
    """Yield ``changes``, lost units of measure as the loss of their column where none is left."""
    is_left = any(row.own_figure and _measure_in(row, row.own_figure) for row in annex.rows)
    for one in changes:
        is_column = one.kind is Kind.LOST_MEASURE and not is_left
        yield replace(one, kind=Kind.LOST_MEASURES) if is_column else one


def _measure_in(row: AnnexRow, figure: Figure) -> bool:
    return words_key(figure.measure) in map(words_key, row.texts) if figure.measure else False


def _iter_text_changes(expected: tuple[str, ...], row: AnnexRow, sent: SentWords) -> Iterator[Change]:
    for old, new in _pairs(expected, row.texts, by_place=len(expected) == len(row.texts)):
        if old is None:
            if new is not None and not sent.has(row.texts[new]):
                text = row.texts[new]
                yield Change(FormChange(row.place, f"Có thêm chữ “{text}”."), Kind.ADDED_TEXT, text)
            continue
        is_measure = row.own_figure is not None and words_key(row.own_figure.measure) == _key(expected[old])
        if new is None:
            kind = Kind.LOST_MEASURE if is_measure else Kind.LOST_TEXT
            yield Change(FormChange(row.place, f"“{expected[old]}” bị xóa."), kind, expected[old])
        else:
            kind = Kind.ALTERED_MEASURE if is_measure else Kind.ALTERED_TEXT
            change = FormChange(row.place, f"“{expected[old]}” bị sửa thành “{row.texts[new]}”.")
            yield Change(change, kind, f"{expected[old]}” → “{row.texts[new]}")


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
        if by_place and old_index in left:
            partner: int | None = old_index
        else:
            partner = next((other for other in near if _alike(keys[0][old_index], keys[1][other])), None)
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
