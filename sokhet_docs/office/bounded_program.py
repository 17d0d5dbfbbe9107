"""A program's command → a run of it that ends with all that it started, however the run or this process ends.

A program may start others (soffice starts oosplash, which starts soffice.bin), and this process may be killed
in a way that no handler sees. So the operating system does it: on Windows a job object, elsewhere a guard
process that waits on a pipe which closes with this process, and then kills the program's whole group.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

MAX_MEMORY = 2_500_000_000  # bytes of address space; LibreOffice itself takes half of it
_MAX_FILE = 500_000_000  # bytes of a file that it writes
_END_SECONDS = 2.0  # within which killed processes are gone, if their new parent cares for them at all
# A limit that the system does not know is left out: the others hold. The guard reads what never comes.
_GUARDED = (
    f"ulimit -v {MAX_MEMORY // 1024}; ulimit -f {_MAX_FILE // 512}; ulimit -c 0; "
    'exec 3<&0 </dev/null; (read -r _ <&3; kill -9 0) & exec 3<&-; "$@"; kill -9 $!; wait'
)


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``command``, its ``environment`` added to this process's; end it and all of its at the end.

    Raises OSError when it cannot be started.
    """
    whole, nowhere = os.environ | environment, subprocess.DEVNULL
    if sys.platform == "win32":  # pragma: no cover
        from sokhet_docs.office.windows_job import in_job

        with (
            subprocess.Popen(command, env=whole, stdout=nowhere, stderr=nowhere) as process,  # noqa: S603
            in_job(process, MAX_MEMORY),
        ):
            yield process
        return
    guarded = ["/bin/sh", "-c", _GUARDED, "sh", *command]
    with subprocess.Popen(  # noqa: S603  a program that was looked up, on paths of our own making
        guarded, env=whole, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    assert sys.platform != "win32"  # noqa: S101  which has no groups
    # Waiting for all of them: what still runs would write into folders that are being removed.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + _END_SECONDS
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(process.pid, 0)
            time.sleep(0.01)
