"""PDFs of the sample's letters → one file for the printer: seconds and memory, against joining them once."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from sokhet_docs import generate
from sokhet_docs.printing import make_pdfs

ROOT = Path(__file__).parent.parent
_START = """
import sys, time
from pathlib import Path
pdfs = sorted(Path(sys.argv[1]).glob("*.pdf"))
start = time.perf_counter()
"""
_PRINT = """
from sokhet_docs.printing.print_file.letter_pdf import read_documents
from sokhet_docs.printing.print_file.merging import PrintFile, count
made = PrintFile("in", duplex=sys.argv[2] == "duplex")
for pdf in pdfs:
    made.bookmark(pdf.stem)
    documents = read_documents(pdf, ["letter"])
    for _ in range(int(sys.argv[3])):
        for document in documents:
            made.add(document)
    documents[0].close()
content = made.content()
pages = count(content).tally.pages
"""
_JOIN = """
import io
from pypdf import PdfWriter
writer = PdfWriter()
for pdf in pdfs:
    writer.append(pdf)
stream = io.BytesIO()
writer.write(stream)
content, pages = stream.getvalue(), len(writer.pages)
"""
_END = """
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(time.perf_counter() - start, int(peak.split()[1]) / 1024, len(content) / 1e6, pages)
"""


def measure() -> dict[str, float]:
    """Return the figures; LibreOffice makes the PDFs first, which is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder)
        generate(ROOT / "data" / "units.xlsx", ROOT / "templates", output)
        made = make_pdfs(sorted(output.glob("*.docx")), output)
        pdfs = next(iter(made.done.values())).parent
        joined = _run(_JOIN, pdfs)
        twice = _run(_PRINT, pdfs, "simplex", "2")
        duplex = _run(_PRINT, pdfs, "duplex", "2")
        often = _run(_PRINT, pdfs, "duplex", "20")
    return {
        "66 letters × 2, pages": twice[3],
        "66 letters × 2, s": twice[0],
        "66 letters × 2, peak, MB": twice[1],
        "66 letters × 2, against joining them once, time": twice[0] / joined[0],
        "66 letters × 2, against joining them once, bytes": twice[2] / joined[2],
        "66 letters × 2, both sides, s": duplex[0],
        "66 letters × 20, against × 2, time": often[0] / duplex[0],
        "66 letters × 20, against × 2, peak": often[1] / duplex[1],
        "66 letters × 20, against × 2, bytes": often[2] / duplex[2],
    }


def _run(program: str, pdfs: Path, *words: str) -> tuple[float, ...]:
    """Return the best of three runs, each in a new process: seconds, peak in MB, MB written, pages."""
    command = [sys.executable, "-c", _START + program + _END, str(pdfs), *words]
    runs = [
        subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
        for _ in range(3)
    ]
    return min(tuple(map(float, run.split())) for run in runs)
