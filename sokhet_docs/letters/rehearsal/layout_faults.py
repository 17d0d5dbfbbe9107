"""The printed pages of documents → the faults of their layout that a clerk would see on leafing through.

A page is its text as lines. The words of a signature are found by their letters without spaces, since a
narrow column breaks them over lines.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sokhet_docs.letters.rehearsal.line_faults import find_line_faults
from sokhet_docs.letters.rehearsal.lone_paragraphs import find_lone_paragraphs
from sokhet_docs.letters.rehearsal.printed_documents import PrintedDocument
from sokhet_docs.plan import Signatory
from sokhet_docs.problems import Place, Problem, Severity
from sokhet_docs.text.vietnamese import joined

_RECIPIENTS = "Nơi nhận"


def find_layout_faults(documents: Sequence[PrintedDocument]) -> list[Problem]:
    """Return a warning for every fault of the documents' layout, in their order."""
    of_template = _by_template(documents)
    told: set[tuple[str, str]] = set()
    faults: list[Problem] = []
    for document in documents:
        faults += _faults_of(document)
        faults += _too_long(document, of_template[document.template])
        faults += _iter_new(document, told)
    return faults


def _iter_new(document: PrintedDocument, told: set[tuple[str, str]]) -> Iterator[Problem]:
    """Yield what is wrong with single lines of a document but what another draft of it has, too."""
    for fault in (*find_line_faults(document), *find_lone_paragraphs(document)):
        if (key := (document.template, fault.message)) not in told:
            told.add(key)
            yield fault


def _faults_of(document: PrintedDocument) -> Iterator[Problem]:
    pages = document.pages
    for index, page in enumerate(pages):
        if not page:
            yield _problem(
                document, index, "Trang này không có chữ nào.", "Bỏ dấu ngắt trang thừa trong mẫu."
            )
    if len(pages) > 1 and len(pages[-1]) == 1:
        yield _problem(
            document, len(pages) - 1, f"Trang cuối chỉ có một dòng: “{pages[-1][0]}”.",
            "Rút bớt chữ hoặc giãn cách trong mẫu cho gọn vào trang trước.",
        )  # fmt: skip
    yield from _split_signature(document)


def _too_long(document: PrintedDocument, alike: Sequence[PrintedDocument]) -> Iterator[Problem]:
    """Yield a warning for a document of more pages than is usual for those ``alike``, of its template.

    Where most are as long as the longest, the first of them is named and not the few that are shorter.
    """
    lengths = sorted(len(each.pages) for each in alike)
    usual = Counter(lengths).most_common(1)[0][0]  # the smaller number if two are as common
    pages = len(document.pages)
    if pages > usual:
        others = f"các bản thử khác cùng mẫu {usual} trang"
    elif lengths[0] < usual == lengths[-1] and document is _longest(alike):
        others = f"có bản thử cùng mẫu chỉ {lengths[0]} trang"
    else:
        return
    hint = "Xem chỗ nào dài hơn, thường là tên hoặc thành phần."
    yield _problem(document, None, f"Văn bản này {pages} trang, {others}.", hint)


def _longest(documents: Sequence[PrintedDocument]) -> PrintedDocument:
    return max(documents, key=lambda each: len(each.pages))


def _by_template(documents: Iterable[PrintedDocument]) -> Mapping[str, Sequence[PrintedDocument]]:
    found: dict[str, list[PrintedDocument]] = defaultdict(list)
    for document in documents:
        found[document.template].append(document)
    return found


def _split_signature(document: PrintedDocument) -> Iterator[Problem]:
    letters = ["".join(page).replace(" ", "") for page in document.pages]
    for signatory in document.signatories:
        where = {
            label: page
            for label, words in _pieces(signatory)
            if (page := _last_page_with(words, letters)) is not None
        }
        if signatory.authority not in where:
            continue
        page = where[signatory.authority]
        if len(set(where.values())) > 1:
            spread = joined(
                f"“{label}” ở trang {document.first_page + index}" for label, index in where.items()
            )
            yield _problem(document, page, f"Khối chữ ký bị tách trang: {spread}.", _TOGETHER)
        elif page + 1 < len(letters) and letters[page].endswith(_letters(signatory.authority)):
            yield _problem(
                document, page, f"“{signatory.authority}” nằm cuối trang, phần ký sang trang sau.", _TOGETHER
            )
        return


_TOGETHER = "Trong mẫu, đặt chữ ký và nơi nhận vào một hàng bảng không cho tách trang."


def _pieces(signatory: Signatory) -> Iterator[tuple[str, str]]:
    for words in (signatory.authority, signatory.position, signatory.name, _RECIPIENTS):
        if words:
            yield words, words


def _last_page_with(words: str, letters: Sequence[str]) -> int | None:
    wanted = _letters(words)
    return max((index for index, page in enumerate(letters) if wanted in page), default=None)


def _letters(words: str) -> str:
    return "".join(words.split())


def _problem(document: PrintedDocument, index: int | None, message: str, hint: str) -> Problem:
    where = document.title if index is None else f"{document.title}, trang {document.first_page + index}"
    return Problem(Place(document.file, where), message, hint, Severity.WARNING)
