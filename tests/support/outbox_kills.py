"""Runs of the outbox, killed at every step and at random times → how many files that cost.

``python -m tests.support.outbox_kills`` prints it, where processes can be forked. Figures from ``torn`` on
must be 0.
"""

from __future__ import annotations

import functools
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from sokhet_docs.outbox import Fate, Outbox
from tests.support.outbox_builder import COURT, RUN, docx_of, put_all, standing

EDITED_NAME, ADDED_NAME = "002.docx", "009.docx"
EDITED = docx_of("Sửa tay cả buổi chiều")


@dataclass
class Tally:
    """What the kills did.

    ``midway``: kills that left some files old and some new; ``torn``: files neither old nor new; ``lost``:
    corrections that are nowhere; the others: what the next run did not put right.
    """

    kills: int = 0
    runs_that_ended: int = 0
    midway: int = 0
    torn: int = 0
    lost: int = 0
    taken_for_corrections: int = 0
    unfinished: int = 0
    leftovers: int = 0


def kill_at_every_step(force: bool, files: int = 4) -> Tally:
    """Kill a run before its first step on the disk, before its second …, until one run ends by itself."""
    tally = Tally()
    for step in range(1, 1000):
        _try_once(tally, files, force, before_run=lambda step=step: kill_myself_at(step))  # type: ignore[misc]
        if tally.runs_that_ended:
            return tally
    raise AssertionError("the run never ended")


def kill_at_random_times(times: int, force: bool, files: int = 30) -> Tally:
    """Kill ``times`` runs, each after a random part of the time that a whole run takes."""
    chance = random.Random(20)
    tally = Tally()
    duration = _measure(files, force)
    while tally.kills < times and tally.runs_that_ended < 4 * times:
        _try_once(tally, files, force, kill_after=chance.uniform(0, duration))
    return tally


def _measure(files: int, force: bool) -> float:
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), files)
        began = time.perf_counter()
        put_all(Path(folder), _versions("mới", files), force=force)
        return time.perf_counter() - began


@functools.cache
def _versions(word: str, files: int) -> dict[str, bytes]:
    # Of some size on the disk: a text that does not compress well.
    filling = random.Random(word).randbytes(20_000).hex()
    return {f"{number:03}.docx": docx_of(f"Bản {word} {number}", filling) for number in range(files)}


def _prepare(folder: Path, files: int) -> None:
    old = _versions("cũ", files)
    put_all(folder, {name: data for name, data in old.items() if name != ADDED_NAME})
    (folder / EDITED_NAME).write_bytes(EDITED)


def _try_once(
    tally: Tally,
    files: int,
    force: bool,
    *,
    before_run: Callable[[], None] | None = None,
    kill_after: float | None = None,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder, files)
        killed = _run_killed(folder, files, force, before_run, kill_after)
        tally.kills += killed
        tally.runs_that_ended += not killed
        _survey(tally, folder, files)
        _finish(tally, folder, files, force)


def _run_killed(
    folder: Path,
    files: int,
    force: bool,
    before_run: Callable[[], None] | None,
    kill_after: float | None,
) -> bool:
    victim = os.fork()
    if victim == 0:
        _run_and_exit(folder, files, force, before_run)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(victim, signal.SIGKILL)
    status = os.waitpid(victim, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the run failed by itself"
    return os.WIFSIGNALED(status)


def _run_and_exit(folder: Path, files: int, force: bool, before_run: Callable[[], None] | None) -> None:
    status = 1
    try:
        if before_run:
            before_run()
        put_all(folder, _versions("mới", files), force=force)
        status = 0
    finally:
        os._exit(status)


def kill_myself_at(step: int) -> None:
    """Let the process kill itself before its ``step``-th step on the disk."""
    steps = 0

    def count(event: str, _args: tuple[object, ...]) -> None:
        nonlocal steps
        if event in {"open", "os.rename", "os.remove", "os.mkdir"}:
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def _survey(tally: Tally, folder: Path, files: int) -> None:
    old, new = _versions("cũ", files), _versions("mới", files)
    found = standing(folder)
    tally.midway += bool(set(found.values()) & set(new.values()) and set(found.values()) & set(old.values()))
    for name, data in found.items():
        plain = Path(name).name.replace(" (mới)", "")
        tally.torn += data not in (old[plain], new[plain], EDITED)
    tally.torn += sum(name not in found for name in old if name != ADDED_NAME)
    tally.lost += EDITED not in found.values()


def _finish(tally: Tally, folder: Path, files: int, force: bool) -> None:
    # A later version, so that only what is noted can tell the killed run's files from corrections.
    later = _versions("sau", files)
    with Outbox(folder, RUN, force=force) as outbox:
        fates = {name: outbox.put(name, data, COURT).fate for name, data in later.items()}
    found = standing(folder)
    corrected = {name for name, fate in fates.items() if fate in (Fate.KEPT, Fate.REPLACED)}
    tally.taken_for_corrections += len(corrected - {EDITED_NAME})
    kept = {name for name, fate in fates.items() if fate is Fate.KEPT}
    tally.unfinished += sum(found[name] != data for name, data in later.items() if name not in kept)
    tally.lost += EDITED not in found.values()
    wanted = {"lock", "manifest.json", "hoan-tac.json"}
    tally.leftovers += len({path.name for path in (folder / ".sokhet-docs").iterdir()} - wanted)


def main() -> None:
    """Print the tallies of all four ways as JSON."""
    tallies = {
        "every step": kill_at_every_step(force=False),
        "every step, --force": kill_at_every_step(force=True),
        "random times": kill_at_random_times(25, force=False),
        "random times, --force": kill_at_random_times(25, force=True),
    }
    json.dump({way: asdict(tally) for way, tally in tallies.items()}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
