"""The output folder → which files each unit was sent, and when: those released, else those that were made."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from sokhet_docs.office.files import read_if_there, reword_os_errors, sha256_of
from sokhet_docs.outbox.manifest import Manifest, read_manifest
from sokhet_docs.outbox.release_ledger import ReleaseLedger, copy_path, read_releases
from sokhet_docs.problems import Place, Problem
from sokhet_docs.text.vietnamese import VIETNAM

_COPY_AGAIN = "Chép lại tệp ấy từ bản sao lưu của thư mục da-phat-hanh."


def sent_files(output: Path) -> dict[str, list[Path]]:
    """Return the letters of each unit by its code, the copies of the newest release first.

    A unit to which nothing was released has its letters of the folder. Raises OutputError as `read_releases`.
    """
    files = {
        code: [output / name for name in names]
        for code, names in read_manifest(output).letters_by_unit().items()
    }
    return files | released_copies(output)


def released_copies(output: Path) -> dict[str, list[Path]]:
    """Return the copies of all letters that were released to each unit, by its code, the newest first."""
    copies: dict[str, list[Path]] = {}
    for release in reversed(read_releases(output).in_force):
        for letter in release.letters:
            copies.setdefault(letter.unit_code, []).append(copy_path(output, release, letter))
    return copies


def changed_copies(output: Path) -> list[Problem]:
    """Return an error for each released copy that counts and is gone or not as it was sent.

    Raises OutputError as `read_releases`.
    """
    problems = []
    for release, letter in read_releases(output).letters():
        path = copy_path(output, release, letter)
        with reword_os_errors(path):
            data = read_if_there(path)
        if data is None:
            problems.append(Problem(Place(str(path)), "Mất bản đã phát hành này.", _COPY_AGAIN))
        elif sha256_of(data) != letter.sha256:
            problems.append(Problem(Place(str(path)), "Bản đã phát hành này đã bị sửa.", _COPY_AGAIN))
    return problems


def sent_times(manifest: Manifest, ledger: ReleaseLedger) -> dict[str, tuple[date, datetime]]:
    """Return for each unit's code the day on which it was first sent a file, and when the newest was made.

    Where anything was released, only what was released counts: its day is that of the release.
    """
    times: dict[str, tuple[date, datetime]] = {}
    if ledger.in_force:
        for release in ledger.in_force:
            for letter in release.letters:
                first, _ = times.get(letter.unit_code, (release.day, release.time))
                times[letter.unit_code] = min(first, release.day), release.time
        return times
    for record in manifest.files.values():
        if record.unit_code and not record.beside and (run := manifest.runs.get(record.run)):
            day = run.time.astimezone(VIETNAM).date()
            first, last = times.get(record.unit_code, (day, run.time))
            times[record.unit_code] = min(first, day), max(last, run.time)
    return times
