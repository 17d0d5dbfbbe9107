"""Small files that would eat the machine: each is one line, and costs no more than 20 s and 500 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sokhet_docs.returns import collect, intake_folder
from tests.support.archives import edit_part, read_parts, zipped
from tests.support.plans import COURT, LIBRARY, a_plan
from tests.support.word_forms import BODY, NS, fill_in, write_form

PLAN = a_plan()
MESSAGE = "Tệp quá lớn hoặc quá phức tạp, không đọc."
TOO_LARGE = f"{MESSAGE} Đề nghị đơn vị chép nội dung sang mẫu mới rồi gửi lại."
STYLES, RELS = "word/styles.xml", "word/_rels/document.xml.rels"
HEADER_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.docx", PLAN, COURT)


def with_body(form: Path, words: str) -> bytes:
    """Return the form with ``words``, as XML, behind its first field."""
    return edit_part(form.read_bytes(), BODY, lambda body: _inserted(body, b"</w:sdt>", words))


def with_part(form: Path, part: str, end: str, words: str) -> bytes:
    """Return the form with ``words``, as XML, before the first ``end`` of one of its parts."""
    insert = (words + end).encode()
    return edit_part(form.read_bytes(), part, lambda content: content.replace(end.encode(), insert, 1))


def _inserted(body: bytes, behind: bytes, words: str) -> bytes:
    at = body.index(behind, body.index(b'"muc_1_1"')) + len(behind)
    return body[:at] + words.encode() + body[at:]


def paragraphs(text: str, count: int) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" * count


def nested(open_tags: str, close_tags: str, count: int) -> str:
    return open_tags * count + paragraphs("x", 1) + close_tags * count


REFUSED: dict[str, Callable[[Path], bytes]] = {
    "a million empty paragraphs": lambda form: with_body(form, "<w:p/>" * 1_000_000),
    "a million bookmarks": lambda form: with_body(
        form, '<w:bookmarkStart w:id="7" w:name="x"/><w:bookmarkEnd w:id="7"/>' * 500_000
    ),
    "a million list properties": lambda form: with_body(form, "<w:p><w:numPr/></w:p>" * 1_000_000),
    "three million attributes": lambda form: with_body(form, '<w:p a="" b="" c="" d="" e=""/>' * 600_000),
    "a million attributes of one element": lambda form: with_body(
        form, "<w:p " + " ".join(f"a{number}=''" for number in range(1_300_000)) + "/>"
    ),
    "a thousand nested tables": lambda form: with_body(
        form, nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 1000)
    ),
    "a thousand nested controls": lambda form: with_body(
        form, nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 1000)
    ),
    "four million characters": lambda form: with_body(form, paragraphs("chữ viết " * 100_000, 5)),
    "thirty megabytes of text": lambda form: with_body(form, paragraphs("chữ " * 250_000, 30)),
    "one text of ten megabytes": lambda form: with_body(form, paragraphs("x" * 10_000_001, 1)),
    "a hundred thousand relationships and more": lambda form: with_part(
        form, RELS, "</Relationships>", '<Relationship Id="x" Type="x" Target="x"/>' * 300_000
    ),
    "a million comments": lambda form: with_body(form, "<!--x-->" * 1_000_000),
    "a huge header": lambda form: _with_headers(form, 1, paragraphs("x", 200_000)),
}


def _with_headers(form: Path, count: int, words: str) -> bytes:
    """Return the form with ``count`` relationships to one further header."""
    links = "".join(
        f'<Relationship Id="h{number}" Type="{HEADER_TYPE}" Target="header99.xml"/>'
        for number in range(count)
    )
    header = f'<w:hdr xmlns:w="{NS}">{words}</w:hdr>'
    parts = read_parts(with_part(form, RELS, "</Relationships>", links))
    return zipped(parts | {"word/header99.xml": header.encode()})


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_what_would_eat_the_machine_is_one_line(
    tmp_path: Path, form: Path, make: Callable[[Path], bytes]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "chi bo thu vien tinh.docx").write_bytes(make(form))
    fill_in(form, tmp_path / "in" / "zz.docx", {"muc_1_1": "Đã viết."})

    collected = collect(PLAN, tmp_path / "output", [tmp_path / "in"])

    huge, honest = collected.added
    assert (huge.unit_code, huge.readable, huge.problems) == (LIBRARY.code, False, (TOO_LARGE,))
    assert (honest.unit_code, honest.readable, honest.problems) == (COURT.code, True, ())
    assert collected.problems == ()
    assert len(list(intake_folder(tmp_path / "output").glob("*.docx"))) == 2


def _styles(count: int, last: str) -> str:
    following = [*(f"c{number}" for number in range(1, count)), last]
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="c{number}"><w:basedOn w:val="{parent}"/></w:style>'
        for number, parent in enumerate(following)
    )


STYLED = '<w:p><w:pPr><w:pStyle w:val="c0"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
BORNE: dict[str, Callable[[Path], bytes]] = {
    "styles in a chain": lambda form: edit_part(
        with_body(form, STYLED * 1000),
        STYLES,
        lambda styles: styles.replace(b"</w:styles>", _styles(100_000, "").encode() + b"</w:styles>"),
    ),
    "styles in a circle": lambda form: edit_part(
        with_body(form, STYLED * 1000),
        STYLES,
        lambda styles: styles.replace(b"</w:styles>", _styles(100_000, "c0").encode() + b"</w:styles>"),
    ),
    "fifty thousand links to one header": lambda form: _with_headers(form, 50_000, paragraphs("x", 1000)),
    "a pile of marks on one letter": lambda form: with_body(
        form, paragraphs("a" + "\u0301\u0323" * 1_000_000, 1)
    ),
    "a hundred thousand cells": lambda form: with_body(
        form, "<w:tbl><w:tr>" + f"<w:tc>{paragraphs('5', 1)}</w:tc>" * 100_000 + "</w:tr></w:tbl>"
    ),
    "a hundred thousand rows' worth of empty paragraphs": lambda form: with_body(form, "<w:p/>" * 500_000),
    "three million characters": lambda form: with_body(form, paragraphs("chữ viết " * 100_000, 3)),
    "paragraphs": lambda form: with_body(form, paragraphs("Nội dung của đơn vị.", 140_000)),
    "runs of one paragraph": lambda form: with_body(
        form, "<w:p>" + "<w:r><w:t>a </w:t><w:br/></w:r>" * 140_000 + "</w:p>"
    ),
    "runs in an old font": lambda form: with_body(
        form,
        "<w:p>"
        + "<w:r><w:t>§¶ng</w:t></w:r>" * 180_000
        + '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:r></w:p>',
    ),
    "fields around one another": lambda form: with_body(
        form,
        "".join(
            f'<w:p><w:bookmarkStart w:id="{number}" w:name="muc_{number}"/><w:r><w:t>x</w:t></w:r></w:p>'
            for number in range(5000, 75_000)
        )
        + "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in range(5000, 75_000)),
    ),
    "fields of one paragraph": lambda form: with_body(
        form,
        "<w:p>"
        + "".join(
            f'<w:sdt><w:sdtPr><w:tag w:val="sl_{number}_2017"/></w:sdtPr><w:sdtContent>'
            "<w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt>"
            for number in range(64_000)
        )
        + "</w:p>",
    ),
    "codes that never end": lambda form: with_body(
        form,
        "<w:p><w:r>"
        + '<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>' * 100_000
        + "<w:t>x</w:t>" * 100_000
        + "</w:r></w:p>",
    ),
    "lists": lambda form: with_part(
        _in_lists(form, 25_000), "word/numbering.xml", "</w:numbering>", _lists(25_000)
    ),
    "prompts without an end": lambda form: with_body(form, paragraphs("[Bấm vào đây để viết." * 100_000, 1)),
    "rows of an altered annex": lambda form: _with_rows(form, 15_000),
    "a hundred thousand drawings": lambda form: with_body(
        form, "<w:p><w:r><w:drawing/></w:r></w:p>" * 100_000
    ),
    "a hundred thousand wide cells": lambda form: with_body(
        form,
        "<w:tbl><w:tr>"
        + '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>' * 100_000
        + "</w:tr></w:tbl>",
    ),
}


def _in_lists(form: Path, count: int) -> Path:
    """Return the form with a paragraph in each of ``count`` lists, and an empty part for these."""
    listed = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        "<w:r><w:t>x</w:t></w:r></w:p>"
        for number in range(count)
    )
    parts = read_parts(with_body(form, listed))
    relationship = f'<Relationship Id="n" Type="{HEADER_TYPE[:-6]}numbering" Target="numbering.xml"/>'
    end = b"</Relationships>"
    parts[RELS] = parts[RELS].replace(end, relationship.encode() + end)
    parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{NS}"></w:numbering>'.encode()
    path = form.with_name("listed.docx")
    path.write_bytes(zipped(parts))
    return path


def _lists(count: int) -> str:
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{number}"/>' for number in range(count))
    return abstract + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(count)
    )


def _with_rows(form: Path, count: int) -> bytes:
    """Return the form with ``count`` further rows in its annex, and the labels of its own altered."""
    row = "".join(f"<w:tc>{paragraphs(text, 1)}</w:tc>" for text in ("1", "Việc khác hẳn", "cuộc", *"12345"))

    def edit(body: bytes) -> bytes:
        start = body.rindex(b"<w:tbl>", 0, body.index(b'"sl_vb_2017"'))
        end = body.index(b"</w:tbl>", start)
        altered = body[start:end].replace("Số".encode(), "Những".encode())
        return body[:start] + altered + f"<w:tr>{row}</w:tr>".encode() * count + body[end:]

    return edit_part(form.read_bytes(), BODY, edit)


# Reads one return as `collect` and `consolidate` do, within 20 s of the processor; prints the megabytes that
# it took (VmHWM: what getrusage tells includes the parent's).
READ = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from sokhet_docs.problems import ReturnError
from sokhet_docs.plan import outline_form
from sokhet_docs.returns import read_answers
from sokhet_docs.returns.recognition import read_evidence
from tests.support.plans import COURT, a_plan
form, path = outline_form(a_plan(), COURT), Path(sys.argv[1])
try:
    read_evidence(path, (), "", [form])
    read_answers(path, form)
    told = ""
except ReturnError as err:
    told = err.problems[0].message
status = Path("/proc/self/status").read_text()
print(json.dumps([told, int(status.partition("VmHWM:")[2].split()[0]) // 1024]))
"""


