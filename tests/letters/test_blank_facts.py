"""A fact is needed only where some document prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs import check, generate, read_plan
from sokhet_docs.letters import write_distribution, write_plan
from sokhet_docs.problems import SokhetError, errors_in
from tests.support.docx_builder import docx, p, save
from tests.support.docx_words import read_words
from tests.support.environment import TEMPLATES
from tests.support.workbook_builder import facts_with, make_workbook

_LABELS = {line.partition(" | ")[0] for line in facts_with({}).splitlines()[1:]}
BARE = facts_with(dict.fromkeys(_LABELS - {"Mã kế hoạch", "Năm", "Hạn báo cáo"}))


def said_of(label: str) -> str:
    """Return what is said of a tag that prints the blank fact ``label``."""
    hint = "Hãy điền mục ấy, hoặc bỏ thẻ này khỏi mẫu."
    return f"sẽ in ra chỗ trống: chưa điền mục “{label}” ở trang “Kế hoạch”. {hint}"


def refusal(folder: Path, facts: str, templates: Path) -> list[str]:
    """Return why no letter is made."""
    workbook = make_workbook(folder / "units.xlsx", facts=facts)
    with pytest.raises(SokhetError) as caught:
        generate(workbook, templates, folder / "output")
    assert not (folder / "output").exists()
    return [str(problem) for problem in caught.value.problems]


def test_a_blank_fact_that_a_template_prints_is_named_with_the_tag(tmp_path: Path) -> None:
    told = refusal(tmp_path, facts_with({"Cấp ủy ban hành": None, "Địa danh": "-"}), TEMPLATES)

    where = "bao-cao.docx, bảng 1, hàng 2, ô 2"
    assert told == [f"{where}: {{{{ don_vi.ngay_trong }}}} {said_of('Địa danh')}"]


def test_a_template_that_prints_no_fact_needs_none(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    text = p("Kính gửi {{ don_vi.ten }}, báo cáo trước ngày {{ han.bao_cao|ngay }}.")
    save(tmp_path / "templates", "bao-cao.docx", docx(text))
    workbook = make_workbook(tmp_path / "units.xlsx", facts=BARE)

    assert len(generate(workbook, tmp_path / "templates", tmp_path / "output").outcomes) == 2


@pytest.mark.parametrize("tag", ["{{ co_quan.ten }}", "{{ co_quan.ten|hoa }}", "{{ Cơ quan ban hành }}"])
def test_a_tag_however_written_needs_its_fact(tmp_path: Path, tag: str) -> None:
    (tmp_path / "templates").mkdir()
    save(tmp_path / "templates", "bao-cao.docx", docx(p("{{ don_vi.ten }}"), p(tag)))

    told = refusal(tmp_path, BARE, tmp_path / "templates")
    assert told == [f"bao-cao.docx, đoạn 2: {tag} {said_of('Cơ quan ban hành')}"]


@pytest.mark.parametrize(
    "tag", ["{{ co_quan.ten|de_trong }}", "{% if co_quan.ten %}{{ co_quan.ten }}{% endif %}"]
)
def test_a_tag_that_allows_for_a_blank_needs_none(tmp_path: Path, tag: str) -> None:
    (tmp_path / "templates").mkdir()
    save(tmp_path / "templates", "bao-cao.docx", docx(p("{{ don_vi.ten }}"), p(tag)))
    workbook = make_workbook(tmp_path / "units.xlsx", facts=BARE)

    assert len(generate(workbook, tmp_path / "templates", tmp_path / "output").outcomes) == 2


@pytest.mark.parametrize("write", [write_plan, write_distribution])
def test_the_plans_own_documents_need_what_they_print(tmp_path: Path, write: object) -> None:
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", facts=BARE))

    with pytest.raises(SokhetError) as caught:
        write(plan, TEMPLATES, tmp_path / "van-ban.docx")  # type: ignore[operator]

    labels = {str(problem).partition("mục “")[2].partition("”")[0] for problem in caught.value.problems}
    assert {"Cấp trên", "Cấp ủy ban hành", "Địa danh", "Họ tên người ký"} <= labels
    assert not (tmp_path / "van-ban.docx").exists()


def test_check_warns_of_what_only_the_plans_own_documents_will_need(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    save(tmp_path / "templates", "bao-cao.docx", docx(p("{{ don_vi.ten }}")))
    save(tmp_path / "templates", "noi-nhan.docx", docx(p("{{ Địa danh }} {{ nguoi_ky.ho_ten|hoa }}")))
    workbook = make_workbook(tmp_path / "units.xlsx", facts=BARE)

    told = [str(problem) for problem in check(workbook, tmp_path / "templates")]
    assert [line for line in told if line.startswith("noi-nhan.docx")] == [
        f"noi-nhan.docx, đoạn 1: {{{{ Địa danh }}}} {said_of('Địa danh')}",
        f"noi-nhan.docx, đoạn 1: {{{{ nguoi_ky.ho_ten|hoa }}}} {said_of('Họ tên người ký')}",
    ]
    assert errors_in(check(workbook, tmp_path / "templates")) == []


def test_the_plan_has_the_number_and_the_day_of_its_own_row(tmp_path: Path) -> None:
    documents = "Mẫu | Gửi cho | Số | Ngày | Họ tên\nke-hoach.docx | Không gửi | 8 | 5/2/2022 | Trần Văn B"
    plan = read_plan(make_workbook(tmp_path / "units.xlsx", documents=documents))

    write_plan(plan, TEMPLATES, tmp_path / "ke-hoach.docx")

    words = read_words((tmp_path / "ke-hoach.docx").read_bytes()).splitlines()
    assert {"Số 08-KH/ĐUK", "Hà Tĩnh, ngày 05 tháng 02 năm 2022", "Trần Văn B"} <= set(words)
