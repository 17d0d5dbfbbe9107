"""Where the workbook and the templates are: as asked, else of this folder, else the built-in sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sokhet_docs.problems import TemplateError, WorkbookError
from sokhet_docs.text.alphabet import name_order

WORKBOOKS = (Path("data/units.xlsx"), Path("units.xlsx"))
TEMPLATES = Path("templates")
_TABLES = (".xlsx", ".xls", ".xlsm", ".ods", ".csv")
_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


@dataclass(frozen=True, slots=True)
class Sources:
    """A workbook and a folder of templates; ``sample_*`` says which of them is the built-in one.

    ``beside`` are other tables that may be the workbook that is meant; () where it was asked for.
    """

    workbook: Path
    templates: Path
    sample_workbook: bool
    sample_templates: bool
    beside: tuple[Path, ...] = ()


def find_sources(workbook: Path | None, templates: Path | None, folder: Path) -> Sources:
    """Return the sources that were asked for; in place of None those of ``folder``, else the sample's.

    Templates that were not asked for are also looked for beside the workbook and beside its folder. The
    sample never replaces a lost file: raises WorkbookError where a working folder lacks its workbook,
    TemplateError when the folder of templates that was asked for does not exist.
    """
    if templates and not templates.is_dir():
        hint = "Hãy xem lại đường dẫn sau --templates."
        raise TemplateError.at(str(templates), "Không có thư mục này.", hint)
    found = workbook or _first_existing(folder / name for name in WORKBOOKS)
    if found is None and any((folder / name).exists() for name in (WORKBOOKS[0].parent, TEMPLATES)):
        message = "Không thấy tệp này, dù đây là một thư mục làm việc."
        hint = "Hãy đưa tệp Excel về chỗ cũ, hoặc chỉ ra tệp bằng --workbook."
        raise WorkbookError.at(str(folder / WORKBOOKS[0]), message, hint)
    near = [folder, *(found.parents[:2] if found else [])]
    found_templates = templates or _first_existing(place / TEMPLATES for place in near)
    return Sources(
        workbook=found or sample_workbook(),
        templates=found_templates or sample_templates(),
        sample_workbook=found is None,
        sample_templates=found_templates is None,
        beside=tuple(_others(found, folder)) if found and not workbook else (),
    )


def _others(workbook: Path, folder: Path) -> Iterator[Path]:
    """Yield the other tables in the places of workbooks whose names begin as that of ``workbook`` does."""
    for place in dict.fromkeys((folder / name).parent for name in WORKBOOKS):
        named = place.glob(f"{workbook.stem}*") if place.is_dir() else ()
        found = sorted(named, key=lambda path: name_order(path.name))
        yield from (path for path in found if path != workbook and path.suffix.lower() in _TABLES)


def _first_existing(paths: Iterable[Path]) -> Path | None:
    return next((path for path in paths if path.exists()), None)


def sample_workbook() -> Path:
    """Return the built-in workbook: the package's own, or in a source checkout the repository's."""
    return sample_file("units.xlsx")


def sample_file(*names: str) -> Path:
    """Return a file of the built-in sample by its path below the folder ``data``."""
    packed = _PACKAGE / "sample"
    return (packed if packed.exists() else _CHECKOUT / "data").joinpath(*names)


def sample_templates() -> Path:
    """Return the folder of the built-in templates."""
    packed = _PACKAGE / "sample" / "templates"
    return packed if packed.exists() else _CHECKOUT / "templates"
