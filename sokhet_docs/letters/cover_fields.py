"""The covering letter of a unit's packet (công văn) → its merge fields, also where the packet has none."""

from __future__ import annotations

from typing import Any

from sokhet_docs.letters.citations import cited_in_full, cited_letter, letter_number
from sokhet_docs.plan import Plan, Unit, archive_line
from sokhet_docs.text.vietnamese import joined, lower_first
from sokhet_docs.vocabulary import COVER_TEMPLATE


def cover_fields(plan: Plan, unit: Unit) -> dict[str, Any]:
    """Return the fields of the letter that the other documents of ``unit``'s packet are annexes of."""
    documents = plan.documents_for(unit)
    cover = next((one for one in documents if one.template.casefold() == COVER_TEMPLATE), None)
    number, day = (cover.number, cover.day or plan.day) if cover else ("", plan.day)
    others = [lower_first(document.title) for document in documents if document is not cover]
    return {
        "co": cover is not None,
        "so_ky_hieu": letter_number(plan, number),
        "vien_dan": cited_in_full(plan, cited_letter(plan, number, day)),
        "kem_theo": joined(others, " và "),
        "luu": archive_line(plan),
    }
