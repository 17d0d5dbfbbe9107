"""The words of returned forms are cleaned as everywhere else, only quicker."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from sokhet_docs.returns.form_keys import clean
from sokhet_docs.text import vietnamese


@given(st.text() | st.text("aÐƉɖđ _x0D\u00a0\u00ad\u200b\u0301\t\n\u2028\ufeff"))
@example("Ðảng bộ_x000D_")
@example(unicodedata.normalize("NFD", "Đảng ủy"))
def test_the_quick_way_cleans_like_the_thorough_one(text: str) -> None:
    assert clean(text) == vietnamese.clean(text)
