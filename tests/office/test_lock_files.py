"""A document that an office program has open is known by the file that the program puts beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.office.lock_files import find_lock_file, is_lock_file, table_of

LOCKS = {
    "001-toa-an.docx": ["~$1-toa-an.docx", ".~lock.001-toa-an.docx#"],
    "toa-an2.docx": ["~$oa-an2.docx", ".~lock.toa-an2.docx#"],
    "toa-an.docx": ["~$toa-an.docx", ".~lock.toa-an.docx#"],
    "BAO CAO CU.DOC": ["~$O CAO CU.DOC", ".~lock.BAO CAO CU.DOC#"],
    "units.xlsx": ["~$units.xlsx", ".~lock.units.xlsx#"],
    "so-lieu-tong-hop.xlsx": ["~$so-lieu-tong-hop.xlsx", ".~lock.so-lieu-tong-hop.xlsx#"],
}


@pytest.mark.parametrize(
    ("name", "lock_name"), [(name, lock) for name, locks in LOCKS.items() for lock in locks]
)
def test_each_program_s_lock_file_is_found(tmp_path: Path, name: str, lock_name: str) -> None:
    assert find_lock_file(tmp_path / name) is None
    (tmp_path / lock_name).write_bytes(b"\x05Trinh")

    assert find_lock_file(tmp_path / name) == tmp_path / lock_name
    assert is_lock_file(lock_name)
    assert not is_lock_file(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("toa-an-tinh.docx", "01toa-an-tinh.docx"),  # Word's "~$toa-an-tinh.docx" is that of the other
        ("ke-hoach.xlsx", "-hoach.xlsx"),  # Excel's "~$-hoach.xlsx" too
    ],
)
def test_the_lock_file_of_another_document_is_not_taken_for_it(tmp_path: Path, name: str, other: str) -> None:
    lock_name = f"~${other[2:]}" if other.endswith(".docx") else f"~${other}"
    (tmp_path / lock_name).touch()

    assert find_lock_file(tmp_path / name) is None
    assert find_lock_file(tmp_path / other) == tmp_path / lock_name


def test_a_folder_and_a_path_without_a_name_are_no_lock(tmp_path: Path) -> None:
    (tmp_path / "~$units.xlsx").mkdir()

    assert find_lock_file(tmp_path / "units.xlsx") is None
    assert find_lock_file(Path("/")) is None


@pytest.mark.parametrize(
    ("lock_name", "table"),
    [("~$units.xlsx", "units.xlsx"), (".~lock.units.ods#", "units.ods"), ("units.xlsx", "")],
)
def test_the_table_of_a_lock_file_is_named(lock_name: str, table: str) -> None:
    assert table_of(lock_name) == table
