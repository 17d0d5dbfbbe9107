"""Where the workbook and the templates are: as asked, else of this folder, else the built-in sample."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.problems import OutputError, TemplateError, WorkbookError

_WORKBOOKS = (Path("data/units.xlsx"), Path("units.xlsx"))
_TEMPLATES = Path("templates")
_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


@dataclass(frozen=True, slots=True)
class Sources:
    """A workbook and a folder of templates; ``sample_*`` says which of them is the built-in one."""

    workbook: Path
    templates: Path
    sample_workbook: bool
    sample_templates: bool


def find_sources(workbook: Path | None, templates: Path | None, folder: Path) -> Sources:
    """Return the sources that were asked for; in place of None those of ``folder``, else the sample's.

    Templates that were not asked for are also looked for beside the workbook and beside its folder. The
    sample never replaces a lost file: raises WorkbookError where a working folder lacks its workbook,
    TemplateError when the folder of templates that was asked for does not exist.
    """
    if templates and not templates.is_dir():
        hint = "Hãy xem lại đường dẫn sau --templates."
        raise TemplateError.at(str(templates), "Không có thư mục này.", hint)
    found = workbook or _first_existing(folder / name for name in _WORKBOOKS)
    if found is None and any((folder / name).exists() for name in (_WORKBOOKS[0].parent, _TEMPLATES)):
        message = "Không thấy tệp này, dù đây là một thư mục làm việc."
        hint = "Hãy đưa tệp Excel về chỗ cũ, hoặc chỉ ra tệp bằng --workbook."
        raise WorkbookError.at(str(folder / _WORKBOOKS[0]), message, hint)
    near = [folder, *(found.parents[:2] if found else [])]
    found_templates = templates or _first_existing(place / _TEMPLATES for place in near)
    return Sources(
        workbook=found or sample_workbook(),
        templates=found_templates or sample_templates(),
        sample_workbook=found is None,
        sample_templates=found_templates is None,
    )


def _first_existing(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if path.exists()), None)


def sample_workbook() -> Path:
    """Return the built-in workbook: the package's own, or in a source checkout the repository's."""
    packed = _PACKAGE / "sample" / "units.xlsx"
    return packed if packed.exists() else _CHECKOUT / "data" / "units.xlsx"


def sample_templates() -> Path:
    """Return the folder of the built-in templates."""
    packed = _PACKAGE / "sample" / "templates"
    return packed if packed.exists() else _CHECKOUT / "templates"


def copy_sample(folder: Path) -> list[Path]:
    """Copy the sample's workbook and templates into ``folder`` and return the new files.

    Raises OutputError, before anything is written, when one of them exists already or cannot be made.
    """
    copies = {folder / _WORKBOOKS[0]: sample_workbook()}
    copies |= {folder / _TEMPLATES / path.name: path for path in sorted(sample_templates().glob("*.docx"))}
    if taken := [target for target in copies if target.exists()]:
        raise OutputError.at(str(taken[0]), "Đã có tệp này.", "Hãy chọn một thư mục khác, còn trống.")
    try:
        for target, source in copies.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    except OSError as err:
        reason = err.strerror or str(err)
        raise OutputError.at(str(folder), f"Không ghi được vào thư mục này ({reason}).") from err
    return list(copies)
