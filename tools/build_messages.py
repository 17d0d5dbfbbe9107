"""Compile the Vietnamese messages of the command-line library: messages.po → messages.mo.

Run ``python -m tools.build_messages`` after a change of the .po; a test holds the two together.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "sokhet_docs" / "cli" / "locale"
SOURCE = LOCALE / "messages.po"
COMPILED = LOCALE / "vi" / "LC_MESSAGES" / "messages.mo"

_FIXED_DATE = datetime(1980, 1, 1, tzinfo=UTC)  # the same messages give the same bytes on any day


class _Unsigned(Catalog):
    """A catalogue without its compiler's version: the same messages give the same bytes with any."""

    def _unsigned_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self._get_mime_headers() if name != "Generated-By"]

    mime_headers = property(_unsigned_headers, Catalog._set_mime_headers)


def compile_messages() -> bytes:
    """Return the compiled catalogue."""
    with SOURCE.open("rb") as source:
        messages = read_po(source, locale="vi", abort_invalid=True)
    catalogue = _Unsigned(locale="vi", creation_date=_FIXED_DATE, revision_date=_FIXED_DATE)
    for message in messages:
        if message.id:
            catalogue.add(message.id, message.string)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


if __name__ == "__main__":
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(compile_messages())
    print(COMPILED)
