"""Forms that units send back, damaged → what collect, status and consolidate make of them.

The forms are the sample's own, for three units; they come as they are, in a .zip and in an e-mail.
"""

from __future__ import annotations

import functools
import io
import os
import random
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from sokhet_docs.cli.program import program
from sokhet_docs.letters.fields import PacketFields
from sokhet_docs.letters.templates import compile_packet
from sokhet_docs.workbook import read_plan, sample_workbook
from sokhet_docs.workbook.sources import sample_templates
from tests.attack.runs import Answer, run_here
from tests.support.mutations import damaged, mutated

KIND = "damaged returns"
_LATER = ("status", "consolidate")


@dataclass(frozen=True, slots=True)
class Returns:
    """Files as units sent them, by name, and the command that follows `collect`."""

    files: Mapping[str, bytes]
    later: str

    def lay_out(self, folder: Path) -> None:
        """Write the files into ``folder``."""
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


def can_collect() -> bool:
    """Tell whether the program knows the commands of the way back."""
    return {"collect", *_LATER} <= set(program.commands)


def make_returns(seed: str) -> Returns:
    """Return the files of ``seed``, always the same."""
    chance = random.Random(seed)
    files = {}
    for number, form in enumerate(_forms(), 1):
        spoilt = damaged(form, chance.getrandbits(32)) if chance.random() < 0.5 else form
        name, content = chance.choice((_plain, _zipped, _mailed))(number, spoilt)
        files[name] = mutated(content, chance) if chance.random() < 0.2 else content
    return Returns(files, chance.choice(_LATER))


@functools.cache
def _forms() -> tuple[bytes, ...]:
    plan = read_plan(sample_workbook())
    template = compile_packet(plan, [sample_templates() / "bao-cao.docx"])
    fields = PacketFields(plan)
    return tuple(template.render(fields.of(unit)) for unit in plan.units[:60:20])


def _plain(number: int, form: bytes) -> tuple[str, bytes]:
    return f"bao cao ({number}) final.docx", form


def _zipped(number: int, form: bytes) -> tuple[str, bytes]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"Báo cáo/{number}.docx"), form)
    return f"gửi {number}.zip", target.getvalue()


def _mailed(number: int, form: bytes) -> tuple[str, bytes]:
    mail = EmailMessage()
    mail["Subject"], mail["Date"] = "Báo cáo sơ kết", "Mon, 18 Apr 2022 08:00:00 +0700"
    mail.set_content("Kính gửi Ban Tuyên giáo.")
    mail.add_attachment(
        form, maintype="application", subtype="octet-stream", filename=f"Báo cáo {number}.docx"
    )
    mail.set_boundary(f"attack-{number}")
    return f"thư {number}.eml", mail.as_bytes()


def try_returns(returns: Returns) -> Answer:
    """Collect the files and run the command that follows, in this process."""
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as name:
        folder = Path(name)
        returns.lay_out(folder / "returns")
        places = ["-w", str(sample_workbook()), "-o", str(folder / "output")]
        run_here(["generate", "--only", "1", "--quiet", *places])  # without it nothing was ever sent
        began = sum(os.times()[:4])
        code, fault = run_here(["collect", str(folder / "returns"), *places])
        if not fault:
            code, fault = run_here([returns.later, *places])
        return Answer(f"collect, {returns.later}", code, sum(os.times()[:4]) - began, fault)
