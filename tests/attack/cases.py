"""A seed → a case of one of all the kinds."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.attack import inputs, returns
from tests.attack.runs import Case

_KINDS = {**inputs.KINDS, **returns.KINDS}


def make_case(seed: str) -> Case:
    """Return the case of ``seed``, always the same; one in twenty runs in processes of its own."""
    chance = random.Random(seed)
    kind = chance.choice(tuple(_KINDS))
    own_process = chance.random() < 0.05
    return replace(_KINDS[kind](chance), kind=kind, own_process=own_process)
