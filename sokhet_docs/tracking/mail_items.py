"""What was typed into the mails that brought a unit's files → review items, beyond mere greetings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sokhet_docs.returns import Return
from sokhet_docs.text.vietnamese import slug
from sokhet_docs.tracking.supplements import words_that_announce
from sokhet_docs.tracking.unit_status import ReviewItem

_MOST_SHOWN = 500  # characters of what was typed into a mail
_GREETING = (
    "kinh gui bao cao anh chi em toi xin kem theo dinh tep file thu mail tran trong cam on dong ban chao vao"
    " muon bieu phu luc nhe a da vang"
)
_POLITE = frozenset(_GREETING.split())
_WORD = re.compile(r"[a-z0-9]+")


def mail_items(files: Iterable[Return]) -> Iterator[ReviewItem]:
    """Yield an item for each mail that brought any of ``files`` and says more than a greeting.

    It is only to be known, unless the words announce a correction or a supplement.
    """
    by_words = {item.mail_words: item for item in files}
    for words, item in by_words.items():
        if told := told_words(item):
            yield ReviewItem(item.file, told, minor=not words_that_announce(words.split("\n")))


def told_words(item: Return) -> str:
    """Return what was typed into the mail of ``item`` as a sentence; "" for nothing but a greeting."""
    words = item.mail_words
    if not set(_WORD.findall(slug(words, " ", longest=len(words) + 1))) - _POLITE:
        return ""
    shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rsplit(' ', 1)[0]}…"
    return f"Lời trong thư: “{shown}”."
