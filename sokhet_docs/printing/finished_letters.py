"""A plan and an output folder → the files that each unit gets: as released, else as they lie there now."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.letters import plan_as_released
from sokhet_docs.office.file_kinds import OLE_MAGIC
from sokhet_docs.office.files import reword_os_errors, sha256_of
from sokhet_docs.office.owner_files import find_owner_file
from sokhet_docs.outbox import LetterFile, read_releases, read_sent, released_files
from sokhet_docs.plan import Plan, Unit, select_units
from sokhet_docs.problems import Place, Problem, ProblemCollector, SokhetError
from sokhet_docs.text.vietnamese import first_few, joined

_MAX_NAMES = 5
_AGAIN = "Chạy lại sokhet-docs generate, hoặc chỉ in những đơn vị khác bằng --only."


@dataclass(frozen=True, slots=True)
class UnitLetters:
    """A unit as the distribution list has it, and its files in the order of their documents."""

    unit: Unit
    files: tuple[LetterFile, ...]


@dataclass(frozen=True, slots=True)
class FinishedLetters:
    """The letters of the units that were asked for, in the order of the list.

    ``plan`` is the plan as released, or the workbook's where ``is_released`` is False. ``hashes`` are the
    SHA-256 of the files. ``warnings`` tell what is in the workbook and not among the letters.
    """

    plan: Plan
    units: tuple[UnitLetters, ...]
    is_released: bool
    hashes: dict[Path, str]
    warnings: tuple[Problem, ...]


def find_letters(plan: Plan, output: Path, only: Sequence[str]) -> FinishedLetters:
    """Return the letters of the units of ``plan`` that ``only`` names; of all units when it is empty.

    Raises UsageError for a word that names no unit, SokhetError with every disagreement between the list
    and the files, and every file that is open, damaged or has a password.
    """
    ledger = read_releases(output)
    released = released_files(output)
    problems = ProblemCollector()
    chosen = select_units(plan, only)
    if released:
        told = plan_as_released(plan, ledger)
        files: tuple[LetterFile, ...] = released
    else:
        told, files = plan, tuple(_iter_present(output))
    by_code = {code: _in_order(plan, files, code) for code in {file.unit_code for file in files}}
    if not only:
        problems.add(_iter_of_no_unit(plan, files, output))
    for unit in chosen:
        problems.add(_iter_unit_problems(plan, unit, by_code.get(unit.code, ()), output))
    if released:
        problems.add(_iter_not_released(plan, chosen, by_code))
    codes = {unit.code for unit in chosen}
    units = tuple(
        UnitLetters(unit, by_code[unit.code]) for unit in told.units if unit.code in codes & by_code.keys()
    )
    hashes = _hashes([file for each in units for file in each.files], problems)
    if problems.errors:
        raise SokhetError(problems.problems)
    return FinishedLetters(told, units, bool(released), hashes, problems.warnings)


def _iter_present(output: Path) -> Iterator[LetterFile]:
    """Yield the letters that lie in the output folder."""
    manifest = read_sent(output)
    for code, names in manifest.letters_by_unit().items():
        for name in names if code else ():
            record = manifest.files[name]
            if (path := output / name).exists():
                yield LetterFile(path, code, record.unit_name, record.documents)


def _in_order(plan: Plan, files: Sequence[LetterFile], code: str) -> tuple[LetterFile, ...]:
    titles = {document.title: index for index, document in enumerate(plan.documents)}
    of_unit = [file for file in files if file.unit_code == code]
    return tuple(
        sorted(of_unit, key=lambda file: min(titles.get(title, len(titles)) for title in file.documents))
    )


def _iter_of_no_unit(plan: Plan, files: Sequence[LetterFile], output: Path) -> Iterator[Problem]:
    known = {unit.code for unit in plan.units}
    for file in files:
        if file.unit_code not in known:
            hint = (
                "Ghi lại đơn vị ấy vào trang Đơn vị, hoặc in những đơn vị còn lại bằng --only."
                if file.release
                else "Dời tệp ấy đi nơi khác, hoặc ghi lại đơn vị vào trang Đơn vị."
            )
            message = f"Tệp này của “{file.unit_name}”, không có trong danh sách đơn vị."
            yield Problem(Place(_shown(file, output)), message, hint)


def _iter_unit_problems(
    plan: Plan, unit: Unit, files: Sequence[LetterFile], output: Path
) -> Iterator[Problem]:
    """Yield what is wrong with the files of one unit, but that a release lacks some."""
    seen: dict[str, LetterFile] = {}
    for file in files:
        for title in file.documents:
            if other := seen.get(title):
                message = f"Cả tệp này và {other.path.name} đều có “{title}” của “{unit.name}”."
                yield Problem(Place(_shown(file, output)), message, "Dời tệp cũ đi nơi khác kẻo in hai lần.")
            seen[title] = file
    if any(file.release for file in files):
        return
    wanted = [document.title for document in plan.documents_for(unit)]
    missing = [title for title in wanted if title not in seen]
    if files and missing:
        listed = joined(f"“{title}”" for title in missing)
        yield Problem(Place(str(output)), f"Tệp của “{unit.name}” còn thiếu {listed}.", _AGAIN)


def _iter_not_released(
    plan: Plan, chosen: Sequence[Unit], by_code: dict[str, tuple[LetterFile, ...]]
) -> Iterator[Problem]:
    """Warn of what the workbook sends and no release has."""
    yield from ()


def _hashes(files: Sequence[LetterFile], problems: ProblemCollector) -> dict[Path, str]:
    hashes: dict[Path, str] = {}
    for file in files:
        with reword_os_errors(file.path):
            data = file.path.read_bytes()
        hashes[file.path] = sha256_of(data)
        if fault := _fault_of(file.path, data):
            problems.error(Place(str(file.path)), *fault)
    return hashes


def _fault_of(path: Path, data: bytes) -> tuple[str, str] | None:
    """Return why a letter cannot be printed as it is, and what to do; None when it can."""
    if find_owner_file(path):
        return "Tệp đang mở ở chương trình khác, có thể còn chữ chưa lưu.", "Lưu và đóng tệp rồi chạy lại."
    if data.startswith(OLE_MAGIC):
        return (
            "Tệp có mật khẩu, hoặc là tệp Word kiểu cũ, nên không in được.",
            "Mở bằng Word, bỏ mật khẩu, lưu lại thành .docx.",
        )
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return (
            "Tệp bị hỏng, không còn là tệp Word.",
            "Lấy lại bản sao lưu, hoặc xóa tệp rồi chạy lại sokhet-docs generate.",
        )
    return None


def _shown(file: LetterFile, output: Path) -> str:
    return str(file.path) if file.release else str(output / file.path.name)
