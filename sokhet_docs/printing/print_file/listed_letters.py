"""A plan and the finished letters → each unit's files in the order of the list, or where the two disagree."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.letters import find_stranger, plan_as_released
from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.files import reword_os_errors, sha256_of
from sokhet_docs.office.owner_files import find_owner_file
from sokhet_docs.outbox import LetterFile, read_releases
from sokhet_docs.plan import Plan, Unit, select_units
from sokhet_docs.printing.finished_letters import FinishedLetters, find_letters
from sokhet_docs.problems import Place, Problem, ProblemCollector, SokhetError
from sokhet_docs.text.vietnamese import first_few, joined

_MAX_NAMES = 5  # of units that a line tells
_UNITS_SHEET = "Đơn vị"
_AGAIN = "Chạy sokhet-docs generate rồi in, hoặc chỉ in những đơn vị khác bằng --only."
_MOVE = "Dời tệp ấy đi nơi khác, hoặc ghi lại đơn vị vào trang Đơn vị."
_PUT_BACK = "Ghi lại đơn vị vào trang Đơn vị, hoặc chỉ in những đơn vị khác bằng --only."


@dataclass(frozen=True, slots=True)
class UnitLetters:
    """A unit as the distribution list has it, and its files in the order of their documents."""

    unit: Unit
    files: tuple[LetterFile, ...]


@dataclass(frozen=True, slots=True)
class ListedLetters:
    """The letters of the units that were asked for, in the order of the list.

    ``plan`` is the plan as released, or the workbook's where ``is_released`` is False. ``hashes`` are the
    SHA-256 of the files; ``lacking`` are units asked for that have none; ``told`` are lines about which files
    were taken.
    """

    plan: Plan
    units: tuple[UnitLetters, ...]
    lacking: tuple[Unit, ...]
    is_released: bool
    hashes: dict[Path, str]
    told: tuple[str, ...]


def find_listed(
    plan: Plan, output: Path, only: Sequence[str] = (), *, check_copies: bool = True
) -> ListedLetters:
    """Return the letters of the units of ``plan`` that ``only`` names; of all units when it is empty.

    ``check_copies``: the workbook must say as many copies as were released.
    Raises UsageError for a word that names no unit, SokhetError with every disagreement between the list
    and the files, and every file that is open, damaged, has a password or is another unit's.
    """
    chosen = select_units(plan, only)
    letters = find_letters(output)
    found = _Search(plan, output, letters)
    found.look_for_unfit(chosen if only else None)
    if not only:
        found.look_for_files_of_no_unit()
    for unit in chosen:
        found.look_at(unit)
    listed = plan_as_released(plan, read_releases(output)) if letters.are_released else plan
    codes = {unit.code for unit in chosen if unit.code in found.files}
    units = tuple(UnitLetters(unit, found.files[unit.code]) for unit in listed.units if unit.code in codes)
    hashes = found.hashes_of(units)
    if check_copies:
        found.compare_copies(units)
    if found.problems.errors:
        raise SokhetError(found.problems.problems)
    lacking = tuple(unit for unit in chosen if unit.code not in codes)
    return ListedLetters(listed, units, lacking, letters.are_released, hashes, letters.lines)


class _Search:
    """The letters of an output folder, held against the units of the workbook."""

    def __init__(self, plan: Plan, output: Path, letters: FinishedLetters) -> None:
        self._plan, self._output, self._letters = plan, output, letters
        self.problems = ProblemCollector()
        order = {document.title: index for index, document in enumerate(plan.documents)}
        last = itertools.repeat(len(order))
        self.files: dict[str, tuple[LetterFile, ...]] = {}
        for letter in sorted(letters.files, key=lambda file: min(map(order.get, file.documents, last))):
            self.files[letter.unit_code] = (*self.files.get(letter.unit_code, ()), letter)

    def look_for_unfit(self, units: Sequence[Unit] | None) -> None:
        """Note every released copy of ``units`` (None: of all) that is gone or was touched."""
        codes = None if units is None else {unit.code for unit in units}
        unfit = self._letters.unfit
        self.problems.add(each.problem for each in unfit if codes is None or each.file.unit_code in codes)

    def look_for_files_of_no_unit(self) -> None:
        """Note every letter whose unit is not in the workbook."""
        known = {unit.code for unit in self._plan.units}
        for letter in self._letters.files:
            if letter.unit_code not in known:
                message = f"Tệp này của “{letter.unit_name}”, không có trong danh sách đơn vị."
                self.problems.error(Place(str(letter.path)), message, _PUT_BACK if letter.release else _MOVE)

    def look_at(self, unit: Unit) -> None:
        """Note what is wrong with the files of ``unit``."""
        seen: dict[str, LetterFile] = {}
        for letter in self.files.get(unit.code, ()):
            for title in letter.documents:
                if title in seen:
                    message = f"Cả tệp này và {seen[title].path.name} đều có “{title}” của “{unit.name}”."
                    self.problems.error(
                        Place(str(letter.path)), message, "Dời tệp cũ đi nơi khác kẻo in hai lần."
                    )
                seen.setdefault(title, letter)
        if not self._letters.are_released:
            self._look_for_missing(unit, seen)

    def _look_for_missing(self, unit: Unit, seen: Container[str]) -> None:
        titles = [document.title for document in self._plan.documents_for(unit)]
        missing = [title for title in titles if title not in seen]
        if not missing:
            return
        listed = joined(f"“{title}”" for title in missing)
        message = (
            f"Chưa có tệp của “{unit.name}”."
            if missing == titles
            else f"Tệp của “{unit.name}” thiếu {listed}."
        )
        self.problems.error(Place(str(self._output)), message, _AGAIN)

    def hashes_of(self, units: Sequence[UnitLetters]) -> dict[Path, str]:
        """Return the SHA-256 of the files of ``units``; note those that cannot be printed as they are."""
        hashes: dict[Path, str] = {}
        for letter in [letter for each in units for letter in each.files]:
            path, data = letter.path, self.problems.attempt(_read, letter.path)
            if data is not None:
                hashes[path] = sha256_of(data)
                if fault := _fault_of(path, data):
                    self.problems.error(Place(str(path)), *fault)
                elif stranger := self._find_stranger(letter):
                    self.problems.add([stranger])
        return hashes

    def _find_stranger(self, letter: LetterFile) -> Problem | None:
        """Return why a letter that was not released is not that of its unit; None when it is."""
        if letter.release:
            return None
        return find_stranger(letter.path, letter.unit_code, letter.unit_name, self._plan.code)

    def compare_copies(self, units: Sequence[UnitLetters]) -> None:
        """Note which of ``units``, as released, get another number of copies by the workbook."""
        now = {unit.code: unit.copies for unit in self._plan.units}
        differing: dict[tuple[int, int], list[Unit]] = {}
        for unit in (each.unit for each in units):
            if unit.copies != now[unit.code]:
                differing.setdefault((unit.copies, now[unit.code]), []).append(unit)
        for (sent, listed), named in differing.items():
            names = first_few([f"“{unit.name}”" for unit in named], _MAX_NAMES, " và {} đơn vị nữa")
            message = f"{names} đã phát hành {sent} bản, tệp Excel lại ghi {listed} bản."
            only = f" --only {named[0].code}" if len(named) == 1 else ""
            hint = f"Ghi lại {sent} vào cột Số bản; in thêm thì dùng --one-copy{only}."
            self.problems.error(Place(_UNITS_SHEET), message, hint)


def _read(path: Path) -> bytes:
    with reword_os_errors(path):
        return path.read_bytes()


def _fault_of(path: Path, data: bytes) -> tuple[str, str] | None:
    """Return why a letter cannot be printed as it is, and what to do; None when it can."""
    if owner_file := find_owner_file(path):
        hint = f"Lưu và đóng tệp rồi chạy lại; nếu không ai mở, xóa tệp “{owner_file.name}” bên cạnh."
        return "Tệp đang mở trong Word hoặc LibreOffice, có thể còn chữ chưa lưu.", hint
    if data.startswith(OLE_MAGIC):
        return "Tệp có mật khẩu nên không in được.", "Mở bằng Word, bỏ mật khẩu, lưu lại rồi chạy lại."
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return "Tệp hỏng, không đọc được.", "Lấy lại bản sao lưu, hoặc xóa tệp rồi chạy sokhet-docs generate."
    return None
