"""The way back: one core's seconds and the memory to collect and read 1,000 returned .docx of six pages."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from sokhet_docs import GenerateOptions, generate, read_plan
from sokhet_docs.letters.packets import Naming
from sokhet_docs.plan import outline_form
from sokhet_docs.returns.intake import collect
from sokhet_docs.returns.reader import read_answers
from sokhet_docs.returns.received import read_intake
from sokhet_docs.returns.returned_docx import read_returned_docx
from sokhet_docs.returns.sent_words import SentWords
from sokhet_docs.workbook.sources import sample_templates, sample_workbook

ROOT = Path(__file__).parent.parent
MANY, FEW = 1000, 100  # files
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SENTENCE = (
    "Cấp ủy đã lãnh đạo, chỉ đạo việc xây dựng và thực hiện quy chế dân chủ ở cơ sở, có kết quả rõ rệt. "
)


def write_returns(folder: Path, count: int) -> None:
    """Write ``count`` filled-in reports, no two alike, into ``folder``, and the form as sent beside it."""
    with tempfile.TemporaryDirectory() as place:
        options = GenerateOptions(only=("DB05",), naming=Naming(split=True))
        generate(sample_workbook(), sample_templates(), Path(place), options)
        (form,) = Path(place).glob("*bao-cao*.docx")
        (folder.parent / "sent.docx").write_bytes(form.read_bytes())
        with zipfile.ZipFile(form) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    body = _filled(parts["word/document.xml"])
    for number in range(count):
        with zipfile.ZipFile(folder / f"bao cao {number:04}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, blob in parts.items():
                text = body.replace(b"NUMBER", b"%d" % number) if name == "word/document.xml" else blob
                archive.writestr(name, text)


def _filled(body: bytes) -> bytes:
    """Return a form's body with a paragraph in every section and a number in every cell."""
    root = etree.fromstring(body)
    answered = {section.key for section in read_plan(sample_workbook()).sections if section.answered}
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(f"{W}val", "")
        for prompt in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
            control.find(f"{W}sdtPr").remove(prompt)  # type: ignore[union-attr]
        if name in answered:
            next(control.iter(f"{W}t")).text = f"Bản NUMBER. {SENTENCE * 2}"
        elif name.startswith("sl_") and not name.endswith("_tong"):
            next(control.iter(f"{W}t")).text = "NUMBER"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def measure() -> dict[str, float]:
    """Return every figure by name; seconds and megabytes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "in").mkdir()
        write_returns(folder / "in", MANY)
        collected = _in_a_process("collect", folder, MANY)
        few, many = (_in_a_process("read", folder, count) for count in (FEW, MANY))
        return {
            f"collect {MANY} returns, s": collected["seconds"],
            f"collect {MANY} returns, MB": collected["megabytes"],
            f"read {MANY} returns, s": many["seconds"],
            f"read {MANY} returns, MB": many["megabytes"],
            f"read {FEW} returns, MB": few["megabytes"],
        }


def _in_a_process(what: str, folder: Path, count: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.returns", what, str(folder), str(count)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _collect(folder: Path, count: int) -> None:
    taken = collect(read_plan(sample_workbook()), folder / "output", [folder / "in"])
    if len(taken.added) != count or taken.intake.unknown():
        raise RuntimeError("not every file was recognised")


def _read(folder: Path, count: int) -> None:
    plan, intake = read_plan(sample_workbook()), read_intake(folder / "output")
    form = outline_form(plan, plan.units[0])
    sent = SentWords.of_letters([read_returned_docx(folder / "sent.docx", sides=True)], [form])
    for item in intake.returns[:count]:
        path = intake.reading_path(item)
        if path is None or len(read_answers(path, form, sent=sent).sections["muc_1_1"]) != 1:
            raise RuntimeError(f"{item.file} was not read")


def _report(work: Callable[[Path, int], None], folder: Path, count: int) -> None:
    start = time.process_time()  # of this process alone, whatever else the machine does
    work(folder, count)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "megabytes": _peak_megabytes()}))


def _peak_megabytes() -> float:
    # Not getrusage: what it tells of a fresh process includes the one that started it.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _report({"collect": _collect, "read": _read}[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3]))
    else:
        for name, value in measure().items():
            print(f"{name:32} {value:10.2f}")
