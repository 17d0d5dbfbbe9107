"""The names of a plan's units → where a text names them, in full or abbreviated.

What a body of the Party is called (Đảng bộ, Đảng ủy, Chi bộ, …) is no part of a name unless nothing else is:
the committee of a body, its branch and the body itself are one. So are a name with and without the province
at its end, and with and without “và” or the legal form of a company.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sokhet_docs.plan import Plan, Unit
from sokhet_docs.returns.committees import family_before, strip_committee
from sokhet_docs.returns.name_words import (
    Word,
    Words,
    are_initials,
    fits,
    is_exact,
    is_syllable,
    is_typo,
    letters_of,
    words_of,
)

_OPTIONAL = tuple(
    tuple(phrase.split())
    for phrase in ("va", "cac", "viet nam", "co phan", "trach nhiem huu han", "mot thanh vien")
)
_BEFORE = {("uy", "ban"): ("mat tran",), ("truong",): ("dai hoc", "cao dang")}  # may be missing before these
_LINKS = frozenset({"va", "cua", "cac"})
_NUMBER = words_of("số")[0].key
_REGION = frozenset({"tinh", "viet", "nam", "chi", "nhanh", "cn", "cua"})
_CITY = frozenset({"thanh", "pho"})  # the region of a plan whose superior is a city's
_COUNTRY = frozenset({"viet", "nam"})  # may be missing, but also be abbreviated with the name
_MIN_CORE = 2  # words of a name that say enough without the province or the committee
ISSUER = ""  # stands for a unit's code where the plan's own issuer is named
_MIN_INITIALS = 3  # letters that stand for a whole name by themselves


@dataclass(frozen=True, slots=True)
class Name:
    """One name: the code of whose it is, its words, whether the province stood behind them.

    ``family`` is the kind of committee (``chi``, ``dang``) that must stand before a name of one word.
    """

    code: str
    words: Words
    has_region: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text names somebody: from word ``start`` to before word ``end``, with all marks or not.

    ``code`` is the unit's, or `ISSUER`.
    """

    start: int
    end: int
    code: str
    exact: bool


class UnitNames:
    """The names of the units of one plan, and of the body that issues it."""

    def __init__(self, plan: Plan) -> None:
        self._region = _REGION | {word.plain for word in words_of(plan.issuer.place)}
        issuer = plan.issuer
        self._region |= _CITY & {word.plain for word in words_of(f"{issuer.superior} {issuer.committee}")}
        own = (
            issuer.superior, issuer.committee, issuer.body, issuer.party_body, issuer.short,
            issuer.party_short, issuer.short_body, f"{issuer.party_body} {issuer.place}",
        )  # fmt: skip
        self.issuer = tuple(self._names_of(ISSUER, own))
        self.of_unit = {
            unit.code: tuple(
                self._names_of(unit.code, (unit.name, unit.own_name, unit.committee, unit.addressee))
            )
            for unit in plan.units
        }
        self._by_first: dict[str, list[Name]] = defaultdict(list)
        self._by_initial: dict[str, list[Name]] = defaultdict(list)
        for name in (*self.issuer, *(name for names in self.of_unit.values() for name in names)):
            for at in (0, *_skipped(name.words, 0)):
                self._by_first[name.words[at].plain].append(name)
                self._by_initial[name.words[at].plain[:1]].append(name)
        self.find = lru_cache(maxsize=4096)(self._find)
        self.spells = lru_cache(maxsize=4096)(self._spells)

    def _names_of(self, code: str, texts: Iterable[str]) -> Iterator[Name]:
        seen: set[tuple[str, ...]] = set()
        for text in texts:
            words, families = strip_committee(words_of(text))
            core = self._without_region(words)
            if not core or (keys := tuple(word.key for word in core)) in seen:
                continue
            seen.add(keys)
            short = len(core) == 1
            if short and not families and core[0].key.isdecimal():
                continue
            yield Name(code, core, len(core) < len(words), families[-1] if short and families else "")
            if len(core) < len(words):
                yield Name(code, words, has_region=False)

    def _without_region(self, words: Words) -> Words:
        core = words
        while core and core[-1].plain in self._region - _COUNTRY:
            core = core[:-1]
        return core if len(core) >= _MIN_CORE else words

    def end_of_region(self, words: Words, at: int) -> int:
        """Return the end of the words from ``at`` on that only say in which province a body is."""
        while at < len(words) and words[at].plain in self._region:
            at += 1
        return at

    def _spells(self, text: str, code: str) -> bool:
        """Tell whether all of ``text`` is a name of the unit ``code`` (or `ISSUER`), however written."""
        names = self.of_unit.get(code, self.issuer)
        words, families = strip_committee(words_of(text))
        if not words:
            return False
        return any(self._is_whole(words, families, name, slack) for slack in (0, 1) for name in names)

    def _is_whole(self, words: Words, families: Sequence[str], name: Name, slack: int) -> bool:
        if name.family and name.family not in families:
            return False
        if len(words) == 1 and len(name.words) > 1 and not families and len(words[0].raw) < _MIN_INITIALS:
            return False
        slack = min(slack, len(name.words) > _MIN_CORE)
        if "".join(word.key for word in words) == "".join(word.key for word in name.words):
            return True
        return any(self.end_of_region(words, end) == len(words) for end in _ends(words, 0, name, slack))

    def _find(self, text: str) -> tuple[Span, ...]:
        """Return where ``text`` names somebody, but not where that is a part of another's longer name."""
        words = words_of(text)
        spans = [span for at in range(len(words)) for span in self._spans_at(words, at)]
        whole = [span for span in spans if not any(_is_within(span, other) for other in spans)]
        exact = {(span.start, span.end) for span in whole if span.exact}
        return tuple(
            dict.fromkeys(span for span in whole if span.exact or (span.start, span.end) not in exact)
        )

    def _spans_at(self, words: Words, at: int) -> Iterator[Span]:
        names = self._by_first.get(words[at].plain, ())
        if _is_abbreviation(words[at]):
            names = [*names, *self._by_initial.get(words[at].plain[:1], ())]
        for name in {id(name): name for name in names}.values():
            end = max(_ends(words, at, name, 0), default=at)
            if end > at and self._says_enough(words, at, end, name):
                whole = self.end_of_region(words, end)
                yield Span(at, whole, name.code, _is_exactly(words[at:end], name.words))

    def _says_enough(self, words: Words, at: int, end: int, name: Name) -> bool:
        family = family_before(words, at)
        if name.family:
            return family == name.family
        if end - at == 1 and len(name.words) > 1:  # the initials of all of it
            return len(words[at].raw) >= _MIN_INITIALS
        if family or not name.has_region or len(name.words) > _MIN_CORE:
            return True
        return self.end_of_region(words, end) > end or name.words[0].key in _TELLING

    def initials(self, unit: Unit) -> set[str]:
        """Return the initials of the names of ``unit`` by which its letters are numbered, without marks."""
        texts = (unit.own_name, unit.name)
        return {letters for text in texts for letters in _iter_initials(self._cores(text))}

    def _cores(self, text: str) -> Iterator[Words]:
        words, _ = strip_committee(words_of(text))
        yield words
        yield self._without_region(words)


