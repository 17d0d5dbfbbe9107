"""Attack the program with faulty files and faults of the machine; count what it lost and where it fell.

    python -m tests.attack [--seconds N] [--seed S]

Two thirds of the time go to faulty workbooks, templates and returned forms, one third to runs that are
killed, starved of room or shut out. Prints what was tried; ends with 1 when a file was lost or the program
fell over. A case that goes wrong is kept with its files; ``--case ID`` runs it again.
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
from itertools import cycle
from pathlib import Path

from tests.attack.inputs import Case, make_case
from tests.attack.returns import KIND as RETURNS
from tests.attack.returns import Returns, can_collect, make_returns, try_returns
from tests.attack.runs import Answer, draw_apart, try_case


@dataclass(frozen=True, slots=True)
class Fall:
    """One time that the program fell over: in which case, and what it said."""

    case: str
    said: str

    @property
    def kind(self) -> str:
        """Return what tells this fall from others: the last place in our own code, and the error."""
        lines = self.said.strip().splitlines() or [""]
        ours = [line.strip() for line in lines if "sokhet_docs" in line and line.strip().startswith("File")]
        return f"{ours[-1].rpartition('sokhet_docs')[2] if ours else ''} {lines[-1].partition(':')[0]}"


@dataclass
class Tally:
    """What was tried and what came of it."""

    inputs: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    in_vain: int = 0
    forbidden: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    fallen: list[Fall] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def report(self) -> str:
        """Return the figures as text."""
        seconds, what = self.slowest
        return "\n".join(
            [
                f"inputs tried:    {self.inputs.total()}  {dict(self.inputs)}",
                f"  answered:      {dict(self.answers)}",
                f"faults injected: {self.faults.total()}  {dict(self.faults)}",
                f"  without effect: {self.in_vain}; not allowed here: {sorted(self.forbidden) or 'none'}",
                f"files lost:      {len(self.lost)}",
                f"tracebacks:      {len(self.fallen)}",
                f"slowest:         {seconds:.1f} s of processor time ({what})",
            ]
        )


def attack_with_inputs(tally: Tally, seed: int, seconds: float, kept: Path) -> None:
    """Run faulty cases for ``seconds``; those that go wrong are written below ``kept``."""
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end:
        number += 1
        try_input(tally, f"{seed}:{number}", kept)


def try_input(tally: Tally, seed: str, kept: Path) -> None:
    """Run the case of ``seed`` and count what came of it; one in six is a case of returned forms."""
    place = kept / f"case-{seed.replace(':', '-')}"
    if can_collect() and random.Random(f"returns {seed}").random() < 1 / 6:
        returns = make_returns(seed)
        _count(tally, f"case {seed}, {RETURNS}", RETURNS, try_returns(returns), returns, place)
    else:
        case = make_case(seed)
        answer = try_case(case, apart=draw_apart(seed))
        _count(tally, f"case {seed}, {case.kind}", case.kind, answer, case, place)


def _count(tally: Tally, name: str, kind: str, answer: Answer, case: Case | Returns, place: Path) -> None:
    tally.inputs[kind] += 1
    tally.answers[_name_of(answer)] += 1
    tally.slowest = max(tally.slowest, (answer.seconds, f"{name}, {answer.command}"))
    if answer.fault:
        if not place.exists():
            case.lay_out(place)
        tally.fallen.append(Fall(f"{name}, {answer.command}, kept in {place}", answer.fault))


def _told(falls: list[Fall]) -> Iterator[str]:
    """Yield one example of each kind of fall, the shortest, and how often it came."""
    kinds = Counter(fall.kind for fall in falls)
    for kind, count in kinds.most_common():
        example = min((fall for fall in falls if fall.kind == kind), key=lambda fall: len(fall.said))
        yield f"{count} times {kind.strip()}, such as {example.case}:\n{example.said.strip()}\n"


def _name_of(answer: Answer) -> str:
    if answer.fault:
        return "fallen"
    return {0: "right", 1: "problems named", 2: "wrong usage named"}[answer.exit_code]


def attack_with_faults(tally: Tally, seed: int, seconds: float) -> None:
    """Strike whole runs with faults for ``seconds``, each kind in turn."""
    from tests.attack.faults import KINDS, Range

    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="sokhet-docs-attack-") as home:
        ground = Range(Path(home))
        ground.prepare()
        end = time.monotonic() + seconds
        for kind in cycle(KINDS):
            if time.monotonic() > end:
                return
            trial = ground.try_fault(kind, chance)
            if trial is None:
                tally.forbidden.add(kind)
                continue
            tally.faults[trial.kind] += 1
            tally.in_vain += not trial.struck
            tally.lost += [f"{trial.kind}: {name}" for name in trial.lost]
            if trial.fault:
                tally.fallen.append(Fall(trial.kind, trial.fault))


def main(words: list[str]) -> int:
    """Attack as told and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60.0, help="how long, about (default: 60)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="default: a new one")
    parser.add_argument("--case", help="run this one case of a faulty file again, such as 7:123")
    parser.add_argument("--keep", type=Path, default=Path("attack-failures"), help="where failures go")
    told = parser.parse_args(words)
    tally = Tally()
    if told.case:
        try_input(tally, told.case, told.keep)
    else:
        attack_with_inputs(tally, told.seed, told.seconds * 2 / 3, told.keep)
        if sys.platform != "win32":  # the faults are those of POSIX
            attack_with_faults(tally, told.seed, told.seconds / 3)
    print("\n".join([*tally.lost, *_told(tally.fallen)]))
    print(f"seed:            {told.seed}\n{tally.report()}")
    return 1 if tally.lost or tally.fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
