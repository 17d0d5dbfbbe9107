"""This machine → its findings: each probe within a time of its own, and none can fail the others.

A network drive that is gone, a spooler that hangs: such a probe is left behind, and the report says so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sokhet_docs.help.programs import iter_fonts, iter_office, iter_printers
from sokhet_docs.help.report import Finding, Machine, State
from sokhet_docs.help.surroundings import iter_console, iter_folder, iter_places, iter_program

SECONDS = 10.0  # for all probes together
Probe: TypeAlias = Callable[[], Iterable[Finding]]


def examine(folder: Path, settings: Path) -> Machine:
    """Return what this machine has for work in ``folder``; ``settings`` is the program's own folder."""
    probes: dict[str, Probe] = {
        "Chương trình": iter_program,
        "Word, Excel, LibreOffice": iter_office,
        "Phông chữ": iter_fonts,
        "Máy in": iter_printers,
        "Thư mục và ổ đĩa": partial(iter_folder, folder),
        "Cửa sổ lệnh": iter_console,
        "Nơi lưu": partial(iter_places, settings),
    }
    return Machine(run_probes(probes, SECONDS))


def run_probes(probes: dict[str, Probe], seconds: float) -> list[tuple[str, Sequence[Finding]]]:
    """Run ``probes``, each in a thread; return their findings by title, within ``seconds`` in all."""
    found: dict[str, list[Finding]] = {title: [] for title in probes}
    threads = {title: _started(probe, found[title]) for title, probe in probes.items()}
    end = time.monotonic() + seconds
    groups: list[tuple[str, Sequence[Finding]]] = []
    for title, thread in threads.items():
        thread.join(max(0.0, end - time.monotonic()))
        late = [_UNKNOWN_LATE] if thread.is_alive() else []
        groups.append((title, [*found[title], *late]))
    return groups


_UNKNOWN_LATE = Finding("Chưa xem hết", "máy trả lời quá lâu", State.MISSING, "thử lại khi máy rảnh.")


def _started(probe: Probe, found: list[Finding]) -> threading.Thread:
    def run() -> None:
        try:
            for finding in probe():
                found.append(finding)  # noqa: PERF402  what was found before it hangs counts
        except Exception as err:  # noqa: BLE001  whatever a machine does to a probe, the others go on
            found.append(Finding("Không xem được", type(err).__name__, State.MISSING))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
