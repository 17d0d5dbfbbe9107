"""A returned file → what it says of whose it is: marks, names in its places, its file's name, its sender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.docx_blocks import Block, Grid
from sokhet_docs.office.docx_fields import FieldTests
from sokhet_docs.office.docx_walker import read_body, read_edge_lines
from sokhet_docs.plan import FIGURE_PREFIX, SECTION_PREFIX, Form
from sokhet_docs.returns.annex import find_annex
from sokhet_docs.returns.reader import fields_of
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.signs import Signs, read_signs
from sokhet_docs.template import is_title, report_start, tags_in


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file says of itself.

    ``text`` is all of its text, ``signs`` what the places of its report say that tell who wrote it (None: it
    is read from ``text``); ``is_report`` tells whether it looks like a report at all. ``names`` are the
    file's name and what it was packed in, the nearest first; ``mail`` are the lines that were typed into
    the mail that brought it.
    """

    identifier: str = ""
    bookmarks: Sequence[str] = ()
    text: str = ""
    signs: Signs | None = None
    is_report: bool = False
    names: Sequence[str] = ()
    sender: str = ""
    mail: Sequence[str] = ()


def read_evidence(path: Path, names: Sequence[str], sender: str, forms: Sequence[Form]) -> Evidence:
    """Return what the .docx ``path`` and its ``names`` say; ``forms`` are those that may have been sent.

    Raises ReturnError when it cannot be read.
    """
    docx = read_returned_docx(path, marks=True)
    read = read_body(docx, _fields_of(forms), plain=True)
    title = report_start(read.blocks, lambda block: any(tags_in(block)))
    has_title = title < len(read.blocks) and is_title(read.blocks[title])
    edges = read_edge_lines(docx)
    return Evidence(
        identifier=docx.identifier,
        bookmarks=read.bookmarks,
        text="\n".join([*_iter_texts(read.blocks), *edges]),
        signs=read_signs(read.blocks, title, edges),
        is_report=has_title or _is_form(read.blocks[title:], forms),
        names=names,
        sender=sender,
    )


def _fields_of(forms: Sequence[Form]) -> FieldTests:
    """Return which tags are fields of ``forms``, or of any other form that the program made."""
    known = fields_of(forms)
    return FieldTests(
        lambda tag: tag.startswith(SECTION_PREFIX) or known.text(tag),
        lambda tag: tag.startswith(FIGURE_PREFIX) or known.cell(tag),
    )


def _is_form(blocks: Sequence[Block], forms: Sequence[Form]) -> bool:
    has_field = any(True for block in blocks for _ in tags_in(block))
    return has_field or any(find_annex(blocks, form) for form in forms)


def _iter_texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text
