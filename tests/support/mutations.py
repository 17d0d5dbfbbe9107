"""Files damaged at random, each by its seed: bytes flipped, pieces cut, doubled, swapped for hard ones.

``python -m tests.support.mutations 10000 [FILE]`` reads that many damaged copies of a workbook, the sample if
none is named, and counts what became of them.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

HARD_PIECES = (
    b"", b"\x00", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN", b"A0", b"XFE1", b"ZZZZ9", b"<",
    b">", b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"&x;", b'"', b"'", b"\xff\xfe", b"\xd8\x00", b"/",
    b"../..", b"<v>x</v>",
    b't="s"', b't="e"', b't="d"', b't="b"', b"<c/>", b"<row/>", b"</row>", b'r=""', b"<is/>",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return ``content`` with one to eight faults."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 2, 8, 64, 1024)))
        kind = chance.randrange(5)
        if kind == 0:
            data[start:end] = chance.randbytes(end - start)
        elif kind == 1:
            del data[start:end]
        elif kind == 2:
            data[start:start] = data[start:end]
        else:
            data[start:end] = chance.choice(HARD_PIECES)
    return bytes(data)


def mutated_archive(content: bytes, chance: random.Random) -> bytes:
    """Return a zip file with one to three of its parts damaged, and the zip itself whole again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 3))):
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = mutated_xml(parts[name], chance)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def mutated_xml(content: bytes, chance: random.Random) -> bytes:
    """Return XML with faults in its values, so that it often stays well-formed; sometimes anywhere."""
    if chance.random() < 0.3:
        return mutated(content, chance)
    pieces = content.split(b'"')
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(pieces))
        pieces[place] = chance.choice((*HARD_PIECES, chance.choice(pieces)))
    return b'"'.join(pieces)


def damaged(content: bytes, seed: int) -> bytes:
    """Return ``content`` damaged in the way of ``seed``; a zip file mostly within its parts."""
    chance = random.Random(seed)
    if content.startswith(b"PK") and chance.random() < 0.8:
        return mutated_archive(content, chance)
    return mutated(content, chance)


def _main(count: int, source: Path) -> None:
    outcomes: Counter[str] = Counter()
    content = source.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source.name
        for seed in range(count):
            path.write_bytes(damaged(content, seed))
            outcomes[_outcome(path, seed)] += 1
    sys.stdout.write(f"{count} damaged workbooks: {dict(outcomes)}\n")


def _outcome(path: Path, seed: int) -> str:
    from sokhet_docs.problems import WorkbookError
    from sokhet_docs.workbook import read_plan

    try:
        read_plan(path)
    except WorkbookError:
        return "problems named"
    except Exception as err:  # noqa: BLE001 -- what must not be is counted, and the run goes on
        sys.stdout.write(f"seed {seed}: {err!r}\n")
        return f"traceback: {type(err).__name__}"
    return "a plan"


if __name__ == "__main__":
    _sample = Path(__file__).parent.parent.parent / "data" / "units.xlsx"
    _main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1000, Path(sys.argv[2]) if len(sys.argv) > 2 else _sample
    )
