"""What each unit was asked: the form in every letter that it was ever sent, kept beside the manifest.

A letter's form outlives the letter: a file may be thrown away, or made again from another workbook, and the
unit still answers on the form that it was given first. Nothing is ever taken out of this ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from sokhet_docs.office.files import reword_os_errors, sha256_of
from sokhet_docs.outbox.ledger import DamagedLedgerError, Ledger, Stored
from sokhet_docs.plan import Form

_DIGEST = 16  # hexadecimal digits


class SentForm(Stored, frozen=True, kw_only=True):
    """A letter as it was written: when, its file's name and SHA-256, the digest of its form ("": no form)."""

    day: date
    file: str
    sha256: str
    form: str = ""


class FormLedger(Ledger, frozen=True):
    """The forms by digest, and what each unit was sent, by its code, the newest last."""

    FILE_NAME = "forms.json"
    DAMAGED = "Sổ các mẫu báo cáo đã gửi bị hỏng; mẫu được đọc lại từ các tệp còn trong thư mục kết quả."
    DAMAGED_HINT = "Giữ nguyên các tệp đã gửi trong thư mục này cho đến khi thu xong báo cáo."

    about: str = "Sổ các mẫu báo cáo do sokhet-docs ghi: mỗi đơn vị được hỏi những gì. Đừng sửa hay xóa."
    forms: dict[str, Form] = msgspec.field(default_factory=dict)
    units: dict[str, tuple[SentForm, ...]] = msgspec.field(default_factory=dict)

    def paths(self) -> Iterator[str]:
        """Yield the names of the letters."""
        return (sent.file for letters in self.units.values() for sent in letters)

    def form_in(self, unit_code: str, sha256: str) -> Form | None:
        """Return the form in a unit's letter with this SHA-256. Raises KeyError for an unknown letter."""
        sent = next((one for one in self.units.get(unit_code, ()) if one.sha256 == sha256), None)
        if sent is None or (sent.form and sent.form not in self.forms):
            raise KeyError(sha256)
        return self.forms[sent.form] if sent.form else None

    def forms_of(self, unit_code: str) -> tuple[Form, ...]:
        """Return every form that a unit was sent, the newest first."""
        digests = dict.fromkeys(sent.form for sent in reversed(self.units.get(unit_code, ())))
        return tuple(self.forms[digest] for digest in digests if digest in self.forms)

    def after(self, sent: Mapping[str, list[tuple[SentForm, Form | None]]]) -> FormLedger:
        """Return this ledger with the letters ``sent`` to units, by code, each with its form."""
        forms, units = dict(self.forms), dict(self.units)
        digests: dict[int, str] = {}  # letters share forms, whose digests take time
        for code, letters in sent.items():
            for letter, form in letters:
                if form and id(form) not in digests:
                    digests[id(form)] = digest_of(form)
                    forms.setdefault(digests[id(form)], form)
                noted = msgspec.structs.replace(letter, form=digests[id(form)] if form else "")
                if not _is_known(units.get(code, ()), noted):
                    units[code] = (*units.get(code, ()), noted)
        return msgspec.structs.replace(self, forms=forms, units=units)


def _is_known(letters: tuple[SentForm, ...], new: SentForm) -> bool:
    """Tell whether the last letter under the same name is the same."""
    last = next((one for one in reversed(letters) if one.file == new.file), None)
    return last is not None and (last.sha256, last.form) == (new.sha256, new.form)


def digest_of(form: Form) -> str:
    """Return the digest by which a form is known in the ledger."""
    return sha256_of(msgspec.json.encode(form))[:_DIGEST]


def read_forms(output: Path) -> FormLedger:
    """Return the ledger of the output folder ``output``; an empty one where there is none or it is damaged.

    Raises OutputError when a newer version wrote it or it cannot be read.
    """
    try:
        return FormLedger.read(output)
    except DamagedLedgerError:
        return FormLedger()


def set_aside_if_damaged(output: Path) -> DamagedLedgerError | None:
    """Rename a damaged ledger, so that a new one can be begun; return what was wrong, None for nothing.

    Raises OutputError when a newer version wrote it or it cannot be read.
    """
    try:
        FormLedger.read(output)
    except DamagedLedgerError as damage:
        path = FormLedger.path(output)
        with reword_os_errors(path):
            path.replace(path.with_name("forms-hong.json"))
        return damage
    return None
