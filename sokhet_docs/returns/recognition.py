"""What a returned file says of itself → whose it is, and how that was found out.

The marks that `generate` put into the file come first (identifier, bookmark, printed code), then the names in
the places of its report, then its file's name and its sender. Marks say which form was used, names who wrote:
where two signs disagree nobody is guessed, and the clerk learns what speaks for whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sokhet_docs.plan import Identity, Plan, Unit, read_identifier
from sokhet_docs.returns.contradictions import ELSEWHERE, Contradiction, Contradictions
from sokhet_docs.returns.evidence import Evidence, read_evidence
from sokhet_docs.returns.match import Match
from sokhet_docs.returns.name_words import with_humps_split
from sokhet_docs.returns.sent_letters import SentLetters
from sokhet_docs.returns.signs import Signs, signs_of_text
from sokhet_docs.returns.unit_names import ISSUER, UnitNames
from sokhet_docs.text.vietnamese import clean, first_few, match_key, slug

__all__ = ["BY_HAND", "Evidence", "Match", "Recogniser", "read_evidence"]

BY_IDENTIFIER = "mã tệp"
BY_BOOKMARK = "dấu trang"
BY_CODE = "mã in"
BY_TEXT = "tên trong văn bản"
BY_FILE_NAME = "tên tệp"
BY_SENDER = "người gửi"
BY_MAIL = "cùng thư"
BY_HAND = "chỉ định"
_MARKS = (BY_IDENTIFIER, BY_BOOKMARK, BY_CODE)
_MARK = "_sk_"
_PRINTED = re.compile(r"Mã báo cáo:\s*(\S+)")
_MIN_NAME = 5  # characters of a name in a file's name
_MAX_NAMES = 5  # units in one message
_MAX_SHOWN = 3  # contradictions in one message
_NOBODY = "Không tìm thấy mã hay tên đơn vị nào trong tệp."
_SETTLE = "Hãy mở tệp xem của ai rồi chỉ định bằng --assign."


@dataclass(frozen=True, slots=True)
class _Mark:
    # One mark: whose it says the file is, or why it cannot be anybody's here.
    found_by: str
    unit: Unit | None
    trouble: str = ""


class Recogniser:
    """Recognises the files of one plan's units; ``sent`` are the letters that they were sent."""

    def __init__(self, plan: Plan, sent: SentLetters | None = None) -> None:
        self._plan, self._sent = plan, sent
        self._by_code = {unit.code: unit for unit in plan.units}
        self._names = UnitNames(plan)
        self._against = Contradictions(plan, self._names)

    def recognise(self, evidence: Evidence) -> Match:
        """Return whose file it is that shows ``evidence``."""
        if evidence.signs is None:
            evidence = replace(evidence, signs=signs_of_text(evidence.text))
        marks = list(self._iter_marks(evidence))
        if trouble := next((mark.trouble for mark in marks if mark.trouble), ""):
            return Match(None, problems=(trouble,))
        match = self._by_marks(marks) if marks else self._by_text(evidence) or self._by_names(evidence)
        return self._held_against(match, evidence) if match else Match(None, problems=(_NOBODY,))

    # Marks ------------------------------------------------------------------------------------------------

    def _iter_marks(self, evidence: Evidence) -> Iterator[_Mark]:
        if identity := read_identifier(evidence.identifier):
            yield self._mark(BY_IDENTIFIER, identity)
        for name in evidence.bookmarks:
            if name.casefold().startswith(_MARK):
                unit = self._by_bookmark.get(name.casefold()) or self._sent_by_bookmark.get(name.casefold())
                yield _Mark(
                    BY_BOOKMARK, unit, "" if unit else "Dấu trang ẩn là của kế hoạch hoặc đơn vị khác."
                )
        for printed in _PRINTED.findall(evidence.text):
            unit = self._by_printed.get(printed) or self._sent_by_printed.get(printed)
            yield _Mark(BY_CODE, unit, "" if unit else f"Mã in “{printed}” không có trong kế hoạch này.")

    def _mark(self, found_by: str, identity: Identity) -> _Mark:
        if identity.plan_code != self._plan.code and identity not in self._sent_as:
            return _Mark(found_by, None, f"Tệp là của kế hoạch khác (mã {identity.plan_code}).")
        if not identity.unit_code:
            return _Mark(found_by, None, "Tệp là văn bản chung của kế hoạch, không phải của một đơn vị.")
        unit = self._by_code.get(identity.unit_code)
        missing = f"Đơn vị mã {identity.unit_code} không có trong danh sách."
        return _Mark(found_by, unit, "" if unit else missing)

    @cached_property
    def _by_bookmark(self) -> dict[str, Unit]:
        return {Identity(self._plan.code, unit.code).bookmark.casefold(): unit for unit in self._plan.units}

    @cached_property
    def _by_printed(self) -> dict[str, Unit]:
        return {Identity(self._plan.code, unit.code).visible: unit for unit in self._plan.units}

    @cached_property
    def _sent_by_bookmark(self) -> dict[str, Unit]:
        return {identity.bookmark.casefold(): unit for identity, unit in self._sent_as.items()}

    @cached_property
    def _sent_by_printed(self) -> dict[str, Unit]:
        return {identity.visible: unit for identity, unit in self._sent_as.items()}

    @cached_property
    def _sent_as(self) -> dict[Identity, Unit]:
        """The units by the identities that their released letters carry, read where the plan's do not fit."""
        identities = self._sent.identities if self._sent else frozenset()
        units = ((identity, self._by_code.get(identity.unit_code)) for identity in identities)
        return {identity: unit for identity, unit in units if unit}

    def _by_marks(self, marks: Sequence[_Mark]) -> Match:
        units = {mark.unit.code: mark.unit for mark in marks if mark.unit}
        if len(units) > 1:
            return Match(None, problems=(f"Dấu trong tệp chỉ nhiều đơn vị: {_names_of(units.values())}.",))
        return Match(marks[0].unit, marks[0].found_by)

    # Names ------------------------------------------------------------------------------------------------

    def _by_text(self, evidence: Evidence) -> Match | None:
        signs = evidence.signs or Signs()
        named = self._heading(signs) or self._named_in(signs.lines)
        if len(named) == 1 and evidence.is_report:
            return Match(named[0], BY_TEXT)
        named = named or self._named_in(evidence.text.splitlines())
        if not named:
            return None
        fitting = self._by_names(evidence)
        if fitting and fitting.unit in named:
            return fitting
        intro = "Trong văn bản có tên" if len(named) == 1 else "Trong văn bản có tên nhiều đơn vị:"
        return Match(None, problems=(f"{intro} {_names_of(named)}; chưa chắc là của ai.",))

    def letterhead_of(self, evidence: Evidence) -> Unit | None:
        """Return the unit that the letterhead of a file names; None when it names none, or several."""
        named = self._heading(evidence.signs or signs_of_text(evidence.text))
        return named[0] if len(named) == 1 else None

    def _heading(self, signs: Signs) -> list[Unit]:
        """Return the units that the letterhead names."""
        lines = [line for group in signs.letterhead for line in group]
        named = self._named_in(["\n".join(lines)])
        heading = [unit for unit in named if self._against.letterhead_names(unit, signs)]
        return heading or [
            unit for unit in self._plan.units if lines and self._against.letterhead_names(unit, signs)
        ]

    def _named_in(self, lines: Iterable[str]) -> list[Unit]:
        spans = (span for line in lines for span in self._names.find(line))
        codes = {span.code for span in spans} - {ISSUER}
        return [unit for unit in self._plan.units if unit.code in codes]

    def _by_names(self, evidence: Evidence) -> Match | None:
        for name in evidence.names:
            named = _longest_named(f"-{slug(name, longest=400)}-", self._slugs)
            named = named or self._named_in([with_humps_split(name.replace("_", " "))])
            if len(named) == 1:
                return Match(named[0], BY_FILE_NAME)
            if named:
                return Match(None, problems=(f"Tên tệp hợp với nhiều đơn vị: {_names_of(named)}.",))
        senders = self._against.owners_of(evidence.sender)
        return Match(senders[0], BY_SENDER) if len(senders) == 1 else None

    @cached_property
    def _slugs(self) -> list[tuple[str, Unit]]:
        named = [
            (slug(name, longest=400), unit)
            for unit in self._plan.units
            for name in {unit.name, unit.committee, unit.own_name}
        ]
        codes = [(slug(unit.code), unit) for unit in self._plan.units if not unit.code.isdecimal()]
        return [(f"-{key}-", unit) for key, unit in named if len(key) >= _MIN_NAME] + [
            (f"-{key}-", unit) for key, unit in codes if key
        ]

    # What speaks against it -------------------------------------------------------------------------------

    def _held_against(self, match: Match, evidence: Evidence) -> Match:
        """Return ``match``, or nobody and why: what in the file and around it speaks against its unit."""
        unit, signs = match.unit, evidence.signs or Signs()
        if unit is None:
            return match
        against = self._against.in_report(unit, evidence)
        if against and self._sent:
            against = [found for found in against if not _is_printed(found, unit, self._sent)]
        against += self._against.around(unit, evidence)
        claim = f"{match.found_by.capitalize()} là của {unit.name}"
        if against:
            return Match(None, problems=(f"{claim}, nhưng {_told(against)}. {_SETTLE}",))
        if evidence.is_report and match.found_by in _MARKS and self._is_gone(unit, signs):
            return Match(
                None, problems=(f"{claim}, nhưng đầu báo cáo không còn tên đơn vị của mẫu. {_SETTLE}",)
            )
        return match

    def _is_gone(self, unit: Unit, signs: Signs) -> bool:
        """Tell whether the form named ``unit`` and the report does not any more.

        A form that is not left is taken to have named it in its letterhead, if it had one.
        """
        if self._against.letterhead_names(unit, signs) or self._against.edges_name(unit, signs):
            return False
        sent = self._sent.signs_of(unit.code) if self._sent else ()
        headed = (self._against.letterhead_names(unit, form) for form in sent)
        if any(headed) if sent else signs.letterhead:
            return True
        named = self._against.names_unit(unit, signs)
        return not named and (not sent or any(self._against.names_unit(unit, form) for form in sent))


