"""The bytes of a mail with a signature around it (.p7m, CMS) → the mail that was signed."""

from __future__ import annotations

from collections.abc import Iterator

from sokhet_docs.returns.containers import SEND_AGAIN, Budget, ContainerError, Content, guarded

_DAMAGED = "Thư có chữ ký số (.p7m) bị hỏng, không mở được."
_ENCRYPTED = "Thư bị mã hóa, không mở được."
_ADVICE = "Đề nghị nơi gửi gửi lại, không mã hóa."
_SUFFIX = ".p7m"


def iter_signed(name: str, data: bytes, budget: Budget) -> Iterator[Content]:
    """Yield what a signature is around: a mail, or a file. The signature itself is not judged.

    Raises ContainerError for what is encrypted, damaged, or a signature without what it signs.
    """
    return guarded(_iter_signed(name, data, budget), _DAMAGED)


def _iter_signed(name: str, data: bytes, budget: Budget) -> Iterator[Content]:
    from asn1crypto import cms  # takes 50 ms, and is seldom needed

    message = cms.ContentInfo.load(data)
    kind = message["content_type"].native
    if kind != "signed_data":
        encrypted = kind in ("enveloped_data", "encrypted_data", "authenticated_enveloped_data")
        raise ContainerError(_ENCRYPTED if encrypted else _DAMAGED, _ADVICE if encrypted else SEND_AGAIN)
    content = message["content"]["encap_content_info"]["content"].native
    if not isinstance(content, bytes):
        raise ContainerError("Tệp chỉ có chữ ký số, không có nội dung.", SEND_AGAIN)
    budget.spend(len(content))
    inner = name[: -len(_SUFFIX)] if name.lower().endswith(_SUFFIX) else name
    yield Content(inner or name, content)
