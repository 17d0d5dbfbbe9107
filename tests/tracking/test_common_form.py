"""Units that were asked differently: one outline of all their forms, what means the same, differences."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from sokhet_docs.plan import Audience, Condition, Figure, FigureKind, Form
from sokhet_docs.tracking import Tracking, consolidate, form_differences
from sokhet_docs.tracking.consolidation import consolidated_docx
from sokhet_docs.tracking.figures_book import figures_book
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.workbook.sources import sample_templates
from tests.support.answered_forms import a_form, a_section, answered, tracking_of
from tests.support.calculated_books import calculated
from tests.support.libreoffice import pages_of
from tests.support.openxml_validator import assert_valid
from tests.support.simulated_office import Office

TEMPLATE = sample_templates() / "tong-hop.docx"
MEETINGS = Figure("hop", "Hội nghị", "Số cuộc", "cuộc", charted=True)
ATTENDANCE = Figure("du", "Hội nghị", "Số lượt người dự", "lượt người", charted=True)
SHARE = Figure("ty_le", "Đảng viên", "Tỷ lệ dự học", "%", summed=False, kind=FigureKind.PERCENT, charted=True)
MONEY = Figure("kinh_phi", "", "Kinh phí", "triệu đồng", kind=FigureKind.DECIMAL)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office.open(tmp_path_factory.mktemp("office"))


def planned(office: Office, form: Form) -> Office:
    """Return the office with a plan that asks every unit for what ``form`` asks."""
    asked = replace(office.plan, sections=form.sections, figures=form.figures, periods=form.periods)
    return Office(office.folder, asked)


def draft(tracking: Tracking, folder: Path) -> Path:
    path = folder / "tong-hop.docx"
    path.write_bytes(consolidated_docx(tracking, TEMPLATE))
    return path


def body(path: Path) -> list[str]:
    """Return the lines between the introduction and the end of the report."""
    found = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    start = next(at for at, line in enumerate(found) if line.endswith("như sau:")) + 1
    return found[start : next(at for at, line in enumerate(found) if line.startswith("Trên đây"))]


def figures_of(path: Path) -> list[tuple[str, ...]]:
    """Return the rows of the annex of figures."""
    tables: Any = Document(str(path)).tables
    table = next(table for table in tables if table.rows[0].cells[1].text == "Nội dung")
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def test_a_heading_renamed_in_word_is_printed_as_in_the_newest_form(office: Office, tmp_path: Path) -> None:
    old = a_form(["1. Ưu điểm", "2. Hạn chế"])
    renamed = replace(a_section("1. Ưu điểm"), heading="Kết quả nổi bật")
    new = a_form([renamed, "2. Hạn chế"])
    tracking = tracking_of(
        planned(office, old),
        A1=answered(new, {"1. Kết quả nổi bật": "Một."}),
        B2=answered(old, {"1. Ưu điểm": "Hai."}),
    )

    assert body(draft(tracking, tmp_path)) == [
        "1. Kết quả nổi bật",
        "(Tổng hợp từ 2/2 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Một.",
        "Chi bộ Báo Hà Tĩnh: Hai.",
        "Các mục chưa đơn vị nào viết: 2. Hạn chế.",
    ]


def test_sections_of_old_forms_alone_stand_by_their_numbers_among_the_plans_own(
    office: Office, tmp_path: Path
) -> None:
    old = a_form(["1. Ưu điểm", "2. Dịch bệnh", "3. Hạn chế", "4. Kiến nghị"])
    new = a_form(["1. Hạn chế", "2. Ưu điểm"])
    tracking = tracking_of(
        planned(office, new),
        A1=answered(new, {"1. Hạn chế": "Một.", "2. Ưu điểm": "Hai."}),
        B2=answered(old, {"2. Dịch bệnh": "Ba.", "3. Hạn chế": "Bốn.", "4. Kiến nghị": "Năm."}),
    )

    assert body(draft(tracking, tmp_path)) == [
        "1. Hạn chế",
        "(Tổng hợp từ 2/2 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Một.",
        "Chi bộ Báo Hà Tĩnh: Bốn.",
        "2. Ưu điểm",
        "(Tổng hợp từ 1/2 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Hai.",
        "3. Dịch bệnh",
        "(Tổng hợp từ 1/1 báo cáo.)",
        "Chi bộ Báo Hà Tĩnh: Ba.",
        "4. Kiến nghị",
        "(Tổng hợp từ 1/1 báo cáo.)",
        "Chi bộ Báo Hà Tĩnh: Năm.",
    ]
    assert numbers_note(draft(tracking, tmp_path)) == (
        "(Số mục khác mẫu đã gửi: “1. Hạn chế”, mẫu ghi 3; “2. Ưu điểm”, mẫu ghi 1; "
        "“3. Dịch bệnh”, mẫu ghi 2)"
    )


def numbers_note(path: Path) -> str:
    """Return the note on numbers that the forms had otherwise; "" for none."""
    found = [paragraph.text.replace("\u00a0", " ") for paragraph in Document(str(path)).paragraphs]
    return "".join(line for line in found if line.startswith("(Số mục"))


def test_a_renamed_section_takes_the_next_free_number_and_the_others_keep_theirs(
    office: Office, tmp_path: Path
) -> None:
    titles = ["1. Kết quả", "1.1. Phong trào", "1.2. Tuyên truyền", "1.3. Dân chủ", "2. Kiến nghị"]
    sent = a_form(titles)
    now = a_form([*titles[:2], "1.2. Truyền thông", *titles[3:]])
    words = dict.fromkeys(titles[1:], "Có.")
    new = answered(now, {"1.2. Truyền thông": "Mới."})
    tracking = tracking_of(planned(office, now), B2=new, A1=answered(sent, words))
    path = draft(tracking, tmp_path)

    assert [line for line in body(path) if line[0].isdigit()] == [
        "1. Kết quả", "1.1. Phong trào", "1.2. Truyền thông", "1.3. Dân chủ", "1.4. Tuyên truyền",
        "2. Kiến nghị",
    ]  # fmt: skip
    assert numbers_note(path) == "(Số mục khác mẫu đã gửi: “1.4. Tuyên truyền”, mẫu ghi 1.2)"


def test_words_changed_under_a_kept_key_are_a_difference_and_the_answered_form_is_printed(
    office: Office, tmp_path: Path
) -> None:
    sent = a_form(["1. Ưu điểm", "2. Hạn chế"], [MEETINGS], ["2022"])
    renamed = replace(a_section("1. Ưu điểm"), heading="Kết quả nổi bật")
    now = a_form([renamed, "2. Hạn chế"], [replace(MEETINGS, label="Số hội nghị")], ["2022"])
    tracking = tracking_of(
        planned(office, now), A1=now, B2=answered(sent, {"1. Ưu điểm": "Hai."}, {("hop", "2022"): "1"})
    )
    path = draft(tracking, tmp_path)

    assert body(path)[0] == "1. Ưu điểm"
    assert figures_of(path)[1] == ("1", "Hội nghị: số cuộc", "cuộc", "1", "1")
    assert [difference.line for difference in form_differences(tracking)] == [
        (
            "1 đơn vị nhận mẫu cũ, chỉ tiêu “Hội nghị: số cuộc” sổ nay ghi “Hội nghị: số hội nghị”, mục "
            "“1. Ưu điểm” sổ nay ghi “1. Kết quả nổi bật”."
        )
    ]


def test_a_heading_that_only_groups_is_known_by_what_it_groups(office: Office, tmp_path: Path) -> None:
    group = replace(a_section("1. Kết quả"), answered=False)
    renamed = replace(a_section("1. Kết quả đạt được"), answered=False)
    now, sent = a_form([group, "1.1. Ưu điểm"]), a_form([renamed, "1.1. Ưu điểm", "1.2. Hạn chế"])
    tracking = tracking_of(
        planned(office, now),
        A1=answered(sent, {"1.1. Ưu điểm": "Một."}),
        B2=answered(now, {"1.1. Ưu điểm": "Hai."}),
    )

    assert body(draft(tracking, tmp_path)) == [
        "1. Kết quả đạt được",
        "1.1. Ưu điểm",
        "(Tổng hợp từ 2/2 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Một.",
        "Chi bộ Báo Hà Tĩnh: Hai.",
        "Các mục chưa đơn vị nào viết: 1.2. Hạn chế.",
    ]


def test_figures_of_two_measures_are_two_rows_and_never_added_up(office: Office, tmp_path: Path) -> None:
    old = a_form(figures=[replace(MONEY, measure="nghìn đồng")], periods=["2021", "2022"])
    new = a_form(figures=[MONEY], periods=["2021", "2022"])
    tracking = tracking_of(
        planned(office, new),
        A1=answered(new, {}, {("kinh_phi", "2021"): "1,5", ("kinh_phi", "2022"): "2"}),
        B2=answered(old, {}, {("kinh_phi", "2021"): "700"}),
        C3=answered(new, {}, {("kinh_phi", "2021"): "2,25"}),
    )

    assert figures_of(draft(tracking, tmp_path)) == [
        ("TT", "Nội dung", "Đơn vị tính", "2021", "2022", "Tổng", "Số đơn vị"),
        ("1", "Kinh phí", "triệu đồng", "3,75", "2", "5,75", "2"),
        ("2", "Kinh phí", "nghìn đồng", "700", "", "700", "1"),
    ]
    assert [difference.line for difference in form_differences(tracking)] == [
        "1 đơn vị nhận mẫu cũ, chỉ tiêu “Kinh phí” tính theo “nghìn đồng”, sổ nay theo “triệu đồng”."
    ]


def test_a_figure_of_another_kind_says_its_kind(office: Office, tmp_path: Path) -> None:
    new = a_form(figures=[MONEY], periods=["2022"])
    old = a_form(figures=[replace(MONEY, kind=FigureKind.WHOLE)], periods=["2022"])
    tracking = tracking_of(
        planned(office, new),
        A1=answered(new, {}, {("kinh_phi", "2022"): "1,5"}),
        B2=answered(old, {}, {("kinh_phi", "2022"): "7"}),
    )

    assert figures_of(draft(tracking, tmp_path)) == [
        ("TT", "Nội dung", "Đơn vị tính", "2022", "Số đơn vị"),
        ("1", "Kinh phí", "triệu đồng (số thập phân)", "1,5", "1"),
        ("2", "Kinh phí", "triệu đồng (số nguyên)", "7", "1"),
    ]


QUARTERS = ["Quý I/2026", "Quý II/2026"]
QUARTERLY = a_form(figures=[MEETINGS, SHARE], periods=QUARTERS)


@pytest.fixture(scope="module")
def quarterly(office: Office) -> Tracking:
    """A1 is asked for everything; B2 for no share (its audience); C3 by an old form for one quarter only."""
    return tracking_of(
        planned(office, QUARTERLY),
        A1=answered(
            QUARTERLY,
            {},
            {("hop", "Quý I/2026"): "2", ("hop", "Quý II/2026"): "3", ("ty_le", "Quý I/2026"): "98,5"},
        ),
        B2=answered(a_form(figures=[MEETINGS], periods=QUARTERS), {}, {("hop", "Quý I/2026"): "4"}),
        C3=answered(
            a_form(figures=[MEETINGS, SHARE], periods=QUARTERS[:1]),
            {},
            {("hop", "Quý I/2026"): "1", ("ty_le", "Quý I/2026"): "62%"},
        ),
        D4=QUARTERLY,
    )


def test_percentages_are_a_range_and_are_not_added_up(quarterly: Tracking, tmp_path: Path) -> None:
    path = draft(quarterly, tmp_path)

    assert figures_of(path) == [
        ("TT", "Nội dung", "Đơn vị tính", "Quý I/2026", "Quý II/2026", "Tổng", "Số đơn vị"),
        ("1", "Hội nghị: số cuộc", "cuộc", "7", "3", "10", "3"),
        ("2", "Đảng viên: tỷ lệ dự học", "%", "62–98,5", "", "x", "2"),
    ]
    text = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert "Tỷ lệ % không cộng: ghi mức thấp nhất–cao nhất của các đơn vị." in text
    assert_valid(path)


def test_a_doubtful_percentage_marks_its_range(office: Office, tmp_path: Path) -> None:
    form = a_form(figures=[SHARE], periods=["2022"])
    tracking = tracking_of(
        planned(office, form),
        A1=answered(form, {}, {("ty_le", "2022"): "105"}),
        B2=answered(form, {}, {("ty_le", "2022"): "62"}),
    )
    path = draft(tracking, tmp_path)

    assert figures_of(path)[1] == ("1", "Đảng viên: tỷ lệ dự học", "%", "62–105*", "2")
    found = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert "- Đảng bộ Sở Nội vụ: TT 1, 2022: “105” lớn hơn 100% (1 ô)." in found


def test_the_book_shows_periods_ranges_and_what_was_not_asked(quarterly: Tracking, tmp_path: Path) -> None:
    data = figures_book(quarterly)
    book = calculated(data, tmp_path)

    rows = [row[2:] for row in book["Số liệu"].iter_rows(min_row=1, values_only=True)]
    blank = None
    assert [[blank if cell == "" else cell for cell in row] for row in rows] == [
        ["Đơn vị", "Hội nghị", blank, blank, blank, "Đảng viên", blank],
        [blank, "Số cuộc (cuộc)", blank, blank, blank, "Tỷ lệ dự học (%)", blank],
        [blank, *QUARTERS, "Tổng", "Đơn vị ghi", *QUARTERS],
        ["Đảng bộ Sở Nội vụ", 2, 3, 5, blank, 98.5, blank],
        ["Chi bộ Báo Hà Tĩnh", 4, blank, 4, blank, blank, blank],
        ["Chi bộ Thư viện tỉnh", 1, blank, 1, blank, 62, blank],
        ["Đảng bộ Kho bạc Nhà nước", blank, blank, blank, blank, blank, blank],
        ["Cộng", 7, 3, 10, blank, blank, blank],
        ["Số đơn vị có số liệu", 3, 1, 3, 0, 2, 0],
        ["Thấp nhất", blank, blank, blank, blank, 62, blank],
        ["Cao nhất", blank, blank, blank, blank, 98.5, blank],
        ["Kiểm tra chéo (phải bằng 0)", blank, blank, 0, blank, blank, blank],
        [blank] * 7,
        [blank] * 7,
    ]
    sheet: Any = load_workbook(io.BytesIO(data))["Số liệu"]
    dark = [cell.coordinate for row in sheet["D4:I7"] for cell in row if _colour(cell) == "00C9C9C9"]
    assert dark == ["H5", "I5", "E6", "I6"]
    assert sheet.cell(14, 1).value == (
        "Ô xám đậm: mẫu của đơn vị không hỏi số này. Ô trống: đơn vị chưa báo cáo."
    )
    assert [sheet[place].number_format for place in ("D4", "H4")] == ["#,##0", '0.0##"%"']
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(data)
    assert_valid(path)


def _colour(cell: Any) -> str:
    return str(cell.fill.start_color.rgb)


def test_the_sheet_by_period_and_its_charts_use_the_plans_words(quarterly: Tracking, tmp_path: Path) -> None:
    book = calculated(figures_book(quarterly), tmp_path)

    assert book.sheetnames == ["Số liệu", "Theo kỳ", "Biểu đồ", "Cần xem"]
    rows = [tuple(cell or None for cell in row) for row in book["Theo kỳ"].values]
    assert rows == [
        ("TT", "Nhóm", "Chỉ tiêu", "Đơn vị tính", *QUARTERS, "Tổng"),
        (1, "Hội nghị", "Số cuộc", "cuộc", 7, 3, 10),
        (2, "Đảng viên", "Tỷ lệ dự học (thấp nhất)", "%", 62, None, "x"),
        (3, "Đảng viên", "Tỷ lệ dự học (cao nhất)", "%", 98.5, None, "x"),
    ]
    charts = charts_of(quarterly)
    assert [(_words(chart.title), [series.tx.v for series in chart.series]) for chart in charts] == [
        ("Hội nghị (cuộc)", ["Số cuộc"]),
        ("Đảng viên (%)", ["Tỷ lệ dự học (thấp nhất)", "Tỷ lệ dự học (cao nhất)"]),
    ]


def charts_of(tracking: Tracking) -> list[Any]:
    sheet: Any = load_workbook(io.BytesIO(figures_book(tracking)))["Biểu đồ"]
    return list(sheet._charts)


def _words(title: Any) -> str:
    return "".join(run.t for paragraph in title.tx.rich.p for run in paragraph.r or ())


def test_a_chart_has_at_most_four_figures_of_one_group_and_measure(office: Office, tmp_path: Path) -> None:
    many = [replace(MEETINGS, key=f"f{number}", label=f"Cuộc {number}") for number in range(6)]
    form = a_form(figures=[*many, ATTENDANCE, replace(MONEY, charted=True)], periods=["2021", "2022"])
    tracking = tracking_of(planned(office, form), A1=answered(form, {}, {("f0", "2021"): "1"}))

    charts = charts_of(tracking)
    assert [(_words(chart.title), len(chart.series)) for chart in charts] == [
        ("Hội nghị (cuộc)", 4),
        ("Hội nghị (cuộc)", 2),
        ("Hội nghị (lượt người)", 1),
        ("Kinh phí (triệu đồng)", 1),
    ]


def test_without_a_charted_figure_there_is_no_sheet_of_charts(office: Office) -> None:
    form = a_form(figures=[MONEY], periods=["2022"])
    tracking = tracking_of(planned(office, form), A1=answered(form, {}, {("kinh_phi", "2022"): "1,5"}))

    assert load_workbook(io.BytesIO(figures_book(tracking))).sheetnames == ["Số liệu", "Theo năm", "Cần xem"]


def test_one_figure_of_one_period_has_no_totals(office: Office, tmp_path: Path) -> None:
    form = a_form(figures=[MONEY], periods=["Số liệu"])
    tracking = tracking_of(planned(office, form), A1=answered(form, {}, {("kinh_phi", "Số liệu"): "1,5"}))

    sheet = calculated(figures_book(tracking), tmp_path)["Số liệu"]
    assert [row[2:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        (None, "Kinh phí (triệu đồng)"),
        (None, "Số liệu"),
        ("Đảng bộ Sở Nội vụ", 1.5),
        ("Chi bộ Báo Hà Tĩnh", None),
        ("Chi bộ Thư viện tỉnh", None),
        ("Đảng bộ Kho bạc Nhà nước", None),
        ("Cộng", 1.5),
        ("Số đơn vị có số liệu", 1),
    ]
    assert figures_of(draft(tracking, tmp_path)) == [
        ("TT", "Nội dung", "Đơn vị tính", "Số liệu", "Số đơn vị"),
        ("1", "Kinh phí", "triệu đồng", "1,5", "1"),
    ]


def test_without_figures_there_is_neither_an_annex_nor_a_workbook_of_figures(
    office: Office, tmp_path: Path
) -> None:
    form = a_form(["1. Ưu điểm"])
    tracking = tracking_of(planned(office, form), A1=answered(form, {"1. Ưu điểm": "Một."}))

    outcomes = consolidate(tracking, sample_templates(), tmp_path)

    assert [outcome.path.name for outcome in outcomes] == ["tong-hop.docx"]
    assert "PHỤ LỤC SỐ LIỆU" not in [line.text for line in Document(str(outcomes[0].path)).paragraphs]
    assert_valid(outcomes[0].path)


def test_a_plan_of_figures_alone_is_consolidated(office: Office, tmp_path: Path) -> None:
    form = a_form(figures=[MEETINGS], periods=["2022"])
    tracking = tracking_of(planned(office, form), A1=answered(form, {}, {("hop", "2022"): "1"}))

    path = draft(tracking, tmp_path)
    found = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert [line for line in found if "báo cáo kết quả" in line] == [
        (
            "Thực hiện Kế hoạch số 72-KH/TU về sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU, Ban Thường vụ "
            "Đảng ủy Khối X báo cáo kết quả như phụ lục kèm theo."
        )
    ]


def test_what_was_sent_and_what_the_workbook_says_now_is_told_by_equal_differences(office: Office) -> None:
    now = a_form(["1. Ưu điểm", "2. Hạn chế"], [MEETINGS], ["2022"])
    old = a_form(["1. Ưu điểm", "2. Dịch bệnh"], [], [])
    tracking = tracking_of(planned(office, now), A1=answered(now), B2=old, C3=answered(old), D4=now)

    found = form_differences(tracking)
    assert [(one.line, [status.unit.code for status in one.units]) for one in found] == [
        (
            (
                "2 đơn vị nhận mẫu cũ, chưa có chỉ tiêu “Hội nghị: số cuộc”, mục “2. Hạn chế”, kỳ “2022”; "
                "còn mục “2. Dịch bệnh” mà sổ nay không có."
            ),
            ["B2", "C3"],
        )
    ]
    rows = list(load_workbook(io.BytesIO(tracking_book(tracking)))["Cần xem"].values)
    assert [row[1:4] for row in rows if row[3] == "Mẫu đã gửi"] == [
        ("B2", "Chi bộ Báo Hà Tĩnh", "Mẫu đã gửi"),
        ("C3", "Chi bộ Thư viện tỉnh", "Mẫu đã gửi"),
    ]


def test_a_workbook_without_an_outline_is_no_difference(office: Office) -> None:
    old = a_form(["1. Ưu điểm"], [MEETINGS], ["2022"])

    assert form_differences(tracking_of(planned(office, a_form()), A1=old)) == ()


def test_what_the_clerk_took_out_or_meant_for_others_is_no_fault_of_a_unit(office: Office) -> None:
    others = Audience((Condition("Hình thức", "Hội nghị"),))
    now = a_form(["1. Ưu điểm", replace(a_section("2. Hội nghị"), audience=others), "3. Đã bỏ khỏi mẫu"])
    sent = a_form(["1. Ưu điểm"])
    tracking = tracking_of(planned(office, now), B2=answered(sent, {"1. Ưu điểm": "Một."}), C3=answered(sent))

    assert [[section.title for section in status.empty_sections] for status in tracking.statuses] == [
        [], [], ["1. Ưu điểm"], [],
    ]  # fmt: skip
    assert [(one.line, one.older) for one in form_differences(tracking)] == [
        ("2 đơn vị nhận mẫu chưa có mục “3. Đã bỏ khỏi mẫu” mà sổ nay có.", False)
    ]
    rows = list(load_workbook(io.BytesIO(tracking_book(tracking)))["Cần xem"].values)
    assert [row[3:6] for row in rows[1:]] == [("Mục để trống", "1 mục", "Đơn vị chưa viết gì ở mục 1.")]


def test_a_section_meant_for_some_units_is_counted_among_those(office: Office, tmp_path: Path) -> None:
    whole, less = a_form(["1. Ưu điểm", "2. Doanh nghiệp"]), a_form(["1. Ưu điểm"])
    tracking = tracking_of(
        planned(office, whole),
        A1=answered(whole, {"2. Doanh nghiệp": "Một."}),
        B2=answered(less, {"1. Ưu điểm": "Hai."}),
        C3=less,
    )

    assert body(draft(tracking, tmp_path)) == [
        "1. Ưu điểm",
        "(Tổng hợp từ 1/3 báo cáo.)",
        "Chi bộ Báo Hà Tĩnh: Hai.",
        "2. Doanh nghiệp",
        "(Tổng hợp từ 1/1 báo cáo.)",
        "Đảng bộ Sở Nội vụ: Một.",
    ]


SHORT = (
    "Không có.",
    "Đã thực hiện theo kế hoạch.",
    "Đơn vị đã triển khai đầy đủ, kịp thời theo chỉ đạo của cấp trên.",
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Tracking:
    """56 units that all answer each of 25 sections shortly, in three ways."""
    rows = "\n".join(f"K{number} | Đảng bộ Trường Cao đẳng {number} | Báo cáo" for number in range(1, 57))
    office = Office.open(
        tmp_path_factory.mktemp("large"), f"\nMã | Tên tổ chức đảng | Hình thức sơ kết\n{rows}\n"
    )
    form = a_form([f"{number}. Nội dung {number}" for number in range(1, 26)])
    reports = {
        f"K{number}": answered(form, {one.title: SHORT[number % 3] for one in form.sections})
        for number in range(1, 57)
    }
    return tracking_of(planned(office, form), **reports)


def test_many_units_with_equal_answers_are_told_by_number_and_listed(large: Tracking, tmp_path: Path) -> None:
    path = draft(large, tmp_path)

    assert body(path)[:5] == [
        "1. Nội dung 1",
        "(Tổng hợp từ 56/56 báo cáo.)",
        f"19 đơn vị (TT {', '.join(map(str, range(1, 57, 3)))}): {SHORT[1]}",
        f"19 đơn vị (TT {', '.join(map(str, range(2, 57, 3)))}): {SHORT[2]}",
        f"18 đơn vị (TT {', '.join(map(str, range(3, 57, 3)))}): {SHORT[0]}",
    ]
    tables: Any = Document(str(path)).tables
    listed = next(table for table in tables if table.rows[0].cells[-1].text == "Tệp")
    assert [tuple(cell.text for cell in row.cells) for row in listed.rows[1:3]] == [
        ("1", "Đảng bộ Trường Cao đẳng 1", ""),
        ("2", "Đảng bộ Trường Cao đẳng 2", ""),
    ]
    assert len(listed.rows) == 57


def test_an_answer_that_all_have_is_told_as_that_of_all(large: Tracking, tmp_path: Path) -> None:
    same = replace(large.statuses[0].answers) if large.statuses[0].answers else None
    tracking = replace(large, statuses=tuple(replace(status, answers=same) for status in large.statuses))

    assert body(draft(tracking, tmp_path))[:3] == [
        "1. Nội dung 1",
        "(Tổng hợp từ 56/56 báo cáo.)",
        "Cả 56 đơn vị có báo cáo: Đã thực hiện theo kế hoạch.",
    ]


@pytest.mark.slow
def test_56_reports_of_short_answers_are_a_few_pages(large: Tracking, tmp_path: Path) -> None:
    (pages,) = pages_of([draft(large, tmp_path)], tmp_path)
    assert len(pages) <= 10


@pytest.mark.parametrize("count", [1, 5, 8])
def test_the_annex_of_figures_fills_its_page_and_no_more(office: Office, tmp_path: Path, count: int) -> None:
    periods = [f"Quý {number}/2026" for number in range(1, count + 1)]
    form = a_form(figures=[MEETINGS, SHARE], periods=periods)
    tracking = tracking_of(planned(office, form), A1=answered(form, {}, {("hop", periods[0]): "1"}))

    tables: Any = Document(str(draft(tracking, tmp_path))).tables
    table = next(table for table in tables if table.rows[0].cells[1].text == "Nội dung")
    widths = [column.width.mm for column in table.columns]
    assert len(widths) == len(table.rows[0].cells) == 4 + count + (count > 1)
    assert round(sum(widths)) == 252
    assert [
        [round(cell.width.mm - width) for cell, width in zip(row.cells, widths, strict=True)]
        for row in table.rows
    ] == [[0] * len(widths)] * 3


def test_a_template_from_before_still_works(office: Office, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "landed" / "templates" / "tong-hop.docx"
    form = a_form(["1. Ưu điểm", "2. Hạn chế"], [MEETINGS], ["2021", "2022"])
    tracking = tracking_of(
        planned(office, form), A1=answered(form, {"1. Ưu điểm": "Một."}, {("hop", "2021"): "1"})
    )
    path = tmp_path / "tong-hop.docx"
    path.write_bytes(consolidated_docx(tracking, old))

    assert body(path) == [
        "1. Ưu điểm",
        "(Tổng hợp từ 1/4 báo cáo.)",
        "Đảng bộ Sở Nội vụ",
        "Một.",
        "2. Hạn chế",
        "(Tổng hợp từ 0/4 báo cáo.)",
        "Chưa có đơn vị nào báo cáo nội dung này.",
    ]
    assert figures_of(path) == [
        ("TT", "Nội dung", "Đơn vị tính", "2021", "2022", "Tổng", "Số đơn vị"),
        ("1", "Hội nghị: số cuộc", "cuộc", "1", "", "1", "1"),
    ]
