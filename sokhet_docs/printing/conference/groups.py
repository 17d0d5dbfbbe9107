"""A plan → its conferences: who is invited by group, as the roster counts them and by name, and the seats.

The roster is the sheet `Thành phần`, the names are those of the sheet `Đại biểu`. Both are counted here once,
so that all papers of a conference say the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sokhet_docs.plan import Conference, Guest, Plan, ProgrammeItem, Unit, hint_for_unknown, units_named
from sokhet_docs.problems import Place, Problem, Severity, UsageError
from sokhet_docs.text.vietnamese import first_few, match_key, nearest

ISSUER = "cấp ban hành"
_MAX_NAMED = 5  # guests or units in one message


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conference: ``unit`` holds it (None: the body that issues the plan), with its guests by name."""

    unit: Unit | None
    conference: Conference
    guests: tuple[Guest, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()

    @property
    def holder(self) -> str:
        """The name of who holds it, as messages say it."""
        return self.unit.name if self.unit else ISSUER


@dataclass(frozen=True, slots=True)
class Group:
    """Guests of one line of the roster, or of one group that the roster does not have.

    ``expected`` is the roster's number (None: it gives none), ``on_roster`` whether it has this line.
    ``name`` is "" for the guests without a group.
    """

    name: str
    expected: int | None = None
    on_roster: bool = False
    guests: tuple[Guest, ...] = field(default=())

    @property
    def named(self) -> int:
        """The number of guests by name."""
        return len(self.guests)

    @property
    def accepted(self) -> int:
        """The number of those who accepted."""
        return sum(guest.coming is True for guest in self.guests)

    @property
    def declined(self) -> int:
        """The number of those who declined."""
        return sum(guest.coming is False for guest in self.guests)

    @property
    def unanswered(self) -> int:
        """The number of those of whom it is not known."""
        return self.named - self.accepted - self.declined

    @property
    def unnamed(self) -> int:
        """How many more the roster counts than there are names."""
        return max(0, (self.expected or 0) - self.named)

    @property
    def seats(self) -> int | None:
        """The number of seats: for all who are invited, less those who declined.

        None where nobody can say how many are invited: there is no number, and there are no names.
        """
        if self.expected is None and not self.guests:
            return None
        return self.named - self.declined + self.unnamed


def meetings(plan: Plan) -> tuple[Meeting, ...]:
    """Return the conferences of ``plan``: that of the issuing body first, then the units' in their order."""
    holders = [(None, plan.issuer_conference), *((unit, unit.conference) for unit in plan.units)]
    return tuple(_meeting(plan, unit, held) for unit, held in holders if held)


def _meeting(plan: Plan, unit: Unit | None, conference: Conference) -> Meeting:
    name = unit.name if unit else ""
    return Meeting(
        unit,
        conference,
        tuple(guest for guest in plan.guests if guest.conference == name),
        tuple(item for item in plan.programme if item.conference == name),
    )


def find_meeting(plan: Plan, word: str, *, of_issuer: bool) -> Meeting:
    """Return the conference that is meant: the one of the unit that ``word`` names, or the issuing body's.

    With neither it is the only one that has guests. Raises UsageError, which names those that there are.
    """
    if word and of_issuer:
        raise UsageError.at("--issuer", "Đã ghi tên đơn vị thì không dùng --issuer.", "Chỉ dùng một.")
    if word:
        return _meeting_of(plan, word)
    held = meetings(plan)
    return held[0] if of_issuer else _only_meeting(held)


def _meeting_of(plan: Plan, word: str) -> Meeting:
    found = units_named(plan.units, word)
    if not found:
        hint = f"{hint_for_unknown(plan.units, word)} Hội nghị của cấp ban hành thì ghi --issuer."
        raise UsageError.at(word, "Không có đơn vị nào như vậy.", hint)
    held = [unit for unit in found if unit.conference]
    if len(held) > 1:
        names = first_few([unit.name for unit in held], _MAX_NAMED, "; …", "; ")
        raise UsageError.at(word, f"Có {len(held)} đơn vị tổ chức hội nghị: {names}.", "Ghi rõ một đơn vị.")
    if not held:
        names = first_few([unit.name for unit in found], _MAX_NAMED, "; …", "; ")
        raise UsageError.at(word, f"{names} không tổ chức hội nghị.", _holders(plan))
    return next(each for each in meetings(plan) if each.unit is held[0])


def _holders(plan: Plan) -> str:
    names = [each.holder for each in meetings(plan) if each.unit]
    listed = first_few(names, _MAX_NAMED, "; …", "; ")
    return f"Các đơn vị tổ chức hội nghị: {listed}." if names else "Hội nghị của cấp ban hành: --issuer."


def _only_meeting(held: Sequence[Meeting]) -> Meeting:
    with_guests = [each for each in held if each.guests]
    if len(with_guests) == 1:
        return with_guests[0]
    listed = first_few([_counted(each) for each in with_guests or held], _MAX_NAMED, "; …", "; ")
    message = (
        f"Có đại biểu ở {len(with_guests)} hội nghị: {listed}."
        if with_guests
        else f"Trang “Đại biểu” chưa ghi ai; chưa rõ làm cho hội nghị nào: {listed}."
    )
    hint = "Ghi số, mã hoặc tên đơn vị sau lệnh; hội nghị của cấp ban hành thì ghi --issuer."
    raise UsageError.at("conference", message, hint)


def _counted(meeting: Meeting) -> str:
    return f"{meeting.holder} ({len(meeting.guests)} đại biểu)" if meeting.guests else meeting.holder


def groups_of(meeting: Meeting) -> tuple[Group, ...]:
    """Return the groups: the roster's lines, then others as they are first named, guests of none last."""
    expected: dict[str, int | None] = {}
    names: dict[str, str] = {}
    for line in meeting.conference.attendees:
        key = match_key(line.name)
        names.setdefault(key, line.name)
        before = expected.get(key)
        expected[key] = line.count if before is None else before + (line.count or 0)
    for guest in meeting.guests:
        names.setdefault(match_key(guest.group), guest.group)
    ordered = sorted(names, key=lambda key: key == "")
    return tuple(
        Group(
            names[key],
            expected.get(key),
            key in expected,
            tuple(guest for guest in meeting.guests if match_key(guest.group) == key),
        )
        for key in ordered
    )


def seats_of(groups: Sequence[Group]) -> int | None:
    """Return the number of seats of all ``groups`` that can be counted; None when none can."""
    counted = [group.seats for group in groups if group.seats is not None]
    return sum(counted) if counted else None


def uncounted(groups: Sequence[Group]) -> list[str]:
    """Return the groups whose number is open, each with how many of it are seated: those with a name."""
    return [
        f"{group.name} (ngoài {group.named} người có tên)" if group.named else group.name
        for group in groups
        if group.on_roster and group.expected is None
    ]


def total_of(groups: Sequence[Group]) -> Group:
    """Return all guests as one group; its number is None where one of ``groups`` has none."""
    known = [group.expected for group in groups if group.expected is not None]
    return Group(
        "", sum(known) if known and len(known) == len(groups) else None,
        guests=tuple(guest for group in groups for guest in group.guests),
    )  # fmt: skip


def find_disagreements(meeting: Meeting, groups: Sequence[Group]) -> Iterator[Problem]:
    """Yield a warning for each number or group in which roster and names differ."""
    if not meeting.guests:
        return
    if not meeting.conference.attendees:
        yield _warning(
            f"Trang “Thành phần” không có thành phần nào của hội nghị này ({meeting.holder}): chưa đối chiếu "
            "được số đại biểu.",
            "Ghi thành phần và số lượng ở đó" + ("." if meeting.unit else ", cột “Đơn vị” ghi Cấp ban hành."),
        )
    else:
        yield from _unknown_groups(groups)
    yield from _other_numbers(groups)
    yield from _without_group(groups)


def _unknown_groups(groups: Sequence[Group]) -> Iterator[Problem]:
    known = [group.name for group in groups if group.on_roster]
    for group in groups:
        if group.name and not group.on_roster:
            near = _like(group.name, known)
            hint = f"Có phải “{near}”? Hãy ghi giống nhau ở hai trang." if near else "Hãy ghi giống nhau."
            yield _warning(
                f"Nhóm “{group.name}” ({group.named} đại biểu) không có ở trang “Thành phần”.", hint
            )


def _like(name: str, known: Sequence[str]) -> str | None:
    key = match_key(name)
    begun = (other for other in known if match_key(other).startswith(key) or key in match_key(other))
    return next(begun, None) or nearest(name, known)


def _other_numbers(groups: Sequence[Group]) -> Iterator[Problem]:
    for group in groups:
        if group.expected is not None and group.named and group.named != group.expected:
            more = group.named - group.expected
            differs = f"thừa {more}" if more > 0 else f"thiếu {-more}"
            yield _warning(
                f"Nhóm “{group.name}”: trang “Thành phần” ghi {group.expected}, trang “Đại biểu” có tên "
                f"{group.named} ({differs}).",
                "Sửa một trong hai trang; người còn thiếu tên vẫn được tính một chỗ ngồi."
                if more < 0
                else "Sửa một trong hai trang; chỗ ngồi tính theo số có tên.",
            )


def _without_group(groups: Sequence[Group]) -> Iterator[Problem]:
    for group in groups:
        if not group.name and any(other.name for other in groups):
            names = first_few([guest.name for guest in group.guests], _MAX_NAMED, "; …", "; ")
            yield _warning(
                f"Có {group.named} đại biểu chưa ghi nhóm: {names}.",
                "Ghi nhóm như ở trang “Thành phần”; các đại biểu này đang xếp ở cuối.",
            )


def _warning(message: str, hint: str) -> Problem:
    return Problem(Place("Đại biểu"), message, hint, Severity.WARNING)
