"""The releases of an output folder → for a letter of this run, what its unit was sent before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeAlias

from sokhet_docs.outbox.filenames import name_key
from sokhet_docs.outbox.records import Entry
from sokhet_docs.outbox.release_ledger import Release, SentLetter, copy_path, read_releases

Chain: TypeAlias = list[tuple[Release, SentLetter]]
"""The versions of one letter, each with the release that it went out with, the oldest first."""
_VERSION = re.compile(r" \(lần \d+\)$")


@dataclass(frozen=True, slots=True)
class SentVersion:
    """A letter as it last went out: its file, its copy, its SHA-256, the hashes by which it is known again.

    ``next_name`` is the name that the file of its next version gets.
    """

    file: str
    copy: Path
    sha256: str
    known: frozenset[str]
    next_name: str


class SentVersions:
    """What was sent to whom from the output folder ``output``. Raises OutputError as `read_releases`."""

    def __init__(self, output: Path) -> None:
        self._output = output
        releases = read_releases(output).in_force
        self._chains: dict[str, list[Chain]] = {}
        for chain in _chains(releases):
            self._chains.setdefault(chain[-1][1].unit_code, []).append(chain)
        self._owners = {
            name_key(letter.file): letter.unit_code for release in releases for letter in release.letters
        }

    def before(self, name: str, entry: Entry) -> SentVersion | None:
        """Return what the letter ``name`` follows: one of its name, else one of the same documents.

        None when its unit was sent no such letter.
        """
        chains = self._chains.get(entry.unit_code, [])
        key = name_key(name)
        named = (chain for chain in chains if any(name_key(base_name(one.file)) == key for _, one in chain))
        alike = (chain for chain in chains if chain[-1][1].documents == entry.documents)
        chain = next(named, None) or next(alike, None)
        return self._version(chain, name) if chain else None

    def is_grouped_otherwise(self, name: str, entry: Entry) -> bool:
        """Return whether documents of the letter ``name`` went out in other files: merged, or each alone."""
        if self.before(name, entry):
            return False
        sent = [chain[-1][1].documents for chain in self._chains.get(entry.unit_code, [])]
        return any(
            not set(documents).isdisjoint(entry.documents)
            and (len(documents) == 1) != (len(entry.documents) == 1)
            for documents in sent
        )

    def owner(self, name: str) -> str | None:
        """Return the code of the unit to which a file of this name was sent; None when none was."""
        return self._owners.get(name_key(name))

    def _version(self, chain: Chain, name: str) -> SentVersion:
        release, letter = chain[-1]
        return SentVersion(
            file=letter.file,
            copy=copy_path(self._output, release, letter),
            sha256=letter.sha256,
            known=frozenset((letter.sha256, *letter.made)),
            next_name=version_name(name, len(chain) + 1),
        )


def base_name(name: str) -> str:
    """Return the name of a letter's first version: without “ (lần 2)”."""
    path = PurePath(name)
    return f"{_VERSION.sub('', path.stem)}{path.suffix}"


def version_name(name: str, number: int) -> str:
    """Return the name of version ``number`` of the letter ``name``: ``001-toa-an (lần 2).docx``."""
    path = PurePath(base_name(name))
    return f"{path.stem} (lần {number}){path.suffix}"


def _chains(releases: Iterable[Release]) -> Iterable[Chain]:
    """Return the versions of each letter that went out, the oldest first."""
    chains: dict[str, Chain] = {}
    for release in releases:
        for letter in release.letters:
            chain = chains.pop(letter.replaces, [])
            chains[letter.file] = [*chain, (release, letter)]
    return chains.values()
