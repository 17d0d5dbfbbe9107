"""What is expected of the mails about a plan: a text with its form's headings, a subject in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from sokhet_docs.plan import Form, Plan
from sokhet_docs.returns.headings import has_headings
from sokhet_docs.returns.mail_bodies import own_subject
from sokhet_docs.returns.mail_greetings import POLITE, keys_of
from sokhet_docs.returns.supplements import words_that_announce

_Known: TypeAlias = "str | tuple[str, str]"
_ORDINARY = (
    "về việc v/v bc công văn báo cáo sơ kết tổng kết thực hiện nghị quyết chỉ thị kết luận kế hoạch của"
    " đảng ủy bộ chi đoàn đơn vị ngày tháng năm và nộp bản scan word pdf excel docx doc số liệu đề cương"
    " phiếu mẫu nội dung các đến kq kết quả th nq ct kh"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """The forms of a plan, and the phrases that subjects about it are made of: its own, its units' names."""

    forms: tuple[Form, ...] = ()
    phrases: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: Plan, forms: Iterable[Form] = ()) -> Expected:
        """Return what is expected of the units of ``plan``, which were sent ``forms``."""
        return cls(tuple(forms), tuple(dict.fromkeys(filter(None, _phrases_of(plan)))))

    def is_report(self, text: str) -> bool:
        """Return whether what was typed into a mail is a report on one of the forms."""
        return has_headings(text, self.forms)

    def news_in(self, subject: str, names: Iterable[str] = ()) -> str:
        """Return the subject of a mail, without the sign of a reply, where it says anything unexpected.

        Expected are ordinary words, the plan's phrases, two words of one at least, and ``names``: the mail's
        files, its sender. Return "" where it says nothing else, and announces no correction.
        """
        own = own_subject(subject)
        if not own or words_that_announce([own]):
            return own
        words = keys_of(own, plain=own.isascii())
        known = self._known(names, plain=own.isascii())
        pairs = [pair in known for pair in pairwise(words)]
        said = (
            word not in known and not any(pairs[max(0, at - 1) : at + 1])
            for at, word in enumerate(words)
            if len(word) > 1 or word.isdigit()
        )
        return own if any(said) else ""

    def _known(self, names: Iterable[str], *, plain: bool) -> frozenset[_Known]:
        """Return the words that are expected alone, and the pairs of words that are expected together."""
        return _known_of(self.phrases, plain=plain).union(_iter_known(names, plain=plain))


@lru_cache(maxsize=8)
def _known_of(phrases: tuple[str, ...], *, plain: bool) -> frozenset[_Known]:
    ordinary = keys_of(f"{_ORDINARY} {POLITE}", plain=plain)
    return frozenset((*ordinary, *_iter_known(phrases, plain=plain)))


def _iter_known(phrases: Iterable[str], *, plain: bool) -> Iterator[_Known]:
    for phrase in phrases:
        words = keys_of(phrase, plain=plain)
        yield from pairwise(words)
        if len(words) == 1:
            yield words[0]


def _phrases_of(plan: Plan) -> Iterator[str]:
    subject, issuer = plan.subject, plan.issuer
    yield from (subject.occasion, subject.document, subject.title, subject.basis, plan.code, plan.number)
    yield from (issuer.superior, issuer.committee, issuer.body, issuer.party_body, issuer.place, issuer.code)
    for unit in plan.units:
        yield from (unit.name, unit.code, unit.committee, unit.committee_code, unit.kind, unit.recipient_name)
        yield from ("".join(word[0] for word in name.split()) for name in (unit.name, unit.own_name))
