"""Several files of one unit: which counts, what is read together, what the clerk is told and may choose."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from sokhet_docs.problems import UsageError
from sokhet_docs.returns import VIETNAM, CollectOptions, Return, collect, intake_folder, read_intake
from sokhet_docs.tracking.status_book import tracking_book
from sokhet_docs.tracking.unit_status import ReportStatus, ReviewItem, UnitStatus
from tests.support.mails import mail_of
from tests.support.simulated_office import Office
from tests.support.word_forms import BODY, W, edit_xml, words_of
from tests.support.workbook_builder import facts_with

OUTLINE = "Mục | Tiêu đề\n1 | Ưu điểm\n2 | Hạn chế\n3 | Kiến nghị\n4 | Phương hướng"
FIGURES = "Nhóm | Chỉ tiêu | Đơn vị tính | Mã\nHọp | Số cuộc họp | cuộc | hop\nHọp | Số lượt dự | lượt | du"
FACTS = facts_with(
    {"Năm đầu của số liệu": None, "Năm cuối của số liệu": None, "Các kỳ số liệu": "2021; 2022"}
)
TEXT = {
    "1": "Cấp ủy đã quán triệt nghị quyết đến từng chi bộ và từng đảng viên trong cơ quan.",
    "2": "Việc đối thoại chưa đều.",
    "3": "Đề nghị tập huấn thêm.",
    "4": "Tiếp tục thực hiện.",
}
NUMBERS = {"hop 2021": "4", "hop 2022": "5", "du 2021": "40", "du 2022": "52"}
WHOLE = TEXT | NUMBERS
BLANK_ANNEX = "Phụ lục số liệu để trống: đơn vị chưa ghi số nào."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.open(tmp_path, outline=OUTLINE, figures=FIGURES, facts=FACTS)


def fill(office: Office, name: str, answers: Mapping[str, str]) -> Path:
    """Fill in A1's form: sections by their numbers, figures by key and year."""
    form = office.track("20/4/2022").statuses[0].forms[0]
    tags = {section.number.rstrip("."): section.key for section in form.answered}
    typed = {tags.get(place) or f"sl_{place.replace(' ', '_')}": text for place, text in answers.items()}
    return office.fill("A1", name, typed)


def letter(path: Path, *lines: str) -> Path:
    """Write a letter without a form."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def send(office: Office, day: str, name: str, answers: Mapping[str, str]) -> str:
    """Collect A1's report as received on a day of April 2022; return the name that it is kept under."""
    return office.collect(fill(office, name, answers), f"{day}/4/2022").added[0].file


def mail(office: Office, day: int, *files: Path, name: str = "thư.eml") -> None:
    """Collect a mail of A1 with ``files``, received on a day of April 2022."""
    path = office.folder / name
    path.write_bytes(mail_of(*files, date="", subject="Sở Nội vụ"))
    received = datetime(2022, 4, day, 8, tzinfo=VIETNAM)
    done = collect(office.plan, office.output, [path], CollectOptions(received=received))
    unknown = {item.file: "A1" for item in done.added if item.unit_code is None}
    collect(office.plan, office.output, [], CollectOptions(assign=unknown))


def use(office: Office, *names: str) -> None:
    collect(office.plan, office.output, [], CollectOptions(use=names))


def status_of(office: Office) -> UnitStatus:
    return office.track("25/4/2022").statuses[0]


def said(status: UnitStatus) -> dict[str, str]:
    """Return what counts of a unit: sections by number, figures by key and period, blank ones left out."""
    assert status.answers is not None
    sections = {
        section.number.rstrip("."): "\n".join(one.text for one in status.answers.sections[section.key])
        for section in status.answers.form.answered
    }
    figures = {" ".join(slot): reading.raw for slot, reading in status.answers.figures.items()}
    return {place: text for place, text in (sections | figures).items() if text}


def messages(status: UnitStatus) -> list[tuple[str, str]]:
    """Return what is to be looked at, without what is only to be known."""
    return [(item.place, item.message) for item in status.to_review]


