"""The committed templates and the script that makes them say the same, part by part, every time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.support.archives import canonical_parts, read_parts
from tests.support.effective_layout import W
from tests.support.environment import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    _build(folder)
    return folder


def _build(folder: Path) -> None:
    command = [sys.executable, "-m", "tools.build_templates", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)


def _parts(path: Path) -> dict[str, bytes]:
    return canonical_parts(path.read_bytes())


def test_the_committed_templates_are_what_the_script_makes(built: Path) -> None:
    committed = {path.name: _parts(path) for path in (ROOT / "templates").glob("*.docx")}
    made = {path.name: _parts(path) for path in built.glob("*.docx")}
    assert sorted(committed) == sorted(made)
    different = [
        f"{name} {part}"
        for name, parts in made.items()
        for part in {*parts, *committed[name]}
        if parts.get(part) != committed[name].get(part)
    ]
    assert different == []


def test_a_second_run_makes_the_same_bytes(built: Path, tmp_path: Path) -> None:
    _build(tmp_path)
    first = {path.name: path.read_bytes() for path in built.iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_all_templates_share_one_list_of_styles(built: Path) -> None:
    styles = {path.name: _styles_of(path) for path in built.iterdir()}
    cards = styles.pop("the-ten.docx")
    (shared,) = set(styles.values())
    assert cards[: len(shared)] == shared
    # The name cards, which are in no packet, have those of large letters too.
    assert all(b'w:styleId="The' in style for style in cards[len(shared) :])


def _styles_of(path: Path) -> tuple[bytes, ...]:
    root = etree.fromstring(_parts(path)["word/styles.xml"])
    return tuple(etree.tostring(style) for style in root)


def test_the_only_styles_with_an_english_name_are_built_into_word(built: Path) -> None:
    styles = etree.fromstring(_parts(built / "bao-cao.docx")["word/styles.xml"])
    names = {style.find(f"{W}name").get(f"{W}val") for style in styles.iter(f"{W}style")}  # type: ignore[union-attr]
    assert {name for name in names if str(name).isascii()} == {
        "Normal",
        "Default Paragraph Font",
        "header",
        "Placeholder Text",
    }


PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/header1.xml",
    "word/header2.xml",
}
STATIONERY = ("phong-bi.docx", "nhan.docx")  # their pages have no numbers, so no headers
NUMBERS = {"word/header1.xml", "word/header2.xml"}
GLOSSARY = {
    "word/glossary/document.xml",
    "word/glossary/_rels/document.xml.rels",
    "word/glossary/styles.xml",
}


def test_a_template_holds_only_what_it_needs(built: Path) -> None:
    for path in built.iterdir():
        needed = PARTS - NUMBERS if path.name in STATIONERY else PARTS
        assert set(_parts(path)) == (needed | GLOSSARY if path.name == "bao-cao.docx" else needed)
        assert path.stat().st_size < 20_000


def test_names_are_short_enough_for_word_to_keep_them(built: Path) -> None:
    # A clerk may save a template in Word, which keeps 40 characters of a bookmark's name, 64 of a tag.
    names = [(path.name, *found) for path in built.iterdir() for found in _names(path)]
    assert len(names) > 10
    limits = {"bookmarkStart": 40, "tag": 64}
    assert [(file, kind, name) for file, kind, name in names if len(name) > limits[kind]] == []


def _names(path: Path) -> list[tuple[str, str]]:
    body = etree.fromstring(read_parts(path.read_bytes())["word/document.xml"])
    marks = [("bookmarkStart", str(element.get(f"{W}name"))) for element in body.iter(f"{W}bookmarkStart")]
    return marks + [("tag", str(element.get(f"{W}val"))) for element in body.iter(f"{W}tag")]
