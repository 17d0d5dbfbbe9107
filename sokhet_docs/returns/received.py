"""What was received so far: every file of the intake folder, whose it is and how that was recognised.

The originals lie unchanged in the folder ``bao-cao-nhan`` of the output folder; the ledger in the output
folder's hidden ``.sokhet-docs`` describes each. Files are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sokhet_docs.outbox import Ledger

VIETNAM = timezone(timedelta(hours=7))
BETWEEN = " › "  # in a label, between a mail or an archive and what was in it
_INTAKE = "bao-cao-nhan"


@dataclass(frozen=True, slots=True)
class Return:
    """One received file.

    ``unit_code`` is None while its unit is unknown. ``file`` is its name in the intake folder, ``original``
    the name under which it arrived (for an attachment or a file in a .zip: ``thư.eml › báo cáo.doc``).
    ``received`` is in Vietnam's time. ``found_by`` is how its unit was recognised: mã tệp, dấu trang, mã in,
    tên trong văn bản, tên tệp, người gửi, chỉ định; "" while it is unknown. ``reading`` is the .docx to read,
    relative to the output folder: the original, or what was converted from it; "" when its contents are not
    read (.pdf, pictures, damaged files). ``problems`` are Vietnamese sentences. ``bundle`` is the same for
    all that came in one mail or archive ("": alone); ``sent`` is the date of that mail, ``forwarded`` that of
    the innermost mail forwarded in it (None: there is none).
    """

    unit_code: str | None
    file: str
    original: str
    sha256: str
    received: datetime
    found_by: str
    reading: str = ""
    problems: tuple[str, ...] = ()
    bundle: str = ""
    sent: datetime | None = None
    forwarded: datetime | None = None

    @property
    def readable(self) -> bool:
        """Whether its contents can be read."""
        return bool(self.reading)


@dataclass(frozen=True, slots=True)
class Intake:
    """All received files, in the order in which they were collected. ``output`` is the output folder."""

    output: Path
    returns: tuple[Return, ...] = ()

    def versions(self, unit_code: str) -> tuple[Return, ...]:
        """Return the files of a unit, the oldest first."""
        own = [item for item in self.returns if item.unit_code == unit_code]
        return tuple(sorted(own, key=lambda item: item.received))

    def latest_readable(self, unit_code: str) -> Return | None:
        """Return the latest file of a unit whose contents can be read; None when there is none.

        A signed scan (.pdf) often follows the Word file that it was printed from.
        """
        return next((item for item in reversed(self.versions(unit_code)) if item.readable), None)

    def unknown(self) -> tuple[Return, ...]:
        """Return the files whose unit is unknown."""
        return tuple(item for item in self.returns if item.unit_code is None)

    def reading_path(self, item: Return) -> Path | None:
        """Return the .docx to read ``item`` from; None when its contents are not read."""
        return self.output / item.reading if item.reading else None


class IntakeLedger(Ledger, frozen=True):
    """The ledger as it is stored."""

    FILE_NAME = "bao-cao-nhan.json"
    DAMAGED = "Sổ nhận báo cáo bị hỏng; các tệp đã nhận vẫn còn nguyên."
    DAMAGED_HINT = f"Đổi tên tệp sổ này rồi thu lại cả thư mục {{output}}/{_INTAKE} để lập sổ mới."

    about: str = "Sổ nhận báo cáo do sokhet-docs ghi: tệp nào của đơn vị nào, nhận lúc nào. Đừng sửa hay xóa."
    returns: tuple[Return, ...] = ()


def intake_folder(output: Path) -> Path:
    """Return the folder of the originals in the output folder."""
    return output / _INTAKE


def read_intake(output: Path) -> Intake:
    """Return what was received so far for the output folder; an empty intake when no file ever was.

    Raises OutputError when the ledger is damaged, written by a newer version or unreadable.
    """
    return Intake(output, IntakeLedger.read(output).returns)


def write_intake(output: Path, returns: Iterable[Return]) -> None:
    """Write the ledger of the output folder, whole or not at all. Raises OutputError."""
    IntakeLedger(returns=tuple(returns)).write(output)
