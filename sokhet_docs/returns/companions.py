"""A file that says nothing of its unit → a word on the unit whose report came in the same mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sokhet_docs.returns.received import Return

_TOGETHER = "Cùng thư hoặc cùng tệp nén có báo cáo của {}; nếu tệp này cũng của đơn vị ấy, hãy chỉ định bằng "
_ASSIGN = "--assign."


def with_companions(added: Sequence[Return], unit_names: Mapping[str, str]) -> list[Return]:
    """Return ``added``, each file that is nobody's with a word on the one unit that it came together with.

    ``unit_names`` are the names of the units by their codes. Nobody is credited: a mail may bring the reports
    of several units.
    """
    units: dict[str, set[str]] = defaultdict(set)
    for item in added:
        if item.bundle and item.unit_code and not item.is_note:
            units[item.bundle].add(item.unit_code)
    return [_with_companion(item, units.get(item.bundle, set()), unit_names) for item in added]


def _with_companion(item: Return, codes: set[str], unit_names: Mapping[str, str]) -> Return:
    if item.unit_code is not None or item.is_note or len(codes) != 1:
        return item
    told = f"{_TOGETHER.format(unit_names[next(iter(codes))])}{_ASSIGN}"
    return replace(item, problems=(*item.problems, told))
