"""The letters of an output folder that were not released → a warning where the workbook has outrun them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs._version import __version__
from sokhet_docs.letters.checking import read
from sokhet_docs.letters.generation import Progress, Summary
from sokhet_docs.letters.release_checks import Places, foretell, is_outrun
from sokhet_docs.office.files import hash_files
from sokhet_docs.outbox import Fate, Manifest, Run, read_sent
from sokhet_docs.problems import Place, Problem, Severity, SokhetError, UsageError
from sokhet_docs.text.vietnamese import few_units

_GENERATE = "Muốn lấy bản mới thì chạy sokhet-docs generate trước."


@dataclass(frozen=True, slots=True)
class Comparison:
    """Warnings that name letters which the workbook or the templates have outrun.

    ``plan_code`` None: workbook or templates could not be used, as the one warning says.
    """

    plan_code: str | None
    problems: tuple[Problem, ...] = ()


def cannot_compare(output: Path, err: SokhetError) -> Comparison:
    """Return that the letters in ``output`` were held against nothing, and the first reason why."""
    message = "Chưa đối chiếu được văn bản với tệp Excel và mẫu."
    problem = Problem(Place(str(output)), message, str(err.problems[0]), Severity.WARNING)
    return Comparison(None, (problem,))


def find_outrun(
    workbook: Path, templates: Path, output: Path, only: Sequence[str] = (), progress: Progress | None = None
) -> Comparison:
    """Return how the letters compare with what `generate` would make of them now; nothing is written.

    ``only`` names units (empty: all). Raises OutputError as `read_sent`, UsageError for an unknown unit.
    """
    places, manifest = Places(workbook, templates, output), read_sent(output)
    try:
        plan = read(workbook, templates, output)
        if _is_as_made(places, manifest):
            return Comparison(plan.code)
        summary = foretell(places, manifest, tuple(only), progress)
    except UsageError:
        raise
    except SokhetError as err:
        return cannot_compare(output, err)
    return Comparison(plan.code, tuple(_iter_warnings(summary)))


def _is_as_made(places: Places, manifest: Manifest) -> bool:
    """Tell whether workbook and templates are those of the runs that made every letter."""
    records = [record for record in manifest.files.values() if record.unit_code]
    if any(record.beside or record.run not in manifest.runs for record in records):
        return False
    runs = {record.run for record in records}
    return all(_has_inputs(manifest.runs[number], places) for number in runs)


def _has_inputs(run: Run, places: Places) -> bool:
    paths = [places.workbook, *(places.templates / name for name in run.inputs if name.endswith(".docx"))]
    if run.version != __version__ or not all(path.is_file() for path in paths):
        return False
    return dict(run.inputs) == hash_files(paths)


def _iter_warnings(summary: Summary) -> Iterator[Problem]:
    outcomes = summary.outcomes
    names = [outcome.entry.unit_name for outcome in outcomes if is_outrun(outcome)]
    yield from _naming(summary.folder, "Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: {}.", names)
    names = [outcome.entry.unit_name for outcome in outcomes if outcome.fate is Fate.NEW]
    yield from _naming(summary.folder, "Chưa có văn bản theo tệp Excel hiện nay của: {}.", names)
    beside = (outcome for outcome in outcomes if outcome.beside is not None and outcome.beside.exists())
    names = [outcome.entry.unit_name for outcome in beside]
    message = "Lấy bản đã sửa tay, không phải bản mới đặt bên cạnh, của: {}."
    yield from _naming(summary.folder, message, names, "Muốn lấy bản mới thì thay tệp rồi chạy lại.")


def _naming(folder: Path, sentence: str, names: Iterable[str], hint: str = _GENERATE) -> Iterator[Problem]:
    if named := list(dict.fromkeys(names)):
        few = few_units(named)
        yield Problem(Place(str(folder)), sentence.format(few), hint, Severity.WARNING)
