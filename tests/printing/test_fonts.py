"""Fonts of letters and of their PDFs: what words are in, what stands in, what the clerk is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.office.docx_fonts import fonts_of
from sokhet_docs.printing import make_pdfs
from sokhet_docs.printing.pdf.font_stand_ins import find_stand_ins
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import docx, p, r
from tests.support.environment import require

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/>
<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/>
<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr></w:style>
"""
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements>'
    '<a:fontScheme name="F"><a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont>'
    '<a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"


def font(name: str, slot: str = "") -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{slot or name}"/>'


def with_theme(content: bytes) -> bytes:
    parts = read_parts(content)
    rels = parts["word/_rels/document.xml.rels"].decode()
    new = f'<Relationship Id="rIdT" Type="{REL}" Target="theme/theme1.xml"/></Relationships>'
    parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", new).encode()
    return zipped({**parts, "word/theme/theme1.xml": THEME.encode()})


@pytest.mark.parametrize(
    ("body", "fonts"),
    [
        (p(r("Kính gửi", font("Arial"))), {"Arial"}),
        (p(r("Kinh gui", font("Arial", "Tahoma"))), {"Arial"}),
        (p(r("Kính gửi", font("Arial", "Tahoma"))), {"Arial", "Tahoma"}),
        (p("của chủ đề"), {"Calibri"}),
        (p(r("chủ đề khác", '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>')), {"Cambria"}),
        (p("theo kiểu", properties='<w:pStyle w:val="Title"/>'), {"Georgia"}),
        (p(r("kiểu của chữ", '<w:rStyle w:val="Code"/>')), {"Courier New"}),
        (p(r("   ", font("Tahoma")), r("ẩn", f"{font('Verdana')}<w:vanish/>")), set()),
        (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), {"Wingdings"}),
    ],
)
def test_the_fonts_of_words_come_from_run_style_and_theme(body: str, fonts: set[str]) -> None:
    assert fonts_of(with_theme(docx(body, styles=STYLES))) == fonts


def test_headers_and_notes_count_too() -> None:
    header = {"default": p(r("Đầu trang", font("Tahoma")))}

    assert fonts_of(docx(p(r("Thân", font("Arial"))), headers=header)) == {"Arial", "Tahoma"}


@pytest.mark.parametrize(
    ("wanted", "in_pdf", "stand_ins"),
    [
        ({"Times New Roman"}, {"TimesNewRomanPS-BoldItalicMT", "TimesNewRomanPSMT"}, {}),
        ({"Arial"}, {"Arial,Bold", "ArialMT"}, {}),
        ({"Arial"}, {"ArialNarrow-Bold"}, {"Arial": "Arial Narrow"}),
        ({"Times New Roman", "Arial"}, {"LiberationSerif", "LiberationSans-Bold"},
         {"Times New Roman": "Liberation Serif", "Arial": "Liberation Sans"}),
        ({"times new roman"}, {"Tinos-Regular"}, {"times new roman": "Tinos"}),
        ({"Calibri", "Cambria"}, {"Carlito", "Caladea-Bold"}, {"Calibri": "Carlito", "Cambria": "Caladea"}),
        ({"Tahoma"}, {"DejaVuSans-Bold"}, {"Tahoma": "DejaVu Sans"}),
        ({"Tahoma", "Arial"}, {"LiberationSans"}, {"Tahoma": "", "Arial": "Liberation Sans"}),
        ({"Tahoma", "Verdana"}, {"DejaVuSans", "NotoSans-Regular"}, {"Tahoma": "", "Verdana": ""}),
        (set(), {"LiberationSerif"}, {}),
    ],
)  # fmt: skip
def test_what_stands_in_is_told_by_name(
    wanted: set[str], in_pdf: set[str], stand_ins: dict[str, str]
) -> None:
    assert find_stand_ins(wanted, in_pdf) == stand_ins


@pytest.mark.slow
def test_a_stand_in_as_wide_is_a_note_any_other_a_warning_once_for_all_files(tmp_path: Path) -> None:
    require("soffice")
    for number in (1, 2):
        body = p(r("Kính gửi", font("Times New Roman"))) + p(r("Đảng ủy", font("Chữ Không Có")))
        (tmp_path / f"{number}.docx").write_bytes(docx(body))
    (tmp_path / "3.docx").write_bytes(docx(p(r("Nơi nhận", font("Times New Roman")))))

    run = make_pdfs(sorted(tmp_path.glob("*.docx")), tmp_path)
    again = make_pdfs(sorted(tmp_path.glob("*.docx")), tmp_path)

    serif, other = run.fonts
    assert (serif.wanted, serif.files, serif.is_compatible) == ("Times New Roman", 3, True)
    assert serif.shown in ("Liberation Serif", "Tinos")
    assert (other.wanted, other.files, other.is_compatible) == ("Chữ Không Có", 2, False)
    told = (
        f"Phông Chữ Không Có: Máy không có phông này nên 2 PDF in bằng {other.shown or 'phông khác'}; dòng "
        "và trang có thể không như trong Word. Cài phông Chữ Không Có, rồi chạy lại với --force."
    )
    assert [str(problem) for problem in run.problems] == [told]
    assert (again.made, again.fonts, again.problems) == ((), run.fonts, run.problems)
