"""What Outlook keeps of a mail's words as compressed RTF, often nothing else → a plain text.

Packed as [MS-OXRTFCP] says; where the words were a web page, its tags are left out ([MS-OXRTFEX]).
"""

from __future__ import annotations

from sokhet_docs.returns.containers import Budget, ContainerError, Content, MailContext, reader_faults
from sokhet_docs.returns.rtf_looks import said_looks, with_signs

_BODY = "phần chữ gõ trong thư"
_UNREADABLE = "Phần này bị hỏng."
_ADVICE = "Hãy mở thư bằng Outlook để xem."
_MAX_PACKED = 4_000_000  # bytes: more takes too long, and is no letter
_UNPACKED_SIZE = slice(4, 8)
_MOST_UNPACKED = 8  # bytes that a packed byte can stand for


def text_of_packed_rtf(blob: bytes, budget: Budget) -> str | None:
    """Return the text of compressed RTF; "" for none, None when it cannot be read. Raises BudgetError."""
    if not blob:
        return ""
    unpacked = int.from_bytes(blob[_UNPACKED_SIZE], "little")
    if len(blob) > _MAX_PACKED or unpacked > _MOST_UNPACKED * len(blob):
        return None
    budget.spend(unpacked)
    return _text_of(blob)


def _text_of(blob: bytes) -> str | None:
    from compressed_rtf import decompress  # both are seldom needed
    from striprtf.striprtf import rtf_to_text

    try:
        with reader_faults(_UNREADABLE):
            rtf = with_signs(decompress(blob).decode("cp1252", "replace"))
            text = said_looks(rtf_to_text(rtf, errors="replace"))
    except ContainerError:
        return None
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def unreadable_words(mail: MailContext | None = None) -> Content:
    """Return what tells of words in a mail that cannot be read."""
    return Content(_BODY, mail=mail, trouble=_UNREADABLE, advice=_ADVICE)
