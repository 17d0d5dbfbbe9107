"""A pattern and a unit's values → a file name that every system accepts; equal names are a problem.

The limits are those of Windows (reserved names, forbidden characters, no dot or space at the end), and 150
characters or 230 bytes in UTF-8, which leaves enough for the path.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from sokhet_docs.problems import OutputError, Place, Problem, UsageError
from sokhet_docs.text.vietnamese import clean, match_key, nearest, slug

DEFAULT_PATTERN = "{don_vi.stt:03}-{don_vi.ten:slug}"
MAX_CHARACTERS = 150
_MAX_BYTES = 230
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_RESERVED = re.compile(
    r"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE
)
_FIELD = re.compile(r"\{([^{}:]+)(?::(slug|0?\d{1,2}))?\}")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern whose fields are all known: text with ``{field}``, ``{field:03}`` or ``{field:slug}``.

    ``:03`` pads a number with zeros, ``:slug`` writes lower-case ASCII letters, digits and hyphens only.
    """

    text: str
    fields: Mapping[str, str]

    @classmethod
    def parse(cls, text: str, known: Iterable[str]) -> NamePattern:
        """Return ``text`` as a pattern over the ``known`` fields, compared by match key as headers are.

        Raises UsageError with every unknown field, and for a brace that belongs to no field.
        """
        by_key = {match_key(name): name for name in known}
        wanted = {match.group(1): by_key.get(match_key(match.group(1))) for match in _FIELD.finditer(text)}
        problems = [_unknown(name, by_key.values()) for name, field in wanted.items() if field is None]
        if re.search(r"[{}]", _FIELD.sub("", text)):
            problems.append(_problem(f"Mẫu tên tệp “{text}” có dấu ngoặc nhọn không thành trường."))
        if problems:
            raise UsageError(problems)
        return cls(text, {name: field for name, field in wanted.items() if field})

    def name(self, values: Mapping[str, object], suffix: str = ".docx") -> str:
        """Return the safe file name that the pattern gives for ``values`` (field → value)."""
        return safe_name(_FIELD.sub(lambda match: self._filled(match, values), self.text), suffix)

    def _filled(self, match: re.Match[str], values: Mapping[str, object]) -> str:
        value = values[self.fields[match.group(1)]]
        text, form = ("" if value is None else str(value)), match.group(2)
        if form == "slug":
            return slug(text)
        return text.rjust(int(form), "0") if form else text


def safe_name(text: str, suffix: str = ".docx") -> str:
    """Return ``text`` + ``suffix`` as a name that Windows, macOS and Linux accept, Vietnamese marks kept.

    Forbidden characters become hyphens, a reserved name gets an underscore, a long one is cut at a word;
    a text of punctuation alone becomes ``khong-ten``.
    """
    name = _FORBIDDEN.sub("-", re.sub(r"\s+", " ", clean(text)))
    name = re.sub(r"-{2,}", "-", name).strip(" .-~$") if re.search(r"\w", name) else ""
    return _RESERVED.sub(r"\1_", _cut(name or "khong-ten", suffix) + suffix)


def _cut(name: str, suffix: str) -> str:
    longest, longest_bytes = MAX_CHARACTERS - len(suffix) - 1, _MAX_BYTES - len(suffix.encode()) - 1
    if len(name) <= longest and len(name.encode()) <= longest_bytes:
        return name
    kept = name[:longest].encode()[:longest_bytes].decode(errors="ignore")
    return (re.match(r"(.{40,})[\s-]", kept, re.DOTALL) or [kept, kept])[1].rstrip(" .-")


def fault_of(name: str) -> str:
    """Return what makes ``name`` unfit as a file's name, as a Vietnamese sentence; "" when it is fit."""
    if not name.strip(" .") or _FORBIDDEN.search(name):
        return "Tên tệp trống hoặc có ký tự không dùng được trong tên tệp."
    if name[0] == "." or name.startswith("~$") or name[-1] in " .":
        return "Tên tệp không được bắt đầu bằng dấu chấm, “~$” hay kết thúc bằng dấu chấm, dấu cách."
    if _RESERVED.match(name):
        return "Windows dành riêng tên này, không đặt cho tệp được."
    if len(name) > MAX_CHARACTERS or len(name.encode()) > _MAX_BYTES:
        return f"Tên tệp dài quá {MAX_CHARACTERS} ký tự."
    return "" if unicodedata.is_normalized("NFC", name) else "Tên tệp chưa ở dạng Unicode dựng sẵn (NFC)."


def windows_fault(path: PurePath) -> str:
    """Return what makes ``path``, as a clerk typed it, lead Windows astray; "" when nothing does.

    A device's name (``con.docx``) is no file there, and what follows a colon is hidden within another file.
    """
    parts = path.parts[1:] if path.anchor else path.parts
    if device := next((part for part in parts if _RESERVED.match(part)), ""):
        return f"“{device}” là tên Windows dành riêng, không đặt cho tệp hay thư mục được."
    odd = next((part for part in parts if part not in (".", "..") and _FORBIDDEN.search(part)), "")
    return f"“{odd}” có ký tự mà Windows không cho dùng trong tên." if odd else ""


def name_key(name: str) -> str:
    """Return the key that is equal for two names which a file system takes for the same: NFC, any case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check_names(owners: Iterable[tuple[str, str]]) -> None:
    """Check that the names of the (owner, file name) pairs are all fit and all different.

    An owner is what a clerk knows a file by: the unit's name. Raises OutputError with every name that is
    unfit or shared; for a shared one it names the first two owners and says how many more there are.
    """
    sharing: dict[str, list[tuple[str, str]]] = {}
    for owner, name in owners:
        sharing.setdefault(name_key(name), []).append((owner, name))
    problems = [_problem(f"{fault} (đơn vị “{owner}”)", name) for owner, name, fault in _unfit(sharing)]
    problems += [_shared(pairs) for pairs in sharing.values() if len(pairs) > 1]
    if problems:
        raise OutputError(problems)


def _unfit(sharing: Mapping[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str, str]]:
    for pairs in sharing.values():
        yield from ((owner, name, fault) for owner, name in pairs if (fault := fault_of(name)))


def _shared(pairs: list[tuple[str, str]]) -> Problem:
    (first, name), (second, _), *more = pairs
    owners = f"“{first}” và “{second}”" if not more else f"“{first}”, “{second}” và {len(more)} đơn vị nữa"
    return Problem(
        Place(name),
        f"{owners} cùng nhận tên tệp này." if first != second else f"Hai tệp của “{first}” trùng tên.",
        "Cho mỗi đơn vị một số thứ tự (cột TT) riêng, hoặc thêm {don_vi.ma} vào mẫu tên tệp.",
    )


def _unknown(name: str, known: Iterable[str]) -> Problem:
    near = nearest(name, known)
    return _problem(
        f"Mẫu tên tệp có trường {{{name}}} không có.", hint=f"Gần nhất: {{{near}}}." if near else ""
    )


def _problem(message: str, file: str = "mẫu tên tệp", hint: str = "") -> Problem:
    return Problem(Place(file), message, hint)
