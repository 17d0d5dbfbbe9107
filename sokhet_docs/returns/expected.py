"""What is expected of the mails about a plan: a text with its form's headings, a subject in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sokhet_docs.plan import Form, Plan
from sokhet_docs.returns.headings import has_headings
from sokhet_docs.returns.mail_greetings import POLITE
from sokhet_docs.text.vietnamese import slug

_REPLY = re.compile(r"^(?:\s*(?:re|tl|trả lời|fwd?|chuyển tiếp|tr|wg)\s*:)+", re.IGNORECASE)
_ORDINARY = (
    "ve viec bc so ket tong thuc hien nghi quyet chi thi luan ke hoach cua dang uy bo doan don vi ngay thang"
    " nam va nop kq th nq ct kh ban scan word pdf excel docx doc lieu de cuong phieu mau noi dung cac den"
)


@dataclass(frozen=True, slots=True)
class Expected:
    """The forms of a plan, and the words of its subject and of its units' names, in ASCII letters."""

    forms: tuple[Form, ...] = ()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plan: Plan, forms: Iterable[Form] = ()) -> Expected:
        """Return what is expected of the units of ``plan``, which were sent ``forms``."""
        return cls(tuple(forms), frozenset(chain.from_iterable(map(_words, _names_of(plan)))))

    def is_report(self, text: str) -> bool:
        """Return whether what was typed into a mail is a report on one of the forms."""
        return has_headings(text, self.forms)

    def news_in(self, subject: str, names: Iterable[str] = ()) -> str:
        """Return the subject of a mail, without the sign of a reply, where it says anything unexpected.

        Expected are ordinary words, those of the plan, and those of ``names``: the mail's files, its sender.
        Return "" where it says nothing else.
        """
        own = _REPLY.sub("", subject).strip()
        known = self.words.union(_words(_ORDINARY), POLITE, *map(_words, names))
        return own if any(len(word) > 1 or word.isdigit() for word in _words(own) - known) else ""


def _names_of(plan: Plan) -> Iterator[str]:
    subject, issuer = plan.subject, plan.issuer
    yield from (subject.occasion, subject.document, subject.title, subject.basis, plan.code, plan.number)
    yield from (issuer.superior, issuer.committee, issuer.body, issuer.party_body, issuer.place, issuer.code)
    for unit in plan.units:
        yield from (unit.name, unit.code, unit.committee, unit.committee_code, unit.kind, unit.recipient_name)
        yield from (_initials(name) for name in (unit.name, unit.own_name, unit.committee))


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _words(text: str) -> set[str]:
    return set(slug(text, " ", longest=len(text) + 1).split())
