"""What `generate` would do now → the letters that may be released: what no unit has been sent yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.outbox import Fate, Manifest, Outcome, SentVersion, SentVersions
from sokhet_docs.plan import Unit
from sokhet_docs.problems import Place, Problem, Severity

_WITHDRAW = "thu hồi bằng sokhet-docs release --undo"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter that may be released: its unit, the file on the disk, the name of its copy, its SHA-256.

    ``documents`` are titles, ``made`` the hashes of our own versions of it, ``replaces`` the released file
    that it follows ("": none).
    """

    unit: Unit
    path: Path
    file: str
    sha256: str
    documents: tuple[str, ...]
    made: tuple[str, ...]
    replaces: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The letters that may be released, in the order of the list; how many stay as they were sent.

    ``problems`` are warnings of files that are not what the clerk may think.
    """

    candidates: tuple[Candidate, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def find_candidates(
    output: Path, manifest: Manifest, outcomes: Iterable[Outcome], units: Mapping[str, Unit]
) -> Candidates:
    """Return the letters among ``outcomes`` that are new or changed since they were released.

    ``units`` are those of the plan, by code. Raises OutputError when a file cannot be read.
    """
    search = _Search(output, manifest)
    found = tuple(
        candidate
        for outcome in outcomes
        for candidate in search.iter_of(outcome, units[outcome.entry.unit_code])
    )
    return Candidates(found, search.unchanged, tuple(search.problems))


class _Search:
    """The letters of an output folder, looked at one by one."""

    def __init__(self, output: Path, manifest: Manifest) -> None:
        self._output, self._manifest = output, manifest
        self._sent = SentVersions(output)
        self.problems: list[Problem] = []
        self.unchanged = 0

    def iter_of(self, outcome: Outcome, unit: Unit) -> Iterator[Candidate]:
        """Yield the letter that may go out; none where it is not there or went out as it is."""
        path, sent = outcome.path, self._sent.before(outcome.path.name, outcome.entry)
        edited = self._edited(sent)
        sha256 = edited if outcome.fate is Fate.SENT else _hash(path)
        if sent and edited is not None:
            self.problems.append(_edited(self._output / sent.file, sent, outcome))
        if sha256 is None or (sent and sha256 in sent.ever):
            self.unchanged += outcome.fate is Fate.SENT
            return
        file = sent.next_name if sent else path.name
        made, replaces = self._made(path.name), sent.file if sent else ""
        yield Candidate(unit, path, file, sha256, outcome.entry.documents, made, replaces)

    def _edited(self, sent: SentVersion | None) -> str | None:
        """Return the hash of the sent file as edited since; None where it is as it was sent, or gone."""
        sha256 = _hash(self._output / sent.file) if sent else None
        return None if sent is None or sha256 in sent.ever else sha256

    def _made(self, name: str) -> tuple[str, ...]:
        """Return the hashes of what we wrote as ``name`` and of what we put beside it."""
        files = self._manifest.files
        own = (files[name].sha256,) if name in files else ()
        return (*own, *(record.sha256 for record in files.values() if record.beside == name))


def _hash(path: Path) -> str | None:
    with reword_os_errors(path):
        data = read_if_there(path)
    return None if data is None else sha256_of(data)


def _edited(path: Path, sent: SentVersion, outcome: Outcome) -> Problem:
    if outcome.fate is Fate.SENT:
        message = f"Tệp đã phát hành nay bị sửa: phát hành như bản sau, tên “{sent.next_name}”."
        hint = f"Nếu không định gửi bản sửa, {_WITHDRAW}."
    else:
        message = (
            f"Tệp đã phát hành mà nay đã bị sửa: phần sửa ấy không có trong bản sau “{outcome.path.name}”."
        )
        hint = f"Nếu phải gửi cả phần sửa ấy, {_WITHDRAW}, sửa vào bản sau rồi phát hành lại."
    return Problem(Place(str(path)), message, hint, Severity.WARNING)
