"""A table within a unit's answer → WordprocessingML for the consolidated report, as wide as its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sokhet_docs.returns import AnswerTable, TextRun, split_runs

_TEXT_WIDTH = 9354  # twips between the margins of an A4 page
_LETTER = 130  # twips of a letter in 12 points, about
_SIDE, _NARROW_SIDE = 108, 28  # twips between a cell's border and its text
_MAX_LETTERS = 120  # of a cell that make its column wider
_BORDER = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_BORDERS = "".join(map(_BORDER.format, ("top", "left", "bottom", "right", "insideH", "insideV")))
_TABLE = (
    f'<w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{0}" w:type="dxa"/>'
    '<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar>'
)


def table_xml(table: AnswerTable, style: str, run_of: Callable[[TextRun], str]) -> str:
    """Return ``table`` as a w:tbl; its paragraphs begin with ``style``, their runs are made by ``run_of``."""
    columns = max(map(len, table.rows), default=0) or 1
    side, widths = _widths_of([row for row in table.rows if len(row) == columns], columns)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row([_lines_of(table, at, place, run_of) for place in range(len(row))], widths, style)
        for at, row in enumerate(table.rows)
    )
    properties = _TABLE.format(side)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _widths_of(rows: Sequence[Sequence[str]], columns: int) -> tuple[int, list[int]]:
    """Return the room beside the text of the cells, and the width of each column, in twips.

    No column is narrower than its longest word, as long as there is room; what is left goes to those with
    the longest texts.
    """
    cells = [[row[at] for row in rows] for at in range(columns)]
    words = [max((len(word) for text in texts for word in text.split()), default=1) for texts in cells]
    letters = [max((min(len(text), _MAX_LETTERS) for text in texts), default=1) or 1 for texts in cells]
    side = _SIDE if _LETTER * sum(words) + 2 * _SIDE * columns <= _TEXT_WIDTH else _NARROW_SIDE
    least = [_LETTER * count + 2 * side for count in words]
    left = _TEXT_WIDTH - sum(least)
    if left < 0:
        return side, [width * _TEXT_WIDTH // sum(least) for width in least]
    return side, [width + left * count // sum(letters) for width, count in zip(least, letters, strict=True)]


def _lines_of(table: AnswerTable, row: int, place: int, run_of: Callable[[TextRun], str]) -> list[str]:
    """Return each line of a cell as the XML of its runs."""
    runs = table.looks.get((row, place), (TextRun(table.rows[row][place]),))
    return ["".join(map(run_of, line)) for line in split_runs(runs)]


def _row(cells: Sequence[Sequence[str]], widths: Sequence[int], style: str) -> str:
    """Return a row; the last of too few cells reaches to its end."""
    xml = []
    for at, cell in enumerate(cells):
        over = widths[at:] if at == len(cells) - 1 else widths[at : at + 1]
        merged = f'<w:gridSpan w:val="{len(over)}"/>' if len(over) > 1 else ""
        lines = "".join(f"<w:p>{style}{line}</w:p>" for line in cell)
        xml.append(f'<w:tc><w:tcPr><w:tcW w:w="{sum(over)}" w:type="dxa"/>{merged}</w:tcPr>{lines}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(xml) or '<w:tc><w:p/></w:tc>'}</w:tr>"
