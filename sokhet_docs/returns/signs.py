"""The blocks of a report → the places in it that say who wrote it: letterhead, Kính gửi, signature.

Only the report's own: what else was in the packet, and what the unit answered, says nothing of who wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.office.docx_blocks import Block, Cell, Grid, Line, TextRun
from sokhet_docs.template import is_title, report_start, tags_in
from sokhet_docs.text.vietnamese import clean, match_key

_HEAD = 10  # paragraphs above the title, where no table ends the letterhead
_INTRO = 10  # paragraphs from the title to the first heading
_SIGNATURE = 12  # paragraphs of Nơi nhận and the signature, where they are in no table
_ROWS = 12  # of a table: more are no letterhead and no signature
_LINES = 200  # of headers and footers
_WIDE = 3  # filled cells in a row, twice: no letterhead
_MAX_LINE = 2000  # characters of one line, or of one cell
_MAX_NAME_LINE = 150  # characters of a line in a letterhead
_GAP = re.compile(r"\t|\n| {3,}")
_HEADING = re.compile(r"\s*(?:\d+|[IVXLC]+|[a-z]|Phần\s\S+)\s*[.)/:]")
_SENDING = match_key("Kính gửi")
_RECIPIENTS = match_key("Nơi nhận")
_ENCLOSED = f"({match_key('Kèm theo')}"
_CLOSING = match_key("Trên đây")
_KEPT = (match_key("Lưu"), "-", "–", "+")
_STATE = (match_key("Đảng Cộng sản"), match_key("Cộng hòa xã hội"))
_ANNEX = match_key("Phụ lục")
_START = 16  # characters of a line that tell what it is
_STANDING_FOR = re.compile(r"\s*(?:t\s*/?\s*m|k\s*/?\s*t|t\s*/?\s*l|thay mặt)\b", re.IGNORECASE)

Group = tuple[str, ...]  # lines that stand together: those of a cell, or paragraphs


@dataclass(frozen=True, slots=True)
class Signs:
    """What the places of a report say that tell who wrote it, a line a text.

    ``letterhead`` and ``signature`` are groups of lines: cells of a table, or paragraphs. ``intro`` is what
    stands between the title and the first heading, and the last sentences before the signature;
    ``enclosed`` what an annex says that it goes with; ``recipients`` the lines of Nơi nhận; ``elsewhere``
    whom the packet's other documents are addressed to, and who sends them.
    """

    letterhead: tuple[Group, ...] = ()
    addressees: Group = ()
    intro: Group = ()
    signature: tuple[Group, ...] = ()
    recipients: Group = ()
    enclosed: Group = ()
    edges: Group = ()
    elsewhere: Group = ()

    @property
    def lines(self) -> Iterator[str]:
        """Every line of every place of the report itself."""
        for group in (*self.letterhead, *self.signature):
            yield from group
        yield from (*self.addressees, *self.intro, *self.recipients, *self.enclosed, *self.edges)


def read_signs(blocks: Sequence[Block], title: int, edges: Sequence[str]) -> Signs:
    """Return the signs of the report in ``blocks``, which begins with the block ``title``.

    ``edges`` are the lines of its headers and footers.
    """
    has_title = title < len(blocks) and is_title(blocks[title])
    start = title + 1 if has_title else title
    opening = tuple(_iter_opening(blocks, start))
    head = _above(blocks, title) if has_title else _letterhead_without_title(blocks, opening)
    lines = [line for block in opening for line in _lines_of(block)]
    addressees = tuple(_iter_addressees(lines))
    closing, groups = _below(blocks, start)
    return Signs(
        letterhead=tuple(_iter_groups(head)),
        addressees=addressees,
        intro=(*(line for line in lines if line not in addressees), *closing),
        signature=tuple(group for group in groups if not _is_list(group)),
        recipients=tuple(line for group in groups if _is_list(group) for line in group),
        enclosed=tuple(_iter_enclosed(blocks[start:])),
        edges=tuple(line for edge in edges[:_LINES] for line in _split(edge)),
        elsewhere=tuple(_iter_elsewhere(blocks[: title - len(head)])) if has_title else (),
    )


def signs_of_text(text: str) -> Signs:
    """Return the signs of a report of which only its ``text`` is known."""
    blocks = [Line(runs=[TextRun(line)]) for line in text.splitlines()]
    return read_signs(blocks, report_start(blocks, lambda _: False), ())


def _above(blocks: Sequence[Block], title: int) -> Sequence[Block]:
    """Return the letterhead: the last table above the title and what is between, or paragraphs up to a text.

    What stands before the end of pages or before a sentence is another document of the packet.
    """
    start = title
    while start > max(0, title - _HEAD):
        block = blocks[start - 1]
        if isinstance(block, Grid):
            return [_letterhead_in(block), *blocks[start:title]]
        if block.ends_section or _is_sentence(block.text):
            break
        start -= 1
    return blocks[start:title]


def _letterhead_in(table: Grid) -> Grid:
    """Return the rows of ``table`` behind another document's Nơi nhận: LibreOffice joins tables."""
    ends = [at + 1 for at, row in enumerate(table.rows) if _rowbegins_signature(row)]
    return replace(table, rows=table.rows[max(ends, default=0) :][-_ROWS:])


def _signature_in(table: Grid) -> Grid:
    """Return the rows of ``table`` from Nơi nhận up to the next document's letterhead."""
    start = next((at for at, row in enumerate(table.rows) if _rowbegins_signature(row)), 0)
    states = (at for at, row in enumerate(table.rows) if at > start and _names_state(row))
    return replace(table, rows=table.rows[start : next(states, len(table.rows))][:_ROWS])


