"""A typed record ↔ a JSON file in an output folder's hidden state folder, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar, Final, Literal, Self

import msgspec

from sokhet_docs.office.files import read_if_there, reword_os_errors, write_atomic
from sokhet_docs.problems import OutputError

STATE_FOLDER = ".sokhet-docs"
_FORMAT: Final = 1


class Stored(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is kept as JSON: typed, checked when it is read back, defaults left out."""


class DamagedLedgerError(OutputError):
    """A ledger is no longer readable: cut short, changed by hand, or not ours."""


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
            data = read_if_there(path)
        if data is None:
            return cls()
        try:
            return msgspec.json.decode(data, type=cls)
        except (ValueError, RecursionError) as err:  # no JSON, other fields, no UTF-8, nested too deep
            _refuse_newer(path, data)
            hint = cls.DAMAGED_HINT.replace("{output}", str(output))
            raise DamagedLedgerError.at(str(path), cls.DAMAGED, hint) from err

    def write(self, output: Path) -> None:
        """Write this ledger into the output folder ``output``. Raises OutputError."""
        path = self.path(output)
        with reword_os_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n")


def _refuse_newer(path: Path, data: bytes) -> None:
    try:
        written_as = json.loads(data)["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return
    if isinstance(written_as, int) and written_as > _FORMAT:
        raise OutputError.at(
            str(path),
            "Thư mục này do một bản sokhet-docs mới hơn ghi.",
            "Cập nhật sokhet-docs, hoặc chọn thư mục kết quả khác.",
        )
