"""A typed record ↔ a JSON file in an output folder's hidden state folder, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final, Literal, Self

import msgspec

from sokhet_docs.office.files import is_link, reword_os_errors, write_atomic
from sokhet_docs.problems import OutputError

STATE_FOLDER = ".sokhet-docs"
_FORMAT: Final = 1
_NEVER_IN_PATHS = frozenset("\\:\0")


class Stored(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is kept as JSON: typed, checked when it is read back, defaults left out."""


class DamagedLedgerError(OutputError):
    """A ledger can no longer be relied on: lost, cut short, changed by hand, or not ours."""


class Ledger(Stored, frozen=True, omit_defaults=False):
    """The base of every ledger. A subclass names its file and says what a damaged one means to the clerk.

    ``about`` is for whoever opens the file. ``{output}`` in ``DAMAGED_HINT`` stands for the output folder.
    """

    FILE_NAME: ClassVar[str]
    DAMAGED: ClassVar[str]
    DAMAGED_HINT: ClassVar[str]

    about: str = ""
    format: Literal[1] = _FORMAT

    @classmethod
    def path(cls, output: Path) -> Path:
        """Return the path of the ledger of the output folder ``output``."""
        return output / STATE_FOLDER / cls.FILE_NAME

    @classmethod
    def read(cls, output: Path) -> Self:
        """Return the ledger of the output folder ``output``, an empty one when there is none.

        Raises DamagedLedgerError, and OutputError when it cannot be read or a newer version wrote it.
        """
        path = cls.path(output)
        with reword_os_errors(path):
            if not path.exists():
                return cls()
            data = path.read_bytes()
        try:
            said = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
            if msgspec.json.decode(said.get("format", b"0"), type=float) > _FORMAT:
                raise _newer(path)
            ledger = msgspec.json.decode(data, type=cls)
        except (ValueError, RecursionError) as err:  # no JSON, other fields, no UTF-8, nested too deep
            raise cls.damage(output) from err
        if not said.keys() >= {*cls.__struct_fields__}:  # all are always written
            raise cls.damage(output)
        if outside := [name for name in ledger.paths() if leads_outside(output, name)]:
            raise cls.damage(output, f"{cls.DAMAGED} “{outside[0]}” dẫn ra ngoài thư mục kết quả.")
        return ledger

    @classmethod
    def damage(cls, output: Path, message: str = "") -> DamagedLedgerError:
        """Return the error of a ledger that cannot be relied on; ``message`` "" says that it is damaged."""
        hint = cls.DAMAGED_HINT.replace("{output}", str(output))
        return DamagedLedgerError.at(str(cls.path(output)), message or cls.DAMAGED, hint)

    def paths(self) -> Iterable[str]:
        """Return the files that the ledger names, by their paths from the output folder."""
        return ()

    def write(self, output: Path) -> None:
        """Write this ledger into the output folder ``output``. Raises OutputError."""
        path = self.path(output)
        with reword_os_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, self.encoded())

    def encoded(self) -> bytes:
        """Return this ledger as it is stored."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def leads_outside(folder: Path, path: str) -> bool:
    """Return whether ``path``, as a ledger has it, is none within ``folder``, or a link in it leads out.

    Not within are: “..”, a path from the root or of a drive, and Windows' backslashes.
    """
    if any(part in ("", ".", "..") for part in path.split("/")) or not _NEVER_IN_PATHS.isdisjoint(path):
        return True
    target = folder / path
    is_linked = any(is_link(step) for step in (target, *target.parents[: path.count("/")]))
    return is_linked and not target.resolve().is_relative_to(folder.resolve())


def _newer(path: Path) -> OutputError:
    return OutputError.at(
        str(path),
        "Thư mục này do một bản sokhet-docs mới hơn ghi.",
        "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác.",
    )
