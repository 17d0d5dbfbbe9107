"""PDFs by Word, against a stand-in that records what it is asked. Not run on Word itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sokhet_docs.office.word_program import WordStarter
from sokhet_docs.printing import WordMaker, make_pdfs
from sokhet_docs.problems import OutputError
from tests.support.docx_builder import docx, p
from tests.support.pdf_office import pdf


class ComError(Exception):
    """What Word's calls raise."""


@dataclass
class Recorder:
    """Word's Application, its Documents and a document in one; ``said`` has what was asked, in order."""

    said: list[str] = field(default_factory=list)
    refuses: str = "không mở được"

    def starter(self) -> WordStarter:
        def dispatch() -> Word:
            self.said.append("DispatchEx")
            return Word(self)

        return WordStarter(
            dispatch,
            ComError,
            lambda: self.said.append("CoInitialize"),
            lambda: self.said.append("CoUninitialize"),
        )


class Word:
    recorder: Recorder

    def __init__(self, recorder: Recorder) -> None:
        vars(self).update(recorder=recorder, Documents=self)

    def __setattr__(self, name: str, value: object) -> None:
        self.recorder.said.append(f"{name} = {value}")

    def Open(self, **options: Any) -> Document:  # noqa: N802  Word's own name
        name = Path(options.pop("FileName")).name
        self.recorder.said.append(f"Open {name} {options}")
        if self.recorder.refuses in name:
            raise ComError
        return Document(self.recorder)

    def Quit(self, **options: Any) -> None:  # noqa: N802
        self.recorder.said.append(f"Quit {options}")


@dataclass
class Document:
    recorder: Recorder

    def ExportAsFixedFormat(self, **options: Any) -> None:  # noqa: N802
        target = Path(options.pop("OutputFileName"))
        self.recorder.said.append(f"Export {target.name} {options}")
        if "xuất hỏng" in target.name:
            raise ComError
        target.write_bytes(pdf("TimesNewRomanPSMT"))

    def Close(self, **options: Any) -> None:  # noqa: N802
        self.recorder.said.append(f"Close {options}")


OPEN = (
    "{'ConfirmConversions': False, 'ReadOnly': True, 'AddToRecentFiles': False, 'PasswordDocument': '?', "
    "'Visible': False, 'NoEncodingDialog': True}"
)
EXPORT = "{'ExportFormat': 17, 'OpenAfterExport': False}"
BEGIN = ["CoInitialize", "DispatchEx", "Visible = False", "DisplayAlerts = 0", "AutomationSecurity = 3"]
END = ["Quit {'SaveChanges': 0}", "CoUninitialize"]


def letters(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / f"{name}.docx").write_bytes(docx(p(name)))
    return [folder / f"{name}.docx" for name in names]


def test_word_opens_each_letter_to_read_it_and_quits(tmp_path: Path) -> None:
    recorder = Recorder()
    sources = letters(tmp_path, "a", "b")

    run = make_pdfs(sources, tmp_path, WordMaker(recorder.starter()))

    assert (run.made, run.problems, run.fonts) == (tuple(sources), (), ())
    assert recorder.said == [
        *BEGIN,
        f"Open a.docx {OPEN}", f"Export a.pdf {EXPORT}", "Close {'SaveChanges': 0}",
        f"Open b.docx {OPEN}", f"Export b.pdf {EXPORT}", "Close {'SaveChanges': 0}",
        *END,
    ]  # fmt: skip


def test_a_letter_that_word_refuses_costs_the_others_nothing_and_word_quits(tmp_path: Path) -> None:
    recorder = Recorder()
    sources = letters(tmp_path, "không mở được", "xuất hỏng", "tốt")

    run = make_pdfs(sources, tmp_path, WordMaker(recorder.starter()))

    assert list(run.done) == [sources[2]]
    assert [problem.place.file for problem in run.problems] == [str(sources[0]), str(sources[1])]
    assert recorder.said[-2:] == END
    assert recorder.said.count("Close {'SaveChanges': 0}") == 2


def test_word_that_does_not_start_is_told(tmp_path: Path) -> None:
    def dispatch() -> Any:
        raise ComError

    with pytest.raises(OutputError, match=r"^Word: Máy này không khởi động được Word\. Bỏ --by word"):
        make_pdfs(letters(tmp_path, "a"), tmp_path, WordMaker(WordStarter(dispatch, ComError)))


@pytest.mark.skipif(sys.platform == "win32", reason="here Word may be")
def test_where_no_word_can_be_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        make_pdfs(letters(tmp_path, "a"), tmp_path, WordMaker())

    assert str(caught.value) == (
        "Word: Chỉ máy Windows có Word mới tạo được PDF bằng Word. Bỏ --by word để dùng LibreOffice; muốn "
        "dùng Word thì cài Word, rồi: py -m pipx inject sokhet-docs pywin32"
    )


def test_what_word_made_is_not_made_again_by_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = letters(tmp_path, "a")
    make_pdfs(sources, tmp_path, WordMaker(Recorder().starter()))
    monkeypatch.setenv("PATH", "")

    assert make_pdfs(sources, tmp_path).made == ()
