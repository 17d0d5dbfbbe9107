"""Chunks of letters → their PDFs by the workers of a Dask cluster.

Dask hands a chunk to another worker where one was killed; the results are files here, each once, because it
is this machine that looks at them, names them and notes them (`pdf_shelf`). Letters go over the network in
clear text only within this machine: to any other one the connection must be encrypted. Whoever has a
certificate of the cluster is trusted by all of it: Dask runs what it is sent.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sokhet_docs._version import __version__
from sokhet_docs.printing.pdf.cluster_differences import differences
from sokhet_docs.printing.pdf.cluster_worker import Machine, convert_chunk, this_machine
from sokhet_docs.printing.pdf.ledger import LIBREOFFICE
from sokhet_docs.printing.pdf.makers import Chunk, ChunkLostError, Made
from sokhet_docs.problems import OutputError, Problem, UsageError

_CONNECT_SECONDS = 20.0
_MACHINE_SECONDS = 120.0
_FORM = "Ghi: --cluster tls://máy:cổng, hoặc tcp://127.0.0.1:cổng trên chính máy này."
_INSTALL = f"Cài sokhet-docs {__version__}[cluster] trên mọi máy của cụm."
_HOW = "Chạy lại khi cụm máy sẵn sàng; những PDF đã xong vẫn giữ."


@dataclass(frozen=True, slots=True)
class Certificates:
    """The files for an encrypted connection: of who issues certificates, this machine's own, its key."""

    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    def problems(self) -> Iterator[str]:
        """Yield what is missing or not there."""
        files = {"--tls-ca": self.ca, "--tls-cert": self.cert, "--tls-key": self.key}
        for option, path in files.items():
            if path is None:
                yield f"tls:// cần {option}."
            elif not path.is_file():
                yield f"{option}: không thấy tệp {path}."


class ClusterMaker:
    """The workers of the cluster whose scheduler is at ``address`` (``tls://host:port``)."""

    kind = LIBREOFFICE

    def __init__(self, address: str, certificates: Certificates | None = None) -> None:
        """Take an address. Raises UsageError for one that is none, or to which letters would go in clear."""
        self._address, self._certificates = address, certificates or Certificates()
        self._client: Any = None
        self._machines: set[Machine] = set()
        self._pending: set[Any] = set()
        self.width = 1
        _refuse_address(address, self._certificates)

    def open(self) -> Sequence[Problem]:
        """Connect, and compare the workers; return how they differ.

        Raises OutputError when Dask is not installed, there is no connection, no worker, one without
        LibreOffice or with another version of this program.
        """
        _refuse_without_dask(self._address)
        self._client = _connect(self._address, self._security())
        workers = self._workers()
        if not workers:
            raise self._error("Cụm máy chưa có máy nào làm việc.")
        exposed = [address for address in workers if not is_safe(address)]
        if exposed:
            raise self._error(
                f"Máy {exposed[0]} của cụm không mã hóa đường truyền.", "Cho các máy nối tls://."
            )
        self.width = sum(workers.values())
        machines = self._ask_machines()
        self._refuse_machines(machines)
        self._machines = set(machines.values())
        return differences(self._address, machines)

    def submit(self, chunk: Chunk) -> Future[Made]:
        """Send ``chunk`` to a worker; where that is killed, to another one."""
        promise: Future[Made] = Future()
        promise.set_running_or_notify_cancel()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # letters with pictures are larger than Dask thinks wise
            task = self._client.submit(convert_chunk, chunk, pure=False)
        self._pending.add(task)
        task.add_done_callback(lambda done: self._settle(done, promise))
        return promise

    def check(self) -> None:
        """Raise OutputError when the scheduler or the last worker is gone."""
        if self._client.status != "running":
            raise self._error("Mất kết nối với cụm máy.")
        if not self._workers():
            raise self._error("Cụm máy không còn máy nào làm việc.")

    def close(self) -> None:
        """Have the cluster forget what it has not done yet, and part from it."""
        if self._client is None:
            return
        with suppress(Exception):  # a cluster that is gone has nothing to forget
            self._client.cancel(list(self._pending), force=True)
        with suppress(Exception):
            self._client.close(timeout=_CONNECT_SECONDS)

    def _settle(self, task: Any, promise: Future[Made]) -> None:
        self._pending.discard(task)
        try:
            machine, made = task.result()
        except Exception as err:  # noqa: BLE001  whatever a worker or Dask itself raises belongs to this chunk
            promise.set_exception(self._reworded(task, err))
            return
        if machine not in self._machines:
            promise.set_exception(self._error("Một máy khác các máy đã so sánh vừa vào cụm.", _HOW))
            return
        promise.set_result(made)

    def _reworded(self, task: Any, err: Exception) -> Exception:
        from distributed import KilledWorker

        if isinstance(err, KilledWorker):
            return ChunkLostError()
        if task.status == "error" and isinstance(err, OSError):
            return self._error(f"Một máy của cụm không ghi được tệp tạm ({err.strerror or err}).")
        return self._error("Cụm máy ngừng giữa chừng.")

    def _workers(self) -> Mapping[str, int]:
        try:
            workers: Mapping[str, int] = self._client.nthreads()
        except Exception as err:
            raise self._error("Mất kết nối với cụm máy.") from err
        return workers

    def _ask_machines(self) -> Mapping[str, Machine]:
        try:
            machines: Mapping[str, Machine] = self._client.run(this_machine)
        except (OSError, TimeoutError, asyncio.CancelledError) as err:
            raise self._error("Mất kết nối với cụm máy.") from err
        except Exception as err:  # Dask raises anything where a worker cannot find what it is to run
            message = "Có máy của cụm chưa cài sokhet-docs, hoặc cài bản khác máy này."
            raise self._error(message, _INSTALL) from err
        return machines

    def _refuse_machines(self, machines: Mapping[str, Machine]) -> None:
        if lacking := [address for address, machine in machines.items() if not machine.office]:
            hint = "Cài LibreOffice ở máy ấy, hoặc cho máy ấy ra khỏi cụm."
            raise self._error(f"Máy {', '.join(lacking)} chưa có LibreOffice.", hint)
        others = [address for address, machine in machines.items() if machine.program != __version__]
        if others:
            raise self._error(f"Máy {', '.join(others)} có bản sokhet-docs khác máy này.", _INSTALL)

    def _security(self) -> Any:
        from distributed import Security

        if not self._address.startswith("tls://"):
            return None
        files = self._certificates
        return Security(
            require_encryption=True,
            tls_ca_file=str(files.ca),
            tls_client_cert=str(files.cert),
            tls_client_key=str(files.key),
        )

    def _error(self, message: str, hint: str = _HOW) -> OutputError:
        return OutputError.at(self._address, message, hint)


