"""The project's documents are true: their links and pictures exist, the README's example runs as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from tests.support.environment import ROOT

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def anchors_of(text: str) -> set[str]:
    """Return the anchors of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_of_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    files = [link for link in links if not link.startswith("#")]
    anchors = [link[1:] for link in links if link.startswith("#")]

    assert [link for link in files if not (document.parent / link).is_file()] == []
    assert [anchor for anchor in anchors if anchor not in anchors_of(text)] == []


def test_every_picture_is_shown_and_small() -> None:
    texts = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    pictures = sorted((ROOT / "docs" / "pictures").iterdir())

    assert [picture.name for picture in pictures if f"pictures/{picture.name}" not in texts] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > 100_000] == []


def test_the_readme_s_example_runs_and_prints_what_it_says(tmp_path: Path) -> None:
    [example] = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    [said] = re.findall(r"^print\(.*\)\s+# (.*)$", example, re.MULTILINE)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    letter = Document()
    letter.add_paragraph("Kính gửi đồng chí {{ name }}")
    letter.save(str(tmp_path / "letter.docx"))

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{said}\n", "")
    assert len(list((tmp_path / "output").glob("*.docx"))) == 66
