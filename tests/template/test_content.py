# ruff: noqa: E501  (a template stays on one line)
"""What acts by itself is refused before it goes out to every unit; what was left over is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from sokhet_docs.problems import Severity, TemplateError
from sokhet_docs.template.engine import Template, find_problems
from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import docx, p, r, save, table, texts

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RUNS = "sẽ tự chạy hoặc tự tải ở máy đơn vị."
IMAGE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="u"><pic:pic><pic:blipFill>'
    '<a:blip r:link="rIdX"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def related(
    kind: str, target: str, *, outside: bool = False, body: str = "", of: str = "word/document.xml"
) -> bytes:
    """Return a .docx in which ``of`` has one more relationship; its target is there, if it is not ``outside``."""
    parts = read_parts(
        docx(
            p("a"),
            body or p("b"),
            settings='<w:attachedTemplate r:id="rIdX"/>' if of == "word/settings.xml" else "<w:zoom/>",
        )
    )
    folder, _, name = of.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    kind = kind if kind.startswith("http") else f"{_OFFICE}/{kind}"
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    parts[rels] = parts.get(rels, empty).replace(b"</Relationships>", entry)
    return zipped(parts if outside else parts | {target.lstrip("/"): b"<x/>"})


def field(*codes: str, shown: str = "x") -> str:
    """Return a field of Word's own, its code in runs; a code that starts with ``<w:`` is a field within it."""
    sign = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = "".join(
        code
        if code.startswith("<w:")
        else f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        for code in codes
    )
    return f"{sign.format('begin')}{inner}{sign.format('separate')}{r(shown)}{sign.format('end')}"


