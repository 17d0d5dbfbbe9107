"""What came back so far: every file of the intake folder, whose it is and how that was found out.

The originals lie unchanged in ``bao-cao-nhan`` of the output folder; the ledger beside them, in the output
folder's hidden ``.sokhet-docs``, tells about each. Files are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import msgspec

from sokhet_docs.office.files import read_if_there, reword_os_errors, write_atomic
from sokhet_docs.outbox import STATE_FOLDER
from sokhet_docs.problems import OutputError, SokhetError

VIETNAM = timezone(timedelta(hours=7))
BETWEEN = " › "  # in a label, between a mail or an archive and what was in it
_INTAKE = "bao-cao-nhan"
_LEDGER = "bao-cao-nhan.json"
_ABOUT = "Sổ nhận báo cáo do sokhet-docs ghi: tệp nào của đơn vị nào, nhận lúc nào. Đừng sửa hay xóa."


@dataclass(frozen=True, slots=True)
class Return:
    """One file that came back.

    ``unit_code`` is None while nobody knows whose it is. ``file`` is its name in the intake folder,
    ``original`` the name it came under (for an attachment or a file in a .zip: ``thư.eml › báo cáo.doc``).
    ``received`` is in Vietnam's time. ``found_by`` is how its unit was found: mã tệp, dấu trang, mã in, tên
    trong văn bản, tên tệp, người gửi, chỉ định; "" while it is not. ``reading`` is the .docx to read,
    relative to the output folder: the original, or what was converted from it; "" when its contents are not
    read (.pdf, pictures, damaged files). ``problems`` are Vietnamese sentences.
    """

    unit_code: str | None
    file: str
    original: str
    sha256: str
    received: datetime
    found_by: str
    reading: str = ""
    problems: tuple[str, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether its contents can be read."""
        return bool(self.reading)


@dataclass(frozen=True, slots=True)
class Intake:
    """All that came back, in the order in which it was collected. ``output`` is the output folder."""

    output: Path
    returns: tuple[Return, ...] = ()

    def versions(self, unit_code: str) -> tuple[Return, ...]:
        """Return the files of a unit, the oldest first."""
        own = [one for one in self.returns if one.unit_code == unit_code]
        return tuple(sorted(own, key=lambda one: one.received))

    def latest(self, unit_code: str) -> Return | None:
        """Return the file of a unit that counts: the latest; None when there is none."""
        return next(reversed(self.versions(unit_code)), None)

    def latest_readable(self, unit_code: str) -> Return | None:
        """Return the latest file of a unit whose contents can be read; None when there is none.

        A signed scan (.pdf) often follows the Word file that it was printed from.
        """
        return next((one for one in reversed(self.versions(unit_code)) if one.readable), None)

    def unknown(self) -> tuple[Return, ...]:
        """Return the files of which nobody knows whose they are."""
        return tuple(one for one in self.returns if one.unit_code is None)

    def original_path(self, one: Return) -> Path:
        """Return where the unchanged original of ``one`` lies."""
        return intake_folder(self.output) / one.file

    def reading_path(self, one: Return) -> Path | None:
        """Return the .docx to read ``one`` from; None when its contents are not read."""
        return self.output / one.reading if one.reading else None


class _Sheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: str = _ABOUT
    format: Literal[1] = 1
    returns: tuple[Return, ...] = ()


def intake_folder(output: Path) -> Path:
    """Return the folder of the originals in the output folder."""
    return output / _INTAKE


def ledger_path(output: Path) -> Path:
    """Return where the ledger of the output folder lies."""
    return output / STATE_FOLDER / _LEDGER


def read_intake(output: Path) -> Intake:
    """Return what came back so far to the output folder; nothing when no file ever did.

    Raises OutputError when the ledger is damaged or cannot be read.
    """
    path = ledger_path(output)
    with reword_os_errors(path):
        data = read_if_there(path)
    if data is None:
        return Intake(output)
    try:
        return Intake(output, msgspec.json.decode(data, type=_Sheet).returns)
    except (ValueError, RecursionError) as err:  # no JSON, no such ledger, no UTF-8
        raise _damaged(output, path) from err


def _damaged(output: Path, path: Path) -> SokhetError:
    return OutputError.at(
        str(path),
        "Sổ nhận báo cáo bị hỏng hoặc do một bản sokhet-docs khác ghi; các tệp đã nhận vẫn còn nguyên.",
        f"Đổi tên tệp sổ này rồi thu lại cả thư mục {intake_folder(output)} để lập sổ mới.",
    )


def write_intake(output: Path, returns: Iterable[Return]) -> None:
    """Write the ledger of the output folder, whole or not at all. Raises OutputError."""
    data = msgspec.json.format(msgspec.json.encode(_Sheet(returns=tuple(returns))), indent=1)
    path = ledger_path(output)
    with reword_os_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data + b"\n")
