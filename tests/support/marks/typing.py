"""Words → runs as people and programs leave them: split, composed otherwise, in old fonts, in capitals.

Every way is a function from the mark to the XML of its runs. None of them changes what a person sees, but for
capitals; `search.plain` takes back what they do to the characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from xml.sax.saxutils import escape

Way = Callable[[str], str]
_OLD_FONTS = {"ấ": ("Ê", "aá")}  # of the one Vietnamese letter of a mark: in .VnTime, in VNI


def r(text: str, properties: str = "") -> str:
    """Return one run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def plain(text: str) -> str:
    """Return it as one run."""
    return r(text)


def split(text: str) -> str:
    """Return it in runs of two characters."""
    return "".join(r(text[at : at + 2]) for at in range(0, len(text), 2))


def proofed(text: str) -> str:
    """Return it in two runs, with what a spelling checker and a cursor leave between them."""
    between = (
        '<w:bookmarkStart w:id="990001" w:name="_GoBack"/><w:bookmarkEnd w:id="990001"/>'
        "<w:r><w:lastRenderedPageBreak/></w:r>"
    )
    first, second = r(text[:3]), r(text[3:])
    return f'<w:proofErr w:type="spellStart"/>{first}{between}{second}<w:proofErr w:type="spellEnd"/>'


def bold(text: str) -> str:
    """Return it bold, in one half."""
    return r(text[:4], "<w:b/>") + r(text[4:])


def no_break(text: str) -> str:
    """Return it between spaces that do not break."""
    return r(f"\u00a0{text}\u00a0")


def zero_width(text: str) -> str:
    """Return it with signs of no width around it."""
    return r(f"\ufeff\u200b{text}\u200b")


def decomposed(text: str) -> str:
    """Return it as a Mac or a phone types it, the accents apart."""
    return r(unicodedata.normalize("NFD", text))


def capitals(text: str) -> str:
    """Return it in capitals."""
    return r(text.upper())


def shown_in_capitals(text: str) -> str:
    """Return it in letters that Word only shows as capitals."""
    return r(text, "<w:caps/>")


def vntime(text: str) -> str:
    """Return it in a .VnTime font."""
    return _in_old_font(text, ".VnTime", 0)


def vni(text: str) -> str:
    """Return it in a VNI font."""
    return _in_old_font(text, "VNI-Times", 1)


def _in_old_font(text: str, font: str, encoding: int) -> str:
    for letter, signs in _OLD_FONTS.items():
        text = text.replace(letter, signs[encoding])
    return r(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>')


def behind_a_tab(text: str) -> str:
    """Return it behind a tab."""
    return f"<w:r><w:tab/></w:r>{r(text)}"


def on_a_new_line(text: str) -> str:
    """Return it behind a line break."""
    return f"{r('Cụ thể:')}<w:r><w:br/></w:r>{r(text)}"


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        plain, split, proofed, bold, no_break, zero_width, decomposed, capitals, shown_in_capitals,
        vntime, vni, behind_a_tab, on_a_new_line,
    )
}  # fmt: skip
"""Ways to type a word."""

FIGURE_WAYS: dict[str, Way] = {way.__name__: way for way in (plain, split, proofed, bold, no_break)}
"""Ways to type a figure: none of them lets it look like anything but this number."""
