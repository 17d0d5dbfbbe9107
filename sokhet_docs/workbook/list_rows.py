"""The sheets ``Thành phần``, ``Nơi nhận``, ``Văn bản`` → the plan's attendees, recipients and documents."""

from __future__ import annotations

from collections.abc import Iterable

from sokhet_docs.plan import EVERYONE, NOBODY, Attendee, Audience, Condition, Document, Recipient
from sokhet_docs.workbook.table_cell import TableCell
from sokhet_docs.workbook.tables import Table


def read_attendees(table: Table) -> tuple[Attendee, ...]:
    """Return the attendees of the units' conferences."""
    return tuple(
        Attendee(name=row["name"].required(), unit=row["unit"].line(), count=row["count"].whole_number())
        for row in table.rows()
    )


def read_recipients(table: Table) -> tuple[Recipient, ...]:
    """Return the recipients of the plan itself; one without a number of copies gets one."""
    recipients = []
    for row in table.rows():
        copies = row["copies"].whole_number()
        name, purpose = row["name"].required(), row["purpose"].line()
        recipients.append(Recipient(name=name, purpose=purpose, copies=1 if copies is None else copies))
    return tuple(recipients)


def read_documents(table: Table) -> tuple[Document, ...]:
    """Return the documents of the units' packets; one without a title has that of its file."""
    documents: list[tuple[TableCell, Document]] = []
    for row in table.rows():
        template = row["template"].required()
        row["audience"].required()
        audience = _audience(row["audience"])
        title = row["title"].line() or template.removesuffix(".docx")
        if audience is not None:
            document = Document(template=template, title=title, audience=audience)
            _find_repeated(row["template"], document, documents)
            documents.append((row["template"], document))
    return tuple(document for _, document in documents)


def _find_repeated(
    cell: TableCell, document: Document, earlier: Iterable[tuple[TableCell, Document]]
) -> None:
    """Find a template that some packet would hold twice."""
    name = document.template.casefold()
    for other_cell, other in earlier:
        if name and name == other.template.casefold() and _overlap(document.audience, other.audience):
            message = f"Mẫu “{document.template}” đã có ở ô {other_cell.place.cell}, cho cùng đơn vị nhận."
            cell.error(message, "Xóa một dòng, hoặc sửa cột “Gửi cho”.")
            return


def _overlap(audience: Audience, other: Audience) -> bool:
    """Return whether some unit belongs to both."""
    both = {audience, other}
    return len(both) == 1 or (EVERYONE in both and NOBODY not in both)


def _audience(cell: TableCell) -> Audience | None:
    text = cell.line()
    known = {"Tất cả": EVERYONE, "Không gửi": NOBODY}
    return known.get(text, Audience((Condition("Hình thức", text),))) if text else None
