"""One template → what in it acts by itself, and would go out to every unit; it is refused.

A file fetched from elsewhere, a field that runs a program or brings a file in, a macro, an object of another
program.
"""

from __future__ import annotations

from collections.abc import Iterator

from sokhet_docs.office.package import Package
from sokhet_docs.problems import Place, Problem
from sokhet_docs.template.checking.active_attributes import iter_active_elements
from sokhet_docs.template.checking.active_fields import iter_active_fields
from sokhet_docs.template.checking.active_parts import iter_active_relationships
from sokhet_docs.template.checking.lost_pictures import find_lost_pictures
from sokhet_docs.template.checking.spots import spot_of_element, spot_of_relationship

_NO_FIELD = "Hãy thay trường này bằng chữ thường."
_PICTURE = "INCLUDEPICTURE"
_NO_ELEMENT = "Hãy xóa chỗ này, hoặc chèn hẳn hình vào mẫu."


def find_active_content(package: Package) -> Iterator[Problem]:
    """Yield an error for each piece of active content, and each picture lost: what it is, and where."""
    yield from dict.fromkeys((*find_lost_pictures(package), *_iter_active(package)))


def _iter_active(package: Package) -> Iterator[Problem]:
    for name, rel, what, hint in iter_active_relationships(package):
        yield _problem(package, spot_of_relationship(package, name, rel), what, hint)
    for name, element, what in iter_active_elements(package):
        yield _problem(package, spot_of_element(package, name, element), what, _NO_ELEMENT)
    for name, element, what in iter_active_fields(package):
        yield _problem(
            package,
            spot_of_element(package, name, element),
            what,
            _NO_ELEMENT if _PICTURE in what else _NO_FIELD,
        )


def _problem(package: Package, spot: str, what: str, hint: str) -> Problem:
    message = f"Mẫu có {what}, sẽ tự chạy hoặc tự tải ở máy đơn vị."
    return Problem(Place(package.file, spot), message, hint)
