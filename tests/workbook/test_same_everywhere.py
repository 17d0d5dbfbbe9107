"""A list as clerks make it is the same plan, with the same words to the clerk, from every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sokhet_docs.plan import Plan
from sokhet_docs.workbook import read_plan
from tests.support.random_sheets import Meaning, write_random_book
from tests.support.six_formats import same_in_office_formats, same_in_quick_formats

MANY = 25  # workbooks that LibreOffice converts at once


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_rows_and_merged_cells_mean_the_same_in_each_kind_of_excel_file(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "units.xlsx"
    meaning = write_random_book(path, seed)
    for made in same_in_quick_formats(path, tmp_path, with_csv=False):
        assert_means(read_plan(made), meaning)
    assert len({said(read_plan(made)) for made in same_in_quick_formats(path, tmp_path, with_csv=False)}) == 1


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_rows_mean_the_same_in_csv_files(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "units.xlsx"
    meaning = write_random_book(path, seed, is_plain=True)
    plans = [read_plan(made) for made in same_in_quick_formats(path, tmp_path)]
    for plan in plans:
        assert_means(plan, meaning)
    assert len({tuple(message for _, message in said(plan)) for plan in plans}) == 1


@pytest.mark.slow
def test_rows_and_merged_cells_mean_the_same_in_files_of_other_programs(tmp_path: Path) -> None:
    paths = [tmp_path / f"units-{seed}.xlsx" for seed in range(MANY)]
    meanings = [write_random_book(path, seed) for seed, path in enumerate(paths)]
    made = same_in_office_formats(paths, tmp_path)
    for path, others, meaning in zip(paths, made, meanings, strict=True):
        plans = [read_plan(each) for each in (path, *others)]
        for plan in plans:
            assert_means(plan, meaning)
        assert len({said(plan) for plan in plans}) == 1


def assert_means(plan: Plan, meaning: Meaning) -> None:
    assert [
        (unit.name, unit.report_deadline.day if unit.report_deadline.day != 20 else None, unit.note, group)
        for unit in plan.units
        for group in unit.extra.values()
    ] == meaning.units
    skipped = [warning.message for warning in plan.warnings if warning.message.startswith("Bỏ qua")]
    assert [message.split(" dòng")[0] for message in skipped] == (
        [f"Bỏ qua {meaning.others}"] if meaning.others else []
    )


def said(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple((warning.place.spot, f"{warning.message} {warning.hint}") for warning in plan.warnings)
