"""Attack the program with faulty files and faults of the machine; count what it lost, and every traceback.

    python -m tests.attack [--seconds N] [--seed S]
    python -m tests.attack --returns 200000
    python -m tests.attack --packets FOLDER [--pictures] [--most N]

Half of the time goes to faulty files, a quarter to returns with marked words and figures, a quarter to runs
that are killed, out of space or may not write. With ``--returns`` that many marked returns are all there is,
with ``--packets`` the .docx of a folder, each alone and in packets, with ``--pictures`` their pages too.
Prints what was tried; ends with 1 when a file or a mark was lost or something else went wrong. A case that
goes wrong is kept with its files; ``--case SEED`` runs it again, ``--round SEED`` a round of marked returns.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path

from tests.attack.cases import make_case
from tests.attack.marked import UNITS, MarksTally, try_round
from tests.attack.packets import PacketsTally, Pictures, try_folder
from tests.attack.runs import run_case

_ANSWERS = {0: "right", 1: "problems named", 2: "wrong usage named"}


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that went wrong: in which case, and what was said."""

    case: str
    said: str

    @property
    def kind(self) -> str:
        """Return what failures of the same cause share: the last place in our own code, and the error."""
        lines = self.said.strip().splitlines() or [""]
        ours = [line.strip() for line in lines if "sokhet_docs" in line and line.strip().startswith("File")]
        return f"{ours[-1].rpartition('sokhet_docs')[2] if ours else ''} {lines[-1].partition(':')[0]}"


@dataclass
class Tally:
    """What was tried and what came of it."""

    inputs: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    unnoticed: int = 0
    forbidden: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    marks: MarksTally = field(default_factory=MarksTally)
    slowest: tuple[float, str] = (0.0, "")

    def report(self) -> str:
        """Return the figures as text."""
        seconds, what = self.slowest
        return "\n".join(
            [
                f"inputs tried:    {self.inputs.total()}  {dict(self.inputs)}",
                f"  answered:      {dict(self.answers)}",
                f"faults injected: {self.faults.total()}  {dict(self.faults)}",
                f"  without effect: {self.unnoticed}; not allowed here: {sorted(self.forbidden) or 'none'}",
                self.marks.report(),
                f"files lost:      {len(self.lost)}",
                f"failures:        {len(self.failures)}",
                f"slowest:         {seconds:.1f} s of processor time ({what})",
            ]
        )

    def examples(self) -> Iterator[str]:
        """Yield the shortest failure of each kind, and how often that kind came."""
        kinds = Counter(failure.kind for failure in self.failures)
        for kind, times in kinds.most_common():
            alike = [failure for failure in self.failures if failure.kind == kind]
            shortest = min(alike, key=lambda failure: len(failure.said))
            yield f"{times} times {kind.strip()}, such as {shortest.case}:\n{shortest.said.strip()}\n"


def attack_with_inputs(tally: Tally, seed: int, seconds: float, keep: Path) -> None:
    """Run faulty cases for ``seconds``; those that go wrong are written below ``keep``."""
    end = time.monotonic() + seconds
    for number in count(1):
        if time.monotonic() > end:
            return
        try_input(tally, f"{seed}:{number}", keep)


def try_input(tally: Tally, seed: str, keep: Path) -> None:
    """Run the case of ``seed`` and count what came of it."""
    case = make_case(seed)
    answer = run_case(case)
    name = f"case {seed}, {case.kind}, {answer.command}"
    tally.inputs[case.kind] += 1
    tally.answers["failed" if answer.fault else _ANSWERS[answer.exit_code]] += 1
    tally.slowest = max(tally.slowest, (answer.seconds, name))
    if answer.fault:
        folder = keep / f"case-{seed.replace(':', '-')}"
        case.lay_out(folder)
        tally.failures.append(Failure(f"{name}, kept in {folder}", answer.fault))


def attack_with_marks(tally: Tally, seed: int, seconds: float, returns: int | None = None) -> None:
    """Send rounds of marked returns for ``seconds``, or as many as make ``returns``."""
    end = time.monotonic() + seconds
    for number in count(1):
        if time.monotonic() > end if returns is None else tally.marks.returns >= returns:
            return
        left = UNITS if returns is None else min(UNITS, returns - tally.marks.returns)
        try_round(tally.marks, f"{seed}:{number}", left)


def attack_with_faults(tally: Tally, seed: int, seconds: float) -> None:
    """Strike runs with faults for ``seconds``, each kind in turn."""
    from tests.attack.faults import FAULTS  # imported here: some of the modules they need are POSIX's
    from tests.attack.trials import make_baseline, try_fault

    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as folder:
        baseline = make_baseline(Path(folder))
        end = time.monotonic() + seconds
        for kind in cycle(FAULTS):
            if time.monotonic() > end:
                return
            trial = try_fault(baseline, kind, chance)
            if trial is None:
                tally.forbidden.add(kind)
                continue
            tally.faults[kind] += 1
            tally.unnoticed += not trial.noticed
            tally.lost += [f"{kind}: {name}" for name in trial.lost]
            if trial.fault:
                tally.failures.append(Failure(kind, trial.fault))


def _try_packets(folder: Path, pictures: Pictures | None, most: int | None) -> int:
    """Compose the .docx below ``folder``, print what came of it and return the exit code."""
    tally = PacketsTally()
    try_folder(tally, folder, pictures, most)
    print("\n".join([*tally.examples(), tally.report()]))
    return 1 if tally.failed else 0


def main(words: list[str]) -> int:
    """Attack as asked and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="how long, about (default: 60)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="default: a new one")
    parser.add_argument("--case", help="run this one case of faulty files again, such as 7:123")
    parser.add_argument("--returns", type=int, help="send this many marked returns, and nothing else")
    parser.add_argument("--round", help="send this one round of marked returns again, such as 7:123")
    parser.add_argument("--packets", type=Path, help="compose the .docx below this folder, and nothing else")
    parser.add_argument("--pictures", action="store_true", help="compare the pages of these too")
    parser.add_argument("--most", type=int, help="compose only so many of them")
    parser.add_argument("--keep", type=Path, default=Path("attack-failures"), help="where failures go")
    asked = parser.parse_args(words)
    if asked.packets:
        return _try_packets(asked.packets, Pictures(asked.keep) if asked.pictures else None, asked.most)
    tally = Tally()
    if asked.case:
        try_input(tally, asked.case, asked.keep)
    elif asked.round:
        try_round(tally.marks, asked.round)
    elif asked.returns:
        attack_with_marks(tally, asked.seed, 0, asked.returns)
    else:
        attack_with_inputs(tally, asked.seed, asked.seconds / 2, asked.keep)
        attack_with_marks(tally, asked.seed, asked.seconds / 4)
        if sys.platform != "win32":  # the faults are those of POSIX
            attack_with_faults(tally, asked.seed, asked.seconds / 4)
    print("\n".join([*tally.lost, *tally.examples(), *tally.marks.examples()]))
    print(f"seed:            {asked.seed}\n{tally.report()}")
    return 1 if tally.lost or tally.failures or tally.marks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