def test_a_version_that_loses_little_counts_and_tells_what_is_gone(office: Office) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    second = send(office, "20", "b.docx", {**WHOLE, "1": "Đã quán triệt.", "2": "", "du 2022": ""})

    status = status_of(office)

    assert said(status) == {k: v for k, v in WHOLE.items() if k not in ("2", "du 2022")} | {
        "1": "Đã quán triệt."
    }
    (only,) = messages(status)
    assert only == (
        second,
        (
            f"Đang tính bản này, gửi sau bản trước ({first}). Bản này bỏ trống hoặc rút ngắn: "
            "mục 1 (“Cấp ủy đã quán triệt nghị quyết đến…”); mục 2 (“Việc đối thoại chưa "
            "đều.”); số liệu “Họp: số lượt dự, năm 2022” (52). Chọn bản được tính: "
            "sokhet-docs collect --use a.docx hoặc --use b.docx"
        ),
    )


def test_a_version_that_loses_most_does_not_count(office: Office) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    second = send(office, "20", "b.docx", {"1": "Đã sửa mục một.", "hop 2021": "7"})

    status = status_of(office)

    assert said(status) == WHOLE
    assert messages(status) == [
        (
            second,
            (
                f"Bản này bỏ trống phần lớn nội dung nên vẫn tính bản trước ({first}). Tính bản "
                "này thì mất: mục 1 (“Cấp ủy đã quán triệt nghị quyết đến…”); mục 2 (“Việc đối "
                "thoại chưa đều.”); mục 3 (“Đề nghị tập huấn thêm.”); mục 4 (“Tiếp tục thực "
                "hiện.”); số liệu “Họp: số cuộc họp, năm 2022” (5); “Họp: số lượt dự, năm 2021” "
                "(40); “Họp: số lượt dự, năm 2022” (52). Bản này ghi mới hoặc khác: mục 1 (“Đã "
                "sửa mục một.”); số liệu “Họp: số cuộc họp, năm 2021” (7). Chọn bản được tính: "
                "sokhet-docs collect --use b.docx hoặc --use a.docx; tính cả hai: --use b.docx "
                "--use a.docx"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("name", "answers", "sign"),
    [
        ("b.docx", {**WHOLE, "2": "Như báo cáo đã gửi."}, "Như báo cáo đã gửi"),
        ("b.docx", {**WHOLE, "4": "Các nội dung khác giữ nguyên."}, "nội dung khác giữ nguyên"),
        ("b.docx", {**WHOLE, "4": "cac noi dung con lai khong thay doi"}, "noi dung con lai khong thay doi"),
        ("b.docx", {**WHOLE, "3": "", "4": "Xin bổ sung số liệu năm 2022."}, "Xin bổ sung"),
        ("BC bổ sung.docx", {**WHOLE, "3": ""}, "BC bổ sung.docx"),
    ],
)
def test_a_supplement_does_not_displace_what_it_adds_to(
    office: Office, name: str, answers: dict[str, str], sign: str
) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    second = send(office, "20", name, answers)

    status = status_of(office)

    assert said(status) == WHOLE
    ((place, message),) = messages(status)
    assert place == second
    assert message.startswith(
        f"Bản này chỉ bổ sung, dẫn lại bản trước (“{sign}”) nên vẫn tính bản trước ({first})."
    )


def test_a_report_that_points_to_one_that_never_came_is_told(office: Office) -> None:
    only = send(office, "18", "a.docx", {**WHOLE, "3": "Như báo cáo đã gửi tháng 3."})

    assert messages(status_of(office)) == [
        (
            only,
            (
                "Báo cáo viết “Như báo cáo đã gửi” mà chưa thu được bản nào trước của đơn vị. "
                "Nếu đã gửi, hãy thu bản ấy: sokhet-docs collect"
            ),
        )
    ]


def test_the_word_supplement_in_a_whole_report_is_a_word(office: Office) -> None:
    send(office, "18", "a.docx", WHOLE)
    corrected = {
        **WHOLE,
        "2": "Đã sửa đổi, bổ sung quy chế dân chủ; tổ chức bộ máy giữ nguyên.",
        ("3"): (
            "Như báo cáo trước đây đã nêu, cơ quan đã kiến nghị cấp trên xem xét chế độ cho "
            "cán bộ làm công tác này."
        ),
    }
    send(office, "20", "b.docx", corrected)

    status = status_of(office)

    assert said(status) == corrected
    assert messages(status) == []


def test_a_later_file_that_fills_in_the_blanks_is_read_with_the_earlier_one(office: Office) -> None:
    first = send(office, "18", "a.docx", TEXT)
    second = send(office, "20", "b.docx", NUMBERS)

    status = status_of(office)

    assert said(status) == WHOLE
    assert status.reading is not None
    assert status.figures_file is not None
    assert (status.reading.file, status.figures_file.file) == (first, second)
    assert messages(status) == [
        (
            second,
            (
                f"Bản này chỉ có phần mà bản trước ({first}) để trống; tính cả hai bản. Chọn bản được tính: "
                "sokhet-docs collect --use b.docx hoặc --use a.docx"
            ),
        )
    ]


def test_text_and_annex_in_two_files_of_one_mail_are_one_report(office: Office) -> None:
    files = fill(office, "văn bản.docx", TEXT), fill(office, "phụ lục.docx", NUMBERS)
    mail(office, 18, *files)

    status = status_of(office)

    assert said(status) == WHOLE
    assert messages(status) == []
    assert len(status.versions) == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kính gửi anh chị!\nEm xin gửi báo cáo đính kèm ạ.\nTrân trọng cảm ơn.", []),
        ("Em gửi báo cáo.\nTrân trọng,\nNguyễn Văn A\nĐT: 0912 345 678\nGửi từ iPhone của tôi", []),
        ("Trân trọng báo cáo.\nKhông Có", [("Trân trọng báo cáo. Không Có", True)]),
        ("Năm 2021 họp 5 cuộc.\nTrân trọng.", [("Năm 2021 họp 5 cuộc. Trân trọng.", True)]),
        ("Số cuộc họp năm 2021 xin sửa lại là 5.", [("Số cuộc họp năm 2021 xin sửa lại là 5.", False)]),
        ("Tệp trước gửi nhầm.", [("Tệp trước gửi nhầm.", False)]),
        ("vui " * 200, [(f"{'vui ' * 199}vui", True)]),
    ],
)
def test_what_was_typed_into_a_mail_beyond_a_greeting_is_told(
    office: Office, words: str, told: list[tuple[str, bool]]
) -> None:
    path = office.folder / "thư.eml"
    path.write_bytes(mail_of(fill(office, "a.docx", WHOLE), date="", words=words))
    office.collect(path, "18/4/2022")

    status = status_of(office)

    place = next((item.file for item in intake_notes(office)), "")
    found = [item for item in status.review_items if "Lời trong thư" in item.message]
    assert found == [ReviewItem(place, f"Lời trong thư: “{text}”.", minor=minor) for text, minor in told]


