"""The fonts of a letter and of its PDF → which fonts stand in for others, and what the clerk should do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sokhet_docs.printing.pdf.run import StandIn
from sokhet_docs.problems import Place, Problem, Severity

# Fonts whose letters are as wide as those of the font on the left, made to stand in for it.
_COMPATIBLE: Mapping[str, tuple[str, ...]] = {
    "Times New Roman": ("Liberation Serif", "Tinos"),
    "Arial": ("Liberation Sans", "Arimo"),
    "Arial Narrow": ("Liberation Sans Narrow",),
    "Helvetica": ("Liberation Sans", "Arimo", "Nimbus Sans"),
    "Courier New": ("Liberation Mono", "Cousine"),
    "Calibri": ("Carlito",),
    "Cambria": ("Caladea",),
    "Georgia": ("Gelasio",),
    "Symbol": ("OpenSymbol",),
    "Wingdings": ("OpenSymbol",),
}
# Fonts under another name: what the first letters of a name in a PDF may go on with is no other family.
_STYLE = re.compile(
    r"(?:ps|mt|regular|roman|book|bold|italic|oblique|light|medium|semibold|black|demi)*", re.IGNORECASE
)
_KNOWN_NAMES = (
    *_COMPATIBLE, *(name for names in _COMPATIBLE.values() for name in names),
    "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Noto Sans", "Noto Serif",
)  # fmt: skip
_FREE = {"Calibri": "Carlito", "Cambria": "Caladea", "Times New Roman": "Liberation Serif"}
_FREE |= {"Arial": "Liberation Sans", "Courier New": "Liberation Mono"}


def find_stand_ins(wanted: Iterable[str], pdf_fonts: Iterable[str]) -> dict[str, str]:
    """Return those of the fonts ``wanted`` that a PDF with ``pdf_fonts`` lacks, each with what stands in.

    That is "" where nothing tells which it is: the PDF has no font left over, or several.
    """
    left = {name for name in pdf_fonts if name}
    lacking = []
    for font in sorted(wanted):
        own = {name for name in left if _is_of(name, font)}
        left -= own
        if not own:
            lacking.append(font)
    return dict(_iter_stand_ins(lacking, left))


def _iter_stand_ins(lacking: Sequence[str], left: set[str]) -> Iterator[tuple[str, str]]:
    compatible = {font: _compatible_of(font, left) for font in lacking}
    explained = {name for name in left for stand_in in compatible.values() if _is_of(name, stand_in)}
    unexplained = {family_of(name) for name in left - explained}
    for font, stand_in in compatible.items():
        yield font, stand_in or (next(iter(unexplained)) if len(unexplained) == 1 else "")


def _compatible_of(font: str, names: Iterable[str]) -> str:
    """Return the font among ``names`` that was made to stand in for ``font``; "" for none."""
    stand_ins = _COMPATIBLE.get(_usual_name(font), ())
    return next((each for each in stand_ins if any(_is_of(name, each) for name in names)), "")


def is_compatible(wanted: str, shown: str) -> bool:
    """Tell whether the font ``shown`` was made to stand in for ``wanted``, with letters as wide."""
    return shown in _COMPATIBLE.get(_usual_name(wanted), ())


def family_of(pdf_name: str) -> str:
    """Return the family that a font of a PDF is of, as it is called in Word: ``LiberationSerif-Bold`` → …."""
    known = next((name for name in _KNOWN_NAMES if _is_of(pdf_name, name)), None)
    return known or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[-,]", pdf_name)[0])


def _is_of(pdf_name: str, family: str) -> bool:
    name, key = _key(pdf_name), _key(family)
    return bool(key) and name.startswith(key) and _STYLE.fullmatch(name, len(key)) is not None


def _key(name: str) -> str:
    return re.sub(r"[^0-9a-z]", "", name.casefold()) or name.casefold()


def _usual_name(font: str) -> str:
    return next((name for name in _COMPATIBLE if name.casefold() == font.casefold()), font)


def count_stand_ins(files: Iterable[Mapping[str, str]]) -> tuple[StandIn, ...]:
    """Return what stands in for what in ``files``, each with the number of files, the most frequent first."""
    counts = Counter(pair for stand_ins in files for pair in stand_ins.items())
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        StandIn(wanted, shown, count, is_compatible(wanted, shown)) for (wanted, shown), count in ordered
    )


def font_warnings(fonts: Iterable[StandIn]) -> Iterator[Problem]:
    """Yield a warning for each font whose stand-in may break lines and pages where Word does not."""
    for font in fonts:
        if font.is_compatible:
            continue
        message = (
            f"Máy không có phông này nên {font.files} PDF in bằng {font.shown or 'phông khác'}; dòng và "
            "trang có thể không như trong Word."
        )
        free = _FREE.get(_usual_name(font.wanted))
        which = f"{font.wanted} (hoặc {free}, miễn phí)" if free else font.wanted
        hint = f"Cài phông {which}, rồi chạy lại với --force."
        yield Problem(Place(f"Phông {font.wanted}"), message, hint, Severity.WARNING)
