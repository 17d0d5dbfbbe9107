"""A way to begin → the files of a new working folder: the sample, a ready kit, blank sheets, an earlier plan.

Nothing is overwritten: each way raises OutputError, before anything is written, when one of its files is
there already.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sokhet_docs.office.files import write_atomic
from sokhet_docs.office.owner_files import is_owner_file
from sokhet_docs.problems import OutputError, UsageError, WorkbookError
from sokhet_docs.text.alphabet import name_order
from sokhet_docs.workbook.renewal import renew_workbook
from sokhet_docs.workbook.sources import TEMPLATES, WORKBOOKS, sample_file, sample_templates

_KITS = "kits"
_OTHER_KINDS = (".xlsm", ".xls", ".ods", ".csv")


@dataclass(frozen=True)
class Kit:
    """A ready plan: its name, and one line on what it is for. ``workbook`` is its path below the sample."""

    name: str
    purpose: str
    workbook: str


@dataclass(frozen=True)
class Started:
    """The files of a new working folder.

    Of an earlier plan: the facts and columns that were emptied, by sheet, and the sheets that it lacks.
    """

    paths: tuple[Path, ...]
    emptied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()


def kits() -> tuple[Kit, ...]:
    """Return the ready kits, the sample first."""
    entries = json.loads(sample_file(_KITS, "kits.json").read_text(encoding="utf-8"))
    return tuple(Kit(**entry) for entry in entries)


def start_from_kit(name: str, folder: Path) -> Started:
    """Lay out the kit ``name`` in ``folder``; raise UsageError when there is no such kit."""
    kit = next((kit for kit in kits() if kit.name == name.strip().casefold()), None)
    if kit is None:
        names = ", ".join(kit.name for kit in kits())
        raise UsageError.at("--kit", f"Không có bộ mẫu “{name}”.", f"Chọn một trong: {names}.")
    return _lay_out(folder, sample_file(*kit.workbook.split("/")))


def start_from_sample(folder: Path) -> Started:
    """Lay out the built-in sample in ``folder``."""
    return _lay_out(folder, sample_file("units.xlsx"))


def start_blank(folder: Path) -> Started:
    """Lay out the sheets without a plan and the built-in templates in ``folder``."""
    return _lay_out(folder, sample_file("blank.xlsx"))


def start_from_folder(old: Path, folder: Path) -> Started:
    """Lay out in ``folder`` a new plan like that of the working folder ``old``, which stays as it is.

    Its workbook is emptied of what belonged to that plan alone; its templates are copied, the built-in ones
    when it has none. Raises WorkbookError when it has no workbook that can be copied.
    """
    workbook = _workbook_of(old)
    target = folder / workbook.relative_to(old)
    templates = _templates_in(old / TEMPLATES) or _templates_in(sample_templates())
    copies = {folder / TEMPLATES / path.name: path for path in templates}
    _refuse_taken([target, *copies])
    renewed = renew_workbook(workbook)
    contents = {target: renewed.content} | {path: _read(source) for path, source in copies.items()}
    return Started(_write(folder, contents), renewed.emptied, renewed.lacking)


def _workbook_of(folder: Path) -> Path:
    if not folder.is_dir():
        raise UsageError.at("--from", f"Không có thư mục “{folder}”.", "Hãy xem lại đường dẫn.")
    places = [folder / name for name in WORKBOOKS]
    if found := next((path for path in places if path.exists()), None):
        return found
    others = (path.with_suffix(ending) for path in places for ending in _OTHER_KINDS)
    if other := next((path for path in others if path.exists()), None):
        hint = "Mở tệp ấy bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (.xlsx), cùng tên."
        raise WorkbookError.at(str(other), "Chỉ chép được kế hoạch cũ từ tệp .xlsx.", hint)
    hint = "Chỉ ra thư mục làm việc của kế hoạch cũ, trong đó có data/units.xlsx hoặc units.xlsx."
    raise WorkbookError.at(str(folder), "Thư mục này không có tệp Excel của kế hoạch.", hint)


def _templates_in(folder: Path) -> list[Path]:
    found = (path for path in folder.glob("*.docx") if not is_owner_file(path.name))
    return sorted(found, key=lambda path: name_order(path.name))


def _lay_out(folder: Path, workbook: Path) -> Started:
    copies = {folder / WORKBOOKS[0]: workbook}
    copies |= {folder / TEMPLATES / path.name: path for path in _templates_in(sample_templates())}
    _refuse_taken(copies)
    return Started(_write(folder, {target: _read(source) for target, source in copies.items()}))


def _refuse_taken(targets: Mapping[Path, Path] | list[Path]) -> None:
    if taken := [target for target in targets if target.exists()]:
        raise OutputError.at(str(taken[0]), "Đã có tệp này.", "Hãy chọn một thư mục khác, còn trống.")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        reason = err.strerror or str(err)
        message = f"Không đọc được tệp này ({reason})."
        raise OutputError.at(str(path), message, "Đóng tệp rồi thử lại.") from err


def _write(folder: Path, contents: Mapping[Path, bytes]) -> tuple[Path, ...]:
    try:
        for target, content in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(target, content, fsync=False)
    except OSError as err:
        reason = err.strerror or str(err)
        raise OutputError.at(str(folder), f"Không ghi được vào thư mục này ({reason}).") from err
    return tuple(contents)
