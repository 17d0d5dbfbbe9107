"""A paragraph of an answer → what the unit wrote in it, without the form's own prompt.

Only the very words of a prompt that was sent are one. What is typed into its brackets, in its grey style or
around it is an answer, and so is a prompt of which a part was overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence

from sokhet_docs.office.docx_blocks import TextRun
from sokhet_docs.plan import Form
from sokhet_docs.returns.runs import common_start, cut_runs, text_of
from sokhet_docs.text.vietnamese import clean

_ANY = "[Bấm vào đây để viết.]"  # the prompt of a section without guidance
_MIN_PROMPT = 15  # characters; a shorter prompt may well be a word of an answer
_MIN_LEFT = 8  # characters of a prompt before or behind what was typed into it


class Prompts:
    """The prompts of a form, a line a paragraph."""

    def __init__(self, form: Form) -> None:
        self._by_tag = {tag: _lines(prompt) for tag, prompt in form.prompts.items()}
        self._every = [*dict.fromkeys(line for lines in self._by_tag.values() for line in lines), _ANY]

    def without(self, runs: Sequence[TextRun], tag: str) -> Sequence[TextRun]:
        """Return ``runs`` without a prompt: that of the field ``tag``, or another's that was moved there."""
        text = text_of(runs)
        own = self._by_tag.get(tag, ())
        if not text.strip() or not self._may_hold_one(text, own):
            return runs
        if clean(text).strip() in own:
            return []
        for prompt in (*own, *self._every):
            at = text.find(prompt) if len(prompt) >= _MIN_PROMPT else -1
            if at >= 0:
                return [*cut_runs(runs, 0, at), *cut_runs(runs, at + len(prompt))]
        return _typed_into(runs, text, own)

    def _may_hold_one(self, text: str, own: Sequence[str]) -> bool:
        return any(line[:_MIN_LEFT] in text or line[-_MIN_LEFT:] in text for line in (*own, _ANY))


def _typed_into(runs: Sequence[TextRun], text: str, prompts: Sequence[str]) -> Sequence[TextRun]:
    """Return what was typed into one of ``prompts``, which is whole around it; ``runs`` where none is."""
    for prompt in prompts:
        last = min(common_start(text, prompt), len(prompt))
        first = len(prompt) - common_start(text[::-1], prompt[::-1])
        if len(prompt) >= _MIN_PROMPT and first <= last and len(text) > len(prompt):
            start = _between_words(text, max(first, 0), last)
            return cut_runs(runs, start, len(text) - (len(prompt) - start))
    return runs


def _between_words(text: str, first: int, last: int) -> int:
    """Return where the typed words begin: of the places that are possible, one between words.

    Where they begin as the prompt goes on, several places are.
    """
    places = range(first, last + 1)
    return next((at for at in places if not text[max(0, at - 1) : at + 1].isalnum()), last)


def _lines(prompt: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in prompt.split("\n") if line.strip())
