"""Reports that units send back → the same, some of them damaged: as they are, in a .zip, in an e-mail."""

from __future__ import annotations

import functools
import random
import tempfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from sokhet_docs import read_plan
from tests.attack.runs import Case
from tests.support.archives import zipped
from tests.support.environment import SAMPLE
from tests.support.mutations import damaged, mutated
from tests.support.word_forms import fill_in, write_form

_SEND = "generate --only 1 --quiet"  # without it nothing was ever sent
_READ = ("status", "consolidate", "remind")


def _make_case(chance: random.Random) -> Case:
    files, intact = {"units.xlsx": SAMPLE.read_bytes()}, {}
    for number, (code, report) in enumerate(_reports().items(), 1):
        content = damaged(report, chance.getrandbits(32)) if chance.random() < 0.5 else report
        name, packed = chance.choice((plain, in_a_zip, in_a_mail))(number, content)
        if chance.random() < 0.2:
            packed = mutated(packed, chance)
        elif content == report:
            intact[code] = report
        files[f"returns/{name}"] = packed
    return Case(files, (_SEND, "collect returns", chance.choice(_READ)), intact)


KINDS: dict[str, Callable[[random.Random], Case]] = {"damaged returns": _make_case}


@functools.cache
def _reports() -> dict[str, bytes]:
    """Return filled-in reports of three units by the code of their unit."""
    plan = read_plan(SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / "form.docx"
        return {
            unit.code: fill_in(write_form(form, plan, unit), form, {"muc_1_1": "Đã làm."}).read_bytes()
            for unit in plan.units[:60:20]
        }


def plain(number: int, report: bytes) -> tuple[str, bytes]:
    """Return a name of its own for a report that is sent as it is, and its bytes."""
    return f"bao cao ({number}) final.docx", report


def in_a_zip(number: int, report: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of a .zip with ``report`` in it."""
    return f"gửi {number}.zip", zipped({f"Báo cáo/{number}.docx": report})


def in_a_mail(number: int, report: bytes) -> tuple[str, bytes]:
    """Return the name and the bytes of an e-mail with ``report`` attached."""
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Báo cáo sơ kết", "Mon, 18 Apr 2022 08:00:00 +0700"
    mail.set_content("Kính gửi Ban Tuyên giáo.")
    mail.add_attachment(
        report, maintype="application", subtype="octet-stream", filename=f"Báo cáo {number}.docx"
    )
    mail.set_boundary(f"attack-{number}")
    return f"thư {number}.eml", mail.as_bytes()
