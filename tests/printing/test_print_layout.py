"""Which pages get a blank back before them, and how many sheets of which paper that takes."""

from __future__ import annotations

from collections import Counter

from sokhet_docs.printing.print_file.layout import Layout, Tally, paper_of


def test_a_part_begins_a_sheet_on_both_sides() -> None:
    layout = Layout(duplex=True)

    assert layout.add(["A4", "A4", "A4"]) == [False, False, False]
    assert layout.add(["A4", "A4"]) == [True, False]
    assert layout.add(["A4"]) == [False]
    assert layout.faces == ["A4", "A4", "A4", None, "A4", "A4", "A4"]
    assert layout.tally() == Tally(pages=6, blanks=1, sheets=Counter(A4=4))


def test_on_one_side_nothing_is_blank() -> None:
    layout = Layout(duplex=False)
    layout.add(["A4", "A4", "A4"])

    assert layout.add(["A4", "A3"]) == [False, False]
    assert layout.tally() == Tally(pages=5, blanks=0, sheets=Counter(A4=4, A3=1))


def test_another_paper_begins_a_sheet_within_a_part() -> None:
    layout = Layout(duplex=True)

    assert layout.add(["A4", "A3", "A3", "A4"]) == [False, True, False, False]
    assert layout.faces == ["A4", None, "A3", "A3", "A4"]
    assert layout.tally().sheets == Counter(A4=2, A3=1)


def test_what_would_follow_changes_nothing() -> None:
    layout = Layout(duplex=True)
    layout.add(["A4"])

    assert layout.followed_by(["A4"]).tally() == Tally(pages=2, blanks=1, sheets=Counter(A4=2))
    assert layout.tally() == Tally(pages=1, blanks=0, sheets=Counter(A4=1))


def test_a_paper_has_its_name_upright_or_not() -> None:
    papers = [paper_of(595.3, 841.9), paper_of(841.9, 595.3), paper_of(842, 1190.5), paper_of(419.5, 595.3)]

    assert papers == ["A4", "A4", "A3", "A5"]
    assert paper_of(100 * 72 / 25.4, 150 * 72 / 25.4) == "100 × 150 mm"
