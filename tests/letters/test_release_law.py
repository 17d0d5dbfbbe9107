"""Whatever a clerk does between two releases: what was sent stays sent, and what is new is known as new."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from sokhet_docs.letters import GenerateOptions, generate
from sokhet_docs.office.files import sha256_of
from sokhet_docs.outbox import copy_path, read_releases, undo_last_run, withdraw_release
from sokhet_docs.problems import SokhetError
from tests.support.desk import UNITS, Desk

_STEPS = 9


class Clerk:
    """A clerk who does something at random, and what was sent of her desk so far."""

    def __init__(self, desk: Desk, chance: random.Random) -> None:
        self.desk, self.chance = desk, chance
        self.sent: dict[str, bytes] = {}
        self.deeds: list[str] = []

    def do_something(self) -> None:
        deeds: list[Callable[[], object]] = [
            self.move_a_deadline, self.desk.generate, self.desk.generate, self.edit_a_letter,
            self.delete_a_letter, self.release, self.release, self.undo, self.withdraw, self.force,
        ]  # fmt: skip
        deed = self.chance.choice(deeds)
        self.deeds.append(getattr(deed, "__name__", ""))
        with suppress(SokhetError):
            deed()

    def move_a_deadline(self) -> None:
        days = [self.chance.choice(("20/4/2022", "22/4/2022", "25/4/2022")) for _ in range(2)]
        first, second = UNITS.split("C3", 1)
        self.desk.write(first.replace("20/4/2022", days[0]) + "C3" + second.replace("20/4/2022", days[1]))

    def edit_a_letter(self) -> None:
        for name in self.chance.sample(self.desk.names(), min(1, len(self.desk.names()))):
            self.desk.edit(name)

    def delete_a_letter(self) -> None:
        for name in self.chance.sample(self.desk.names(), min(1, len(self.desk.names()))):
            (self.desk.output / name).unlink()

    def release(self) -> None:
        self.desk.release(date(2022, 4, 10), as_is=self.chance.random() < 0.3)

    def undo(self) -> None:
        undo_last_run(self.desk.output)

    def withdraw(self) -> None:
        releases = read_releases(self.desk.output).in_force
        if releases and self.chance.random() < 0.5:
            withdraw_release(self.desk.output, "nhầm", releases[-1].time)
            self.sent.clear()

    def force(self) -> None:
        self.desk.generate(force=True)

    def check(self, before: dict[str, bytes]) -> None:
        """Hold every copy against the ledger and what it was, and every sent file against its last state."""
        for release in read_releases(self.desk.output).in_force:
            for letter in release.letters:
                copy = copy_path(self.desk.output, release, letter)
                data = copy.read_bytes()
                assert sha256_of(data) == letter.sha256, self.deeds
                assert self.sent.setdefault(f"{release.time} {letter.file}", data) == data, self.deeds
                by_hand = self.deeds[-1] in ("edit_a_letter", "delete_a_letter", "withdraw", "release")
                now = self.desk.output / letter.file
                if not by_hand and letter.file in before:
                    assert now.exists(), self.deeds
                    assert now.read_bytes() == before[letter.file], self.deeds

    def finish(self) -> None:
        """Make and release what is new: then nothing is new any more, and each unit has its letter."""
        for name in self.desk.names():
            if "(mới" in name:
                (self.desk.output / name).unlink()
        self.desk.generate()
        self.desk.release(as_is=True)
        again = generate(self.desk.workbook, self.desk.templates, self.desk.output, GenerateOptions())
        letters = [letter for _, letter in read_releases(self.desk.output).letters()]
        assert sorted(letter.unit_code for letter in letters) == ["A1", "C3"], self.deeds
        assert not [outcome for outcome in again.outcomes if outcome.problem], self.deeds
        assert self.desk.release(as_is=True).release is None, self.deeds


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    Desk(folder)
    return folder


@pytest.mark.parametrize("seed", range(40))
def test_what_was_sent_stays_sent_whatever_is_done(made: Path, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        shutil.copytree(made, folder)
        clerk = Clerk(Desk.at(folder), random.Random(seed))
        for _ in range(_STEPS):
            before = {name: (clerk.desk.output / name).read_bytes() for name in clerk.desk.names()}
            clerk.do_something()
            clerk.check(before)
        clerk.finish()
