"""What `generate` would do now → the letters that may be released: what no unit has been sent yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.office.docx_text import read_passages
from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.outbox import Fate, Manifest, Outcome, SentVersion, SentVersions
from sokhet_docs.plan import Unit
from sokhet_docs.problems import Place, Problem, Severity


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

    ``problems`` are about files that are not what the clerk may think.
    """

    candidates: tuple[Candidate, ...]
    unchanged: int
    problems: tuple[Problem, ...]


def find_candidates(
    output: Path, manifest: Manifest, outcomes: Iterable[Outcome], units: Mapping[str, Unit], *, as_is: bool
) -> Candidates:
    """Return the letters among ``outcomes`` that are new or changed since they were released.

    ``units`` are those of the plan, by code; ``as_is``: sent files that were edited are to go out so. Raises
    OutputError when a file cannot be read.
    """
    search = _Search(output, manifest, as_is=as_is)
    found = tuple(
        candidate
        for outcome in outcomes
        for candidate in search.iter_of(outcome, units[outcome.entry.unit_code])
    )
    return Candidates(found, search.unchanged, tuple(search.problems))


class _Search:
    """The letters of an output folder, looked at one by one."""

    def __init__(self, output: Path, manifest: Manifest, *, as_is: bool) -> None:
        self._output, self._manifest, self._as_is = output, manifest, as_is
        self._sent = SentVersions(output)
        self.problems: list[Problem] = []
        self.unchanged = 0

    def iter_of(self, outcome: Outcome, unit: Unit) -> Iterator[Candidate]:
        """Yield the letter that may go out; none where it is not there or went out as it is."""
        path, sent = outcome.path, self._sent.before(outcome.path.name, outcome.entry)
        edited = sent is not None and self._is_edited(sent)
        if sent and edited:
            self.problems.append(self._told(sent, outcome))
        sha256 = _hash(path)
        if sha256 is None or (sent and sha256 == sent.sha256) or (outcome.fate is Fate.SENT and not edited):
            self.unchanged += outcome.fate is Fate.SENT
            return
        file = sent.next_name if sent else path.name
        made, replaces = self._made(path.name), sent.file if sent else ""
        yield Candidate(unit, path, file, sha256, outcome.entry.documents, made, replaces)

    def _is_edited(self, sent: SentVersion) -> bool:
        """Tell whether the sent file has other words by now; one that was only saved again has not."""
        path = self._output / sent.file
        if _hash(path) in (None, sent.sha256):
            return False
        try:
            return read_passages(path.read_bytes()) != read_passages(sent.copy.read_bytes())
        except (OSError, ValueError):
            return True

    def _told(self, sent: SentVersion, outcome: Outcome) -> Problem:
        """Return that a sent file was edited: an error where its words would go out now."""
        place = Place(str(self._output / sent.file))
        if outcome.fate is not Fate.SENT:
            message = f"Tệp đã phát hành nay bị sửa; phần sửa ấy không có trong “{outcome.path.name}”."
            return Problem(
                place, message, "Nếu phải gửi cả phần sửa ấy thì sửa vào bản sau.", Severity.WARNING
            )
        message = f"Tệp đã phát hành nay bị sửa; phát hành lại thì thành bản sau “{sent.next_name}”."
        hint = "Cố ý gửi bản sửa thì thêm --as-is; không thì lấy lại tệp đã gửi trong da-phat-hanh."
        severity = Severity.WARNING if self._as_is else Severity.ERROR
        return Problem(place, message, "" if self._as_is else hint, severity)

    def _made(self, name: str) -> tuple[str, ...]:
        """Return the hashes of what we wrote as ``name`` and of what we put beside it."""
        files = self._manifest.files
        own = (files[name].sha256,) if name in files else ()
        return (*own, *(record.sha256 for record in files.values() if record.beside == name))


def _hash(path: Path) -> str | None:
    with reword_os_errors(path):
        data = read_if_there(path)
    return None if data is None else sha256_of(data)
