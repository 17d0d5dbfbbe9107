"""A collection that is killed at any step leaves a ledger that works, and nothing that is not noted again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sokhet_docs.returns import collect, intake_folder, read_intake
from tests.support.mails import mail_of
from tests.support.outbox_builder import docx_of, put_all
from tests.support.outbox_kills import kill_myself_at
from tests.support.plans import COURT, LIBRARY, a_plan

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")

PLAN = a_plan(COURT, LIBRARY)
SCANS = (("db01.pdf", b"%PDF-1.7"), ("cb02.pdf", b"%PDF-1.4"))


def killed_at(step: int, output: Path, mail: Path) -> bool:
    """Collect ``mail`` in a process that kills itself before a step; return whether it came to that."""
    child = os.fork()
    if child == 0:
        kill_myself_at(step)
        collect(PLAN, output, [mail])
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("source_is_left", [True, False])
def test_a_killed_collection_is_made_good_by_the_next(tmp_path: Path, source_is_left: bool) -> None:
    put_all(tmp_path / "sent", {"001.docx": docx_of("Báo cáo")})
    mail = tmp_path / "thư.eml"
    mail.write_bytes(mail_of(*SCANS, date="Tue, 19 Apr 2022 08:00:00 +0700"))
    collect(PLAN, tmp_path / "warm", [mail])  # what is imported late is imported now
    step, ended = 0, False
    while not ended:
        step += 1
        output = tmp_path / f"output {step}"
        shutil.copytree(tmp_path / "sent", output)
        ended = not killed_at(step, output, mail)

        collect(PLAN, output, [mail] if source_is_left else [])

        noted = {item.file for item in read_intake(output).returns}
        assert noted == {path.name for path in intake_folder(output).iterdir()}
        assert len(noted) == 3 or not source_is_left  # a note tells which came together
    assert step > 10
