"""Make the guide's pictures from sample and kits: the program's own files → PDF → PNG in ``docs/pictures``.

Run ``python -m tools.build_pictures`` where LibreOffice, poppler and fonts-liberation2 are installed. The
same versions of these give the same pictures.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import copyfile

from openpyxl import load_workbook
from PIL import Image, ImageOps

from sokhet_docs.office.libreoffice import convert
from tools.drawn_pictures import draw_unknown_publisher
from tools.filled_forms import fill_forms
from tools.illustrative_guests import write_guests
from tools.own_form import write_own_form

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures"
WORKBOOK = ROOT / "data" / "units.xlsx"
TEMPLATES = ROOT / "templates"
COLOURS = 16
SENT = "2022-03-25T08:00:00+07:00"
SUMMARIES = ("theo-doi.xlsx", "tong-hop.docx")
MAX_PICTURE_BYTES = 100_000
WHOLE_PAGE = (0.0, 0.0, 1.0, 1.0)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """One picture: the first page of ``source`` that contains ``text``, cut to ``box``.

    ``box`` is left, top, right and bottom in parts of the page's width and height; ``dpi`` in dots per inch.
    """

    name: str
    source: str
    text: str
    dpi: int = 70
    box: Box = WHOLE_PAGE


PICTURES = (
    Picture("don-vi.png", "units.pdf", "DB01", 170, (0.03, 0.05, 0.62, 0.3)),
    Picture("ke-hoach-sheet.png", "units.pdf", "Giải thích", 100, (0.03, 0.05, 0.97, 0.82)),
    Picture("van-ban.png", "units.pdf", "de-cuong.docx", 100, (0.01, 0.05, 0.99, 0.26)),
    Picture("cong-van.png", "DB01.pdf", "-CV/ĐUK"),
    Picture("de-cuong.png", "DB01.pdf", "ĐỀ CƯƠNG BÁO CÁO"),
    Picture("giay-moi.png", "DB01.pdf", "GIẤY MỜI"),
    Picture("bao-cao.png", "DB01.pdf", "-BC/ĐU"),
    Picture("phu-luc.png", "DB01.pdf", "PHỤ LỤC SỐ LIỆU"),
    Picture("noi-nhan.png", "noi-nhan.pdf", "DANH SÁCH NƠI NHẬN"),
    Picture("ke-hoach.png", "ke-hoach.pdf", "KẾ HOẠCH"),
    Picture("bang-ke-in.png", "in-an.pdf", "BẢNG KÊ BẢN IN", 80, (0.0, 0.03, 1.0, 0.72)),
    Picture("theo-doi.png", "theo-doi.pdf", "DB07", 110, (0.01, 0.1, 0.99, 0.5)),
    Picture("don-doc.png", "DB06.pdf", "đôn đốc"),
    Picture("tong-hop.png", "tong-hop.pdf", "BÁO CÁO"),
    Picture("so-dang-ky.png", "so-van-ban-di.pdf", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", 80, (0.05, 0.1, 0.98, 0.88)),
    Picture("phong-bi.png", "phong-bi.pdf", "Kính gửi"),
    Picture("nhan.png", "nhan.pdf", "Kính gửi", 70, (0.0, 0.0, 1.0, 0.45)),
    Picture("de-cuong-sheet.png", "kiem-tra.pdf", "Sinh hoạt thường kỳ", 110, (0.01, 0.04, 0.99, 0.6)),
    Picture("so-lieu-sheet.png", "so-lieu.pdf", "Cộng các kỳ", 120, (0.01, 0.04, 0.99, 0.4)),
    Picture("phu-luc-quy.png", "DV01.pdf", "PHỤ LỤC SỐ LIỆU", 80, (0.0, 0.05, 1.0, 0.7)),
    Picture("diem-danh.png", "diem-danh.pdf", "DANH SÁCH ĐIỂM DANH", 60),
    Picture("the-ten.png", "the-ten.pdf", "", 40),
    Picture("mau-tu-go.png", "mau-tu-go.pdf", "BÁO CÁO KHẢO SÁT", 80, (0.0, 0.05, 1.0, 0.5)),
)


def make_files(folder: Path) -> list[Path]:
    """Run the program on the sample in ``folder``; return the files that a clerk would open."""
    run = partial(_run_program, folder)
    run("generate", "--only", "1", "--name", "{don_vi.ma}", "--output", ".", templates=True)
    run("recipients", "--output", "noi-nhan.docx", templates=True)
    run("plan", "--output", "ke-hoach.docx", templates=True)
    _make_conference(folder)
    made = [*_make_stationery(folder / "phat-hanh"), *_make_returns(folder), *_make_other_plans(folder)]
    return [WORKBOOK, *sorted(folder.glob("*.docx")), *made]


def _make_stationery(folder: Path) -> list[Path]:
    """Return the registers, envelopes and labels of a release to units that have addresses."""
    _run(folder.parent, "init", folder.name)
    workbook = folder / "data" / "units.xlsx"
    book = load_workbook(workbook)
    sheet = book["Đơn vị"]
    titles = [cell.value for cell in sheet[1]]
    name, address = titles.index("Tên tổ chức đảng"), titles.index("Địa chỉ")
    for number, row in enumerate(sheet.iter_rows(min_row=2), 1):
        if row[name].value:
            row[address].value = f"Số {number} đường Phan Đình Phùng, thành phố Hà Tĩnh"
    book.save(workbook)
    numbers = ("--number", "15", "--number", "cong-van.docx=27", "--date", "10/4/2022")
    for words in (
        ("generate",), ("release", *numbers), ("registers",), ("envelopes",), ("labels", "--from", "3"),
    ):  # fmt: skip
        _run(folder, *words)
    return [folder / name for name in ("so-van-ban-di.xlsx", "phong-bi.docx", "nhan.docx")]


def _make_conference(folder: Path) -> None:
    """Leave two papers of a conference in ``folder``."""
    write_guests(WORKBOOK, folder / "dai-bieu.xlsx")
    sources = ["--workbook", "dai-bieu.xlsx", "--templates", str(TEMPLATES)]
    _run(folder, "conference", "--issuer", *sources, "--output", "hoi-nghi")
    for name in ("diem-danh.docx", "the-ten.docx"):
        copyfile(folder / "hoi-nghi" / "cap-ban-hanh" / name, folder / name)


def _make_returns(folder: Path) -> list[Path]:
    run = partial(_run_program, folder)
    run("generate", templates=True)
    _date_the_run(folder / "output" / ".sokhet-docs" / "manifest.json")
    run("print", "--no-open", templates=True)
    sent = sorted((folder / "output").glob("*.docx"))
    fill_forms([path for number, path in enumerate(sent, 1) if number % 13 != 6], folder / "back")
    run("collect", "back", "--received", "18/4/2022")
    run("status", "--as-of", "22/4/2022")
    run("remind", "--as-of", "22/4/2022", "--number", "15", templates=True)
    run("consolidate", "--as-of", "22/4/2022", templates=True)
    letter = min((folder / "output" / "don-doc").rglob("*.docx"))
    copyfile(letter, folder / "DB06.docx")
    return [folder / "DB06.docx", *(folder / "output" / "tong-hop" / name for name in SUMMARIES)]


def _make_other_plans(folder: Path) -> list[Path]:
    """Return the workbooks of two ready kits, a letter of one, and a form typed by hand."""
    for kit in ("kiem-tra", "so-lieu"):
        _run(folder, "init", "--kit", kit, kit)
        copyfile(folder / kit / "data" / "units.xlsx", folder / f"{kit}.xlsx")
    _run(folder / "so-lieu", "generate", "--only", "DV01", "--name", "{don_vi.ma}", "--output", "..")
    write_own_form(folder / "mau-tu-go.docx")
    return [folder / name for name in ("kiem-tra.xlsx", "so-lieu.xlsx", "DV01.docx", "mau-tu-go.docx")]


def _date_the_run(manifest: Path) -> None:
    # The pictures show dates of the plan's time, not of the day on which they are made.
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(re.sub(r'"time": "[^"]*"', f'"time": "{SENT}"', text), encoding="utf-8")


def _run_program(folder: Path, *arguments: str, templates: bool = False) -> None:
    sources = ["--workbook", str(WORKBOOK), *(["--templates", str(TEMPLATES)] if templates else [])]
    _run(folder, *arguments, *sources)


def _run(folder: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "sokhet_docs", *arguments], check=True, cwd=folder)


def draw(picture: Picture, folder: Path) -> Image.Image:
    """Return ``picture`` in few colours, within a thin frame; raise ValueError when no page has its text."""
    source, target = folder / picture.source, folder / "page"
    number = str(_page_with(picture.text, source))
    span = ["-f", number, "-l", number, "-singlefile"]
    subprocess.run(
        ["pdftoppm", "-r", str(picture.dpi), "-png", *span, source, target], check=True, timeout=60
    )
    with Image.open(target.with_suffix(".png")) as page:
        left, top, right, bottom = picture.box
        wide, high = page.size
        cut = page.crop((round(left * wide), round(top * high), round(right * wide), round(bottom * high)))
    framed = ImageOps.expand(cut.convert("RGB"), border=1, fill="#999999")
    return framed.quantize(COLOURS, dither=Image.Dither.NONE)


def _page_with(text: str, pdf: Path) -> int:
    printed = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
    pages = unicodedata.normalize("NFC", printed.stdout.decode()).split("\f")
    for number, page in enumerate(pages, 1):
        if text in " ".join(page.split()):
            return number
    raise ValueError(f"{pdf.name} has no page with “{text}”")


def build() -> None:
    """Write every picture; raise ValueError when one is too big for the guide."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        folder = Path(tmp)
        convert(make_files(folder), folder, "pdf")
        for picture in PICTURES:
            _save(draw(picture, folder), TARGET / picture.name)
    _save(draw_unknown_publisher(), TARGET / "canh-bao-windows.png")


def _save(image: Image.Image, target: Path) -> None:
    image.save(target, optimize=True)
    if target.stat().st_size > MAX_PICTURE_BYTES:
        raise ValueError(f"{target} has {target.stat().st_size} bytes")
    print(target.relative_to(ROOT), target.stat().st_size)


if __name__ == "__main__":
    build()
