"""Each real .docx of a folder, alone and in packets with a letter → what is invalid, or looks otherwise.

A document goes through the program's own entry as a template: checked, filled in alone, and composed both
ways with a plain letter. Where to get documents: see the package's docstring.
"""

from __future__ import annotations

import re
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from sokhet_docs.problems import SokhetError
from sokhet_docs.template import Template, find_problems
from tests.attack.packet_differences import Difference, explain
from tests.attack.page_pictures import difference_of
from tests.support.docx_builder import docx, p
from tests.support.libreoffice import OfficeError, convert
from tests.support.openxml_validator import find_faults

WAYS = ("first", "second")  # where the document stands in its packet
SOURCE, ALONE = "source", "alone"
_BATCH, _PROCESSES = 25, 2  # documents at a time
_LETTER = "thu"
_COMPATIBILITY = re.compile(rb"<w:compat>.*?</w:compat>", re.DOTALL)
_QUOTED = re.compile(r"“[^”]*”|\{[{%#].*?[}%#]\}|:.*")


@dataclass
class PacketsTally:
    """What was tried and what came of it."""

    documents: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    accidents: list[str] = field(default_factory=list)
    composed: int = 0
    invalid_alone: int = 0
    invalid: list[str] = field(default_factory=list)
    """Packets that are invalid though their document is valid alone, with their first fault."""
    equal_pictures: int = 0
    not_shown: int = 0
    """Packets that LibreOffice does not print, or not in time, or whose document it does not."""
    explained: Counter[str] = field(default_factory=Counter)
    unexplained: list[Difference] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Return whether a packet is faulty, looks otherwise for no known reason, or an accident happened."""
        return bool(self.accidents or self.invalid or self.unexplained)

    def report(self) -> str:
        """Return the figures as text."""
        refused = (f"    {count:7}  {said}" for said, count in self.refused.most_common())
        reasons = (f"    {count:7}  {reason}" for reason, count in self.explained.most_common())
        kinds = Counter(difference.kind for difference in self.unexplained)
        return "\n".join(
            [
                f"documents tried:  {self.documents}",
                f"refused in words: {self.refused.total()}",
                *refused,
                f"packets made:     {self.composed}; {self.invalid_alone} of documents invalid alone",
                f"  invalid:        {len(self.invalid)}",
                f"  pages alike:    {self.equal_pictures}; not shown {self.not_shown}",
                f"  explained:      {self.explained.total()}",
                *reasons,
                f"  unexplained:    {len(self.unexplained)}  {dict(kinds.most_common())}",
                f"accidents:        {len(self.accidents)}",
            ]
        )

    def examples(self) -> Iterator[str]:
        """Yield every accident, invalid packet and difference."""
        yield from self.accidents
        yield from (f"invalid: {said}" for said in self.invalid)
        yield from map(str, self.unexplained)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one document: refused with words, or an accident's words, or files by their way."""

    path: Path
    refused: str = ""
    accident: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    """That pages are compared, and where the files of documents whose pages differ are kept."""

    keep: Path


def try_folder(
    tally: PacketsTally, folder: Path, pictures: Pictures | None = None, most: int | None = None
) -> None:
    """Try the first ``most`` (None: all) .docx below ``folder``, in the order of their paths."""
    paths = sorted(path for path in folder.rglob("*.docx") if path.is_file())[:most]
    for start in range(0, len(paths), _BATCH):
        with TemporaryDirectory(prefix="sokhet-docs-packets-", ignore_cleanup_errors=True) as temporary:
            _try_batch(tally, paths[start : start + _BATCH], Path(temporary), pictures)