def intake_notes(office: Office) -> list[Return]:
    """Return what is kept of the words of mails."""
    return [item for item in read_intake(office.output).returns if item.is_note]


def without_annex(root: etree._Element) -> None:
    """Delete the table of figures."""
    for table in list(root.iter(f"{W}tbl")):
        if any((tag.get(f"{W}val") or "").startswith("sl_") for tag in table.iter(f"{W}tag")):
            parent_of(table).remove(table)


def only_annex(root: etree._Element) -> None:
    """Delete every paragraph and field of text behind the title, so that the annex alone is left."""
    body = root[0]
    for child in list(body):
        tags = [tag.get(f"{W}val") or "" for tag in child.iter(f"{W}tag")]
        if any(tag.startswith("muc_") for tag in tags) or words_of(child)[:2] in ("1.", "2.", "3.", "4."):
            body.remove(child)


def parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def test_the_text_and_the_annex_cut_out_of_the_form_are_one_report(office: Office) -> None:
    text, annex = fill(office, "1 văn bản.docx", TEXT), fill(office, "2 phụ lục.docx", NUMBERS)
    edit_xml(text, text, BODY, without_annex)
    edit_xml(annex, annex, BODY, only_annex)
    mail(office, 18, text, annex)

    status = status_of(office)

    assert said(status) == WHOLE
    assert status.figures_file is not None
    assert "phu-luc" in status.figures_file.file
    assert messages(status) == []


