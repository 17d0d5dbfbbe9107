"""The guide as a page: whole in itself, every link leads to its heading, every picture is within it."""

from __future__ import annotations

import base64
import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from sokhet_docs.help import guide_page
from tests.support.commands import run
from tests.support.environment import ROOT


def test_a_small_guide_is_this_page(tmp_path: Path) -> None:
    Image.new("1", (1, 1)).save(tmp_path / "a.png")
    picture = base64.b64encode((tmp_path / "a.png").read_bytes()).decode()
    table = "| A | B |\n|---|---|\n| 1 | `x` |\n"
    text = f"# Sổ tay & <b>\n\nXem [mục 2](#2-đơn-vị).\n\n## 2. Đơn vị\n\n![Ảnh](a.png)\n\n{table}"
    (tmp_path / "so-tay.md").write_text(text, encoding="utf-8")

    page = guide_page(tmp_path / "so-tay.md")

    assert "<title>Sổ tay &amp; &lt;b&gt;</title>" in page
    assert re.search(r"<body>\n(.*)<footer>", page, re.DOTALL)[1] == (  # type: ignore[index]
        '<h1 id="sổ-tay--b">Sổ tay &amp; &lt;b&gt;</h1>\n'
        '<p>Xem <a href="#2-%C4%91%C6%A1n-v%E1%BB%8B">mục 2</a>.</p>\n'
        '<h2 id="2-đơn-vị">2. Đơn vị</h2>\n'
        f'<p><img src="data:image/png;base64,{picture}" alt="Ảnh" /></p>\n'
        "<table>\n<thead>\n<tr>\n<th>A</th>\n<th>B</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>1</td>\n<td><code>x</code></td>\n</tr>\n</tbody>\n</table>\n"
    )


def test_the_guide_needs_nothing_beside_it() -> None:
    page = guide_page()
    source = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    names = set(re.findall(r'<h\d id="([^"]+)"', page))
    links = {_decoded(link) for link in re.findall(r'href="#([^"]+)"', page)}

    assert links - names == set()
    assert [link for link in re.findall(r'(?:src|href)="([^"#]+)"', page) if not _is_outside(link)] == []
    assert page.count('src="data:image/png;base64,') == len(re.findall(r"!\[", source))
    assert '<meta charset="utf-8">' in page


def _decoded(link: str) -> str:
    from urllib.parse import unquote

    return unquote(unescape(link))


def _is_outside(link: str) -> bool:
    return link.startswith(("https://", "data:image/png;base64,"))


def test_the_command_writes_the_page_and_prints_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = run("guide", "--no-open", "-o", "xem.html")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "xem.html\n", "")
    assert (tmp_path / "xem.html").read_text(encoding="utf-8") == guide_page()
    again = run("guide", "--no-open", "-o", "xem.html")
    assert (again.exit_code, again.stderr) == (
        1,
        "Lỗi: xem.html: Đã có tệp này. Đặt tên khác, hoặc thêm --force để ghi đè.\nTất cả: 1 lỗi.\n",
    )
    assert run("guide", "--no-open", "-o", "xem.html", "--force").exit_code == 0
    assert run("guide", "--no-open", "-o", "xem.docx").exit_code == 2
