"""pyproject.toml names every library that the code imports: a fresh machine has no others."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.support.environment import ROOT

OFFICE_ALONE = {"uno", "com", "unohelper"}  # there in LibreOffice's own Python, and nowhere else


WINDOWS_ALONE = {"pythoncom", "pywintypes", "win32com"}  # what the extra `word` brings, on Windows


def declared() -> tuple[set[str], set[str]]:
    """Return the distributions of the program, its extras too, and those that tests and tools may use."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    dev = {_plain(name) for name in extras.pop("dev")}
    optional = [name for extra in extras.values() for name in extra]
    return {_plain(name) for name in [*project["dependencies"], *optional]}, dev


def _plain(requirement: str) -> str:
    name = re.split(r"[\s;<>=!~\[]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(paths: Iterable[Path]) -> Iterator[str]:
    """Yield the outermost package of every import in ``paths`` that is not Python's own."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            yield from (name.partition(".")[0] for name in names)


def undeclared(folders: Iterable[str], allowed: set[str]) -> list[str]:
    """Return the packages that the modules of ``folders`` import and no one of ``allowed`` brings."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    own = {"sokhet_docs", "benchmarks", "tests", "tools"} | OFFICE_ALONE | WINDOWS_ALONE
    bringing = packages_distributions()
    outside = set(imported(paths)) - own - sys.stdlib_module_names
    return sorted(name for name in outside if not {_plain(each) for each in bringing.get(name, [])} & allowed)


def test_the_program_imports_only_what_it_declares() -> None:
    program, _ = declared()

    assert undeclared(["sokhet_docs"], program) == []


def test_tests_and_tools_import_only_what_is_declared() -> None:
    program, dev = declared()

    assert undeclared(["tests", "tools", "benchmarks"], program | dev) == []
