"""The law of conservation: every visible character that was not in the form that was sent is found again.

It is printed in the consolidated report under its section, stands in so-lieu.xlsx under its figure, or is
told in a review item; not in two of these as an answer, nor twice in one. What was in the form as sent is
none of that. `tests.support.marks` says into which places the marks are put and where they are looked for.
"""

from __future__ import annotations

import functools
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from sokhet_docs.workbook import read_plan
from tests.support.archives import read_parts
from tests.support.environment import SAMPLE
from tests.support.libreoffice_forms import Filling, fill_forms
from tests.support.marks.draft import Draft, words
from tests.support.marks.markup_places import put_file_within
from tests.support.marks.office import MIXABLE, PLACEMENTS, MarkedOffice, place
from tests.support.marks.search import Written, faults_of, forms_words_in, told_at_least
from tests.support.marks.typing import WAYS, r

FIRST = read_plan(SAMPLE).units[0].code
UNITS_OF_SAMPLE = len(read_plan(SAMPLE).units)
GROUP = 33  # placements whose returns are consolidated together, two units each
NAMES = tuple(PLACEMENTS)


def faults(office: MarkedOffice, drafts: Mapping[str, Draft]) -> list[str]:
    """Return what is wrong with where marks are found again, and the form's words printed as answers."""
    written, plan = office.consolidated(drafts), office.office.plan
    found = [fault for code, one in drafts.items() for fault in faults_of(one.marks, code, written, plan)]
    sent_lines = {line for draft in drafts.values() for line in draft.sent_lines}
    return found + [f"the form's own words: {line}" for line in forms_words_in(written, sent_lines, plan)]


@functools.cache
def faults_of_group(first: int) -> tuple[str, ...]:
    """Return the faults of `GROUP` placements: each in a packet plainly, in a report alone typed anyhow."""
    with tempfile.TemporaryDirectory() as folder:
        office = MarkedOffice.open(Path(folder), 2 * GROUP)
        drafts = {}
        for at, name in enumerate(NAMES[first : first + GROUP]):
            for code, alone in zip(office.codes[2 * at : 2 * at + 2], (False, True), strict=True):
                drafts[code] = draft = office.draft(code, random.Random(f"{name} {code}"), alone=alone)
                draft.way = None if alone else WAYS["plain"]
                place(name, draft)
                assert alone or draft.marks, name
        return tuple(faults(office, drafts))