_TELLING = frozenset(word.key for word in words_of("cục sở trường hội ban công quỹ"))


def _iter_initials(cores: Iterable[Words]) -> Iterator[str]:
    for core in cores:
        for kept in (core, [word for word in core if word.plain not in _LINKS]):
            letters = "".join(word.plain[:1] for word in kept)
            if len(letters) >= _MIN_INITIALS:
                yield letters


def _is_abbreviation(word: Word) -> bool:
    return len(word.raw) > 1 and (word.raw.isupper() or not is_syllable(word.plain)) and word.raw.isalpha()


def _ends(words: Words, at: int, name: Name, slack: int) -> set[int]:
    """Return where the name may end that begins at word ``at``; ``slack`` of its words may have a typo."""
    ends: set[int] = set()
    open_states, seen = [(at, 0, slack)], set()
    while open_states:
        state = open_states.pop()
        if state in seen:
            continue
        seen.add(state)
        if state[1] == len(name.words):
            ends.add(state[0])
        else:
            open_states += _iter_next(words, at, name.words, state)
    return ends


def _iter_next(
    words: Words, start: int, name: Words, state: tuple[int, int, int]
) -> Iterator[tuple[int, int, int]]:
    at, done, slack = state
    for length in _skipped(name, done):
        yield at, done + length, slack
    if at == len(words):
        return
    word = words[at]
    if fits(word, name[done]):
        yield at + 1, done + 1, slack
    elif slack and is_typo(word, name[done]):
        yield at + 1, done + 1, slack - 1
    for end in _iter_runs(word, name, done):
        yield at + 1, end, slack
    if at > start and done < len(name) and _is_link(word):
        yield at + 1, done, slack


def _is_link(word: Word) -> bool:
    return word.plain in _LINKS or word.key == _NUMBER


def _skipped(name: Words, done: int) -> Iterator[int]:
    plain = tuple(word.plain for word in name[done : done + 4])
    for phrase in _OPTIONAL:
        if done and plain[: len(phrase)] == phrase:
            yield len(phrase)
    for phrase, followers in _BEFORE.items():
        behind = " ".join(plain[len(phrase) : len(phrase) + 2])
        if plain[: len(phrase)] == phrase and behind in followers:
            yield len(phrase)


def _iter_runs(word: Word, name: Words, done: int) -> Iterator[int]:
    """Yield where in ``name`` the words end that ``word`` is the initials of, or that it writes as one."""
    if len(word.raw) < 2 or word.plain[0] != name[done].plain[0]:
        return
    letters = letters_of(word.raw)
    rest = name[done : done + len(letters) + 3]
    for length in range(2, len(rest) + 1):
        run = rest[:length]
        if length > 1 and word.plain == "".join(part.plain for part in run):
            yield done + length
        kept = [part for part in run if part.plain not in ("va", "cac")]
        if are_initials(letters, run) or are_initials(letters, kept):
            yield done + length


def _is_exactly(written: Words, name: Words) -> bool:
    return len(written) != len(name) or all(is_exact(*pair) for pair in zip(written, name, strict=True))


def _is_within(span: Span, other: Span) -> bool:
    """Tell whether ``span`` is a part of ``other``, which is longer."""
    longer = other.end - other.start > span.end - span.start
    return longer and other.start <= span.start and span.end <= other.end