def test_text_and_annex_of_one_mail_that_differ_are_told(office: Office) -> None:
    files = fill(office, "1 văn bản.docx", {**TEXT, "hop 2021": "9"}), fill(office, "2 phụ lục.docx", NUMBERS)
    mail(office, 18, *files)

    status = status_of(office)

    assert said(status) == WHOLE
    text, annex = (item.file for item in status.versions)
    assert messages(status) == [
        (
            annex,
            (
                f"Các tệp {text} và {annex} được đọc chung mà ghi khác nhau: số liệu “Họp: số "
                "cuộc họp, năm 2021” (9); tính theo tệp sau: số liệu “Họp: số cuộc họp, năm "
                "2021” (4). Chọn bản được tính: sokhet-docs collect "
                '--use "1 văn bản.docx" hoặc --use "2 phụ lục.docx"'
            ),
        )
    ]


def test_a_choice_between_two_files_of_one_mail_settles_it(office: Office) -> None:
    files = fill(office, "1 văn bản.docx", {**TEXT, "hop 2021": "9"}), fill(office, "2 phụ lục.docx", NUMBERS)
    mail(office, 18, *files)

    use(office, "1 văn bản.docx")

    status = status_of(office)
    assert (said(status), messages(status)) == ({**WHOLE, "hop 2021": "9"}, [])


def test_where_the_latest_can_no_longer_be_read_the_one_before_counts(office: Office) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    second = send(office, "20", "b.docx", {**WHOLE, "2": "Không có."})
    (intake_folder(office.output) / second).unlink()

    status = status_of(office)

    assert said(status) == WHOLE
    assert messages(status) == [
        (second, f"Tệp không còn ở chỗ cũ. Hãy thu lại tệp này. Nội dung lấy ở {first}.")
    ]


def test_two_whole_reports_of_one_mail_that_differ_are_told(office: Office) -> None:
    files = fill(office, "1.docx", WHOLE), fill(office, "2.docx", {**WHOLE, "2": "Chưa thấy hạn chế."})
    mail(office, 18, *files)

    status = status_of(office)

    first, second = (item.file for item in status.versions)
    assert said(status)["2"] == "Chưa thấy hạn chế."
    assert messages(status) == [
        (
            second,
            (
                f"Bản này và bản trước ({first}) cùng gửi một lần mà viết khác nhau; đang tính "
                "bản này. Bản này ghi mới hoặc khác: mục 2 (“Chưa thấy hạn chế.”). Chọn bản được "
                "tính: sokhet-docs collect --use 1.docx hoặc --use 2.docx"
            ),
        )
    ]


@pytest.mark.parametrize("order", [0, 1])
def test_a_covering_letter_displaces_no_report_and_is_told(office: Office, order: int) -> None:
    report = fill(office, f"{1 - order} báo cáo.docx", WHOLE)
    covering = letter(
        office.folder / f"{order} công văn.docx", "Kính gửi Ban Tuyên giáo.", "Xin gửi báo cáo."
    )
    mail(office, 18, *sorted((report, covering)))

    status = status_of(office)

    assert said(status) == WHOLE
    other = next(item for item in status.versions if "cong-van" in item.file)
    assert messages(status) == [
        (
            other.file,
            (
                "Tệp này không có mẫu báo cáo (“Kính gửi Ban Tuyên giáo. Xin gửi báo cáo.”), cần mở "
                f"xem. Nội dung lấy ở {status.reading.file if status.reading else ''}. Nếu chính "
                "nó là báo cáo: sokhet-docs collect "
                f'--use "{order} công văn.docx"'
            ),
        )
    ]


def test_a_covering_letter_makes_no_late_report_punctual(office: Office) -> None:
    mail(office, 15, letter(office.folder / "xin lùi hạn.docx", "Xin lùi hạn."))
    send(office, "22", "a.docx", WHOLE)

    status = status_of(office)

    assert (status.report_status, status.days_late) == (ReportStatus.LATE, 3)
    assert str(status.received) == "2022-04-22"


