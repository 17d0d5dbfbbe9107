"""The status of every unit: who handed in, in time or late, who is missing, what has to be looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from sokhet_docs.problems import OutputError, UsageError
from sokhet_docs.returns.received import IntakeLedger
from sokhet_docs.tracking.status import days_late, today
from sokhet_docs.tracking.unit_status import ReportStatus, ReviewItem, Tracking
from tests.support.sample_form import FIGURES, SECTIONS
from tests.support.simulated_office import Office
from tests.support.word_forms import W, control, delete_row, fill_in, rename, run

ANSWERED = [section.key for section in SECTIONS if section.answered]
NO_FIGURES = ReviewItem("phụ lục số liệu", "Phụ lục số liệu để trống: đơn vị chưa ghi số nào.")
WHOLE = {key: f"Nội dung mục {key}." for key in ANSWERED}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path)


def statuses_of(tracking: Tracking) -> dict[str, tuple[ReportStatus, int]]:
    return {status.unit.code: (status.report_status, status.days_late) for status in tracking.statuses}


@pytest.mark.parametrize(
    ("came", "late"),
    [(date(2022, 4, 18), 0), (date(2022, 4, 19), 0), (date(2022, 4, 20), 1), (date(2022, 4, 22), 3)],
)
def test_a_deadline_is_the_day_before_which_a_report_has_to_be_there(came: date, late: int) -> None:
    assert days_late(date(2022, 4, 20), came) == late


def test_late_and_missing_are_two_lists_and_an_own_deadline_counts(office: Office) -> None:
    office.send("A1", "19/4/2022", WHOLE)
    office.send("B2", "22/4/2022", WHOLE)
    office.send("C3", "22/4/2022", WHOLE)

    tracking = office.track("25/4/2022")

    assert statuses_of(tracking) == {
        "A1": (ReportStatus.ON_TIME, 0),
        "B2": (ReportStatus.ON_TIME, 0),  # its own deadline is 28/4
        "C3": (ReportStatus.LATE, 3),
        "D4": (ReportStatus.MISSING, 6),
    }
    assert [status.unit.code for status in tracking.received] == ["A1", "B2", "C3"]
    assert [status.unit.code for status in tracking.not_received] == ["D4"]
    assert [status.unit.code for status in tracking.with_status(ReportStatus.LATE)] == ["C3"]


def test_what_came_after_the_day_does_not_count_on_it(office: Office) -> None:
    office.send("A1", "19/4/2022", WHOLE)
    office.send("C3", "22/4/2022", WHOLE)

    assert statuses_of(office.track("19/4/2022")) == {
        "A1": (ReportStatus.ON_TIME, 0),
        "B2": (ReportStatus.OPEN, 0),
        "C3": (ReportStatus.OPEN, 0),
        "D4": (ReportStatus.OPEN, 0),
    }


def test_the_first_version_decides_on_lateness_the_latest_on_the_contents(office: Office) -> None:
    office.send("A1", "18/4/2022", WHOLE | {"sl_vb_2017": "4"})
    office.send("A1", "23/4/2022", WHOLE | {"sl_vb_2017": "5"})

    status = office.track("25/4/2022").statuses[0]

    assert (status.report_status, status.received) == (ReportStatus.ON_TIME, date(2022, 4, 18))
    assert [item.original for item in status.versions] == [
        "bao cao A1 18-4-2022.docx",
        "bao cao A1 23-4-2022.docx",
    ]
    assert status.reading == status.latest == status.versions[1]
    assert status.answers is not None
    assert str(status.answers.figures["vb", "2017"].value) == "5"
    # On an earlier day the earlier version was the latest.
    earlier = office.track("20/4/2022").statuses[0].answers
    assert earlier is not None
    assert str(earlier.figures["vb", "2017"].value) == "4"


def test_sections_left_empty_are_named(office: Office) -> None:
    office.send("A1", "18/4/2022", {**WHOLE, "muc_3_2": "", "muc_5": "   "})

    status = office.track("20/4/2022").statuses[0]

    assert [section.key for section in status.empty_sections] == ["muc_3_2", "muc_5"]


def test_a_doubtful_figure_and_a_wrong_total_are_points_to_look_at(office: Office) -> None:
    office.send(
        "A1",
        "18/4/2022",
        {
            **WHOLE,
            "sl_vb_2017": "khoảng chục",
            "sl_vb_2018": "7\t8",
            "sl_ktgs_2017": "2.000",
            "sl_ktgs_tong": "1.999",
        },
    )

    status = office.track("20/4/2022").statuses[0]

    messages = [point.message for point in status.review_items]
    assert len(messages) == 4
    assert messages[0].startswith("Để trống cả hàng của 20 chỉ tiêu: ")
    assert messages[1].startswith("Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành, năm 2017: ")
    assert messages[2] == (
        "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành, năm 2018: Ghi “7 8”. Trong ô "
        "có 2 số ở các dòng hoặc cột riêng, chưa rõ lấy số nào."
    )
    assert messages[3] == (
        "Kiểm tra, giám sát: số cuộc kiểm tra, giám sát, cột Tổng: Đơn vị ghi 1.999, cộng các năm được 2.000."
    )


def test_a_total_of_years_that_agree_is_no_point(office: Office) -> None:
    numbers = {f"sl_{figure.key}_{year}": "2" for figure in FIGURES for year in range(2017, 2022)}
    office.send("A1", "18/4/2022", {**WHOLE, **numbers, "sl_ktgs_tong": "10"})

    assert office.track("20/4/2022").statuses[0].review_items == ()


def test_a_blank_annex_is_one_point_and_so_are_blank_rows(office: Office) -> None:
    # Word and LibreOffice add the total of a blank row up to 0.
    numbers = {f"sl_{figure.key}_2017": "2" for figure in FIGURES[:-6]} | {"sl_ktgs_tong": "0"}
    office.send("A1", "18/4/2022", {**WHOLE, f"sl_{FIGURES[0].key}_tong": "0"})
    office.send("C3", "18/4/2022", {**WHOLE, **numbers, f"sl_{FIGURES[0].key}_2017": "0"})
    blank = [figure for figure in FIGURES if f"sl_{figure.key}_2017" not in numbers]
    named = "; ".join(f"“{figure.full_label}”" for figure in blank[:5])

    found = {status.unit.code: status.review_items for status in office.track("20/4/2022").received}

    message = f"Để trống cả hàng của 6 chỉ tiêu: {named}; và 1 chỉ tiêu nữa."
    assert found == {"A1": (NO_FIGURES,), "C3": (ReviewItem("phụ lục số liệu", message),)}


def test_a_scan_counts_as_received_and_asks_for_a_person(office: Office, tmp_path: Path) -> None:
    scan = tmp_path / f"{office.form('C3').stem}.pdf"
    scan.write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    office.collect(scan, "18/4/2022")

    status = office.track("20/4/2022").statuses[2]

    assert (status.report_status, status.reading, status.answers) == (ReportStatus.ON_TIME, None, None)
    assert status.review_items == (
        ReviewItem(status.versions[0].file, "Tệp PDF: không đọc nội dung, cần mở xem."),
    )


def test_a_file_of_nobody_known_is_listed_apart(office: Office, tmp_path: Path) -> None:
    stray = office.fill("A1", "x.docx", {})
    nobody = tmp_path / "cong van den.pdf"
    nobody.write_bytes(b"%PDF-1.4\n%%EOF\n")
    office.collect(stray, "18/4/2022")
    office.collect(nobody, "18/4/2022")

    tracking = office.track("20/4/2022")

    assert [item.original for item in tracking.unknown] == ["cong van den.pdf"]
    assert [status.unit.code for status in tracking.received] == ["A1"]


def test_a_unit_taken_out_of_the_workbook_leaves_its_file_listed(office: Office) -> None:
    office.send("A1", "18/4/2022", WHOLE)
    fewer = replace(office.plan, units=office.plan.units[1:])

    tracking = Office(office.folder, fewer).track("20/4/2022")

    assert [item.original for item in tracking.strays] == ["bao cao A1 18-4-2022.docx"]
    assert not tracking.received


def test_a_unit_knows_when_its_file_was_made(office: Office) -> None:
    before = today()
    assert {status.sent for status in office.track("20/4/2022").statuses} <= {before, today()}


def test_a_folder_in_which_nothing_was_made_is_refused(tmp_path: Path) -> None:
    office = Office.open(tmp_path)
    with pytest.raises(UsageError, match="Chưa có văn bản nào được tạo ở thư mục này"):
        Office(tmp_path / "elsewhere", office.plan).track("1/5/2022")


def test_a_renamed_year_and_deleted_rows_are_one_point_each(office: Office) -> None:
    path = fill_in(
        office.form("A1"),
        office.folder / "bieu.docx",
        WHOLE,
        rename("2017", "2016"),
        delete_row("sl_vb_2019"),
        delete_row("sl_ktgs_2019"),
    )
    office.collect(path, "18/4/2022")

    review_items = office.track("20/4/2022").statuses[0].review_items

    assert review_items == (
        ReviewItem("phụ lục số liệu, cột “2017”", "Tên cột bị sửa thành “2016”."),
        ReviewItem("phụ lục số liệu", "Hàng “Số văn bản đã ban hành” bị xóa."),
        ReviewItem("phụ lục số liệu", "Hàng “Số cuộc kiểm tra, giám sát” bị xóa."),
        NO_FIGURES,
    )


def test_a_later_version_that_lost_what_the_earlier_one_said_is_a_point(office: Office) -> None:
    office.send("A1", "14/4/2022", WHOLE)
    office.send("A1", "16/4/2022", {**WHOLE, "muc_1_1": "", "muc_5": ""})

    status = office.track("20/4/2022").statuses[0]

    first, second = status.versions
    assert status.review_items == (
        ReviewItem(
            second.file,
            f"Đang tính bản này, gửi sau bản trước ({first.file}). Bản này bỏ trống hoặc rút ngắn: mục 1.1 "
            "(“Nội dung mục muc_1_1.”); mục 5 (“Nội dung mục muc_5.”). Chọn bản được tính: sokhet-docs "
            'collect --use "bao cao A1 14-4-2022.docx" hoặc --use "bao cao A1 16-4-2022.docx"',
        ),
        NO_FIGURES,
    )


def test_a_scan_after_a_report_is_one_point_that_says_where_the_words_are_from(office: Office) -> None:
    office.send("A1", "14/4/2022", WHOLE)
    scan = office.folder / f"{office.form('A1').stem}.pdf"
    scan.write_bytes(b"%PDF-1.7")
    office.collect(scan, "16/4/2022")

    status = office.track("20/4/2022").statuses[0]

    word, signed = status.versions
    message = f"Tệp PDF: không đọc nội dung, cần mở xem. Nội dung lấy ở {word.file}."
    assert status.review_items == (ReviewItem(signed.file, message), NO_FIGURES)


def test_a_damaged_ledger_is_one_problem(office: Office) -> None:
    IntakeLedger.path(office.output).write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match="Sổ nhận báo cáo bị hỏng"):
        office.track("20/4/2022")


def test_every_figure_has_a_label_to_be_found_by() -> None:
    assert len({(figure.group, figure.label) for figure in FIGURES}) == len(FIGURES)


def test_what_made_many_figures_doubtful_is_told_once(office: Office) -> None:
    counts = {f"sl_vb_{year}": "1" for year in range(2017, 2022)}
    edit = rename("văn bản", "trang")
    office.collect(fill_in(office.form("A1"), office.folder / "x.docx", WHOLE | counts, edit), "19/4/2022")

    found = office.track("25/4/2022").statuses[0].review_items
    items = [item for item in found if " ô, từ " in item.message]

    label = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"
    assert items == [
        ReviewItem(
            "bảng 3, hàng 6, ô 4 – bảng 3, hàng 6, ô 8",
            f"5 ô, từ {label}, năm 2017 đến {label}, năm 2021: "
            "Đơn vị tính bị sửa từ “văn bản” thành “trang”, số ở hàng này chưa được cộng. "
            "Ghi “1”, “1”, “1”, “1”, “1”.",
        )
    ]


def test_a_doubtful_figure_is_told_as_it_is_written(office: Office) -> None:
    def raise_a_digit(root: etree._Element) -> None:
        line = next(control(root, "sl_vb_2017").iter(f"{W}r")).getparent()
        assert line is not None
        line.append(run("1", '<w:vertAlign w:val="superscript"/>'))

    answers = WHOLE | {"sl_vb_2017": "12"}
    office.collect(fill_in(office.form("A1"), office.folder / "x.docx", answers, raise_a_digit), "19/4/2022")

    found = office.track("25/4/2022").statuses[0].review_items

    spot = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành, năm 2017"
    why = "Trong ô có chữ số viết cao hoặc viết thấp, chưa rõ là số liệu hay dấu chú thích."
    assert [item.message for item in found if "Ghi" in item.message] == [
        f"{spot}: Ghi “12 (viết cao: 1)”. {why}"
    ]


def test_a_renamed_row_with_figures_is_one_point(office: Office) -> None:
    path = fill_in(
        office.form("A1"),
        office.folder / "bieu.docx",
        {**WHOLE, "sl_vb_2017": "4", "sl_vb_2018": "5"},
        rename("Số văn bản đã ban hành", "Số sáng kiến hay"),
    )
    office.collect(path, "18/4/2022")

    about = [item.message for item in office.track("20/4/2022").statuses[0].review_items]

    figure = "Văn bản lãnh đạo, chỉ đạo: số văn bản đã ban hành"
    (told,) = [message for message in about if "sáng kiến" in message]
    assert told == (
        f"2 ô, từ {figure}, năm 2017 đến {figure}, năm 2018: Chỉ tiêu bị sửa từ “Số văn bản đã ban hành” "
        "thành “Số sáng kiến hay”, số ở hàng này chưa được cộng. Ghi “4”, “5”."
    )