def _try_batch(tally: PacketsTally, paths: Sequence[Path], folder: Path, pictures: Pictures | None) -> None:
    for way in (_LETTER, SOURCE, ALONE, *WAYS):
        (folder / way).mkdir()
    with ProcessPoolExecutor(_PROCESSES) as pool:
        attempts = list(pool.map(partial(_attempt, folder=folder), paths, range(len(paths))))
    tally.documents += len(attempts)
    tally.refused.update(attempt.refused for attempt in attempts if attempt.refused)
    tally.accidents += [f"{attempt.path}\n{attempt.accident}" for attempt in attempts if attempt.accident]
    made = {_name(at): attempt.path for at, attempt in enumerate(attempts) if _is_made(attempt)}
    tally.composed += len(WAYS) * len(made)
    _validate(tally, made, folder)
    if pictures and made:
        _compare(tally, made, folder, pictures.keep)


def _name(number: int) -> str:
    return f"tep{number:03}.docx"


def _is_made(attempt: Attempt) -> bool:
    return not attempt.refused and not attempt.accident


def _attempt(path: Path, number: int, folder: Path) -> Attempt:
    """Check the document and compose it in all ways; its files are written below ``folder``."""
    name = _name(number)
    letter, source = folder / _LETTER / name, Path(copyfile(path, folder / SOURCE / name))
    letter.write_bytes(docx(p("Thư gửi đơn vị"), settings=_compatibility_of(path)))
    packets = {ALONE: [source], "first": [source, letter], "second": [letter, source]}
    try:
        find_problems(source)
        for way, sources in packets.items():
            (folder / way / name).write_bytes(_filled(sources))
    except SokhetError as err:
        return Attempt(path, refused="; ".join(sorted({_kind(problem.message) for problem in err.problems})))
    except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
        return Attempt(path, accident=traceback.format_exc())
    return Attempt(path)


def _compatibility_of(path: Path) -> str:
    """Return what the settings of a document say of older programs: a file says it once, as its first one."""
    try:
        with zipfile.ZipFile(path) as archive:
            found = _COMPATIBILITY.search(archive.read("word/settings.xml"))
            return found.group().decode() if found else ""
    except (KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""


def _kind(message: str) -> str:
    """Return ``message`` without what names this one document's tags and addresses."""
    return _QUOTED.sub("…", message)


def _filled(sources: Sequence[Path]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Template.compile(sources).render({})


def _validate(tally: PacketsTally, made: Mapping[str, Path], folder: Path) -> None:
    """Count the packets that are invalid; a document is held against them only where one is."""
    found = find_faults(folder / way / name for name in made for way in WAYS)
    faulty = {path: faults for path, faults in found.items() if faults}
    alone = find_faults({folder / SOURCE / path.name for path in faulty})
    for path, faults in faulty.items():
        if alone[folder / SOURCE / path.name]:
            tally.invalid_alone += 1
        else:
            tally.invalid.append(f"{made[path.name]} {path.parent.name}: {faults[0]}")


def _compare(tally: PacketsTally, made: Mapping[str, Path], folder: Path, keep: Path) -> None:
    """Compare the pages of each document alone with its pages in the packets, as LibreOffice prints them."""
    for way in (ALONE, *WAYS):
        _print([folder / way / name for name in made], folder / way)
    for name, path in made.items():
        for way in WAYS:
            alone, packet = ((folder / each / name).with_suffix(".pdf") for each in (ALONE, way))
            if not alone.exists() or not packet.exists():
                tally.not_shown += 1
            elif kind := difference_of(alone, packet, is_first=way == "first"):
                _count(tally, Difference(path, way, kind))
                _keep([alone, packet, packet.with_suffix(".docx")], keep / f"{path.stem}-{way}")
            else:
                tally.equal_pictures += 1


def _count(tally: PacketsTally, difference: Difference) -> None:
    if reason := explain(difference):
        tally.explained[reason] += 1
    else:
        tally.unexplained.append(difference)


def _keep(files: Sequence[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        copyfile(file, folder / f"{file.parent.name}{file.suffix}")


def _print(sources: Sequence[Path], folder: Path) -> None:
    """Print ``sources`` to ``folder``; where LibreOffice fails on one, each of the others by itself."""
    try:
        convert(sources, folder)
    except OfficeError:
        for source in sources:
            if not (folder / source.name).with_suffix(".pdf").exists() and len(sources) > 1:
                _print([source], folder)
