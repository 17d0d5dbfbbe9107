"""The sheets ``Thành phần``, ``Nơi nhận``, ``Văn bản`` → the plan's attendees, recipients and documents."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sokhet_docs.plan import (
    NOBODY,
    Attendee,
    Audience,
    Document,
    Issuer,
    Recipient,
    Signatory,
    Unit,
)
from sokhet_docs.text.vietnamese import first_few, match_key
from sokhet_docs.workbook.audiences import AudienceReader
from sokhet_docs.workbook.list_cells import find_items, tell_unprinted
from sokhet_docs.workbook.signing import find_state_form, find_title, read_number
from sokhet_docs.workbook.table_cell import TableCell, without_separator
from sokhet_docs.workbook.tables import Row, Table
from sokhet_docs.workbook.unit_references import names_issuer, unit_name_of, unit_words

_MAX_NAMED = 5  # units in one message
_PEOPLE = re.compile(r"(\d{1,4})\s*(?:đ/c|đc|đồng chí)\.?", re.IGNORECASE)
_UNCOUNTED = "Để trống ô này; nếu cần, viết “Toàn thể …” ngay trong tên thành phần."


def read_attendees(table: Table, units: Sequence[Unit], issuer: Issuer | None = None) -> tuple[Attendee, ...]:
    """Return the attendees of the conferences of ``units``, each named by number, code or part of name.

    Those of the conference of ``issuer`` are its alone.
    """
    _find_group_rows(table, units)
    _check_items(table, "thành phần")
    placed = [(row["name"], each) for row in table.rows() for each in _attendees(row, units, issuer)]
    _find_repeated_groups(placed)
    return tuple(each for _, each in placed)


def _find_repeated_groups(placed: Sequence[tuple[TableCell, Attendee]]) -> None:
    """Find a row whose people another row of the same conference has too: both are counted, as one group."""
    earlier: dict[str, list[tuple[TableCell, Attendee]]] = {}
    told = set()
    for cell, each in placed:
        same = earlier.setdefault(match_key(each.name), [])
        met = (other for other in same if other[0].row != cell.row and _meet(each, other[1]))
        if each.name and cell.row not in told and (found := next(met, None)):
            told.add(cell.row)
            _tell_repeated_group(cell, each, *found)
        same.append((cell, each))


def _meet(one: Attendee, other: Attendee) -> bool:
    """Return whether both are invited to one conference; a row that names no unit is of those of all."""
    if one.of_issuer or other.of_issuer:
        return one.of_issuer and other.of_issuer
    return not one.unit or not other.unit or one.unit == other.unit


def _tell_repeated_group(cell: TableCell, each: Attendee, other_cell: TableCell, other: Attendee) -> None:
    people = "" if each.count is None or other.count is None else f", {each.count + other.count} người"
    message = f"“{each.name}” cũng có ở ô {other_cell.place.cell}, cùng hội nghị: tính là một nhóm{people}."
    cell.warning(message, "Nếu ghi hai lần thì xóa một dòng; nếu là hai nhóm thì ghi tên khác nhau.")


def _attendees(row: Row, units: Sequence[Unit], issuer: Issuer | None) -> Iterator[Attendee]:
    """Yield the attendees of a row, one for each unit that it names."""
    name, count = without_separator(row["name"].required()), _count(row["count"])
    for word in unit_words(row["unit"], units):
        if names_issuer(word, issuer, units):
            yield Attendee(name=name, count=count, of_issuer=True)
        else:
            yield Attendee(name=name, unit=unit_name_of(row["unit"], word, units), count=count)


def _count(cell: TableCell) -> int | None:
    """Return a number of people, also where their usual word is typed behind it."""
    if counted := _PEOPLE.fullmatch(cell.line()):
        return int(counted[1])
    if cell.line() and not any(map(str.isdecimal, cell.line())):
        cell.error(f"“{cell.line()}” không phải là số.", _UNCOUNTED)
        return None
    return cell.whole_number()


def _check_items(table: Table, item: str) -> None:
    find_items([row["name"] for row in table.rows()], item)
    tell_unprinted(table, "name")


def _find_group_rows(table: Table, units: Sequence[Unit]) -> None:
    """Find rows that name a unit as if it headed the attendees below, who would be everybody's."""
    names = {match_key(unit.name) for unit in units}
    rows = list(table.rows())
    heads = [
        row.number
        for row, below in pairwise(rows)
        if _is_head(row, names) and not _is_head(below, names) and not below["unit"].cell
    ]
    if heads:
        numbers = first_few(list(map(str, heads)), _MAX_NAMED, ", …")
        message = (
            f"Dòng {numbers} ghi tên đơn vị: chưa rõ các dòng dưới chỉ dự hội nghị của đơn vị ấy"
            " hay dự mọi hội nghị."
        )
        hint = "Ghi tên đơn vị vào cột “Đơn vị” của từng dòng, rồi xóa dòng chỉ có tên đơn vị."
        table.problems.error(table.sheet.place(heads[0]), message, hint)