def _connect(address: str, security: Any) -> Any:
    from distributed import Client

    _silence_dask()
    try:
        return Client(address, security=security, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError, RuntimeError) as err:
        message = "Không nối được với cụm máy."
        hint = "Kiểm tra địa chỉ, chứng thư, và dask scheduler đang chạy."
        raise OutputError.at(address, message, hint) from err


def _silence_dask() -> None:
    # It writes whole tracebacks to the terminal when a connection ends; what that means is told here.
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _refuse_without_dask(address: str) -> None:
    if find_spec("distributed") is None:
        message = "Máy này chưa cài phần dùng cụm máy."
        raise OutputError.at(address, message, "Cài: py -m pipx inject sokhet-docs distributed")


def _refuse_address(address: str, certificates: Certificates) -> None:
    """Raise UsageError for what is no address of a scheduler, or is not safe."""
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not _has_port(address):
        raise UsageError.at("--cluster", f"“{address}” không phải là địa chỉ của một cụm máy.", _FORM)
    if not is_safe(address):
        message = f"tcp:// không mã hóa, mà {parts.hostname} không phải là chính máy này."
        raise UsageError.at("--cluster", message, "Dùng tls:// với chứng thư.")
    if parts.scheme == "tls" and (missing := list(certificates.problems())):
        hint = "Hỏi người quản trị cụm máy ba tệp chứng thư ấy."
        raise UsageError(
            problem for text in missing for problem in UsageError.at("--cluster", text, hint).problems
        )


def _has_port(address: str) -> bool:
    try:
        return urlsplit(address).port is not None
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Tell whether nobody on a network can read what goes to ``address``: encrypted, or this machine."""
    parts = urlsplit(address)
    if parts.scheme == "tls":
        return True
    if parts.hostname == "localhost":
        return parts.scheme == "tcp"
    try:
        return parts.scheme == "tcp" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False  # a name, which may lead anywhere
