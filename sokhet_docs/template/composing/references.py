"""Names and ids in a document that earlier documents of its packet use → new ones.

A `Renaming` is applied to the patched text of a part: elements and attributes are found by their usual
prefixes, ``w`` and ``r``, as docxtpl's own patching does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sokhet_docs.office.namespaces import R
from sokhet_docs.template.composing.cell_styles import CellStyles, with_style
from sokhet_docs.template.composing.field_names import FieldNames

# All alternatives start with the same letters: the search goes from element to element.
_REFERENCE = re.compile(
    r"<w:(?:"
    r"(?:(?P<style>pStyle|rStyle|tblStyle|basedOn|link|next|styleLink|numStyleLink)|(?P<num_id>numId)"
    r'|(?P<sdt_id>id)|(?P<doc_part>docPart)) w:val="(?P<value>[^"]*)"'
    r"|(?:(?P<note>footnote|endnote)(?:Reference)?"
    r"|(?P<bookmark>bookmarkStart|bookmarkEnd|ins|del|moveFrom|moveTo|permStart|permEnd))"
    r' (?:[^>]*?\s)?w:id="(?P<id>-?\d+)"'
    r")"
)
_RELATED = re.compile(r'(?:r:\w+|o:relid)="([^"]*)"')
_BOOKMARK_IDS = re.compile(
    r'<w:(?:bookmarkStart|ins|del|moveFrom|moveTo|permStart)(?= )[^>]*?\sw:id="(-?\d+)"'
)
_PARAGRAPH_IDS = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')
_COMMENTS = re.compile(r"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_BOOKMARK = re.compile(r'<w:bookmarkStart\b[^>]*?\sw:name="([^"]*)"[^>]*/>')
_ID = re.compile(r'\sw:id="([^"]*)"')
_PARAGRAPH = re.compile(
    r"<w:p(?P<attributes> [^>]*?)?(?P<closed>/)?>(?P<properties><w:pPr(?P<empty>/)?>)?(?P<styled><w:pStyle )?"
)
_TABLE = re.compile(r"<w:tblPr(?P<empty>/)?>(?!<w:tblStyle )")
_START = re.compile(r"<[A-Za-z][^\s>]*")
_DECLARED = re.compile(r'\sxmlns:([\w.-]+)="([^"]*)"')
_IGNORABLE = re.compile(r'(\s[\w.-]+:Ignorable=")([^"]*)"')
_MAX_BOOKMARK = 40  # characters, the limit of Word


@dataclass(slots=True)
class Taken:
    """The names and ids that earlier documents of the packet use.

    ``bookmark_ids`` are those of tracked changes and permissions too, which share them.
    """

    bookmark_names: set[str] = field(default_factory=set)
    bookmark_ids: set[str] = field(default_factory=set)
    sdt_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Renaming:
    """The names and ids of one document in the packet, by those that it has; what is not named stays.

    ``default_style`` is that of paragraphs that name none, ``default_table`` of tables; None leaves them.
    ``notes`` maps ("footnote" or "endnote", old id) to the new id. ``num_ids`` are lists, ``sdt_ids`` content
    controls, ``doc_parts`` placeholder texts, ``bookmark_ids`` bookmarks and tracked changes. ``fields`` are
    the names of bookmarks and of styles that fields refer to, ``cells`` the styles of paragraphs in tables.
    """

    styles: dict[str, str] = field(default_factory=dict)
    default_style: str | None = None
    default_table: str | None = None
    cells: CellStyles = field(default_factory=CellStyles)
    fields: FieldNames = field(default_factory=FieldNames)
    num_ids: dict[str, str] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    sdt_ids: dict[str, str] = field(default_factory=dict)
    doc_parts: dict[str, str] = field(default_factory=dict)
    relationships: dict[str, str] = field(default_factory=dict)
    bookmark_ids: dict[str, str] = field(default_factory=dict)

    def apply(self, text: str, *, with_relationships: bool = True) -> str:
        """Return ``text`` with every reference renamed, and without comments' anchors and paragraph ids.

        A header has relationships of its own: they keep their ids, ``with_relationships`` False.
        """
        if "<w:comment" in text:
            text = _COMMENTS.sub("", text)
        if " w14:" in text:
            text = _PARAGRAPH_IDS.sub("", text)
        text = self.cells.applied_to(text)
        if self.default_style:
            text = _PARAGRAPH.sub(self._styled, text)
        if self.default_table:
            text = _TABLE.sub(self._styled_table, text)
        text = self.fields.renamed_in(text)
        if with_relationships:
            text = _RELATED.sub(self._related, text)
        return _REFERENCE.sub(self._renamed, text) if self._renames else text

    @property
    def _renames(self) -> bool:
        return any((self.styles, self.num_ids, self.notes, self.sdt_ids, self.doc_parts, self.bookmark_ids))

    def _related(self, match: re.Match[str]) -> str:
        old = match.group(1)
        return match.group().replace(f'"{old}"', f'"{self.relationships.get(old, old)}"')

    def _renamed(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind == "value":
            new = self._new_value(match)
            return f'{match.group()[: -len(match["value"]) - 1]}{new}"'
        old = match["id"]
        ids = self.bookmark_ids
        new = self.notes.get((match["note"], old), old) if match["note"] else ids.get(old, old)
        return f'{match.group()[: -len(old) - 1]}{new}"'

    def _new_value(self, match: re.Match[str]) -> str:
        old = match["value"]
        if match["style"]:
            return self.styles.get(old, old)
        if match["num_id"]:
            return self.num_ids.get(old, old)
        return (self.sdt_ids if match["sdt_id"] else self.doc_parts).get(old, old)

    def _styled(self, match: re.Match[str]) -> str:
        if match["styled"]:
            return match.group()
        return with_style(match, self.default_style or "")

    def _styled_table(self, match: re.Match[str]) -> str:
        style = f'<w:tblPr><w:tblStyle w:val="{self.default_table}"/>'
        return f"{style}</w:tblPr>" if match["empty"] else style


def unique_bookmarks(text: str, taken: Taken, number: int) -> tuple[str, dict[str, str]]:
    """Return the text of document ``number`` with bookmark names not in ``taken``, and its new names.

    All are added to ``taken``. A bookmark with a tag in its name names the file: an earlier document has it,
    so it is left out.
    """
    names: dict[str, str] = {}
    for match in list(_BOOKMARK.finditer(text)):
        name = match.group(1)
        if name not in taken.bookmark_names:
            taken.bookmark_names.add(name)
        elif "{" in name or name == "_GoBack":
            text = _without_bookmark(text, match.group())
        else:
            names[name] = _free_name(name, number, taken)
            text = re.sub(
                rf'(<w:bookmarkStart\b[^>]*?\sw:name="){re.escape(name)}"', rf'\g<1>{names[name]}"', text
            )
    return text, names


def _without_bookmark(text: str, start: str) -> str:
    text = text.replace(start, "", 1)
    found = _ID.search(start)
    end = rf'<w:bookmarkEnd\b[^>]*?\sw:id="{re.escape(found.group(1))}"[^>]*/>' if found else "(?!)"
    return re.sub(end, "", text, count=1)


def _free_name(name: str, number: int, taken: Taken) -> str:
    suffix = f"_{number}"
    new = name[: _MAX_BOOKMARK - len(suffix)] + suffix
    while new in taken.bookmark_names:
        suffix += "_"
        new = name[: _MAX_BOOKMARK - len(suffix)] + suffix
    taken.bookmark_names.add(new)
    return new


def new_sdt_ids(text: str, taken: Taken) -> dict[str, str]:
    """Return new ids for the content controls of ``text`` whose ids ``taken`` has; all are added to it."""
    return _new_ids(re.findall(r'<w:id w:val="(-?\d+)"', text), taken.sdt_ids)


def new_bookmark_ids(text: str, taken: Taken) -> dict[str, str]:
    """Return new ids for the bookmarks and changes of ``text`` whose ids ``taken`` has; it gets them all."""
    return _new_ids(_BOOKMARK_IDS.findall(text), taken.bookmark_ids)


def _new_ids(ids: list[str], taken: set[str]) -> dict[str, str]:
    wanted = dict.fromkeys(ids)
    renaming: dict[str, str] = {}
    free = 1
    for old in wanted:
        if old in taken:
            while str(free) in taken or str(free) in wanted:
                free += 1
            renaming[old] = str(free)
        taken.add(renaming.get(old, old))
    return renaming


class RootConflictError(Exception):
    """Two documents use one prefix for two namespaces."""


def _declared_in(text: str) -> dict[str, str]:
    """Return every namespace that ``text`` declares, by its prefix."""
    return dict(_DECLARED.findall(text))


def merged_root(before: str, other: str) -> str:
    """Return ``before``, the start of a part, with the namespace declarations of ``other`` added to its own.

    Raises RootConflictError.
    """
    present, more = _declared_in(before), _declared_in(other)
    if any(present.get(prefix, address) != address for prefix, address in more.items()):
        raise RootConflictError
    start = _START.search(before)
    assert start is not None, "a part starts with an element"  # noqa: S101
    added = "".join(
        f' xmlns:{prefix}="{address}"' for prefix, address in more.items() if prefix not in present
    )
    return _with_ignorable(before[: start.end()] + added + before[start.end() :], other, start.end())


def _with_ignorable(before: str, other: str, position: int) -> str:
    more = _IGNORABLE.search(other)
    if more is None:
        return before
    present = _IGNORABLE.search(before)
    if present is None:
        return before[:position] + more.group() + before[position:]
    words = dict.fromkeys([*present.group(2).split(), *more.group(2).split()])
    return before.replace(present.group(), f'{present.group(1)}{" ".join(words)}"', 1)


def uses_usual_prefixes(text: str) -> bool:
    """Return whether in ``text`` the prefix ``r`` means the namespace of relationships, and only that."""
    return all((prefix == "r") == (address == R) for prefix, address in _DECLARED.findall(text))