FIELD_HINT = "Hãy thay trường này bằng chữ thường."
OUTSIDE_HINT = "Hãy chèn hẳn vào mẫu hoặc bỏ liên kết."
TEMPLATE_HINT = (
    "Hãy chọn lại mẫu Normal trong Word (Developer ▸ Document Template) hoặc chép nội dung sang tệp mới."
)
OBJECT = "đối tượng của chương trình khác (OLE), {}"
ACTIVE = {
    "a template attached": (
        related("attachedTemplate", "file:///C:/mau.dotm", outside=True, of="word/settings.xml"),
        f"phần word/settings.xml: Mẫu có tệp mẫu gắn kèm (attached template) lấy từ bên ngoài tệp: file:///C:/mau.dotm, {RUNS} {TEMPLATE_HINT}",
    ),
    "a picture from outside": (
        related("image", "https://x.example/a.png", outside=True, body=table(["a", p(IMAGE)])),
        f"bảng 1, hàng 1, ô 2: Mẫu có hình lấy từ bên ngoài tệp: https://x.example/a.png, {RUNS} {OUTSIDE_HINT}",
    ),
    "a document within it": (
        related("subDocument", "//may/chia-se/a.docx", outside=True, body='<w:p/><w:subDoc r:id="rIdX"/>'),
        f"Mẫu có tài liệu con lấy từ bên ngoài tệp: //may/chia-se/a.docx, {RUNS} {OUTSIDE_HINT}",
    ),
    "macros": (related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "/word/vbaProject.bin"), f"Mẫu có macro, {RUNS} Hãy lưu lại ở dạng .docx không có macro."),
    "a toolbar": (
        related("http://schemas.microsoft.com/office/2007/relationships/ui/extensibility", "/customUI/customUI14.xml", of=""),
        f"Mẫu có thanh công cụ tự chạy, {RUNS} Hãy lưu lại bằng Word trên máy không có thanh công cụ này.",
    ),
    "an object": (
        related("oleObject", "/word/embeddings/a.bin", body=p('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rIdX"/></w:object></w:r>')),
        f"đoạn 2: Mẫu có {OBJECT.format(RUNS)} Hãy dán lại dưới dạng hình hoặc bảng.",
    ),
    "a workbook in the text": (related("package", "/word/embeddings/a.xlsx"), f"Mẫu có {OBJECT.format(RUNS)} Hãy dán lại dưới dạng hình hoặc bảng."),
    "a button": (related("control", "/word/activeX/activeX1.xml"), f"Mẫu có nút điều khiển ActiveX, {RUNS} Hãy xóa nút này."),
    "a file put in whole": (
        related("aFChunk", "/word/a.mht", body='<w:altChunk r:id="rIdX"/>'),
        f"Mẫu có tệp khác chèn nguyên vào (altChunk), {RUNS} Hãy mở mẫu bằng Word rồi lưu lại.",
    ),
    "an add-in": (related("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes", "/word/taskpanes.xml", of=""), f"Mẫu có tiện ích web (Add-in), {RUNS} Hãy gỡ tiện ích khỏi mẫu rồi lưu lại."),
    "a program": (docx(p("a"), p(field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" '))), f"đoạn 2: Mẫu có trường DDEAUTO của Word, {RUNS} {FIELD_HINT}"),
    "a program in pieces": (docx(p(field(" D", "DE", "AUTO cmd"))), f"đoạn 1: Mẫu có trường DDEAUTO của Word, {RUNS} {FIELD_HINT}"),
    "a program in small letters": (docx(p('<w:fldSimple w:instr=" dde cmd "/>')), f"đoạn 1: Mẫu có trường DDE của Word, {RUNS} {FIELD_HINT}"),
    "a program by another name": (docx(p(field(field(" QUOTE 68 68 69 "), ' "cmd" '))), f"đoạn 1: Mẫu có trường của Word có tên bị che, {RUNS} {FIELD_HINT}"),
    "a file in a header": (docx(p("a"), headers={"default": p(field(' INCLUDETEXT "\\\\\\\\may\\\\a.docx" '))}), f"đầu trang 1, đoạn 1: Mẫu có trường INCLUDETEXT của Word, {RUNS} {FIELD_HINT}"),
    "a picture by a field": (docx(p("a"), table(["b", p(field(" IF 1 = 1 ", field(' INCLUDEPICTURE "http://x.example/a" ')))])), f"bảng 1, hàng 1, ô 2: Mẫu có trường INCLUDEPICTURE của Word, {RUNS} Hãy xóa chỗ này, hoặc chèn hẳn hình vào mẫu."),
    "a macro's button": (docx(p(field(" MACROBUTTON FileSave bấm "))), f"đoạn 1: Mẫu có trường MACROBUTTON của Word, {RUNS} {FIELD_HINT}"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_by_itself_is_refused(tmp_path: Path, name: str) -> None:
    template, expected = ACTIVE[name]
    path = save(tmp_path, "mau.docx", template)
    wanted = f"mau.docx: {expected}" if expected.startswith("Mẫu") else f"mau.docx, {expected}"

    assert [str(one) for one in find_problems(path) if one.severity is Severity.ERROR] == [wanted]
    with pytest.raises(TemplateError) as caught:
        Template.compile(path)
    assert str(caught.value) == wanted


HARMLESS = {
    "a link": docx(
        p(f'<w:hyperlink r:id="rIdL">{r("x")}</w:hyperlink>'), links={"rIdL": "https://x.example"}
    ),
    "numbers of pages": docx(p(field(" PAGE "), field(" = ", field(" NUMPAGES "), " - 1 "))),
    "a prompt": docx(p(field(" MACROBUTTON NoMacro [Bấm vào đây] "))),
    "a condition": docx(p(field(" IF ", field(" PAGE "), ' = 1 "a" "b" '))),
    "a word that only looks like one": docx(p(field(" LINKED_TEXT "), " DDE là gì")),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_nothing_by_itself_is_let_through(tmp_path: Path, name: str) -> None:
    path = save(tmp_path, "mau.docx", HARMLESS[name])

    assert find_problems(path) == ()
    assert Template.compile(path).render({})


COMMENT = (
    '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
)
INSERTED = '<w:ins w:id="6" w:author="a" w:date="2022-01-01T00:00:00Z"><w:r><w:t>mới</w:t></w:r></w:ins>'
LEFT_OVER = {
    "a comment": (docx(p("a"), p(COMMENT.format(r("b")))), "mau.docx, đoạn 2: Mẫu còn ghi chú bên lề (comment), mọi đơn vị sẽ thấy. Hãy xóa các ghi chú."),
    "changes": (
        docx(p("a"), p(INSERTED), table(["b", p(INSERTED)]), headers={"default": p(INSERTED)}),
        "mau.docx, đoạn 2; bảng 1, hàng 1, ô 2; đầu trang 1: Mẫu còn sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy. Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review).",
    ),
    "a changed look": (
        docx(p(r("a", '<w:b/><w:rPrChange w:id="1" w:author="a" w:date="2022-01-01T00:00:00Z"><w:rPr/></w:rPrChange>'))),
        "mau.docx, đoạn 1: Mẫu còn sửa đổi đang theo dõi (Track Changes), mọi đơn vị sẽ thấy. Hãy chấp nhận hoặc từ chối hết sửa đổi trong Word (Review).",
    ),
    "protection": (
        docx(p("a"), settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        "mau.docx: Mẫu đang bị khóa sửa (Restrict Editing), đơn vị có thể không điền được. Nếu không cố ý, hãy bỏ khóa trong Word (Review).",
    ),
    "tracking": (
        docx(p("a"), settings="<w:trackRevisions/>"),
        "mau.docx: Mẫu đang bật Track Changes: mọi chữ đơn vị điền sẽ bị ghi là sửa đổi. Hãy tắt Track Changes rồi lưu lại.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OVER)
def test_what_was_left_over_is_told(tmp_path: Path, name: str) -> None:
    template, expected = LEFT_OVER[name]
    path = save(tmp_path, "mau.docx", template)

    (found,) = find_problems(path)
    assert (str(found), found.severity) == (expected, Severity.WARNING)
    assert Template.compile(path).render({})


def test_protection_that_is_off_is_none(tmp_path: Path) -> None:
    settings = '<w:trackRevisions w:val="0"/><w:documentProtection w:edit="readOnly" w:enforcement="0"/>'
    path = save(tmp_path, "mau.docx", docx(p("{{ ten }}"), settings=settings))

    assert find_problems(path) == ()
    assert texts(Template.compile(path).render({"ten": "A"})) == ["A"]
