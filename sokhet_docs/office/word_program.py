"""Word files → PDFs by Microsoft Word itself, on a Windows that has it.

A Word of its own is started, so that the one in which somebody works is left alone; files are opened to be
read only, no macro runs, nothing is asked, and Word is always told to quit. It was written to Microsoft's
description of these calls and tried against a stand-in that records them, not against Word.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What Word's constants are called in its object model.
_NO_ALERTS = 0  # wdAlertsNone
_NO_MACROS = 3  # msoAutomationSecurityForceDisable
_PDF = 17  # wdExportFormatPDF
_DO_NOT_SAVE = 0  # wdDoNotSaveChanges
_NO_PASSWORD = "?"  # noqa: S105  given, so that a file with another one is an error and no question


class NoWordError(Exception):
    """Word cannot be started here; the message is Vietnamese and says why."""


@dataclass(frozen=True, slots=True)
class WordStarter:
    """How Word is started: ``dispatch`` returns its Application, ``error`` is what its calls raise.

    ``prepare`` and ``leave`` are called before and after, in the thread that calls Word.
    """

    dispatch: Callable[[], Any]
    error: type[Exception]
    prepare: Callable[[], object] = lambda: None
    leave: Callable[[], object] = lambda: None


def find_word() -> WordStarter:
    """Return how Word is started on this machine. Raises NoWordError where it cannot be."""
    if sys.platform != "win32":
        raise NoWordError("Chỉ máy Windows có Word mới tạo được PDF bằng Word.")
    try:  # pragma: no cover
        import pythoncom
        import pywintypes
        import win32com.client
    except ImportError as err:  # pragma: no cover
        raise NoWordError("Máy này chưa cài phần nối với Word (pywin32).") from err

    def dispatch() -> Any:  # pragma: no cover
        return win32com.client.DispatchEx("Word.Application")

    return WordStarter(  # pragma: no cover
        dispatch, pywintypes.com_error, pythoncom.CoInitialize, pythoncom.CoUninitialize
    )


def convert_by_word(
    starter: WordStarter, sources: Sequence[Path], folder: Path
) -> Generator[tuple[Path, Path]]:
    """Yield each of ``sources`` with its PDF in ``folder``; those that Word refuses are left out.

    Raises NoWordError when Word cannot be started.
    """
    with _word(starter) as word:
        for source in sources:
            target = folder / f"{source.stem}.pdf"
            with suppress(starter.error):
                _export(word, source, target)
            if target.is_file():
                yield source, target


@contextmanager
def _word(starter: WordStarter) -> Iterator[Any]:
    starter.prepare()
    try:
        try:
            word = starter.dispatch()
        except starter.error as err:
            raise NoWordError("Máy này không khởi động được Word.") from err
        try:
            word.Visible = False
            word.DisplayAlerts = _NO_ALERTS
            word.AutomationSecurity = _NO_MACROS
            yield word
        finally:
            with suppress(starter.error):
                word.Quit(SaveChanges=_DO_NOT_SAVE)
    finally:
        starter.leave()


def _export(word: Any, source: Path, target: Path) -> None:
    document = word.Documents.Open(
        FileName=str(source),
        ConfirmConversions=False,
        ReadOnly=True,
        AddToRecentFiles=False,
        PasswordDocument=_NO_PASSWORD,
        Visible=False,
        NoEncodingDialog=True,
    )
    try:
        document.ExportAsFixedFormat(OutputFileName=str(target), ExportFormat=_PDF, OpenAfterExport=False)
    finally:
        document.Close(SaveChanges=_DO_NOT_SAVE)
