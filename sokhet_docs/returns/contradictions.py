"""A unit and what a file says of itself → the signs that speak against its being that unit's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sokhet_docs.plan import Plan, Unit
from sokhet_docs.returns.bodies import Bodies, head_length
from sokhet_docs.returns.committees import committee_end, committee_start
from sokhet_docs.returns.evidence import Evidence
from sokhet_docs.returns.letterhead import Letterhead, read_letterhead
from sokhet_docs.returns.name_words import Words, with_humps_split, words_of
from sokhet_docs.returns.signs import Group, Signs
from sokhet_docs.returns.unit_names import ISSUER, UnitNames
from sokhet_docs.text.vietnamese import clean, match_key, slug

_CODE = re.compile(r"\s*(?:s[ốo])?\b[^/]*[-/](.*)", re.IGNORECASE)
_CODE_LIKE = re.compile(r"[a-z]+\d+")
_CODE_PART = re.compile(r"[^\W\d_]+")
_COMMITTEE_CODE = re.compile(r"^(?:ĐU|ĐB|CB|DU|DB)(?=[^\W\d_]{3})", re.IGNORECASE)
_KEPT = re.compile(r"[\s\-–+]*lưu\b[\s:]*", re.IGNORECASE)
_SENDING = re.compile(r"^.*?kính\s+gửi\s*:?", re.IGNORECASE)
_SAYING = {("bao", "cao"), ("kinh", "gui"), ("kinh", "trinh"), ("xin", "gui")}
_POLITE = frozenset(["xin", "kinh", "tran", "trong", "da", "tong", "hop"])
_VERBS = re.compile(r"(?:\s+(?:xin|kính|trân|trọng|gửi|nộp|trình|em|tôi|anh|chị|ban))+\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:()“”\"\n]")
ELSEWHERE = "văn bản khác trong tệp"  # a place
_MAX_NAME = 24  # words
_MAX_CHARACTERS = 400  # of the name of a file, or of a mail's subject
_MAIL_LINES = 20  # of a mail that are looked at for who sends it
_OTHER_PLACE = frozenset(["xa", "phuong", "thi", "tran", "huyen", "quan"])


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sign that speaks for somebody else: where it stands, what is written, the whole line.

    ``unit`` is whom it names, None when that is nobody of the plan. ``line`` may be several, each a line of
    its own; "" for what is no text.
    """

    place: str
    written: str
    unit: Unit | None = None
    line: str = ""


