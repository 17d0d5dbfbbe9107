"""An intake ledger that is lost or damaged, a run that was killed → every original noted again.

An original lies unchanged in the intake folder under its unit's code, its time being when it was received.
Its name when it came, the units that the clerk gave and the versions that she chose are in the ledger only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sokhet_docs.office.files import reword_os_errors
from sokhet_docs.outbox import DamagedLedgerError, read_sent
from sokhet_docs.problems import Place, Problem, Severity, UsageError
from sokhet_docs.returns.match import Match
from sokhet_docs.returns.received import (
    Intake,
    IntakeLedger,
    digest_in,
    intake_folder,
    kept_files,
    read_intake,
    unnoted_files,
    write_intake,
)
from sokhet_docs.text.vietnamese import VIETNAM

_LOST = (
    "ngày nhận lấy theo ngày của từng tệp; tên tệp lúc nhận, thư đã đem tệp đến (trừ thư có lời viết), "
    "đơn vị đã chỉ định (--assign), bản đã chọn (--use), tệp đã gác lại (--set-aside) không còn."
)
UNKNOWN = "chua-ro"  # begins the name of a file that is not known to be anybody's
_WAS_ASKED = (
    "{} là của {}, nhưng lúc nhận tệp này chưa rõ của ai. Hãy mở tệp xem của ai rồi chỉ định bằng --assign."
)


@dataclass(frozen=True, slots=True)
class Originals:
    """Originals that the ledger does not know, and other files that lie among them."""

    unnoted: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()


def begin_anew(output: Path) -> Originals:
    """Put a damaged ledger aside and begin an empty one; return what is to be noted in it.

    Of an intact ledger nothing is changed. Raises UsageError when there is nothing to mend, OutputError when
    a newer version wrote the ledger, it cannot be written, or what was sent is not known any more.
    """
    read_sent(output)
    try:
        intake = read_intake(output)
    except DamagedLedgerError:
        _set_aside(IntakeLedger.path(output))
        write_intake(output, ())
        intake = Intake(output)
    else:
        if not unnoted_files(intake):
            raise UsageError.at("--rebuild", "Sổ nhận báo cáo còn nguyên, không lập lại.") from None
    known = {item.file for item in intake.returns}
    folder = intake_folder(output)
    others = tuple(folder / name for name in kept_files(output) if name not in known and not digest_in(name))
    return Originals(find_unnoted(intake), others)


def find_unnoted(intake: Intake) -> tuple[Path, ...]:
    """Return the originals that the ledger does not know. Raises OutputError."""
    return tuple(intake_folder(intake.output) / name for name in unnoted_files(intake))


def held_to_its_name(match: Match, kept: str, names: Mapping[str, str]) -> Match:
    """Return ``match``, or nobody where the original ``kept`` was named as another's, or as nobody's.

    The mail and the name that it came with spoke for or against a unit then, and are not known any more.
    ``names`` are the beginnings of such names by the units' codes.
    """
    if match.unit is None or kept.startswith(f"{names[match.unit.code]}-"):
        return match
    told = _WAS_ASKED.format(match.found_by.capitalize(), match.unit.name)
    return Match(None, problems=(told,))


def _set_aside(path: Path) -> None:
    now = datetime.now(VIETNAM)
    with reword_os_errors(path):
        if path.exists():
            path.replace(path.with_name(f"{path.stem}-hong-{now:%Y%m%d-%H%M%S}{path.suffix}"))


def tell_noted(output: Path, count: int, *, rebuilt: bool) -> Problem:
    """Return the warning that ``count`` originals were noted again, and what is no longer known of them."""
    done = "Đã lập lại sổ từ" if rebuilt else "Lần thu trước bị ngắt hoặc sổ là bản cũ: đã ghi thêm vào sổ"
    message = f"{done} {count} tệp trong {intake_folder(output).name}; {_LOST}"
    hint = "Hãy xem lại bằng sokhet-docs status, chỗ nào sai thì chỉ định lại."
    return Problem(Place(str(IntakeLedger.path(output))), message, hint, Severity.WARNING)


def tell_changed(path: Path) -> Problem:
    """Return the warning that the original ``path`` is no longer what was received."""
    message = "Tệp này đã bị sửa hoặc hỏng sau khi nhận."
    hint = "Đối chiếu với tệp đơn vị gửi, rồi thu lại tệp ấy."
    return Problem(Place(str(path)), message, hint, Severity.WARNING)
