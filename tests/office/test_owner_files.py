"""A document that an office program has open is recognised by the owner file beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.office.owner_files import find_owner_file, is_owner_file, table_of

OWNER_FILES = {
    "001-toa-an.docx": ["~$1-toa-an.docx", ".~lock.001-toa-an.docx#"],
    "toa-an2.docx": ["~$oa-an2.docx", ".~lock.toa-an2.docx#"],
    "toa-an.docx": ["~$toa-an.docx", ".~lock.toa-an.docx#"],
    "BAO CAO CU.DOC": ["~$O CAO CU.DOC", ".~lock.BAO CAO CU.DOC#"],
    "units.xlsx": ["~$units.xlsx", ".~lock.units.xlsx#"],
    "so-lieu-tong-hop.xlsx": ["~$so-lieu-tong-hop.xlsx", ".~lock.so-lieu-tong-hop.xlsx#"],
}


@pytest.mark.parametrize(
    ("name", "owner_name"), [(name, owner) for name, owners in OWNER_FILES.items() for owner in owners]
)
def test_each_program_s_owner_file_is_found(tmp_path: Path, name: str, owner_name: str) -> None:
    assert find_owner_file(tmp_path / name) is None
    (tmp_path / owner_name).write_bytes(b"\x05Trinh")

    assert find_owner_file(tmp_path / name) == tmp_path / owner_name
    assert is_owner_file(owner_name)
    assert not is_owner_file(name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("toa-an-tinh.docx", "01toa-an-tinh.docx"),  # Word's "~$toa-an-tinh.docx" is that of the other
        ("ke-hoach.xlsx", "-hoach.xlsx"),  # Excel's "~$-hoach.xlsx" too
    ],
)
def test_the_owner_file_of_another_document_is_left_aside(tmp_path: Path, name: str, other: str) -> None:
    owner_name = f"~${other[2:]}" if other.endswith(".docx") else f"~${other}"
    (tmp_path / owner_name).touch()

    assert find_owner_file(tmp_path / name) is None
    assert find_owner_file(tmp_path / other) == tmp_path / owner_name


def test_a_folder_and_a_path_without_a_name_have_no_owner_file(tmp_path: Path) -> None:
    (tmp_path / "~$units.xlsx").mkdir()

    assert find_owner_file(tmp_path / "units.xlsx") is None
    assert find_owner_file(Path("/")) is None


@pytest.mark.parametrize(
    ("owner_name", "table"),
    [("~$units.xlsx", "units.xlsx"), (".~lock.units.ods#", "units.ods"), ("units.xlsx", "")],
)
def test_the_table_of_an_owner_file_is_named(owner_name: str, table: str) -> None:
    assert table_of(owner_name) == table
