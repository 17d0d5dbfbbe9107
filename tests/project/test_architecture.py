"""docs/architecture.md is true: every room stands in its tables and knows only rooms above its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.environment import ROOT

PACKAGE = ROOT / "sokhet_docs"
DOORS = {"__init__", "__main__"}  # the package's front doors open on rooms from anywhere


def rooms_as_drawn() -> list[str]:
    """Return the rooms of the document's tables, from top to bottom."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w/]+)\.py` \|", text, re.MULTILINE)


def rooms_known_to(path: Path) -> Iterator[str]:
    """Yield the rooms that the module at ``path`` imports anywhere in it, for types alone too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sokhet_docs":
            home = (node.module or "").replace(".", "/")
            names = [home, *(f"{home}/{alias.name}" for alias in node.names)]
            yield from (name.partition("/")[2] for name in names if (ROOT / f"{name}.py").exists())


def test_every_room_is_drawn_once() -> None:
    rooms = {path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py")}
    rooms = {room for room in rooms if room.rpartition("/")[2] not in DOORS}

    assert sorted(rooms_as_drawn()) == sorted(rooms)


def test_a_room_knows_only_rooms_above_it() -> None:
    order = {room: rank for rank, room in enumerate(rooms_as_drawn())}
    known = {room: set(rooms_known_to(PACKAGE / f"{room}.py")) for room in order}

    assert {
        room: wrong
        for room, others in known.items()
        if (wrong := sorted(other for other in others if order.get(other, -1) >= order[room]))
    } == {}
