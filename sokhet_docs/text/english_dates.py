"""The English names of the months, as office programs and mails write them."""

from __future__ import annotations

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
