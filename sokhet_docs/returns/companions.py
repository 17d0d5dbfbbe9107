"""Files that came in one mail or archive → a word on what they say of one another's units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from sokhet_docs.returns.received import BETWEEN, Return

_TOGETHER = (
    "Cùng thư hoặc cùng tệp nén có báo cáo của {}; nếu tệp này cũng của đơn vị ấy, "
    "hãy chỉ định bằng --assign."
)
_LETTER = (
    "Cùng thư hoặc cùng tệp nén có “{}” mang đầu văn bản của {}; nếu báo cáo này của nơi ấy, hãy chỉ định "
    "bằng --assign."
)


@dataclass(frozen=True, slots=True)
class Companions:
    """What is known of the files of one collection.

    ``unit_names`` are the names of the units by their codes, ``letterheads`` the codes of the units whose
    letterhead stands on files that are no report, by the files' names.
    """

    unit_names: Mapping[str, str]
    letterheads: Mapping[str, str]

    def told(self, added: Sequence[Return]) -> list[Return]:
        """Return ``added``, with a word on what came together with each and may be of its unit, or not.

        Nobody is credited: a mail may bring the reports of several units.
        """
        bundles: dict[str, list[Return]] = defaultdict(list)
        for item in added:
            if item.bundle and not item.is_note:
                bundles[item.bundle].append(item)
        return [self._told(item, bundles.get(item.bundle, [])) for item in added]

    def _told(self, item: Return, together: Iterable[Return]) -> Return:
        if item.is_note:
            return item
        words = (
            self._of_nobodys(item, together) if item.unit_code is None else self._of_report(item, together)
        )
        return replace(item, problems=(*item.problems, words)) if words else item

    def _of_nobodys(self, item: Return, together: Iterable[Return]) -> str:
        """Return a word on the one unit whose report came together with a file that names no other."""
        codes = {one.unit_code for one in together if one.unit_code}
        is_another = self.letterheads.get(item.file, "") not in (*codes, "")
        return "" if len(codes) != 1 or is_another else _TOGETHER.format(self.unit_names[codes.pop() or ""])

    def _of_report(self, item: Return, together: Iterable[Return]) -> str:
        """Return a word on another unit's letter that came together with a report."""
        if item.file in self.letterheads:
            return ""
        letters = {one: self.letterheads[one.file] for one in together if one.file in self.letterheads}
        if not letters or item.unit_code in letters.values():
            return ""
        letter, code = next(iter(letters.items()))
        return _LETTER.format(
            PurePosixPath(letter.original.rpartition(BETWEEN)[2]).name, self.unit_names[code]
        )