def test_a_correction_saved_before_what_it_corrects_is_told(office: Office) -> None:
    first, second = fill(office, "a.docx", WHOLE), fill(office, "b.docx", {**WHOLE, "2": "Không có."})
    for path, day in ((first, 16), (second, 12)):
        saved = datetime(2022, 4, day, 9, tzinfo=VIETNAM).timestamp()
        os.utime(path, (saved, saved))
    office.collect(first, "18/4/2022")
    office.collect(second, "20/4/2022")

    status = status_of(office)

    older, newer = (item.file for item in status.versions)
    assert said(status)["2"] == "Không có."
    assert messages(status) == [
        (
            newer,
            (
                f"Bản này gửi sau nhưng lưu ngày 12/4/2022, cũ hơn bản trước ({older}) lưu ngày "
                "16/4/2022. Bản này ghi mới hoặc khác: mục 2 (“Không có.”). Chọn bản được tính: "
                "sokhet-docs collect --use a.docx hoặc --use b.docx"
            ),
        )
    ]


def test_the_clerk_chooses_and_is_told_of_what_comes_afterwards(office: Office) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    lossy = {**WHOLE, "2": ""}
    second = send(office, "20", "b.docx", lossy)
    use(office, "b.docx")

    status = status_of(office)
    assert (said(status), messages(status)) == ({k: text for k, text in lossy.items() if text}, [])

    use(office, "a.docx")
    status = status_of(office)
    assert (said(status), messages(status)) == (WHOLE, [])
    assert status.reading is not None
    assert status.reading.file == first

    third = send(office, "21", "c.docx", {**WHOLE, "3": "Không."})
    status = status_of(office)
    assert said(status) == {**WHOLE, "3": "Không."}
    assert messages(status) == [
        (
            third,
            (
                f"Bản này đến sau khi đã chọn bản trước ({first}), đang tính bản này. Bản này ghi "
                "mới hoặc khác: mục 3 (“Không.”). Chọn bản được tính: sokhet-docs collect --use "
                "a.docx hoặc --use c.docx"
            ),
        )
    ]
    assert second in {item.file for item in status.versions}


def test_two_files_that_the_clerk_chooses_together_are_read_together(office: Office) -> None:
    send(office, "18", "a.docx", WHOLE)
    send(office, "20", "b.docx", {"1": "Đã sửa mục một.", "hop 2021": "7"})

    use(office, "a.docx", "b.docx")

    assert said(status_of(office)) == {**WHOLE, "1": "Đã sửa mục một.", "hop 2021": "7"}


def test_what_cannot_be_chosen_is_named(office: Office) -> None:
    scan, stray = office.folder / "A1.pdf", letter(office.folder / "x.docx", "Thư.")
    scan.write_bytes(b"%PDF-1.7")
    office.collect([scan, stray], "18/4/2022")

    with pytest.raises(UsageError) as refused:
        use(office, "A1.pdf", "x.docx")

    assert [str(problem) for problem in refused.value.problems] == [
        "--use: Máy không đọc được nội dung tệp “A1.pdf” nên không tính được. Xin đơn vị gửi tệp Word.",
        "--use: Chưa rõ tệp “x.docx” của đơn vị nào. Cho biết trước bằng: --assign x.docx=MÃ_ĐƠN_VỊ",
    ]


def test_a_blank_form_after_the_report_does_not_count(office: Office) -> None:
    send(office, "18", "a.docx", WHOLE)
    send(office, "20", "b.docx", {"1": " "})

    assert said(status_of(office)) == WHOLE


def test_what_an_earlier_version_lost_is_not_forgotten_with_the_third(office: Office) -> None:
    first = send(office, "18", "a.docx", WHOLE)
    send(office, "19", "b.docx", {**WHOLE, "2": ""})
    send(office, "20", "c.docx", {**WHOLE, "2": "", "3": "Không."})

    ((_, message),) = messages(status_of(office))

    assert message.startswith(
        f"Đang tính bản này, gửi sau bản trước ({first}). Bản này bỏ trống hoặc rút ngắn: mục 2"
    )


def test_a_time_in_doubt_is_told_with_how_to_set_it(office: Office) -> None:
    path = office.folder / "thư.eml"
    path.write_bytes(mail_of(fill(office, "a.docx", WHOLE), date="Fri, 1 May 2099 08:00:00 +0700"))
    done = collect(office.plan, office.output, [path])

    status = office.track("31/12/2090").statuses[0]

    assert messages(status) == [
        (
            done.added[0].file,
            (
                "Thư ghi ngày gửi 01/5/2099, sau lúc thu; tính theo lúc thu. Ghi ngày khác: "
                "sokhet-docs collect --received a.docx=NGÀY"
            ),
        )
    ]


