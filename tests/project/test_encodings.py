"""Nothing depends on the system's locale: whatever opens a text names its encoding.

On a Vietnamese Windows the encoding that is meant by none is cp1258, elsewhere cp1252: both damage our words.
ruff's rule (PLW1514) knows a path only where it can see its type; this knows the calls by their names.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.environment import ROOT

STRICT = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
FOLDERS = ("sokhet_docs", "tools", "benchmarks", "tests")
TEXT_MODES = frozenset("rwax+t")
RUNS = {"run", "Popen", "check_output", "check_call", "call"}
TEXT_OPTIONS = {"text", "universal_newlines"}
OF_NO_FILE = {"_folder", "maker"}  # whose open() is our own
LOCALE_WORDS = {"setlocale", "getpreferredencoding", "getlocale", "getdefaultlocale", "strxfrm", "strcoll"}


def is_unnamed(call: ast.Call) -> bool:
    """Tell whether ``call`` opens a text without an encoding."""
    function = call.func
    name = _name_of(function)
    options = {option.arg: option.value for option in call.keywords}
    if "encoding" in options or None in options:  # None: of a ** that may bring it
        return False
    if name == "open":
        if isinstance(function, ast.Attribute) and _name_of(function.value) in OF_NO_FILE:
            return False
        return _opens_text(call, options, is_method=isinstance(function, ast.Attribute))
    if name == "read_text":
        return isinstance(function, ast.Attribute) and not call.args
    if name == "write_text":
        return len(call.args) < 2
    if name == "TextIOWrapper":
        return len(call.args) < 2
    return name in RUNS and any(_is_true(options.get(option)) for option in TEXT_OPTIONS)


def _name_of(value: ast.expr) -> str:
    return value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")


def _opens_text(call: ast.Call, options: dict[str | None, ast.expr], *, is_method: bool) -> bool:
    """Tell whether ``open(path, mode)``, or ``path.open(mode)`` as a method, opens a text."""
    position = 0 if is_method else 1
    mode = options.get("mode") or (call.args[position] if len(call.args) > position else None)
    if "fileobj" in options:  # of an archive
        return False
    if mode is None:
        return not is_method or not call.args
    text = mode.value if isinstance(mode, ast.Constant) and isinstance(mode.value, str) else "?"
    return bool(text) and TEXT_MODES.issuperset(text)


def _is_true(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and bool(value.value)


def asks_for_locale(node: ast.AST) -> bool:
    """Tell whether ``node`` uses what the system's locale decides."""
    return isinstance(node, ast.Attribute) and node.attr in LOCALE_WORDS


def faults_of(source: str) -> Iterator[int]:
    """Yield the lines of ``source``, a module, that depend on the system's locale."""
    for node in ast.walk(ast.parse(source)):
        if (isinstance(node, ast.Call) and is_unnamed(node)) or asks_for_locale(node):
            yield getattr(node, "lineno", 0)


def test_every_text_is_opened_in_a_named_encoding() -> None:
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    found = {path: list(faults_of(path.read_text(encoding="utf-8"))) for path in paths}

    assert [f"{path.relative_to(ROOT)}:{line}" for path, lines in found.items() for line in lines] == []


@pytest.mark.parametrize(
    ("line", "is_fault"),
    [
        ("path.read_text()", True),
        ("path.read_text(encoding='utf-8')", False),
        ("path.read_text('utf-8')", False),
        ("path.write_text('Đơn vị')", True),
        ("path.write_text('Đơn vị', 'utf-8')", False),
        ("open(name)", True),
        ("open(name, 'w')", True),
        ("open(name, mode='a')", True),
        ("open(name, 'rb')", False),
        ("path.open()", True),
        ("path.open('w')", True),
        ("path.open('xb')", False),
        ("archive.open(member)", False),
        ("archive.open('content.xml')", False),
        ("io.TextIOWrapper(stream)", True),
        ("subprocess.run(command, text=True)", True),
        ("subprocess.run(command, text=True, encoding='utf-8')", False),
        ("subprocess.run(command, capture_output=True)", False),
        ("locale.setlocale(locale.LC_ALL, '')", True),
        ("locale.getpreferredencoding()", True),
    ],
)
def test_a_text_without_an_encoding_is_found(line: str, is_fault: bool) -> None:
    assert bool(list(faults_of(line))) is is_fault


def test_ruff_finds_one_too(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""A module."""\n\nfrom pathlib import Path\n\nPath("a").read_text()\n', encoding="utf-8"
    )
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]

    done = subprocess.run(
        [*command, "--config", ROOT / "pyproject.toml", module], capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 1
    assert b"unspecified-encoding" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings", [{"LC_ALL": "C"}, {"LC_ALL": "vi_VN.TCVN", "LANG": "vi_VN", "TZ": "Asia/Tokyo"}]
)
def test_no_byte_that_is_made_depends_on_the_locale(tmp_path: Path, settings: dict[str, str]) -> None:
    made = {}
    for name, locale in {
        "here": {},
        "there": {**settings, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        done = subprocess.run(
            [*STRICT, "-m", "sokhet_docs", "generate", "--only", "DB01", "--only", "66"],
            cwd=folder,
            env={**os.environ, **locale},
            capture_output=True,
            check=False,
            timeout=60,
        )
        letters = {path.name: path.read_bytes() for path in sorted((folder / "output").glob("*.docx"))}
        made[name] = done.returncode, done.stdout, done.stderr, letters

    assert made["there"] == made["here"]
    assert made["here"][0] == 0
    assert len(made["here"][3]) == 2
