"""The output folder → the letters that were not released yet, or that have changed since they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.outbox import Manifest, Record, SentVersions
from sokhet_docs.plan import Unit
from sokhet_docs.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter that may be released: its unit, the file on the disk, the name of its copy, its bytes.

    ``documents`` are titles, ``made`` the hashes of our own versions of it, ``replaces`` the released file
    that it follows ("": none).
    """

    unit: Unit
    path: Path
    file: str
    data: bytes
    documents: tuple[str, ...]
    made: tuple[str, ...]
    replaces: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The letters that may be released, in the order of the list; how many letters stay as they were sent."""

    candidates: tuple[Candidate, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def find_candidates(output: Path, manifest: Manifest, units: Sequence[Unit]) -> Candidates:
    """Return the letters of ``units`` that are new or changed since they were released.

    Problems are letters that are gone, units without any, and files that belong to no unit of the workbook.
    Raises OutputError when a file cannot be read.
    """
    return _Search(output, manifest).of(units)


class _Search:
    """The letters of an output folder, looked at unit by unit."""

    def __init__(self, output: Path, manifest: Manifest) -> None:
        self._output, self._manifest = output, manifest
        self._sent = SentVersions(output)
        self._problems: list[Problem] = []
        self._unchanged = 0
        self._names: dict[str, list[str]] = manifest.letters_by_unit()

    def of(self, units: Sequence[Unit]) -> Candidates:
        found = tuple(candidate for unit in units for candidate in self._of_unit(unit))
        return Candidates(found, self._unchanged, tuple(self._problems))

    def _of_unit(self, unit: Unit) -> list[Candidate]:
        names = self._names.get(unit.code, [])
        found = {candidate.file: candidate for name in names for candidate in self._of_file(unit, name)}
        return list(found.values())

    def _of_file(self, unit: Unit, name: str) -> Iterator[Candidate]:
        record, path = self._manifest.files[name], self._output / name
        with reword_os_errors(path):
            data = read_if_there(path)
        sent = self._sent.before(name, record)
        was_sent = self._sent.owner(name) == unit.code
        if data is None:
            if not was_sent:
                self._problems.append(_gone(path))
        elif sent and sha256_of(data) in sent.ever:
            self._unchanged += was_sent and sent.file == name
        else:
            file = sent.next_name if sent and was_sent else name
            if was_sent:
                self._problems.append(_edited(path, file))
            yield Candidate(
                unit, path, file, data, record.documents, self._made(name, record), sent.file if sent else ""
            )

    def _made(self, name: str, record: Record) -> tuple[str, ...]:
        """Return the hashes of what we wrote as ``name`` and of what we put beside it."""
        offers = (other.sha256 for other in self._manifest.files.values() if other.beside == name)
        return (record.sha256, *offers)


def _gone(path: Path) -> Problem:
    return Problem(
        Place(str(path)), "Không còn tệp này.", "Chạy sokhet-docs generate để tạo lại rồi phát hành."
    )


def _edited(path: Path, file: str) -> Problem:
    return Problem(
        Place(str(path)),
        f"Tệp đã phát hành mà nay đã bị sửa: phát hành như bản sau, tên “{file}”.",
        "Nếu không định gửi bản sửa, thu hồi bằng sokhet-docs release --undo.",
        Severity.WARNING,
    )