def _rowbegins_signature(row: Sequence[Cell]) -> bool:
    return any(begins_signature(line.text) for cell in row for line in cell.lines)


def _names_state(row: Sequence[Cell]) -> bool:
    return any(_starts_with(line.text, *_STATE) for cell in row for line in cell.lines)


def _is_sentence(text: str) -> bool:
    tidy = clean(text)
    return len(tidy) > _MAX_NAME_LINE or (len(tidy) > 60 and tidy.endswith((".", ";", ":")))


def _letterhead_without_title(blocks: Sequence[Block], opening: Sequence[Block]) -> Sequence[Block]:
    """Return the last table before the first field that names the state or the Party, or the first lines."""
    first = next((at for at, block in enumerate(blocks) if any(tags_in(block))), 0)
    tables = [
        block for block in blocks[:first] if isinstance(block, Grid) and any(map(_names_state, block.rows))
    ]
    return [_letterhead_in(tables[-1])] if tables else _before_text(opening)


def _iter_elsewhere(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line) and _is_sending(block.text):
            yield clean(block.text)
        elif isinstance(block, Grid) and any(map(_names_state, block.rows)):
            yield from _lines_of(_letterhead_in(block))


def _before_text(opening: Sequence[Block]) -> Sequence[Block]:
    """Return what stands above the first sentence or Kính gửi of a report without a title."""
    for at, block in enumerate(opening):
        if isinstance(block, Line) and (_is_sentence(block.text) or _is_sending(block.text)):
            return opening[:at]
    return opening


def _iter_opening(blocks: Sequence[Block], start: int) -> Iterator[Block]:
    for block in blocks[start : start + _INTRO]:
        if any(tags_in(block)) or (isinstance(block, Line) and _HEADING.match(block.text)):
            return
        yield _above_figures(block) if isinstance(block, Grid) else block


def _above_figures(table: Grid) -> Grid:
    """Return the rows of ``table`` above its titles, all of one that is no table of figures.

    The titles and labels of such a table name nobody, whatever they are the initials of.
    """
    wide = [at for at, row in enumerate(table.rows) if sum(bool(cell.text.strip()) for cell in row) >= _WIDE]
    return replace(table, rows=table.rows[: wide[0]]) if len(wide) > 1 else table


def _iter_addressees(lines: Sequence[str]) -> Iterator[str]:
    going_on = False
    for line in lines:
        if _is_sending(line) or (going_on and line.startswith(("-", "–", "+"))):
            going_on = True
            yield line
        else:
            going_on = False


def _is_sending(text: str) -> bool:
    return _starts_with(text, _SENDING)


def _below(blocks: Sequence[Block], start: int) -> tuple[Group, tuple[Group, ...]]:
    """Return the last sentences above the signature, and the groups of lines of Nơi nhận and signature."""
    at = next((at for at in range(start, len(blocks)) if _is_end(blocks[at])), None)
    if at is None:
        return (), ()
    last = [block for block in blocks[max(start, at - 3) : at] if not block.fields]
    closing = [line for block in last for line in _lines_of(block) if _starts_with(line, _CLOSING)]
    if isinstance(table := blocks[at], Grid):
        return tuple(closing), tuple(_iter_groups([_signature_in(table)]))
    below = blocks[at : at + _SIGNATURE]
    ends = next((end for end, block in enumerate(below) if end and _ends_signature(block)), len(below))
    return tuple(closing), tuple((line,) for block in below[:ends] for line in _lines_of(block))


def _is_end(block: Block) -> bool:
    if block.fields or (isinstance(block, Grid) and any(tags_in(block))):
        return False
    if isinstance(block, Line):
        return begins_signature(block.text)
    return any(_rowbegins_signature(row) for row in block.rows)


def begins_signature(text: str) -> bool:
    """Tell whether a line is the first of Nơi nhận, or who is signed for."""
    start = text.lstrip("* \t")[:_START]
    if "hận" not in start.casefold() and "/" not in start and "tm" not in start.casefold():
        return False  # most lines, told without their keys
    is_standing = _STANDING_FOR.match(start) is not None and text.isupper()
    return is_standing or _starts_with(text, _RECIPIENTS)


def _starts_with(text: str, *keys: str) -> bool:
    start = text.lstrip("* \t")[:_START]
    if not any(start[:1].casefold() == key[0] for key in keys):
        return False  # most lines, told without their keys
    return match_key(start).startswith(keys)


def _ends_signature(block: Block) -> bool:
    return any(tags_in(block)) or (isinstance(block, Line) and _starts_with(block.text, _ANNEX))


def _is_list(group: Group) -> bool:
    return any(_starts_with(line, _RECIPIENTS, *_KEPT) for line in group)


def _iter_enclosed(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Line) and _starts_with(block.text, _ENCLOSED):
            yield clean(block.text)


def _iter_groups(blocks: Sequence[Block]) -> Iterator[Group]:
    """Yield the lines of each column of a table, and those of paragraphs that follow one another."""
    loose: list[str] = []
    for block in blocks:
        if isinstance(block, Grid):
            columns: dict[int, list[str]] = {}
            for cell in (cell for row in block.rows for cell in row):
                columns.setdefault(cell.column, []).extend(_split(cell.text))
            yield from (tuple(lines) for lines in columns.values() if lines)
        else:
            loose += _split(block.text)
    if loose:
        yield tuple(loose)


def _lines_of(block: Block) -> list[str]:
    if isinstance(block, Grid):
        return [line for row in block.rows for cell in row for line in _split(cell.text)]
    return _split(block.text)


def _split(text: str) -> list[str]:
    return [tidy for part in _GAP.split(text[:_MAX_LINE]) if (tidy := clean(part).strip("* ●•_"))]