def _is_printed(found: Contradiction, unit: Unit, sent: SentLetters) -> bool:
    """Tell whether what is written stood in the form already."""
    printed = sent.lines_of(unit.code, elsewhere=found.place == ELSEWHERE)
    return all(match_key(line) in printed for line in found.line.split("\n"))


def _told(against: Sequence[Contradiction]) -> str:
    by_place: dict[str, list[str]] = {}
    for found in against:
        written = by_place.setdefault(found.place, [])
        shown = f"“{clean(found.written)}”{_whose(found)}"
        if shown not in written:
            written.append(shown)
    return ", ".join(
        f"{place} ghi {', '.join(written[:2])}" for place, written in list(by_place.items())[:_MAX_SHOWN]
    )


def _whose(found: Contradiction) -> str:
    """Return the unit in brackets where what is written is not its name."""
    unit = found.unit
    if unit is None or match_key(unit.own_name or unit.name) in match_key(found.written):
        return ""
    return f" ({unit.name})"


def _longest_named(text: str, keys: Iterable[tuple[str, Unit]]) -> list[Unit]:
    """Return the units whose key stands in ``text``, but not where it is a part of another's longer key."""
    spans = [(at, at + len(key), unit) for key, unit in keys for at in _places_of(key, text)]
    whole = [
        span
        for span in spans
        if not any(o[0] <= span[0] and span[1] <= o[1] and o[1] - o[0] > span[1] - span[0] for o in spans)
    ]
    return list({unit.code: unit for _, _, unit in whole}.values())


def _places_of(key: str, text: str) -> Iterator[int]:
    at = text.find(key)
    while at >= 0:
        yield at
        at = text.find(key, at + 1)


def _names_of(units: Iterable[Unit]) -> str:
    return first_few([unit.name for unit in units], _MAX_NAMES, " và {} đơn vị nữa")
