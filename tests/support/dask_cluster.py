"""A Dask cluster of real processes on this machine: a scheduler and workers, each to be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_START_SECONDS = 60.0
Process = subprocess.Popen[bytes]


@dataclass
class Cluster:
    """A running cluster: its ``address``, the processes of its scheduler and of its workers."""

    address: str
    scheduler: Process
    workers: list[Process] = field(default_factory=list)


@contextmanager
def cluster(
    folder: Path, environments: Sequence[dict[str, str]], *, tls: Sequence[str] = ()
) -> Iterator[Cluster]:
    """Run a scheduler, and a worker in each of ``environments`` (added to this process's), until the end.

    ``tls`` are the options that name the certificates; without them the connections are in the clear.
    """
    about, host = folder / "scheduler.json", f"{'tls' if tls else 'tcp'}://127.0.0.1"
    options = ["--scheduler-file", str(about), "--no-dashboard", "--host", host, *tls]
    with ExitStack() as stack:
        scheduler = _start(stack, "dask_scheduler", [*options, "--port", "0"], folder / "scheduler.log", {})
        running = Cluster(_address(about), scheduler)
        for number, environment in enumerate(environments):
            words = [*options, "--nworkers", "1", "--nthreads", "1", "--no-nanny"]
            log = folder / f"worker{number}.log"
            running.workers.append(_start(stack, "dask_worker", words, log, environment))
        for number in range(len(environments)):
            _wait_for(folder / f"worker{number}.log", b"Registered to")
        yield running


def _start(
    stack: ExitStack, program: str, words: Sequence[str], log: Path, environment: dict[str, str]
) -> Process:
    command = [sys.executable, "-m", f"distributed.cli.{program}", *words]
    output = stack.enter_context(log.open("wb"))
    process = subprocess.Popen(
        command, cwd=log.parent, env=os.environ | environment,
        stdout=output, stderr=output, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def _address(about: Path) -> str:
    _wait_for(about, b'"address"')
    return str(json.loads(about.read_text(encoding="utf-8"))["address"])


def _wait_for(path: Path, mark: bytes) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not path.exists() or mark not in path.read_bytes():
        assert time.monotonic() < deadline, f"{path.name} says no {mark.decode()}"
        time.sleep(0.05)