def read_within_limits(path: Path) -> tuple[str, int]:
    """Read the return ``path`` in another process; return what it told, and the megabytes that it took."""
    done = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True, timeout=300)
    told, megabytes = json.loads(done.stdout)
    return told, megabytes


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limits of processes are Linux's")
@pytest.mark.parametrize("make", [*REFUSED.values(), *BORNE.values()], ids=[*REFUSED, *BORNE])
def test_a_return_costs_no_more_than_20_s_and_500_mb(
    tmp_path: Path, form: Path, make: Callable[[Path], bytes]
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(make(form))

    told, megabytes = read_within_limits(path)

    assert told == (MESSAGE if make in REFUSED.values() else "")
    assert megabytes < 500


def _iter_directory(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield b"PK\1\2" + bytes(24) + b"\x06\0" + bytes(16) + b"%06d" % number


@pytest.mark.slow
def test_an_archive_of_a_million_entries_is_not_even_listed(tmp_path: Path, form: Path) -> None:
    directory = b"".join(_iter_directory(1_000_000))
    end = b"PK\5\6" + bytes(8) + len(directory).to_bytes(4, "little") + bytes(6)
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\3\4" + directory + end)

    told, megabytes = read_within_limits(path)

    assert told == MESSAGE
    assert megabytes < 300
