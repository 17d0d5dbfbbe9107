"""The machines of a cluster → how they differ, where that changes what their PDFs look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sokhet_docs.printing.pdf.cluster_worker import Machine
from sokhet_docs.problems import Place, Problem, Severity

_MAX_NAMES = 5  # of fonts that a line tells


def differences(address: str, machines: Mapping[str, Machine]) -> Sequence[Problem]:
    """Return a warning for each way in which ``machines`` differ; ``address`` is the cluster's."""
    told = [*_office_lines(machines), *_font_lines(machines)]
    hint = "Cài cho giống nhau, nếu không thì trang của cùng một văn bản có thể khác nhau."
    return [Problem(Place(address), message, hint, Severity.WARNING) for message in told]


def _office_lines(machines: Mapping[str, Machine]) -> Iterator[str]:
    versions: dict[str, list[str]] = {}
    for address, machine in machines.items():
        versions.setdefault(machine.office, []).append(address)
    if len(versions) > 1:
        said = "; ".join(f"{version}: {', '.join(where)}" for version, where in sorted(versions.items()))
        yield f"Các máy của cụm có LibreOffice khác nhau ({said})."


def _font_lines(machines: Mapping[str, Machine]) -> Iterator[str]:
    every = frozenset[str]().union(*(machine.fonts for machine in machines.values()))
    for address, machine in sorted(machines.items()):
        if lacking := sorted(every - machine.fonts):
            more = f" và {len(lacking) - _MAX_NAMES} phông khác" if len(lacking) > _MAX_NAMES else ""
            names = ", ".join(lacking[:_MAX_NAMES])
            yield f"Máy {address} thiếu phông mà máy khác có: {names}{more}."
