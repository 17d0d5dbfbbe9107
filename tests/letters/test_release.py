"""Releasing: what goes out is frozen, what changes afterwards is a next version beside it."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from sokhet_docs.letters import GenerateOptions, Naming, Released, generate
from sokhet_docs.outbox import (
    Fate,
    ReleaseLedger,
    SentDocument,
    SentLetter,
    SentRecipient,
    read_releases,
    released_files,
    releasing,
    sent_files,
    undo_last_run,
    withdraw_release,
)
from sokhet_docs.outbox.changes import Change
from sokhet_docs.problems import OutputError, SokhetError, UsageError
from tests.support.desk import DAY, DOCUMENTS, LETTER, UNITS, Desk
from tests.support.outbox_builder import traces
from tests.support.outbox_kills import kill_myself_at

LATER = UNITS.replace("A1 | Đảng bộ A | 20/4/2022", "A1 | Đảng bộ A | 25/4/2022")
A, C, A2 = "001-dang-bo-a.docx", "002-chi-bo-c.docx", "001-dang-bo-a (lần 2).docx"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_release_copies_the_files_and_notes_who_was_sent_what(desk: Desk) -> None:
    released = desk.release(numbers={"": "15", "cong-van.docx": "27"}, note="Gửi đợt đầu")

    assert released.release is not None
    assert released.folder == desk.output / "da-phat-hanh/2022-04-10-lan-1"
    assert desk.copies == {f"2022-04-10-lan-1/{name}": (desk.output / name).read_bytes() for name in (A, C)}
    (noted,) = read_releases(desk.output).releases
    assert noted == released.release
    assert (noted.number, noted.day, noted.note) == (1, DAY, "Gửi đợt đầu")
    signed: Any = {
        "authority": "T/M BAN THƯỜNG VỤ",
        "position": "PHÓ BÍ THƯ",
        "signatory": "Nguyễn Trọng Vân",
    }
    subject = "Kế hoạch sơ kết 05 năm thực hiện Nghị quyết số 02-NQ/TU về “Quy chế dân chủ”"
    assert noted.documents == (
        SentDocument(
            template="ke-hoach.docx",
            title="Kế hoạch",
            number="15",
            day=DAY,
            code="KH",
            name=subject,
            by_hand=True,
            **signed,
        ),
        SentDocument(
            template="cong-van.docx",
            title="Công văn",
            number="27",
            day=DAY,
            code="CV",
            name="Công văn",
            by_hand=True,
            **signed,
        ),
    )
    assert noted.issuer_code == "ĐUK"
    assert noted.recipients == (
        SentRecipient(name="Ban Dân vận", purpose="báo cáo"),
        SentRecipient(name="Văn phòng", purpose="lưu", copies=2),
    )
    letter = noted.letters[0]
    assert letter == SentLetter(
        file=A, sha256=letter.sha256, made=letter.made, unit_code="A1", unit_name="Đảng bộ A",
        documents=("Công văn", "Mẫu"), addressee="Đảng ủy A", recipient_name="Trần Thị B",
        address="1 Trần Phú", copies=2, deadline=date(2022, 4, 20),
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_copies_may_only_be_read(desk: Desk) -> None:
    desk.release()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in desk.output.glob("da-phat-hanh/*/*.docx")}
    assert modes == {0o444}


def test_what_did_not_change_is_not_written_again(desk: Desk) -> None:
    desk.release()
    before = traces(desk.output)

    assert desk.generate() == {A: (Fate.SENT, ()), C: (Fate.SENT, ())}
    assert desk.release() == Released(None, None, unchanged=2)
    assert {path: trace for path, trace in traces(desk.output).items() if "lock" not in path} == {
        path: trace for path, trace in before.items() if "lock" not in path
    }


def test_a_change_is_a_next_version_beside_what_was_sent(desk: Desk) -> None:
    desk.release()
    sent = {name: (desk.output / name).read_bytes() for name in (A, C)}
    desk.write(LATER)

    assert desk.generate() == {
        A2: (Fate.NEW, (Change("20/4/2022", "25/4/2022", "đoạn 2"),)),
        C: (Fate.SENT, ()),
    }
    assert desk.generate() == {
        A2: (Fate.UNCHANGED, (Change("20/4/2022", "25/4/2022", "đoạn 2"),)), C: (Fate.SENT, ()),
    }  # fmt: skip
    assert {name: (desk.output / name).read_bytes() for name in (A, C)} == sent
    assert [path.name for path in sent_files(desk.output)["A1"]] == [A]

    released = desk.release(date(2022, 4, 12))
    assert released.release is not None
    assert [(letter.file, letter.replaces) for letter in released.release.letters] == [(A2, A)]
    assert (released.folder, released.unchanged) == (desk.output / "da-phat-hanh/2022-04-12-lan-2", 1)
    assert [(file.path.name, file.release) for file in released_files(desk.output)] == [(C, 1), (A2, 2)]
    assert [path.name for path in sent_files(desk.output)["A1"]] == [A2, A]
    assert desk.generate() == {A2: (Fate.SENT, ()), C: (Fate.SENT, ())}


def test_a_change_that_is_taken_back_leaves_no_next_version(desk: Desk) -> None:
    desk.release()
    desk.write(LATER)
    desk.generate()
    desk.write(UNITS)

    assert desk.generate() == {A: (Fate.SENT, ()), C: (Fate.SENT, ())}
    assert desk.names() == [A, C]
    assert (desk.output / ".luu" / A2).exists()


def test_force_touches_nothing_that_was_sent(desk: Desk) -> None:
    desk.release()
    desk.edit(A)
    edited = (desk.output / A).read_bytes()
    desk.write(LATER)

    assert list(desk.generate(force=True)) == [A2, C]
    assert (desk.output / A).read_bytes() == edited


def test_a_next_version_corrected_by_hand_is_kept_and_goes_out_so(desk: Desk) -> None:
    desk.release()
    desk.write(LATER)
    desk.generate()
    desk.edit(A2)

    assert desk.generate()[A2][0] is Fate.KEPT
    desk.release()
    assert desk.copies["2022-04-10-lan-2/" + A2] == (desk.output / A2).read_bytes()
    assert desk.generate() == {A2: (Fate.SENT, ()), C: (Fate.SENT, ())}


def test_a_sent_file_that_was_edited_goes_out_only_when_asked(desk: Desk) -> None:
    desk.release()
    desk.edit(C)

    later = "002-chi-bo-c (lần 2).docx"
    assert refusals(desk) == [
        (
            f"{C}: Tệp đã phát hành nay bị sửa; phát hành lại thì thành bản sau “{later}”. Cố ý gửi bản sửa "
            "thì thêm --as-is; không thì lấy lại tệp đã gửi trong da-phat-hanh."
        )
    ]
    done = generate(desk.workbook, desk.templates, desk.output, GenerateOptions())
    assert [problem.message for problem in done.problems] == [
        "Tệp đã phát hành nay đã khác bản đã gửi (bị sửa, hoặc mở ra lưu lại)."
    ]
    released = desk.release(as_is=True)
    assert released.release is not None
    assert [letter.file for letter in released.release.letters] == [later]
    assert desk.release().release is None


def test_a_sent_file_that_was_only_saved_again_is_nothing_new(desk: Desk) -> None:
    desk.release()
    document = Document(str(desk.output / C))
    document.save(str(desk.output / C))

    assert desk.release() == Released(None, None, unchanged=2)


def test_a_letter_that_is_changed_back_goes_out_again(desk: Desk) -> None:
    desk.release()
    desk.write(LATER)
    desk.generate()
    desk.release()
    desk.write(UNITS)

    third = "001-dang-bo-a (lần 3).docx"
    assert desk.generate() == {
        third: (Fate.NEW, (Change("25/4/2022", "20/4/2022", "đoạn 2"),)), C: (Fate.SENT, ()),
    }  # fmt: skip
    released = desk.release()
    assert released.release is not None
    assert [(letter.file, letter.replaces) for letter in released.release.letters] == [(third, A2)]


def test_a_renamed_unit_s_letter_follows_the_one_that_it_was_sent(desk: Desk) -> None:
    desk.release()
    desk.write(UNITS.replace("Đảng bộ A |", "Đảng bộ Ba |"))

    assert list(desk.generate()) == ["001-dang-bo-ba (lần 2).docx", C]


def test_a_unit_that_left_the_list_after_it_was_sent_its_letter_is_named(desk: Desk) -> None:
    desk.release()
    desk.write("\n".join(UNITS.strip().splitlines()[:2]))

    done = generate(desk.workbook, desk.templates, desk.output, GenerateOptions())
    assert [path.name for path in done.orphans] == [C]


def test_another_code_for_a_unit_that_was_sent_its_letter_is_refused_everywhere(desk: Desk) -> None:
    desk.release()
    desk.write(UNITS.replace("C3", "X9"))

    for step in (desk.generate, desk.release):
        with pytest.raises(OutputError) as caught:
            step()
        assert str(caught.value) == (
            "Đơn vị: “Chi bộ C” đã được gửi văn bản với mã C3, nay ghi mã X9. Ghi lại C3 vào cột "
            "“Mã” của dòng ấy."
        )


def test_documents_that_went_out_in_one_file_are_not_sent_again_each_alone(desk: Desk) -> None:
    desk.release()

    with pytest.raises(SokhetError) as caught:
        desk.generate(naming=Naming(split=True))
    assert str(caught.value).replace(str(desk.output), "output") == (
        "output: Văn bản đã phát hành gộp một tệp cho Đảng bộ A; Chi bộ C; tạo cách khác thì gửi hai lần. "
        "Bỏ --split, hoặc chọn thư mục kết quả khác."
    )
    assert desk.names() == [A, C]


def test_a_next_version_of_a_release_that_was_taken_back_is_laid_aside(desk: Desk) -> None:
    released = desk.release()
    assert released.release is not None
    desk.write(LATER)
    desk.generate()
    withdraw_release(desk.output, "Sai hạn", released.release.time)
    desk.generate()

    assert desk.names() == [A, C]


def test_a_name_that_another_unit_was_sent_is_never_written(desk: Desk) -> None:
    naming = Naming("{don_vi.stt:03}")
    desk.generate(naming=naming)
    for name in (A, C):
        (desk.output / name).unlink()
    desk.generate(naming=naming)
    desk.release()
    sent = {path.name: path.read_bytes() for path in desk.output.glob("*.docx")}
    swapped = UNITS.strip().splitlines()
    desk.write("\n".join([swapped[0], "E5 | Đảng bộ E | 20/4/2022 | | |", *swapped[1:]]))

    done = generate(desk.workbook, desk.templates, desk.output, GenerateOptions(naming=naming))
    assert [str(problem).partition(": ")[2] for problem in done.problems] == [
        (
            "Tệp mang tên này đã phát hành cho một đơn vị khác nên không ghi. "
            "Đặt mẫu tên tệp khác bằng --name, chẳng hạn thêm {don_vi.ma}."
        )
    ]
    assert {name: (desk.output / name).read_bytes() for name in sent} == sent


def test_a_new_unit_goes_out_with_the_next_release(desk: Desk) -> None:
    desk.release()
    desk.write(UNITS + "E5 | Đảng bộ E | 20/4/2022 | | |\n")
    desk.generate()

    released = desk.release()
    assert released.release is not None
    assert [letter.file for letter in released.release.letters] == ["003-dang-bo-e.docx"]


def test_some_units_may_go_out_first(desk: Desk) -> None:
    first = desk.release(only=("A1",))
    second = desk.release()
    assert first.release is not None and second.release is not None  # noqa: PT018
    assert [letter.file for letter in first.release.letters] == [A]
    assert [letter.file for letter in second.release.letters] == [C]


def refusals(desk: Desk, **options: object) -> list[str]:
    before = desk.copies
    with pytest.raises(SokhetError) as caught:
        desk.release(**options)  # type: ignore[arg-type]
    assert desk.copies == before
    return [
        str(problem).replace(f"{desk.output}{os.sep}", "").replace(str(desk.output), "output")
        for problem in caught.value.problems
    ]


def test_everything_that_must_not_go_out_is_told_at_once(desk: Desk) -> None:
    (desk.output / "~$1-dang-bo-a.docx").write_bytes(b"\x05Trinh")
    (desk.output / C).write_bytes(b"PK\x03\x04 cut short")

    assert refusals(desk) == [
        (
            f"{A}: Tệp đang mở trong Word hoặc LibreOffice nên chưa phát hành được. Lưu và đóng tệp rồi chạy "
            "lại; nếu không ai mở, xóa tệp “~$1-dang-bo-a.docx” bên cạnh."
        ),
        f"{C}: Tệp hỏng, không đọc được. Xóa tệp rồi chạy sokhet-docs generate để tạo lại.",
    ]


def test_another_unit_s_letter_under_this_name_is_refused(desk: Desk) -> None:
    (desk.output / C).write_bytes((desk.output / A).read_bytes())

    assert refusals(desk) == [
        (
            f"{C}: Tệp của “Chi bộ C” lại ghi mã KH1/A1 của đơn vị hay kế hoạch khác. Mở tệp xem; nếu chép "
            "nhầm, xóa tệp rồi chạy sokhet-docs generate để tạo lại."
        )
    ]


def test_a_letter_that_is_gone_or_was_never_made_is_told(desk: Desk) -> None:
    (desk.output / A).unlink()
    desk.write(UNITS + "E5 | Đảng bộ E | 20/4/2022 | | |\n")

    assert refusals(desk) == [
        (
            "output: Chưa có tệp văn bản, hoặc bản thay văn bản đã gửi, của: Đảng bộ A; Đảng bộ E. Chạy "
            "sokhet-docs generate trước; nếu cố ý gửi văn bản như đang có, thêm --as-is."
        ),
    ]


def test_letters_that_the_workbook_has_outrun_go_out_only_when_asked(desk: Desk) -> None:
    desk.write(LATER)

    assert refusals(desk) == [
        (
            "output: Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: Đảng bộ A. Chạy sokhet-docs generate "
            "trước; nếu cố ý gửi văn bản như đang có, thêm --as-is."
        )
    ]
    released = desk.release(as_is=True)
    assert released.release is not None
    assert [problem.message for problem in released.problems] == [
        "Tệp Excel hoặc mẫu đã đổi mà văn bản chưa tạo lại: Đảng bộ A."
    ]


def test_a_correction_goes_out_as_it_is_and_the_version_beside_it_is_told(desk: Desk) -> None:
    desk.edit(A)
    desk.write(LATER)
    desk.generate()

    released = desk.release()
    assert desk.copies[f"2022-04-10-lan-1/{A}"] == (desk.output / A).read_bytes()
    assert [problem.message for problem in released.problems] == [
        "Phát hành bản đã sửa tay, không phải bản mới “001-dang-bo-a (mới).docx” bên cạnh."
    ]
    assert desk.generate() == {A: (Fate.SENT, ()), C: (Fate.SENT, ())}


def test_files_made_by_other_names_are_held_against_those_names(desk: Desk) -> None:
    for name in (A, C):
        (desk.output / name).unlink()
    desk.generate(naming=Naming("{don_vi.ma}"))
    desk.generate(naming=Naming("{don_vi.ma}", split=True))

    released = desk.release()
    assert released.release is not None


def numbers_in(desk: Desk) -> list[list[str]]:
    releases = read_releases(desk.output).releases
    return [[document.number for document in release.documents] for release in releases]


def test_numbers_may_come_after_the_release_and_then_nothing_goes_out(desk: Desk) -> None:
    desk.release(only=("A1",))

    released = desk.release(None, numbers={"": "15", "Công văn": "27"})
    assert (released.numbered, released.folder) == (True, None)
    assert numbers_in(desk) == [["15", "27"]]
    desk.release()
    assert numbers_in(desk) == [["15", "27"], ["15", "27"]]
    with pytest.raises(UsageError, match="lệnh chỉ ghi số, không phát hành thêm"):
        desk.release(None, numbers={"": "15"}, only=("C3",))


def test_a_mistyped_number_is_changed_with_its_reason(desk: Desk) -> None:
    desk.release(numbers={"cong-van": "72"})

    assert refusals(desk, day=None, numbers={"cong-van": "27"}) == [
        (
            "--number: “Công văn” đã ghi số 72, không phải 27. Nếu trước ghi nhầm, thêm lý do: --note "
            '"ghi nhầm số".'
        )
    ]
    desk.release(None, numbers={"cong-van": "27"}, note="ghi nhầm")
    (release,) = read_releases(desk.output).releases
    assert numbers_in(desk) == [["", "27"]]
    assert [(one.template, one.before, one.reason) for one in release.corrections] == [
        ("cong-van.docx", "72", "ghi nhầm")
    ]


@pytest.mark.parametrize("typed", ["27-CV/ĐUK", "27 - CV / ĐUK", "Số 27-CV/ĐUK", "27/CV-ĐUK", " 27 "])
def test_a_number_s_own_code_is_left_out(desk: Desk, typed: str) -> None:
    desk.release(numbers={"cong-van": typed})
    assert numbers_in(desk) == [["", "27"]]


@pytest.mark.parametrize("typed", ["27-KH/ĐUK", "27-CV/ĐU", "hai bảy", "27,5", "27-CV", "0"])
def test_what_is_no_number_of_the_document_is_refused(desk: Desk, typed: str) -> None:
    assert refusals(desk, numbers={"cong-van": typed}) == [
        f"--number: “{typed}” không phải là số của “Công văn”. Chỉ ghi số, ví dụ 15."
    ]


def test_a_number_stays_taken_when_its_release_is_taken_back(desk: Desk) -> None:
    released = desk.release(numbers={"": "15"})
    assert released.release is not None
    withdraw_release(desk.output, "Sai hạn", released.release.time)
    desk.release()

    assert numbers_in(desk) == [["15", ""], ["15", ""]]


@pytest.mark.parametrize("name", ["giay-moi.docx", "bao-cao.docx"])
def test_a_number_of_no_document_that_has_one_is_refused(desk: Desk, name: str) -> None:
    assert refusals(desk, numbers={name: "3"}) == [
        (
            f"--number: Không có văn bản “{name}” lấy số trong lần phát hành này. "
            "Các văn bản: “ke-hoach.docx”, “cong-van.docx”."
        )
    ]


def test_a_number_that_the_letters_do_not_print_is_refused(desk: Desk) -> None:
    desk.write(UNITS, DOCUMENTS.replace("Tất cả |\n", "Tất cả | 08\n", 1))
    desk.generate()

    assert refusals(desk, numbers={"cong-van": "9"}) == [
        (
            "--number: “Công văn” đã in số 08 trong văn bản, không phải 9. Bỏ tùy chọn này, hoặc sửa số "
            "trong tệp Excel rồi chạy generate."
        )
    ]


def test_a_release_is_taken_back_on_its_day_with_its_reason(desk: Desk) -> None:
    released = desk.release()
    assert released.release is not None
    now = released.release.time

    gone = withdraw_release(desk.output, "Sai hạn", now)
    assert gone.withdrawn is not None
    assert (gone.folder, gone.withdrawn.reason) == ("2022-04-10-lan-1-thu-hoi", "Sai hạn")
    assert read_releases(desk.output).in_force == ()
    assert {path.parent.name for path in desk.output.glob("da-phat-hanh/*/*.docx")} == {gone.folder}
    desk.write(LATER)
    assert desk.generate()[A][0] is Fate.CHANGED
    again = desk.release()
    assert again.release is not None
    assert (again.release.number, len(read_releases(desk.output).releases)) == (1, 2)


def test_what_was_sent_yesterday_stays_sent(desk: Desk) -> None:
    released = desk.release()
    assert released.release is not None
    tomorrow = released.release.time.replace(year=released.release.time.year + 1)

    with pytest.raises(UsageError, match="Lần phát hành 1 đã qua ngày nên không thu hồi được nữa"):
        withdraw_release(desk.output, "Sai hạn", tomorrow)
    with pytest.raises(UsageError, match=r"Kết quả của lần chạy ấy đã phát hành \(lần 1\)"):
        undo_last_run(desk.output)


def test_a_copy_that_somebody_touched_is_told(desk: Desk) -> None:
    desk.release()
    copies = desk.output / "da-phat-hanh/2022-04-10-lan-1"
    for name in (A, C):
        (copies / name).chmod(0o644)
    (copies / A).unlink()
    (copies / C).write_bytes(LETTER)
    again = "Chép lại tệp ấy từ bản sao lưu của thư mục da-phat-hanh."

    with pytest.raises(SokhetError) as caught:
        desk.release()
    assert [str(problem) for problem in caught.value.problems] == [
        f"{copies / A}: Mất bản đã phát hành này. {again}",
        f"{copies / C}: Bản đã phát hành này đã bị sửa. {again}",
    ]
    done = generate(desk.workbook, desk.templates, desk.output, GenerateOptions())
    assert [str(problem) for problem in done.problems] == [str(problem) for problem in caught.value.problems]


def test_a_release_of_which_a_copy_is_open_is_not_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = desk.release()
    assert released.release is not None
    before = read_releases(desk.output)

    def refuse(*_: Path) -> None:  # as Windows does, which keeps the name of a folder of open files
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(releasing, "replace_file", refuse)
    with pytest.raises(SokhetError) as caught:
        withdraw_release(desk.output, "Sai hạn", released.release.time)
    monkeypatch.undo()

    assert "đang mở" in str(caught.value)
    assert read_releases(desk.output) == before
    assert withdraw_release(desk.output, "Sai hạn", released.release.time).withdrawn is not None


def test_copies_that_were_deleted_do_not_keep_a_release_from_being_taken_back(desk: Desk) -> None:
    released = desk.release()
    assert released.release is not None
    for copy in (desk.output / "da-phat-hanh").rglob("*.docx"):
        copy.chmod(0o644)
    shutil.rmtree(desk.output / "da-phat-hanh")

    withdraw_release(desk.output, "Sai hạn", released.release.time)
    assert read_releases(desk.output).in_force == ()


def test_a_lost_ledger_of_releases_stops_whoever_could_touch_what_was_sent(desk: Desk) -> None:
    desk.release()
    ledger = ReleaseLedger.path(desk.output)
    copy = desk.output / "da-phat-hanh/so-phat-hanh.json"
    ledger.unlink()

    for step in (desk.generate, desk.release):
        with pytest.raises(OutputError, match="Mất sổ phát hành, mà thư mục da-phat-hanh còn bản đã gửi"):
            step()
    ledger.write_bytes(copy.read_bytes())
    assert desk.generate() == {A: (Fate.SENT, ()), C: (Fate.SENT, ())}


@pytest.mark.skipif(sys.platform == "win32", reason="needs os.fork")
def test_a_release_that_is_killed_at_any_step_is_whole_or_none(tmp_path: Path) -> None:
    ended = False
    for step in range(1, 400):
        (tmp_path / str(step)).mkdir()
        desk = Desk(tmp_path / str(step))
        if (victim := os.fork()) == 0:
            kill_myself_at(step * 4)
            desk.release()
            os._exit(0)
        ended = not os.WIFSIGNALED(os.waitpid(victim, 0)[1])
        noted = read_releases(desk.output).in_force
        if noted:
            assert len(desk.copies) == 2
        assert desk.release().release is None if noted else desk.release().release is not None
        assert sorted(Path(name).name for name in desk.copies) == [A, C]
        if ended:
            break
    assert ended
