"""Files to be converted → jobs: the name of each PDF, the letter's hash; or why there can be no PDF of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.file_kinds import Kind, kind_of
from sokhet_docs.office.files import problem_of, sha256_of
from sokhet_docs.office.owner_files import find_owner_file, is_owner_file
from sokhet_docs.problems import Place, Problem, Severity

_WORD = frozenset({Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF, Kind.WORD_XML, Kind.FLAT_OPC})
_REASONS = {
    Kind.EMPTY: ("Tệp rỗng.", "Chép lại tệp từ bản khác, hoặc tạo lại bằng sokhet-docs generate."),
    Kind.ENCRYPTED: (
        "Tệp có mật khẩu nên không tạo được PDF.",
        "Mở trong Word, bỏ mật khẩu ở Tệp > Thông tin > Bảo vệ tài liệu, lưu lại rồi chạy lại.",
    ),
}
OPEN_IT = "Hãy mở thử bằng Word hoặc LibreOffice, lưu lại rồi chạy lại."
_NO_LETTER = ("Đây không phải là văn bản Word.", "Chỉ tạo được PDF từ .docx, .doc, .odt, .rtf.")


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to be there: its number in the run, the letter's file and SHA-256, the name of the PDF."""

    number: int
    source: Path
    name: str
    sha256: str


def read_letter(source: Path) -> bytes | Problem:
    """Return the bytes of the letter ``source``; the problem where no PDF can be made of it."""
    try:
        content = source.read_bytes()
    except FileNotFoundError:
        return Problem(Place(str(source)), "Không thấy tệp này.", "Kiểm tra lại tên tệp và thư mục.")
    except OSError as err:
        return _is_folder(source) or problem_of(err, source)
    kind = kind_of(content)
    if kind in _WORD:
        return content
    if kind is Kind.ZIP and source.suffix.lower() == ".docx":
        return damaged(source)
    return Problem(Place(str(source)), *_REASONS.get(kind, _NO_LETTER))


def damaged(source: Path) -> Problem:
    """Return the problem of a letter that nobody can read."""
    message = "Tệp Word bị hỏng nên không tạo được PDF."
    return Problem(Place(str(source)), message, OPEN_IT)


def _is_folder(source: Path) -> Problem | None:
    hint = "Ghi tên từng tệp; không ghi tệp nào thì lấy mọi văn bản của thư mục kết quả."
    return Problem(Place(str(source)), "Đây là một thư mục.", hint) if source.is_dir() else None


def to_jobs(sources: Sequence[Path]) -> tuple[list[Job], list[Problem]]:
    """Return a job for each of ``sources`` that is a letter, and what is wrong with the others."""
    jobs: list[Job] = []
    problems: list[Problem] = []
    names = _names_of(sources)
    for number, source in enumerate(names):
        if isinstance(letter := read_letter(source), Problem):
            problems.append(letter)
        else:
            jobs.append(Job(number, source, names[source], sha256_of(letter)))
    return jobs, [*problems, *_iter_warnings(names)]


def _names_of(sources: Sequence[Path]) -> dict[Path, str]:
    """Return the name of each source's PDF: its own; with its folder's where another file has the same."""
    letters = [source for source in dict.fromkeys(sources) if not is_owner_file(source.name)]
    stems = Counter(name_key(source.stem) for source in letters)
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for source in letters:
        alone = stems[name_key(source.stem)] == 1
        name = source.stem if alone else f"{source.stem} ({source.absolute().parent.name})"
        names[source] = f"{_free(name, taken)}.pdf"
    return names


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while name_key(free) in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(name_key(free))
    return free


def name_key(name: str) -> str:
    """Return what two names have in common that are one file's name on Windows or on a Mac."""
    return unicodedata.normalize("NFC", name).casefold()


def _iter_warnings(names: dict[Path, str]) -> Iterator[Problem]:
    for source, name in names.items():
        if name != f"{source.stem}.pdf":
            message = f"Có tệp khác cùng tên, nên PDF của tệp này là “{name}”."
            yield Problem(Place(str(source)), message, "", Severity.WARNING)
        if owner_file := find_owner_file(source):
            message = "Tệp đang mở ở Word hoặc LibreOffice: PDF theo bản lưu gần nhất."
            hint = f"Lưu tệp rồi chạy lại; nếu không ai mở, xóa tệp “{owner_file.name}” bên cạnh."
            yield Problem(Place(str(source)), message, hint, Severity.WARNING)
