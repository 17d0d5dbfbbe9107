"""The guide, written in Markdown with pictures → one HTML page that needs nothing beside it.

Any browser shows it without a network, and prints it: it goes by mail or USB as one file.
"""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sokhet_docs._version import __version__

if TYPE_CHECKING:
    from markdown_it.token import Token

_PACKED = Path(__file__).parent / "guide_files"
_CHECKOUT = Path(__file__).parents[2] / "docs"
_NAME = "huong-dan.md"
_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.6 "Segoe UI", "Noto Sans", Arial, sans-serif; max-width: 52rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; }
h1, h2, h3 { line-height: 1.3; margin: 1.8em 0 .6em; }
h1 { margin-top: .6em; }
h2 { border-top: 1px solid #8886; padding-top: .8em; }
img { max-width: 100%; height: auto; border: 1px solid #8886; background: #fff; }
table { border-collapse: collapse; margin: 1em 0; display: block; overflow-x: auto; }
th, td { border: 1px solid #8888; padding: .35em .6em; text-align: left; vertical-align: top; }
th { background: #8882; }
pre, code { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: .93em; }
pre { background: #8882; padding: .7em .9em; overflow-x: auto; }
code { background: #8882; padding: .05em .3em; }
pre code { background: none; padding: 0; }
footer { margin-top: 3em; color: #888; font-size: .85em; }
@media print {
  @page { size: A4; margin: 18mm 15mm 18mm 25mm; }
  body { font: 11pt/1.45 "Times New Roman", serif; max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  img, tr, pre { break-inside: avoid; }
  pre { white-space: pre-wrap; }
  a { color: inherit; text-decoration: none; }
}
""".strip()  # noqa: E501


def guide_page(source: Path | None = None) -> str:
    """Return the guide as a whole HTML page; ``source`` is another Markdown file (None: the guide itself).

    Pictures that it shows are read from beside it. Raises OSError when a file is not there.
    """
    from markdown_it import MarkdownIt  # slow to import

    path = source or _guide_path()
    text = path.read_text(encoding="utf-8")
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    _name_headings(tokens)
    for image in _images(tokens):
        image.attrs["src"] = _inline(path.parent / str(image.attrs["src"]))
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    body = markdown.renderer.render(tokens, markdown.options, {})
    return _page(title[1] if title else path.stem, body)


def _guide_path() -> Path:
    packed = _PACKED / _NAME
    return packed if packed.exists() else _CHECKOUT / _NAME


def _name_headings(tokens: Sequence[Token]) -> None:
    """Give each heading the name by which the guide's links call it, as code hosts make it."""
    for heading, words in itertools.pairwise(tokens):
        if heading.type == "heading_open":
            kept = re.sub(r"[^\w\- ]", "", words.content.lower())
            heading.attrs["id"] = kept.replace(" ", "-")


def _images(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image":
            yield token
        yield from _images(token.children or ())


def _inline(picture: Path) -> str:
    packed = base64.b64encode(picture.read_bytes()).decode("ascii")
    return f"data:image/png;base64,{packed}"


def _page(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n{body}"
        f"<footer>sokhet-docs {__version__}</footer>\n</body>\n</html>\n"
    )