class Contradictions:
    """Finds what speaks against a file's being a certain unit's."""

    def __init__(self, plan: Plan, names: UnitNames) -> None:
        self._names, self._bodies = names, Bodies(plan, names)
        self._units = {unit.code: unit for unit in plan.units}
        self._letterhead = lru_cache(maxsize=1024)(self._read_letterhead)
        self._place = match_key(plan.issuer.place)
        self._by_initials: dict[str, list[Unit]] = defaultdict(list)
        self._by_email: dict[str, list[Unit]] = defaultdict(list)
        self._by_place: dict[str, list[Unit]] = defaultdict(list)
        self._by_code = {
            slug(unit.code): unit for unit in plan.units if _CODE_LIKE.fullmatch(slug(unit.code))
        }
        for unit in plan.units:
            for letters in names.initials(unit):
                self._by_initials[letters].append(unit)
            for address in re.split(r"[;,\s]+", unit.email.casefold()):
                self._by_email[address].append(unit)
            for place in _places_of(unit):
                self._by_place[place].append(unit)

    def in_report(self, unit: Unit, evidence: Evidence) -> list[Contradiction]:
        """Return what in the report itself speaks against ``unit``."""
        signs = evidence.signs or Signs()
        return [
            *self._in_letterhead(unit, signs, is_report=evidence.is_report),
            *self._in_addressees(unit, signs, is_report=evidence.is_report),
            *self._in_elsewhere(unit, signs),
            *self._in_intro(unit, signs),
            *self._in_lines(unit, "chỗ ký", [line for group in signs.signature for line in group]),
            *self._in_lines(unit, "dòng “Lưu”", _kept_lines(signs.recipients)),
            *self._in_lines(unit, "phụ lục", [_owner_of(line) for line in signs.enclosed]),
            *self._in_lines(unit, "đầu trang hoặc chân trang", signs.edges),
        ]

    def around(self, unit: Unit, evidence: Evidence) -> list[Contradiction]:
        """Return what around the file (names, sender, words of its mail) speaks against ``unit``."""
        found = [
            contradiction
            for at, name in enumerate(evidence.names)
            for contradiction in self._in_name(unit, name, is_own=at == 0)
        ]
        owners = self.owners_of(evidence.sender)
        if owners and unit not in owners:
            found.append(Contradiction("địa chỉ gửi thư", evidence.sender, owners[0]))
        return [*found, *self._in_mail(unit, evidence)]

    def owners_of(self, address: str) -> Sequence[Unit]:
        """Return the units whose mail address is ``address``."""
        return self._by_email.get(address.casefold(), []) if address else []

    def edges_name(self, unit: Unit, signs: Signs) -> bool:
        """Tell whether a header or a footer names ``unit``: some put their letterhead there."""
        return any(span.code == unit.code for line in signs.edges for span in self._names.find(line))

    def names_unit(self, unit: Unit, signs: Signs) -> bool:
        """Tell whether any sign of the report names ``unit``."""
        if self._letterhead(signs.letterhead, unit.code).names_unit:
            return True
        return any(span.code == unit.code for line in signs.lines for span in self._names.find(line))

    def letterhead_names(self, unit: Unit, signs: Signs) -> bool:
        """Tell whether the letterhead names ``unit``."""
        return self._letterhead(signs.letterhead, unit.code).names_unit

    def _read_letterhead(self, groups: tuple[Group, ...], code: str) -> Letterhead:
        return read_letterhead(groups, self._units[code], self._names)

    def _in_letterhead(self, unit: Unit, signs: Signs, *, is_report: bool) -> Iterator[Contradiction]:
        place = "đầu văn bản"
        head = self._letterhead(signs.letterhead, unit.code)
        listed = [found for text in head.rest for found in self._listed(unit, place, text)]
        yield from listed
        # Above no report's title may stand anything, such as the titles of a table.
        others = [line for line in head.others if is_report or self._bodies.foreign(line, unit.code)]
        if not (head.names_unit or listed) and others:
            yield Contradiction(place, " ".join(others), None, "\n".join(others))
        for line in (line for group in signs.letterhead for line in group):
            yield from self._in_code(unit, line)
            yield from self._in_place(unit, line)

    def _in_code(self, unit: Unit, line: str) -> Iterator[Contradiction]:
        match = _CODE.match(line)
        for part in _CODE_PART.findall(match.group(1)) if match and len(line) < 40 else ():
            letters = "".join(word.plain for word in words_of(_COMMITTEE_CODE.sub("", part)))
            owners = self._by_initials.get(letters, [])
            if owners and unit not in owners and part.isupper():
                yield Contradiction("số, ký hiệu", line, owners[0], line)

    def _in_place(self, unit: Unit, line: str) -> Iterator[Contradiction]:
        place, found, _ = line.partition(", ngày")
        key = match_key(place)
        owners = self._by_place.get(key, []) if found and key != self._place else []
        if owners and unit not in owners:
            yield Contradiction("địa danh", place, owners[0], line)

    def _in_addressees(self, unit: Unit, signs: Signs, *, is_report: bool) -> Iterator[Contradiction]:
        """Yield to whom it is sent, a report to any unit; what was sent to the unit still says so."""
        place = "dòng Kính gửi"
        for line in signs.addressees:
            name = _SENDING.sub("", line).strip(" -–+")
            spans = [span for span in self._names.find(name) if span.code != ISSUER]
            if spans and not is_report and spans[0].code == unit.code:
                continue
            if spans:
                yield Contradiction(place, name, self._units[spans[0].code], line)
            elif body := self._bodies.foreign(name, ISSUER):
                yield Contradiction(place, body, None, line)

    def _in_intro(self, unit: Unit, signs: Signs) -> Iterator[Contradiction]:
        for line in signs.intro:
            for subject in _subjects_of(line):
                for found in self._in_lines(unit, "câu “… báo cáo”", [subject]):
                    if subject.endswith(found.written):  # else it is named within the sentence
                        yield replace(found, line=line)

    def _in_mail(self, unit: Unit, evidence: Evidence) -> Iterator[Contradiction]:
        """Yield who else sends the report by the words of its mail, or is alone named in them.

        Where its sender is the unit, the mail may name others.
        """
        place, lines = "lời trong thư", [line[:_MAX_CHARACTERS] for line in evidence.mail[:_MAIL_LINES]]
        senders = [_VERBS.sub("", subject) for line in lines for subject in _subjects_of(line)]
        found = [one for subject in senders for one in self._in_lines(unit, place, [subject])]
        if found and not self._names_in(unit, senders):
            yield from (one for one in found if any(subject.endswith(one.written) for subject in senders))
        elif unit not in self.owners_of(evidence.sender) and not self._names_in(unit, lines):
            yield from (one for line in lines for one in self._listed(unit, place, line))

    def _names_in(self, unit: Unit, lines: Sequence[str]) -> bool:
        return any(span.code == unit.code for line in lines for span in self._names.find(line))

    def _in_elsewhere(self, unit: Unit, signs: Signs) -> Iterator[Contradiction]:
        for line in signs.elsewhere:
            for found in self._in_lines(unit, ELSEWHERE, [_SENDING.sub("", line)]):
                yield replace(found, line=line)

    def _in_lines(self, unit: Unit, place: str, lines: Sequence[str]) -> Iterator[Contradiction]:
        for line in lines:
            listed = list(self._listed(unit, place, line))
            yield from listed
            if not listed and (body := self._bodies.foreign(line, unit.code)):
                yield Contradiction(place, body, None, line)

    def _in_name(self, unit: Unit, name: str, *, is_own: bool) -> Iterator[Contradiction]:
        place = "tên tệp" if is_own else "tên thư mục, tệp nén hoặc thư"
        name = name[:_MAX_CHARACTERS]
        text = with_humps_split(name.replace("_", " ").replace("-", " "))
        listed = [
            *self._listed(unit, place, text),
            *self._in_words(unit, place, slug(name, longest=_MAX_CHARACTERS)),
        ]
        names_unit = any(span.code == unit.code for span in self._names.find(text))
        if listed and (is_own or not names_unit):
            yield from listed
        elif body := self._bodies.foreign(text, unit.code, is_name=True):
            yield Contradiction(place, body)

    def _in_words(self, unit: Unit, place: str, slugged: str) -> Iterator[Contradiction]:
        for word in slugged.split("-"):
            owner = self._by_code.get(word, unit)
            if owner is not unit:
                yield Contradiction(place, word.upper(), owner)

    def _listed(self, unit: Unit, place: str, text: str) -> Iterator[Contradiction]:
        """Yield the other units that ``text`` names."""
        words, tidy = words_of(text), clean(text)
        spans = self._names.find(text)
        own = {(span.start, span.end) for span in spans if span.code in (unit.code, ISSUER)}
        for span in spans:
            if (span.start, span.end) not in own:
                start = committee_start(words, span.start)
                written = tidy[words[start].start : words[span.end - 1].end]
                if "\n" in written and tidy[: words[start].start].rpartition("\n")[2].strip():
                    continue  # the end of one name and the beginning of the next
                yield Contradiction(place, written, self._units[span.code], text)


