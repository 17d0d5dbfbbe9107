"""An output folder → the letters that are to be printed: those that went out, else those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sokhet_docs.letters import find_stranger
from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import (
    LetterFile,
    Manifest,
    changed_copies,
    read_releases,
    read_sent,
    released_files,
)
from sokhet_docs.plan import Plan, select_units
from sokhet_docs.problems import OutputError, Problem, UsageError

_MAX_NAMES = 5  # of files that a line tells


@dataclass(frozen=True, slots=True)
class UnfitLetter:
    """A letter that cannot be taken as it is, and why."""

    file: LetterFile
    problem: Problem


@dataclass(frozen=True, slots=True)
class FinishedLetters:
    """The letters' files in their order; ``left_out`` is a line about what is not among them, or "".

    ``are_released``: they are as they went out; else nothing was released yet. ``unfit`` are not among the
    files: released copies that are gone or were touched, letters that carry the identity of another unit.
    """

    files: tuple[LetterFile, ...]
    are_released: bool
    left_out: str
    unfit: tuple[UnfitLetter, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why letters were not taken."""
        return tuple(unfit.problem for unfit in self.unfit)

    @property
    def lines(self) -> tuple[str, ...]:
        """What to tell the clerk about them."""
        count = len(self.files)
        which = f"Lấy {count} tệp như đã phát hành."
        if not self.are_released:
            which = f"Chưa phát hành: lấy {count} tệp đang có trong thư mục kết quả."
        return (which, self.left_out) if self.left_out else (which,)

    def only(self, plan: Plan, wanted: Sequence[str]) -> FinishedLetters:
        """Return those of the units of ``plan`` that ``wanted`` names; all of them when it is empty.

        Raises UsageError for a word that names no unit, and for units that have no letter; OutputError where
        that may be because a released copy was touched.
        """
        if not wanted:
            return self
        units = {unit.code: unit.name for unit in select_units(plan, wanted)}
        files = tuple(file for file in self.files if file.unit_code in units)
        unfit = tuple(each for each in self.unfit if each.file.unit_code in units)
        lacking = units.keys() - {file.unit_code for file in files}
        if lacking and unfit:
            raise OutputError(each.problem for each in unfit)
        if lacking:
            names = "; ".join(name for code, name in units.items() if code in lacking)
            hint = "Chạy sokhet-docs generate trước."
            raise UsageError.at("--only", f"Chưa có văn bản của: {names}.", hint)
        return replace(self, files=files, unfit=unfit)

    def without_strangers(self, plan_code: str | None) -> FinishedLetters:
        """Return them without those that carry the identity of another unit or plan, which are unfit.

        ``plan_code`` None: the plan is not known. Released letters are what they were when they went out.
        """
        if self.are_released:
            return self
        found = [
            (file, find_stranger(file.path, file.unit_code, file.unit_name, plan_code)) for file in self.files
        ]
        unfit = tuple(UnfitLetter(file, problem) for file, problem in found if problem)
        files = tuple(file for file, problem in found if problem is None)
        return replace(self, files=files, unfit=(*self.unfit, *unfit))


def find_letters(output: Path) -> FinishedLetters:
    """Return the letters that last went out of ``output``; where nothing was released, those that are there.

    Raises UsageError when there is none at all, OutputError when a ledger cannot be relied on.
    """
    manifest = read_sent(output)
    if files := released_files(output):
        touched = {problem.place.file: problem for problem in changed_copies(output)}
        unfit = tuple(
            UnfitLetter(file, touched[path]) for file in files if (path := str(file.path)) in touched
        )
        files = tuple(file for file in files if str(file.path) not in touched)
        return FinishedLetters(files, True, _unreleased_line(output, manifest), unfit)
    files = _present(output, manifest)
    if not files:
        raise UsageError.at(
            str(output),
            "Chưa có văn bản nào được tạo ở thư mục này.",
            "Chạy sokhet-docs generate trước, hoặc chỉ đúng thư mục kết quả.",
        )
    return FinishedLetters(files, False, _gone_line(output, manifest))


def _present(output: Path, manifest: Manifest) -> tuple[LetterFile, ...]:
    return tuple(
        LetterFile(output / name, record.unit_code, record.unit_name, record.documents)
        for name, record in sorted(manifest.files.items())
        if record.unit_code and not record.beside and (output / name).is_file()
    )


def _gone_line(output: Path, manifest: Manifest) -> str:
    """Return the line that tells of letters that were made and are gone; "" when all are there."""
    there = {file.path.name for file in _present(output, manifest)}
    gone = [name for code, names in manifest.letters_by_unit().items() if code for name in names]
    gone = sorted(name for name in gone if name not in there)
    return f"Không còn ở đây, nên không có trong lần này: {_listed(gone)}." if gone else ""


def _unreleased_line(output: Path, manifest: Manifest) -> str:
    """Return the line that tells of letters that did not go out as they are now; "" when all did."""
    letters = [letter for release in read_releases(output).in_force for letter in release.letters]
    hashes, names = {letter.sha256 for letter in letters}, {letter.file for letter in letters}
    present = [file.path for file in _present(output, manifest)]
    other = [path.name for path in present if sha256_of(path.read_bytes()) not in hashes]
    new, changed = [name for name in other if name not in names], [name for name in other if name in names]
    told = [f"Chưa phát hành, nên không có trong lần này: {_listed(new)}."] if new else []
    if changed:
        told.append(f"Đã khác bản đã gửi, ở đây lấy bản đã gửi: {_listed(changed)}.")
    return " ".join(told)


def _listed(names: Sequence[str]) -> str:
    more = f" và {len(names) - _MAX_NAMES} tệp khác" if len(names) > _MAX_NAMES else ""
    return f"{', '.join(names[:_MAX_NAMES])}{more}"