def test_what_a_replaced_version_said_otherwise_is_to_be_known(office: Office) -> None:
    path = fill(office, "a.docx", {**WHOLE, "2": "Việc đối thoại còn chậm.", "du 2022": "7"})
    document = Document(str(path))
    row = document.tables[-1].add_row()
    row.cells[1].text = "Số đoàn viên mới"
    row.cells[-1].text = "31"
    document.save(str(path))
    first = office.collect(path, "18/4/2022").added[0].file
    send(office, "20", "b.docx", WHOLE)

    status = status_of(office)

    assert (said(status), messages(status)) == (WHOLE, [])
    ((place, message),) = [(item.place, item.message) for item in status.review_items if item.minor]
    assert place == first
    assert message == (
        "Bản này không được tính. Ngoài những điều đã kê ở các dòng khác, bản này ghi: mục 2 (“Việc đối "
        "thoại còn chậm.”); “Họp: số lượt dự, năm 2022” (7); bảng 3, hàng 5: Có thêm hàng trong biểu số "
        "liệu: “Số đoàn viên mới: Tổng: 31”."
    )


def test_a_corrected_annex_takes_the_place_of_the_earlier_figures_alone(office: Office) -> None:
    first = send(office, "18", "báo cáo.docx", WHOLE)
    numbers = {**NUMBERS, "du 2022": "53"}
    second = send(office, "20", "phụ lục.docx", numbers)

    status = status_of(office)

    assert said(status) == {**WHOLE, "du 2022": "53"}
    assert messages(status) == [
        (
            second,
            (
                f"Bản này chỉ có số liệu, thay số liệu của bản trước ({first}); tính cả hai bản. Số liệu "
                "“Họp: số lượt dự, năm 2022” (52); tính theo tệp sau: số liệu “Họp: số lượt dự, năm 2022” "
                '(53). Chọn bản được tính: sokhet-docs collect --use "phụ lục.docx" hoặc --use "báo cáo.docx"'
            ),
        )
    ]


def test_a_later_annex_that_lacks_a_figure_is_told_as_that(office: Office) -> None:
    send(office, "18", "báo cáo.docx", WHOLE)
    later = {key: value for key, value in {**NUMBERS, "du 2022": "53"}.items() if key != "hop 2021"}
    send(office, "20", "phụ lục.docx", later)

    (told,) = (message for _, message in messages(status_of(office)))

    assert told.startswith("Bản này chỉ có số liệu, mà thiếu 1 số của bản trước, nên vẫn tính bản trước (")


def test_a_long_item_is_told_whole_in_several_rows(office: Office) -> None:
    path = fill(office, "a.docx", {**WHOLE, "2": "Việc đối thoại còn chậm."})
    document = Document(str(path))
    lines = [f"Dòng thêm thứ {number}: {'đảng viên ' * 40}hết{number}z." for number in range(200)]
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    office.collect(path, "18/4/2022")
    send(office, "20", "b.docx", WHOLE)
    book = office.folder / "theo-doi.xlsx"
    book.write_bytes(tracking_book(office.track("25/4/2022"), "output"))

    cells = [str(row[5]) for row in load_workbook(book)["Cần xem"].iter_rows(values_only=True)]

    assert all(any(f"Dòng thêm thứ {number}:" in cell for cell in cells) for number in range(200))
    assert max(map(len, cells)) <= 32_000
    (first, *_) = (cell for cell in cells if len(cell) > 16_000)
    assert first.endswith("z.”;")


def test_a_file_without_a_form_is_known_after_a_choice_too(office: Office) -> None:
    covering = letter(office.folder / "công văn.docx", "Kính gửi Ban Tuyên giáo.", "Xin giải trình 45 việc.")
    mail(office, 18, fill(office, "báo cáo.docx", WHOLE), covering)
    use(office, "báo cáo.docx")

    status = status_of(office)

    assert (said(status), messages(status)) == (WHOLE, [])
    (item,) = [one for one in status.review_items if "45 việc" in one.message]
    assert item.minor
