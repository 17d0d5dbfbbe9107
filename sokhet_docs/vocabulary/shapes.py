"""What fields are made of, and which a clerk added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Shape: TypeAlias = "str | list[Shape] | Mapping[str, Shape]"
"""A leaf is the field's meaning in Vietnamese, a mapping its sub-fields, a list of one a loop's element."""


@dataclass(frozen=True, slots=True)
class CustomFields:
    """What the clerk added: headers of columns of `Đơn vị`, labels of lines of `Kế hoạch`."""

    columns: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def iter_leaves(shape: Shape, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield every field below ``shape`` as (dotted name, meaning); a loop's element is named ``name[]``."""
    if isinstance(shape, str):
        yield name, shape
    elif isinstance(shape, list):
        yield from iter_leaves(shape[0], f"{name}[]")
    else:
        for key, below in shape.items():
            yield from iter_leaves(below, f"{name}.{key}" if name else key)
