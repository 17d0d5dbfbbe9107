"""A printed document → headings that a page leaves alone at its foot, and a page with one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sokhet_docs.letters.rehearsal.paragraphs import Paragraph, Role
from sokhet_docs.letters.rehearsal.printed_documents import Page, PrintedDocument
from sokhet_docs.problems import Place, Problem, Severity

_HEADINGS = (Role.HEADING, Role.TITLE)
_MAX_LINES = 3  # of a heading
_MAX_NUMBER = 8  # letters of a heading's own number, which Word counts
_MAX_SENTENCE = 4  # lines that are a sentence, and no page of a long paragraph
_MAX_SHOWN = 60  # letters of a sentence
_KEEP = "Trong mẫu, chọn đề mục ấy, mở Paragraph, Line and Page Breaks, đánh dấu “Keep with next”."
_SHORTEN = (
    "Trong mẫu, rút bớt chữ hoặc giãn cách cho gọn vào trang trước, hoặc đánh dấu “Keep with next” "
    "ở đoạn trước đó."
)


def find_lone_paragraphs(document: PrintedDocument) -> Iterator[Problem]:
    """Yield a warning for each page that ends with a heading, or has but one sentence of the text."""
    for index, page in enumerate(document.pages):
        if index + 1 < len(document.pages) and (heading := _heading_at_foot(document, page)):
            message = f"Đề mục “{heading}” đứng một mình cuối trang, nội dung sang trang sau."
            yield _problem(document, index, message, _KEEP)
        is_told = index + 1 == len(document.pages) and len(page) == 1  # as a last page of one line
        if index and not is_told and _is_one_sentence(document.paragraphs, page):
            message = f"Cả trang chỉ có một câu: “{_shown(' '.join(page))}”."
            yield _problem(document, index, message, _SHORTEN)


def _heading_at_foot(document: PrintedDocument, page: Page) -> str:
    """Return the heading that ``page`` ends with, unless the template itself ends the page behind it."""
    signed = {words for each in document.signatories for words in (each.authority, each.position, each.name)}
    for paragraph in document.paragraphs:
        if paragraph.role not in _HEADINGS or paragraph.ends_page or paragraph.text.strip() in signed:
            continue
        wanted = _letters(paragraph.text)
        for count in range(1, min(_MAX_LINES, len(page)) + 1):
            said = _letters("".join(page[-count:]))
            if said.endswith(wanted) and len(said) - len(wanted) <= _MAX_NUMBER:
                return " ".join(paragraph.text.split())
    return ""


def _is_one_sentence(paragraphs: Sequence[Paragraph], page: Page) -> bool:
    said = _letters("".join(page))
    return 0 < len(page) <= _MAX_SENTENCE and any(
        paragraph.role is Role.TEXT and _letters(paragraph.text).endswith(said) for paragraph in paragraphs
    )


def _letters(text: str) -> str:
    return "".join(text.lower().split())


def _shown(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN].rsplit(' ', 1)[0]} …"


def _problem(document: PrintedDocument, index: int, message: str, hint: str) -> Problem:
    place = Place(document.file, f"{document.title}, trang {document.first_page + index}")
    return Problem(place, message, hint, Severity.WARNING)
