"""PDFs by the workers of a cluster: what is refused, what a killed worker costs, how machines differ."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sokhet_docs import __version__
from sokhet_docs.office.pdf import read_pages
from sokhet_docs.printing import Certificates, ClusterMaker, make_pdfs
from sokhet_docs.printing.pdf.cluster_differences import differences
from sokhet_docs.printing.pdf.cluster_worker import Machine
from sokhet_docs.problems import OutputError, UsageError
from tests.support.dask_cluster import cluster
from tests.support.docx_builder import docx, p
from tests.support.environment import require

FORM = "Ghi: --cluster tls://máy:cổng, hoặc tcp://127.0.0.1:cổng trên chính máy này."
AGAIN = "Chạy lại khi cụm máy sẵn sàng; những PDF đã xong vẫn giữ."


@pytest.mark.parametrize(
    "address", ["", "cụm", "tcp://", "tcp://127.0.0.1", "http://127.0.0.1:80", "tls://a:b"]
)
def test_what_is_no_address_of_a_cluster_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        ClusterMaker(address)

    assert str(caught.value) == f"--cluster: “{address}” không phải là địa chỉ của một cụm máy. {FORM}"


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "may-in", "localhost.vn", "[fe80::1]", "0.0.0.0", "127.0.0.1.vn"]
)
def test_letters_never_leave_this_machine_in_the_clear(host: str) -> None:
    with pytest.raises(UsageError) as caught:
        ClusterMaker(f"tcp://{host}:8786")

    assert str(caught.value) == (
        f"--cluster: tcp:// không mã hóa, mà {host.strip('[]')} không phải là chính máy này. Dùng tls:// với "
        "chứng thư."
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost"])
def test_within_this_machine_they_may(host: str) -> None:
    assert ClusterMaker(f"tcp://{host}:8786").kind == "LibreOffice"


def test_an_encrypted_connection_needs_all_three_files(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    gone = tmp_path / "gone.pem"

    with pytest.raises(UsageError) as caught:
        ClusterMaker("tls://may-in:8786", Certificates(tmp_path / "ca.pem", gone))

    hint = "Hỏi người quản trị cụm máy ba tệp chứng thư ấy."
    assert [str(problem) for problem in caught.value.problems] == [
        f"--cluster: --tls-cert: không thấy tệp {gone}. {hint}",
        f"--cluster: tls:// cần --tls-key. {hint}",
    ]


def test_without_dask_one_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    letters(tmp_path, 1)

    with pytest.raises(OutputError) as caught:
        make_pdfs(sorted(tmp_path.glob("*.docx")), tmp_path, ClusterMaker("tcp://127.0.0.1:8786"))

    assert str(caught.value) == (
        "tcp://127.0.0.1:8786: Máy này chưa cài phần dùng cụm máy. "
        "Cài: py -m pipx inject sokhet-docs distributed"
    )


def test_machines_that_differ_are_told() -> None:
    machines = {
        "tls://a:1": Machine("0.1.0", "LibreOffice 7.4.7.2", frozenset({"Tinos", "Carlito"})),
        "tls://b:1": Machine("0.1.0", "LibreOffice 24.8.1", frozenset({"Tinos"})),
    }

    hint = "Cài cho giống nhau, nếu không thì trang của cùng một văn bản có thể khác nhau."
    versions = "LibreOffice 24.8.1: tls://b:1; LibreOffice 7.4.7.2: tls://a:1"
    assert [f"{problem.severity}: {problem}" for problem in differences("tls://c:1", machines)] == [
        f"cảnh báo: tls://c:1: Các máy của cụm có LibreOffice khác nhau ({versions}). {hint}",
        f"cảnh báo: tls://c:1: Máy tls://b:1 thiếu phông mà máy khác có: Carlito. {hint}",
    ]


# Real processes --------------------------------------------------------------------------------------------


def letters(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.docx").write_bytes(docx(p(f"Kính gửi đơn vị số {number}")))


def start(folder: Path, address: str, *words: str) -> subprocess.Popen[str]:
    sources = map(str, sorted(folder.glob("*.docx")))
    command = [sys.executable, "-W", "error", "-m", "sokhet_docs", "pdf", "-o", str(folder), *words]
    return subprocess.Popen(
        [*command, "--cluster", address, *sources],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip


def wait_for_pdfs(folder: Path) -> None:
    deadline = time.monotonic() + 120
    while not list((folder / "pdf").glob("[!.]*.pdf")):
        assert time.monotonic() < deadline, "no PDF was made"
        time.sleep(0.02)


def assert_each_there_once_and_right(folder: Path, count: int) -> None:
    pdfs = sorted((folder / "pdf").iterdir())
    assert [path.name for path in pdfs] == [f"{number:03}.pdf" for number in range(count)]
    pages = [read_pages(path) for path in pdfs]
    assert pages == [[(f"Kính gửi đơn vị số {number}",)] for number in range(count)]
    assert not (folder / ".luu").exists()


@pytest.mark.slow
def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    require("soffice")
    letters(tmp_path, 120)
    with cluster(tmp_path, [{}, {}]) as running:
        with start(tmp_path, running.address) as making:
            wait_for_pdfs(tmp_path)
            assert len(list((tmp_path / "pdf").glob("[!.]*.pdf"))) < 120
            running.workers[0].kill()
            told, problems = making.communicate(timeout=240)

        assert (making.returncode, "Traceback" in problems, "Cảnh báo" in problems) == (0, False, False)
        assert told == f"120 PDF trong {tmp_path / 'pdf'}: 120 mới làm, 0 không đổi.\n"
        assert_each_there_once_and_right(tmp_path, 120)
        with start(tmp_path, running.address) as again:
            told, _ = again.communicate(timeout=120)
        assert told == f"120 PDF trong {tmp_path / 'pdf'}: 0 mới làm, 120 không đổi.\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dies", "message"),
    [("workers", "Cụm máy không còn máy nào làm việc."), ("scheduler", "Cụm máy ngừng giữa chừng")],
)
def test_a_cluster_that_dies_is_told_and_another_run_makes_what_is_missing(
    tmp_path: Path, dies: str, message: str
) -> None:
    require("soffice")
    letters(tmp_path, 120)
    with cluster(tmp_path, [{}]) as running, start(tmp_path, running.address) as making:
        wait_for_pdfs(tmp_path)
        for process in running.workers if dies == "workers" else [running.scheduler]:
            process.kill()
        _, problems = making.communicate(timeout=120)

    assert making.returncode == 1
    assert f"Lỗi: {running.address}: {message}" in problems
    assert problems.endswith(f"{AGAIN}\nTất cả: 1 lỗi.\n")
    assert "Traceback" not in problems
    done = len(list((tmp_path / "pdf").glob("[!.]*.pdf")))
    assert 0 < done < 120

    run = make_pdfs(sorted(tmp_path.glob("*.docx")), tmp_path)

    assert (len(run.done), len(run.made)) == (120, 120 - done)
    assert_each_there_once_and_right(tmp_path, 120)


@pytest.mark.slow
def test_a_cluster_in_which_a_machine_has_no_libreoffice_is_refused(tmp_path: Path) -> None:
    require("soffice")
    letters(tmp_path, 1)
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    environments = [{}, {"PATH": str(nothing)}]
    with cluster(tmp_path, environments) as running, start(tmp_path, running.address) as making:
        _, problems = making.communicate(timeout=120)

    assert making.returncode == 1
    assert "chưa có LibreOffice. Cài LibreOffice ở máy ấy, hoặc cho máy ấy ra khỏi cụm." in problems
    assert not list((tmp_path / "pdf").iterdir())


@pytest.mark.slow
def test_a_cluster_in_which_a_machine_has_another_version_is_refused(tmp_path: Path) -> None:
    require("soffice")
    letters(tmp_path, 1)
    (tmp_path / "old" / "sokhet_docs").mkdir(parents=True)
    (tmp_path / "old" / "sokhet_docs" / "__init__.py").touch()
    environments = [{"PYTHONPATH": str(tmp_path / "old")}]
    with cluster(tmp_path, environments) as running, start(tmp_path, running.address) as making:
        _, problems = making.communicate(timeout=120)

    told = "Có máy của cụm chưa cài sokhet-docs, hoặc cài bản khác máy này."
    hint = f"Cài sokhet-docs {__version__}[cluster] trên mọi máy của cụm."
    assert (making.returncode, problems) == (1, f"Lỗi: {running.address}: {told} {hint}\nTất cả: 1 lỗi.\n")


@pytest.mark.slow
def test_an_encrypted_cluster_takes_letters_of_who_has_its_certificates(tmp_path: Path) -> None:
    require("soffice")
    files = make_certificates(tmp_path / "tls")
    letters(tmp_path, 3)
    options = ["--tls-ca-file", files[0], "--tls-cert", files[1], "--tls-key", files[2]]
    mine = ["--tls-ca", files[0], "--tls-cert", files[1], "--tls-key", files[2]]
    others = [*mine[:1], files[3], *mine[2:]]
    with cluster(tmp_path, [{}], tls=options) as running:
        with start(tmp_path, running.address, *others) as refused:
            _, problems = refused.communicate(timeout=120)
        with start(tmp_path, running.address, *mine) as making:
            told, _ = making.communicate(timeout=120)

    assert refused.returncode == 1
    assert f"Lỗi: {running.address}: Không nối được với cụm máy" in problems
    assert told == f"3 PDF trong {tmp_path / 'pdf'}: 3 mới làm, 0 không đổi.\n"
    assert_each_there_once_and_right(tmp_path, 3)


def make_certificates(folder: Path) -> list[str]:
    """Return the files of who issues certificates, of one that it issued and its key, of another issuer."""
    openssl = require("openssl")
    folder.mkdir()

    def run(*words: str) -> None:
        subprocess.run([openssl, *words], cwd=folder, check=True, capture_output=True, timeout=60)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for name in ("ca", "other"):
        issuer = ["-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "2", "-subj", f"/CN={name}"]
        run("req", "-x509", *key, *issuer)
    run("req", *key, "-keyout", "me.key", "-out", "me.csr", "-subj", "/CN=me")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2"]
    run("x509", "-req", "-in", "me.csr", "-out", "me.pem", *signed)
    return [str(folder / name) for name in ("ca.pem", "me.pem", "me.key", "other.pem")]
