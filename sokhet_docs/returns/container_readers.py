"""A mail or archive of any kind → what lies in it; what could not be taken out of it → one line.

A new kind of container is a reader of `Content` that is called here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sokhet_docs.office.file_kinds import Kind
from sokhet_docs.office.files import sha256_of
from sokhet_docs.returns.archives import iter_archive
from sokhet_docs.returns.containers import Budget, Content
from sokhet_docs.returns.mails import iter_mail
from sokhet_docs.returns.outlook_mails import iter_outlook_mail
from sokhet_docs.returns.signed_mails import iter_signed
from sokhet_docs.returns.tnef_mails import iter_tnef
from sokhet_docs.text.vietnamese import first_few, lower_first

_MAX_NAMES = 3  # of members that one line names


def told_failures(failed: Sequence[Content]) -> str:
    """Return one line that names what could not be taken out, and why."""
    if not failed:
        return ""
    first = failed[0]
    if not first.name:
        return f"{first.trouble} {first.advice}".rstrip()
    names = first_few([content.name for content in failed], _MAX_NAMES, " và {} tệp nữa")
    return f"Không lấy ra được {names}: {lower_first(first.trouble)} {first.advice}".rstrip()


def iter_contents(name: str, data: bytes, kind: Kind, budget: Budget) -> Iterator[Content]:
    """Yield what lies in the container ``name`` of ``kind``. Raises ContainerError, maybe in the middle."""
    if kind in (Kind.MAIL, Kind.OUTLOOK):
        read = iter_mail if kind is Kind.MAIL else iter_outlook_mail
        return read(data, budget, sha256_of(data)[:16])
    read_packed: Mapping[Kind, Callable[[str, bytes, Budget], Iterator[Content]]] = {
        Kind.TNEF: iter_tnef,
        Kind.SIGNED: iter_signed,
    }
    if kind in read_packed:
        return read_packed[kind](name, data, budget)
    return iter_archive(kind, name, data, budget)
