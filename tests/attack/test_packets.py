"""Real documents alone and in packets: those that come with what the project needs, and planted faults."""

from __future__ import annotations

from pathlib import Path

import docx as python_docx
import pytest

from tests.attack import __main__ as attack
from tests.attack.packet_differences import Difference, explain
from tests.attack.packets import PacketsTally, Pictures, try_folder
from tests.attack.page_pictures import difference_of
from tests.support.docx_builder import LANDSCAPE, docx, note, p, r, save, table
from tests.support.libreoffice import convert

pytestmark = pytest.mark.slow
_COMING_ALONG = Path(python_docx.__file__).parent / "templates" / "default.docx"


def test_documents_look_in_a_packet_as_they_look_alone(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    (folder / "below").mkdir(parents=True)
    save(folder, "python-docx.docx", _COMING_ALONG.read_bytes())
    save(
        folder / "below",
        "own.docx",
        docx(p("một", note(1)), table(["a", "b"]), footnotes=["chú"]),
    )
    save(folder, "tagged.docx", docx(p("{{ ten }}")))
    save(folder, "broken.docx", b"PK")
    tally = PacketsTally()
    try_folder(tally, folder, Pictures(tmp_path / "kept"))
    assert (tally.documents, tally.composed, tally.equal_pictures) == (4, 4, 4)
    assert dict(tally.refused) == {"… không có.": 1, "Tệp bị hỏng, không đọc được.": 1}
    assert (list(tally.examples()), tally.failed, (tmp_path / "kept").exists()) == ([], False, False)


def test_an_accident_and_an_invalid_packet_end_it_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, "a.docx", docx(p("một")))
    assert attack.main(["--packets", str(tmp_path)]) == 0
    assert "\n  invalid:        0\n" in capsys.readouterr().out
    monkeypatch.setattr("sokhet_docs.template.composing.packet.separate", lambda text, *_, **__: text)
    assert attack.main(["--packets", str(tmp_path)]) == 1
    assert "\n  invalid:        2\n" in capsys.readouterr().out
    monkeypatch.setattr("sokhet_docs.template.composing.packet.separate", None)
    assert attack.main(["--packets", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "TypeError: 'NoneType' object is not callable" in said
    assert said.endswith("\naccidents:        1\n")


NEW_PAGE = "<w:pageBreakBefore/>"
SECOND, LETTER = p("hai", properties=NEW_PAGE), p("Thư", properties=NEW_PAGE)


@pytest.mark.parametrize(
    ("packet", "difference"),
    [
        (docx(p("một"), SECOND, LETTER), ""),
        (docx(p("một"), SECOND), "number of pages"),
        (docx(p("một"), p("ba", properties=NEW_PAGE), LETTER), "words"),
        (docx(p(r("một", "<w:b/>")), SECOND, LETTER), "look"),
        (docx(p("một"), SECOND, LETTER, section=LANDSCAPE), "paper"),
    ],
)
def test_what_looks_otherwise_has_its_kind(tmp_path: Path, packet: bytes, difference: str) -> None:
    sources = [save(tmp_path, "mot.docx", docx(p("một"), SECOND)), save(tmp_path, "bo.docx", packet)]
    alone, composed = convert(sources, tmp_path)
    assert difference_of(alone, composed, is_first=True) == difference


@pytest.mark.parametrize(
    ("document", "way", "reason"),
    [
        (docx(p("một")), "first", ""),
        (docx(p("một")), "second", ""),
        (docx(p("một"), p()), "second", ""),
        (docx(p("một"), p()), "first", "an empty last paragraph"),
        (docx(p("một", note(1)), footnotes=["a"]), "second", "marks of notes"),
        (docx(p("một"), settings="<w:autoHyphenation/>"), "second", "hyphenation"),
    ],
)
def test_only_a_known_difference_has_a_reason(tmp_path: Path, document: bytes, way: str, reason: str) -> None:
    path = save(tmp_path, "a.docx", document)
    assert explain(Difference(path, way, "look")).partition(":")[0].partition(",")[0] == reason