def _is_head(row: Row, names: Container[str]) -> bool:
    name = without_separator(row["name"].line()).rstrip(": ")
    return match_key(name) in names and not row["unit"].cell and not row["count"].cell


def read_recipients(table: Table) -> tuple[Recipient, ...]:
    """Return the recipients of the plan itself; one without a number of copies gets one."""
    _check_items(table, "nơi nhận")
    recipients = []
    for row in table.rows():
        copies = row["copies"].whole_number()
        name = without_separator(row["name"].required())
        purpose = without_separator(row["purpose"].line())
        recipients.append(Recipient(name=name, purpose=purpose, copies=1 if copies is None else copies))
    return tuple(recipients)


def read_documents(
    table: Table, audiences: AudienceReader, units: Sequence[Unit], signatory: Signatory | None
) -> tuple[Document, ...]:
    """Return the documents of the packets of ``units``; one without a title has that of its file.

    What a row leaves blank of its signatory is that of ``signatory``, the plan's.
    """
    documents: list[tuple[TableCell, Document]] = []
    for row in table.rows():
        row["audience"].required()
        audience = audiences.read(row["audience"])
        document = _document(row, audience or NOBODY, signatory)
        if units and audience not in (None, NOBODY) and not any(map(document.audience.admits, units)):
            message = f"Không đơn vị nào nhận mẫu {document.template}: không đơn vị nào như ô này ghi."
            row["audience"].warning(message, "Hãy xem lại trang Đơn vị; mẫu không dùng thì ghi “Không gửi”.")
        if audience is not None:
            _find_repeated(row["template"], document, documents, units)
            documents.append((row["template"], document))
    return tuple(document for _, document in documents)


def _document(row: Row, audience: Audience, signatory: Signatory | None) -> Document:
    template = row["template"].required()
    return Document(
        template=template,
        title=row["title"].line() or template.removesuffix(".docx"),
        audience=audience,
        number=read_number(row["document_number"], "văn bản"),
        day=row["day"].day(),
        signatory=_signatory(row, signatory),
    )


def _signatory(row: Row, default: Signatory | None) -> Signatory | None:
    """Return who signs the document of ``row``; None when it names nobody."""
    authority, position, name = (row[each] for each in ("authority", "position", "signatory"))
    find_state_form(authority)
    find_title(name)
    texts = {"authority": authority.text(), "position": position.text(), "name": name.text()}
    typed = {part: text for part, text in texts.items() if text}
    return replace(default or Signatory(authority="", position="", name=""), **typed) if typed else None


def _find_repeated(
    cell: TableCell,
    document: Document,
    earlier: Iterable[tuple[TableCell, Document]],
    units: Sequence[Unit],
) -> None:
    """Find a template that some unit's packet would hold twice."""
    name = document.template.casefold()
    for other_cell, other in earlier:
        if name and name == other.template.casefold() and _overlap(document, other, units):
            message = f"Mẫu “{document.template}” đã có ở ô {other_cell.place.cell}, cho cùng đơn vị nhận."
            cell.error(message, "Xóa một dòng, hoặc sửa cột “Gửi cho”.")
            return


def _overlap(document: Document, other: Document, units: Sequence[Unit]) -> bool:
    """Return whether some unit gets both."""
    return any(document.audience.admits(unit) and other.audience.admits(unit) for unit in units)
