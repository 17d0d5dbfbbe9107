"""Files damaged at random, each by its seed: bytes flipped, pieces cut, doubled, swapped for hard ones."""

from __future__ import annotations

import random

from tests.support.archives import read_parts, zipped

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
    """Return a zip file with one to three of its parts damaged or gone, and the zip itself whole again."""
    parts = read_parts(content)
    for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 3))):
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = mutated_xml(parts[name], chance)
    return zipped(parts)


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