@pytest.mark.parametrize("name", NAMES)
def test_mark_is_found(name: str) -> None:
    found = faults_of_group(NAMES.index(name) // GROUP * GROUP)

    assert [fault for fault in found if fault.startswith(f"{name} ")] == []


def test_no_words_of_the_form_are_printed_as_answers() -> None:
    found = [fault for first in range(0, len(NAMES), GROUP) for fault in faults_of_group(first)]

    assert [fault for fault in found if fault.startswith("the form's own words")] == []


@pytest.mark.parametrize("name", ["only_paragraph", "control_and_bookmark_gone", "between_heading_and_field"])
def test_a_word_is_found_however_it_is_typed(tmp_path: Path, name: str) -> None:
    office = MarkedOffice.open(tmp_path, len(WAYS))
    drafts = {code: office.draft(code, random.Random(code)) for code in office.codes}
    for draft, way in zip(drafts.values(), WAYS.values(), strict=True):
        draft.way = way
        place(name, draft)

    assert faults(office, drafts) == []


@pytest.mark.parametrize("way", ["plain", "vntime", "vni"])
@pytest.mark.parametrize("within", ["only_paragraph", "result_of_a_reference"])
def test_a_word_in_a_fields_code_is_told_as_it_looks(tmp_path: Path, way: str, within: str) -> None:
    office = MarkedOffice.open(tmp_path, 6)
    drafts = {code: office.draft(code, random.Random(code), alone=True) for code in office.codes}
    for draft in drafts.values():
        draft.way = WAYS[way]
        place("field_without_a_result_or_end", draft)
        place(within, draft)
        place("field_with_an_end_only", draft)

    assert told_at_least(faults(office, drafts)) == []


@pytest.mark.parametrize(
    "names",
    [
        ("in_a_header_that_was_sent", "header", "footer_of_the_first_page"),
        ("field_without_a_result_or_end", "field_with_an_end_only"),
    ],
    ids=" and ".join,
)
def test_marks_that_meet_are_found(tmp_path: Path, names: Sequence[str]) -> None:
    office = MarkedOffice.open(tmp_path, 12)
    drafts = {code: office.draft(code, random.Random(code), alone=True) for code in office.codes}
    for draft in drafts.values():
        for name in names:
            place(name, draft)

    assert told_at_least(faults(office, drafts)) == []


UNITS = 8  # of which each example makes a return
MIXTURE = st.lists(st.sampled_from(MIXABLE), min_size=2, max_size=8, unique=True)
RETURNS = st.lists(st.tuples(MIXTURE, st.integers(0, 2**32), st.booleans()), min_size=UNITS, max_size=UNITS)
# A fault names the place of its mark: a smaller example would tell no more, and would take long to find.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)


def assert_all_found(returns: Sequence[tuple[list[str], int, bool]]) -> None:
    """Put marks into all places named in each of ``returns``, and find each."""
    with tempfile.TemporaryDirectory() as folder:
        office = MarkedOffice.open(Path(folder), UNITS)
        drafts = {}
        for code, (names, seed, alone) in zip(office.codes, returns, strict=True):
            drafts[code] = office.draft(code, random.Random(seed), alone=alone)
            for name in names:
                place(name, drafts[code])
        assert told_at_least(faults(office, drafts)) == []


@given(RETURNS)
@settings(max_examples=12, phases=UNSHRUNK)
def test_marks_in_any_mixture_of_places_are_found(returns: list[tuple[list[str], int, bool]]) -> None:
    assert_all_found(returns)


@pytest.mark.slow
@given(RETURNS)
@settings(max_examples=60, phases=UNSHRUNK)
def test_marks_in_many_mixtures_of_places_are_found(returns: list[tuple[list[str], int, bool]]) -> None:
    assert_all_found(returns)


# LibreOffice takes a tracked deletion without a date for plain text when it opens the file.
UNDELETED = frozenset({"in_a_deleted_row", "in_a_deleted_cell", "deleted_words", "moved_away"})
# It writes black beside a character style that says white: then the words are seen.
SEEN = frozenset({"white_by_a_style"})
# It drops a page break within a cell when it opens the file, and joins what stands around it itself.
JOINED = frozenset({"two_figures_with_a_page_break"})


@pytest.mark.slow
def test_marks_are_found_after_libreoffice_has_saved_the_file(tmp_path: Path) -> None:
    """What LibreOffice itself drops or leaves out of sight is not asked for."""
    fillings, offices = [], []
    names = [name for name in NAMES if name not in UNDELETED | SEEN | JOINED]
    for first in range(0, len(names), UNITS_OF_SAMPLE):
        office, drafts = MarkedOffice.open(tmp_path / str(first), UNITS_OF_SAMPLE), {}
        for code, name in zip(office.codes, names[first:], strict=False):
            drafts[code] = draft = office.draft(code, random.Random(name), alone=True)
            draft.way = WAYS["plain"]
            place(name, draft)
            source, target = (office.folder / f"{words} {code}.docx" for words in ("điền", "bao cao"))
            source.write_bytes(draft.docx())
            fillings.append(Filling(source, target))
        offices.append((office, drafts))
    fill_forms(fillings)

    found: list[str] = []
    for office, drafts in offices:
        saved = {code: (office.folder / f"bao cao {code}.docx").read_bytes() for code in drafts}
        for code, draft in drafts.items():
            draft.marks = [mark for mark in draft.marks if is_in(mark.text, saved[code])]
        office.collect_files({f"bao cao {code}.docx": content for code, content in saved.items()})
        written, plan = office.written(), office.office.plan
        for code, draft in drafts.items():
            found += faults_of(draft.marks, code, written, plan)
    assert found == []


def is_in(mark: str, saved: bytes) -> bool:
    """Return whether ``mark`` is among the texts of any part that Word shows."""
    return any(
        mark in "".join(text for text in etree.fromstring(part).itertext() if isinstance(text, str))
        for name, part in read_parts(saved).items()
        if name.startswith("word/") and name.endswith(".xml") and "glossary" not in name
    )


# Signs that are no text -----------------------------------------------------------------------------------

CHECKED = '<w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
TICKED = '<w:ffData><w:name w:val="C1"/><w:checkBox><w:checked/></w:checkBox></w:ffData>'
SIGNS = {
    "a tick of Wingdings": '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
    "a tick of Wingdings as a letter": r("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
    "a box that is ticked": f"<w:sdt>{CHECKED}<w:sdtContent>{r('☒')}</w:sdtContent></w:sdt>",
    "a form field that is ticked": (
        f'<w:r><w:fldChar w:fldCharType="begin">{TICKED}</w:fldChar></w:r>'
        '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "a picture": '<w:r><w:drawing><wp:inline><wp:docPr id="9" name="a"/></wp:inline></w:drawing></w:r>',
    "a book of Excel": '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>',
    "an old picture": '<w:r><w:pict><v:shape id="x"><v:imagedata/></v:shape></w:pict></w:r>',
}


@pytest.mark.parametrize("sign", SIGNS.values(), ids=list(SIGNS))
@pytest.mark.parametrize("into", ["text", "figure"])
def test_a_sign_that_is_no_text_is_printed_or_told(tmp_path: Path, sign: str, into: str) -> None:
    office = MarkedOffice.open(tmp_path)
    draft, same = office.draft(FIRST, random.Random(5)), office.draft(FIRST, random.Random(5))
    section, (figure, period) = draft.section(), draft.figure()
    tag = section.key if into == "text" else f"sl_{figure.key}_{period.key}"
    draft.fill(tag, f"<w:p>{sign}</w:p>" if into == "text" else sign)

    assert seen_of(tmp_path / "signed", draft) != seen_of(tmp_path / "unsigned", same)


def test_a_file_within_that_nobody_can_read_is_told(tmp_path: Path) -> None:
    office = MarkedOffice.open(tmp_path)
    draft, same = office.draft(FIRST, random.Random(5)), office.draft(FIRST, random.Random(5))
    put_file_within(draft, "rtf", "application/rtf", b"{\\rtf1\\ansi Con so 5\\par}")
    same.fill(same.section().key, words("Đã làm."))

    assert seen_of(tmp_path / "with", draft) != seen_of(tmp_path / "without", same)


def seen_of(folder: Path, draft: Draft) -> tuple[object, ...]:
    """Return what a clerk sees of the return ``draft`` but for what tells that fields are blank."""
    written = MarkedOffice.open(folder).consolidated({FIRST: draft})
    told = [message for _, message in written.told[FIRST] if not message.startswith("để trống")]
    lines = [line for line in written.report if "chưa đơn vị nào viết" not in line[1]]
    return lines, written.figures[FIRST], told


def test_a_lost_a_doubled_and_a_misplaced_mark_are_noticed(tmp_path: Path) -> None:
    """The judge is judged: what is written is tampered with, and it says so."""
    office = MarkedOffice.open(tmp_path)
    draft = office.draft(FIRST, random.Random(2))
    draft.way = WAYS["plain"]
    place("only_paragraph", draft)
    place("figure", draft)
    written, plan = office.consolidated({FIRST: draft}), office.office.plan
    word, figure = draft.marks
    moved = tuple(("6.1. Với Trung ương", line) for _, line in written.report)

    assert faults_of(draft.marks, FIRST, written, plan) == []
    assert faults_of([word], FIRST, with_report(written, ()), plan) == [f"only_paragraph ({word.text}): lost"]
    doubled = faults_of([word], FIRST, with_report(written, written.report * 2), plan)
    assert doubled[0].startswith(f"only_paragraph ({word.text}): doubled")
    misplaced = faults_of([word], FIRST, with_report(written, moved), plan)
    assert misplaced[0].startswith(f"only_paragraph ({word.text}): in the wrong section")
    (cell,) = [cell for cell in written.figures[FIRST] if cell.value == figure.text]
    joined = Written(
        written.report,
        {FIRST: (type(cell)(cell.figure, cell.period, f"{cell.value}1", True),)},
        {},
        frozenset(),
    )
    assert faults_of([figure], FIRST, joined, plan) == [f"figure ({figure.text}): joined: ['{figure.text}1']"]


def with_report(written: Written, report: tuple[tuple[str, str], ...]) -> Written:
    """Return ``written`` with another consolidated report."""
    return Written(report, written.figures, written.told, written.book)
