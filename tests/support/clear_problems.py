"""Problems as a clerk must read them: each with its place, a Vietnamese sentence, no program's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sokhet_docs import Problem

_QUOTED = re.compile(r"“[^”]*”?|\{[{%].*[}%]\}|--?\w+")  # what the user wrote or has to write
_PROGRAM_WORDS = re.compile(
    r"\b(traceback|exception|\w*error|errno|warning|none|null|nan|object|attribute|argument|decode|codec|"
    r"parser|parse|invalid|expected|unexpected|failed|cannot|could not|must be|not found|line \d+|0x\w+)\b",
    re.IGNORECASE,
)


def assert_clear(problems: Iterable[Problem], file: str = "") -> None:
    """Fail unless there is a problem, and each names a place (in ``file``) and is a Vietnamese sentence."""
    listed = list(problems)
    assert listed, "no problem is named"
    for problem in listed:
        assert problem.place.file, f"no place: {problem}"
        assert file in {"", problem.place.file}, f"not in {file}: {problem}"
        assert_vietnamese(f"{problem.message} {problem.hint}".rstrip())


def assert_vietnamese(sentence: str) -> None:
    """Fail unless ``sentence`` is a sentence with Vietnamese letters and without a program's words."""
    assert sentence.endswith((".", "?")), sentence
    own_words = _QUOTED.sub("", sentence)
    assert any(ord(letter) > 127 for letter in unicodedata.normalize("NFD", own_words)), sentence
    assert not _PROGRAM_WORDS.search(own_words), sentence
