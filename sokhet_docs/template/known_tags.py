"""What someone wrote where a tag should stand → the field or header that was meant, if it is certain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import takewhile

from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.text.vietnamese import loose_key, match_key
from sokhet_docs.vocabulary import iter_leaves

_BEFORE_DIGIT = re.compile(r"^M_(?=\d)")  # Word has no field whose name begins with a digit
_CUT_FROM = 39  # characters of a name that a mail merge may have cut: it keeps 40, the last maybe a space
_LEAST_NEAR = 6  # letters of a name that may have a slip of the pen in it


class KnownTags:
    """The fields and headers that a tag may name; ``fields`` are the dotted names of the fields alone."""

    def __init__(self, options: TemplateOptions) -> None:
        self.fields = [name for name, _ in iter_leaves(options.shape or {}) if "[]" not in name]
        self._meant = {**(options.aliases or {}), **{name: name for name in self.fields}}
        names = tuple(dict.fromkeys((*self.fields, *self._meant)))
        self._by_spelling = self._only_by(_spelling, names)
        self._by_letters = self._only_by(loose_key, names)

    def find(self, written: str) -> str | None:
        """Return the name that ``written`` spells; None for none, or for several that mean different fields.

        Capitals, underscores and a filter do not count; marks only where a name is spelt with the same ones.
        """
        name = _BEFORE_DIGIT.sub("", written.partition("|")[0].strip())
        if not loose_key(name):
            return None
        found = self._by_spelling.get(_spelling(name)) or self._by_letters.get(loose_key(name))
        return found or self._find_cut(name)

    def tag_for(self, written: str) -> str | None:
        """Return what a tag says for ``written``, its filter too; None where `find` knows none."""
        name, (_, sign, filters) = self.find(written), written.partition("|")
        return f"{name}|{filters.strip()}" if name and sign else name

    def exact(self, written: str) -> str | None:
        """Return ``written``, a field's very name, maybe with a filter; None for anything else."""
        return written if written.partition("|")[0].strip() in self.fields else None

    def near(self, written: str) -> str | None:
        """Return the one name of which ``written`` may be a slip of the pen; None for a short one."""
        key = loose_key(written)
        slips = [other for other in self._by_letters if len(key) >= _LEAST_NEAR and _is_slip(key, other)]
        return self._only_one(slips)

    def _find_cut(self, name: str) -> str | None:
        """Return the one header of which Word's mail merge kept only the beginning."""
        if len(name) < _CUT_FROM:
            return None
        return self._only_one(key for key in self._by_letters if key.startswith(loose_key(name)))

    def _only_one(self, keys: Iterable[str]) -> str | None:
        """Return the name of the one field that ``keys`` stand for; None for several."""
        found = {self._meant[self._by_letters[key]]: self._by_letters[key] for key in keys}
        return next(iter(found.values())) if len(found) == 1 else None

    def _only_by(self, key_of: Callable[[str], str], names: Iterable[str]) -> Mapping[str, str]:
        """Return names by their keys, but for keys that stand for several fields."""
        alike: dict[str, dict[str, str]] = {}
        for name in names:
            alike.setdefault(key_of(name), {})[self._meant[name]] = name
        return {key: next(iter(found.values())) for key, found in alike.items() if len(found) == 1}


def _spelling(name: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", match_key(name))).strip()


def _same_letters(one: str, other: str) -> int:
    """Return with how many of the same letters both names begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two names differ by one letter, or by two that changed places."""
    start = _same_letters(one, other)
    end = _same_letters(one[start:][::-1], other[start:][::-1])
    rest, other_rest = one[start : len(one) - end], other[start : len(other) - end]
    if len(rest) == len(other_rest) == 2:
        return rest == other_rest[::-1]
    return max(len(rest), len(other_rest)) == 1 and not (rest + other_rest).isdigit()
