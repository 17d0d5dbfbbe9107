"""Which unit a file is for, in the three forms that the file carries: identifier, bookmark, printed code.

The identifier is in ``dc:identifier``; the bookmark is hidden in the body, and its name survives .odt and
.doc; the code is printed on the form. A unit code of "" means the plan itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, unquote

from sokhet_docs.text.vietnamese import slug

_SCHEME = "sokhet-docs"
_MAX_BOOKMARK = 40  # characters, the limit of Word


@dataclass(frozen=True, slots=True)
class Identity:
    """A plan's code and the code of one of its units."""

    plan_code: str
    unit_code: str = ""

    @property
    def identifier(self) -> str:
        """Return the text of ``dc:identifier``: ``sokhet-docs:SK02-2022:DB01``."""
        return f"{_SCHEME}:{quote(self.plan_code, safe='')}:{quote(self.unit_code, safe='')}"

    @property
    def bookmark(self) -> str:
        """Return the hidden bookmark's name: ASCII, at most 40 characters, different for each identity."""
        digest = hashlib.sha256(self.identifier.encode()).hexdigest()[:8]
        readable = slug(f"{self.plan_code} {self.unit_code}", "_", _MAX_BOOKMARK - len("_sk__") - 8)
        return f"_sk_{readable}_{digest}"

    @property
    def visible(self) -> str:
        """Return the code printed on the form: ``SK02-2022/DB01``."""
        return f"{self.plan_code}/{self.unit_code}" if self.unit_code else self.plan_code


def read_identifier(text: str) -> Identity | None:
    """Return the identity in the text of ``dc:identifier``; None when it is not one of ours."""
    parts = text.strip().split(":")
    if len(parts) != 3 or parts[0] != _SCHEME:
        return None
    return Identity(unquote(parts[1]), unquote(parts[2]))