def _places_of(unit: Unit) -> Iterator[str]:
    """Yield the proper name of a commune or ward, as its letters are dated."""
    words = words_of(unit.own_name)
    kinds = next((at for at, word in enumerate(words) if word.plain not in _OTHER_PLACE), len(words))
    if 0 < kinds < len(words):
        yield match_key(clean(unit.own_name)[words[kinds].start :])


def _kept_lines(recipients: Sequence[str]) -> list[str]:
    return [line[match.end() :] for line in recipients if (match := _KEPT.match(line))]


def _owner_of(line: str) -> str:
    return line.rpartition(" của ")[2]


@lru_cache(maxsize=4096)
def _subjects_of(line: str) -> tuple[str, ...]:
    """Return who it is that reports in a sentence: ``…, Đảng ủy Sở Y tế báo cáo …`` → ``Đảng ủy Sở Y tế``."""
    return tuple(_iter_subjects(line))


def _iter_subjects(line: str) -> Iterator[str]:
    words, tidy = words_of(line), clean(line)
    for at in range(1, len(words) - 1):
        if (words[at].plain, words[at + 1].plain) not in _SAYING:
            continue
        end = at
        while end and words[end - 1].plain in _POLITE:
            end -= 1
        start = _start_of_subject(words, end, tidy)
        if start is not None and start < end:
            yield tidy[words[start].start : words[end - 1].end]


def _start_of_subject(words: Words, end: int, text: str) -> int | None:
    """Return where the last body begins that is named right before word ``end``; None when none is."""
    head = None
    for at in range(end - 1, max(-1, end - _MAX_NAME), -1):
        if at + 1 < len(words) and _SENTENCE_END.search(text, words[at].end, words[at + 1].start):
            break
        if committee_end(words, at) > at:
            return at
        if words[at].raw[:1].isupper() and head_length(words, at, after_committee=False):
            head = at
        elif head is not None and "," in text[words[at].end : words[at + 1].start]:
            break
    return head
