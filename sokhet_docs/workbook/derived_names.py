"""The names that the clerk typed → those that follow from them by a rule of the office, none invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sokhet_docs.text.vietnamese import lower_first, match_key
from sokhet_docs.workbook.fact_lines import WORKS

Names = Mapping[str, str]  # by the fact's name: issuer.committee
# A committee and the Party body that it leads; what follows is the same name. [U]
_PARTY_BODIES = (
    ("Đảng ủy", "Đảng bộ"),
    ("Tỉnh ủy", "Đảng bộ tỉnh"),
    ("Thành ủy", "Đảng bộ thành phố"),
    ("Huyện ủy", "Đảng bộ huyện"),
    ("Thị ủy", "Đảng bộ thị xã"),
    ("Quận ủy", "Đảng bộ quận"),
)


def derive_names(typed: Names) -> dict[str, str]:
    """Return the blank names of ``typed`` that follow from the others, by the fact's name."""
    known = dict(typed)
    derived = {}
    for name, rule in _RULES.items():
        if not known[name] and (text := rule(known)):
            known[name] = derived[name] = text
    return derived


def _committee(known: Names) -> str:
    """Đảng bộ X → Đảng ủy X, Đảng bộ tỉnh X → Tỉnh ủy X."""
    for committee, body in reversed(_PARTY_BODIES):
        rest = _rest(known["issuer.party_body"], body)
        if rest is not None and (rest[:1].isupper() or body == _PARTY_BODIES[0][1]):
            return f"{committee} {rest}".rstrip()
    return ""


def _party_body(known: Names) -> str:
    return _party_body_of(known["issuer.committee"])


def _party_body_of(name: str) -> str:
    """Đảng ủy X → Đảng bộ X, Tỉnh ủy X → Đảng bộ tỉnh X; "" for another name."""
    for committee, body in _PARTY_BODIES:
        if (rest := _rest(name, committee)) is not None:
            return f"{body} {rest}".rstrip()
    return ""


def _body(known: Names) -> str:
    """Return the committee, or its standing committee where that is in whose name the plan is signed."""
    committee, authority = known["issuer.committee"], match_key(known["signatory.authority"])
    is_standing = authority == match_key("T/M BAN THƯỜNG VỤ") and _party_body_of(committee)
    return f"Ban Thường vụ {committee}" if is_standing else committee


def _short(known: Names) -> str:
    return known["issuer.committee"]


def _party_short(known: Names) -> str:
    return _party_body_of(known["issuer.short"]) or known["issuer.party_body"]


def _short_body(known: Names) -> str:
    """Return the body with the committee's name at its end shortened; else the body itself."""
    body, committee = known["issuer.body"].split(), known["issuer.committee"].split()
    start = len(body) - len(committee)
    if committee and start >= 0 and match_key(" ".join(body[start:])) == match_key(" ".join(committee)):
        return " ".join([*body[:start], known["issuer.short"]])
    return known["issuer.body"]


def _work(known: Names) -> str:
    """Return the first words of Dịp: sơ kết 05 năm → sơ kết."""
    occasion = known["subject.occasion"]
    start = " ".join(occasion.split()[:2])
    if match_key(start) in {match_key(work) for work in WORKS}:
        return lower_first(start)
    return lower_first(re.split(r"\d", occasion)[0].strip(" -–,;"))


def _rest(name: str, start: str) -> str | None:
    """Return what follows the words ``start`` in ``name``; None when it does not begin with them."""
    words, length = name.split(), len(start.split())
    return " ".join(words[length:]) if match_key(" ".join(words[:length])) == match_key(start) else None


_RULES: Mapping[str, Callable[[Names], str]] = {
    "issuer.committee": _committee,
    "issuer.party_body": _party_body,
    "issuer.body": _body,
    "issuer.short": _short,
    "issuer.party_short": _party_short,
    "issuer.short_body": _short_body,
    "subject.work": _work,
}
