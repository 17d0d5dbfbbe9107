"""The architecture holds: every import contract of pyproject.toml, which can fail, and the late imports."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.environment import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = [contract["name"] for contract in SETTINGS["tool"]["importlinter"]["contracts"]]
LAYERS, NO_ROOT, NO_CIRCLE, *ENTRY_POINTS = CONTRACTS


def first_module_of(folder: str) -> str:
    """Return the name of a module of the package's ``folder``."""
    modules = sorted((ROOT / "sokhet_docs" / folder).glob("[a-z]*.py"))
    return f"sokhet_docs.{folder}.{modules[0].stem}"


# Contract → the module that breaks it, the import that it is given.
FORBIDDEN = {
    LAYERS: ("plan/__init__.py", "import sokhet_docs.workbook"),
    NO_ROOT: ("letters/__init__.py", "from sokhet_docs import __version__"),
    NO_CIRCLE: ("plan/model.py", "import sokhet_docs.plan.selection"),
} | {name: ("__main__.py", f"import {first_module_of(name.partition(':')[0])}") for name in ENTRY_POINTS}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Prove the contracts on the copy of the package in ``folder``."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts."""
    shutil.copytree(ROOT / "sokhet_docs", tmp_path / "sokhet_docs", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def test_every_import_contract_is_kept(copy: Path) -> None:
    done = lint_imports(copy)

    assert done.returncode == 0, done.stdout
    assert [name for name in CONTRACTS if f"{name} KEPT" not in done.stdout] == []


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_forbidden_import_breaks_its_contract(copy: Path, contract: str) -> None:
    name, line = FORBIDDEN[contract]
    module = copy / "sokhet_docs" / name
    module.write_text(f"{module.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")

    done = lint_imports(copy)

    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


START = "import sokhet_docs.cli"
READ = "from sokhet_docs import read_plan; read_plan(sys.argv[1])"
SLOW = {
    "distributed", "docx", "docxtpl", "holidays", "jinja2", "lxml", "msgspec", "openpyxl", "pypdf", "rich",
    "xlrd",
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "needed"),
    [("import sokhet_docs", set()), (START, {"click"}), (READ, {"lxml"})],
    ids=["the package", "the command line", "a workbook read"],
)
def test_what_is_slow_to_import_waits_until_it_is_needed(code: str, needed: set[str]) -> None:
    probe = f"import sys; {code}; print(*sorted({SLOW | {'click'}} & sys.modules.keys()))"
    sample = ROOT / "data" / "units.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", probe, sample],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )

    assert set(done.stdout.split()) == needed
