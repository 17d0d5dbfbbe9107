"""Chunks of letters → their PDFs by Microsoft Word, one chunk at a time."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from sokhet_docs.office.files import problem_of
from sokhet_docs.office.word_program import NoWordError, WordStarter, convert_by_word, find_word
from sokhet_docs.printing.pdf.ledger import WORD
from sokhet_docs.printing.pdf.makers import Chunk, Made, staged
from sokhet_docs.problems import OutputError, Problem

_NO_WORD_HINT = (
    "Bỏ --by word để dùng LibreOffice; muốn dùng Word thì cài Word, rồi: "
    "py -m pipx inject sokhet-docs pywin32"
)


class WordMaker:
    """Word on this machine, one for each chunk; ``starter`` None looks for it when this is opened."""

    kind = WORD
    width = 1

    def __init__(self, starter: WordStarter | None = None) -> None:
        self._starter = starter
        self._stopped = threading.Event()

    def open(self) -> Sequence[Problem]:
        """Look for Word. Raises OutputError where it is not."""
        try:
            self._starter = self._starter or find_word()
        except NoWordError as err:
            raise _no_word(err) from err
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="word")
        return ()

    def submit(self, chunk: Chunk) -> Future[Made]:
        """Begin to convert ``chunk`` as soon as those before it are done."""
        return self._thread.submit(self._convert, chunk)

    def check(self) -> None:
        """Do nothing: Word tells nobody how far it is."""

    def close(self) -> None:
        """Wait until Word has quit, after the letter that it has open; the others are left."""
        self._stopped.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _convert(self, chunk: Chunk) -> Made:
        assert self._starter is not None  # noqa: S101  it was opened
        try:
            with tempfile.TemporaryDirectory(prefix="sokhet-docs-", ignore_cleanup_errors=True) as place:
                letters = staged(chunk, Path(place))
                made = {}
                with closing(convert_by_word(self._starter, list(letters), Path(place))) as results:
                    for source, pdf in results:
                        made[letters[source].number] = pdf.read_bytes()
                        if self._stopped.is_set():
                            break
                return made
        except NoWordError as err:
            raise _no_word(err) from err
        except OSError as err:
            raise OutputError([problem_of(err, Path(tempfile.gettempdir()))]) from err


def _no_word(err: NoWordError) -> OutputError:
    return OutputError.at("Word", str(err), _NO_WORD_HINT)
