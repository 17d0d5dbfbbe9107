"""A file's identity comes back from what survives Word and LibreOffice, whatever the codes are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sokhet_docs.plan.identity import Identity, read_identifier


def test_the_three_forms_of_an_identity() -> None:
    identity = Identity("SK02-2022", "DB01")
    assert identity.identifier == "sokhet-docs:SK02-2022:DB01"
    assert identity.bookmark.startswith("_sk_sk02_2022_db01_")
    assert identity.visible == "SK02-2022/DB01"


@given(plan=st.text(min_size=1, max_size=50), unit=st.text(max_size=50))
def test_any_codes_come_back_from_the_identifier_and_make_a_legal_bookmark(plan: str, unit: str) -> None:
    identity = Identity(plan, unit)
    assert read_identifier(f" {identity.identifier}\n") == identity
    assert len(identity.bookmark) <= 40
    assert identity.bookmark.isascii()
    assert identity.bookmark.replace("_", "").isalnum()


def test_different_units_have_different_bookmarks_even_when_their_codes_look_alike() -> None:
    codes = ["DB01", "ĐB01", "db01", "DB 01", "DB-01", "D" * 60, "D" * 61]
    assert len({Identity("SK02-2022", code).bookmark for code in codes}) == len(codes)


@pytest.mark.parametrize("text", ["", "DB01", "sokhet-docs:SK02-2022", "other:SK02-2022:DB01", "a:b:c:d"])
def test_another_identifier_is_not_ours(text: str) -> None:
    assert read_identifier(text) is None
