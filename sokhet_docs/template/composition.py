"""What a packet is composed of: parts, and in each the segments that the documents bring."""

from __future__ import annotations

from dataclasses import dataclass

from sokhet_docs.template.rendered_parts import PartSource


@dataclass(slots=True)
class Segment:
    """What one document puts into a part: its rank in the packet, from 0, its tagged text, and its source."""

    document: int
    text: str
    source: PartSource


@dataclass(slots=True)
class WholePart:
    """A part of the packet that may hold tags: fixed start and end, and the segments between."""

    name: str
    kind: str
    before: str
    segments: list[Segment]
    after: str
