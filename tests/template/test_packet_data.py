# ruff: noqa: E501  (XML stays on one line)
"""Controls that show data of their own file keep it in a packet, whatever id other documents' data have."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import PLAIN_STYLES, W, docx, p, save
from tests.support.openxml_validator import assert_valid
from tests.template.test_compose import packet, root_of

ID = "{11111111-2222-4333-8444-555555555555}"
OTHER_ID = "{11111111-2222-4333-8444-666666666666}"
_DS = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def control(shown: str, number: int = 5, store: str = ID) -> str:
    """Return a control that shows a value of the data with the id ``store`` ("": of whatever data has it)."""
    named = f' w:storeItemID="{store}"' if store else ""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w:dataBinding w:xpath="/so/ngay"{named}/><w:text/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def with_data(content: bytes, *values: str, store: str = ID) -> bytes:
    """Return a .docx with data of its own, one part for each of ``values``."""
    parts = read_parts(content)
    rels = types = ""
    for number, value in enumerate(values, 1):
        own = store if number == 1 else store.replace("1111", f"{number}000", 1)
        parts[f"customXml/item{number}.xml"] = f"<so><ngay>{value}</ngay></so>".encode()
        parts[f"customXml/itemProps{number}.xml"] = (
            f'<ds:datastoreItem xmlns:ds="{_DS}" ds:itemID="{own}"><ds:schemaRefs/></ds:datastoreItem>'.encode()
        )
        parts[f"customXml/_rels/item{number}.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/customXmlProps" Target="itemProps{number}.xml"/></Relationships>'
        ).encode()
        rels += f'<Relationship Id="rIdData{number}" Type="{_RELATIONS}/customXml" Target="../customXml/item{number}.xml"/>'
        types += (
            f'<Override PartName="/customXml/itemProps{number}.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
        )
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", f"{rels}</Relationships>".encode())
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f"{types}</Types>".encode()
    )
    return zipped(parts)


def data_of(content: bytes) -> dict[str, list[str]]:
    """Return the values of all data in a file, by their id."""
    parts, found = read_parts(content), dict[str, list[str]]()
    for name, blob in parts.items():
        if re.fullmatch(r"customXml/item\d*\.xml", name):
            rels = parts[f"customXml/_rels/{name.rpartition('/')[2]}.rels"].decode()
            target = re.findall(r'Target="([^"]*)"', rels)[0]
            props = parts[f"customXml/{target}"].decode()
            store = re.findall(r'itemID="([^"]*)"', props)[0]
            found.setdefault(store, []).append(re.findall("<ngay>(.*)</ngay>", blob.decode())[0])
    return found


def shown_by(content: bytes, part: str = "word/document.xml") -> list[tuple[str, list[str]]]:
    """Return what each bound control of a part shows, with the values that its data have."""
    data, shown = data_of(content), []
    for each in root_of(content, part).iter(f"{W}sdt"):
        if (binding := each.find(f".//{W}dataBinding")) is not None:
            text = "".join(part.text or "" for part in each.iter(f"{W}t"))
            shown.append((text, data.get(binding.get(f"{W}storeItemID", ""), [])))
    return shown


def test_documents_with_data_under_one_id_each_keep_their_own(tmp_path: Path) -> None:
    first = with_data(docx(p("một"), p(control("01/4"))), "01/4")
    second = with_data(docx(p("hai"), p(control("02/4")), headers={"default": p(control("02/4", 6))}), "02/4")
    content = packet(tmp_path, first, second, first)
    save(tmp_path, "bo.docx", content)
    assert_valid(tmp_path / "bo.docx")
    assert shown_by(content) == [("01/4", ["01/4"]), ("02/4", ["02/4"]), ("01/4", ["01/4"])]
    assert shown_by(content, "word/header1.xml") == [("02/4", ["02/4"])]
    assert len(data_of(content)) == 2  # equal data are there once
    assert packet(tmp_path, first, second, first) == content


def test_data_with_an_id_of_their_own_keep_it(tmp_path: Path) -> None:
    first = with_data(docx(p(control("01/4"))), "01/4")
    second = with_data(docx(p(control("02/4", store=OTHER_ID))), "02/4", store=OTHER_ID)
    content = packet(tmp_path, first, second)
    assert data_of(content) == {ID: ["01/4"], OTHER_ID: ["02/4"]}
    assert shown_by(content) == [("01/4", ["01/4"]), ("02/4", ["02/4"])]


def test_data_of_the_same_words_under_other_properties_have_an_id_of_their_own(tmp_path: Path) -> None:
    first = with_data(docx(p(control("01/4"))), "01/4")
    parts = read_parts(first)
    parts["customXml/itemProps1.xml"] = parts["customXml/itemProps1.xml"].replace(
        b"<ds:schemaRefs/>", b'<ds:schemaRefs><ds:schemaRef ds:uri="urn:so"/></ds:schemaRefs>'
    )
    content = packet(tmp_path, first, zipped(parts))
    assert sorted(data_of(content).values()) == [["01/4"], ["01/4"]]


def test_a_control_whose_data_are_gone_shows_no_other_documents(tmp_path: Path) -> None:
    with_its_own = with_data(docx(p(control("01/4"))), "01/4")
    without = docx(p("hai"), p(control("02/4")))
    for templates, shown in (
        ((with_its_own, without), [("01/4", ["01/4"]), ("02/4", [])]),
        ((without, with_its_own), [("02/4", []), ("01/4", ["01/4"])]),
    ):
        assert shown_by(packet(tmp_path, *templates)) == shown


def test_a_control_that_names_no_data_finds_those_of_its_document(tmp_path: Path) -> None:
    """17.5.2.6: without an id, the first data of the file that have such a value."""
    first = with_data(docx(p(control("01/4"))), "01/4")
    own = docx(p(control("02/4", store="")))
    content = packet(tmp_path, first, with_data(own, "02/4", store=OTHER_ID))
    assert shown_by(content) == [("01/4", ["01/4"]), ("02/4", ["02/4"])]
    for several in (own, with_data(own, "00/4", "02/4", store=OTHER_ID)):
        assert shown_by(packet(tmp_path, first, several)) == [("01/4", ["01/4"])]
    alone = packet(tmp_path, docx(p("một")), with_data(own, "02/4"))
    assert b"<w:dataBinding" in read_parts(alone)["word/document.xml"]


def test_placeholders_are_bound_to_the_same_data(tmp_path: Path) -> None:
    block = (
        '<w:docParts><w:docPart><w:docPartPr><w:name w:val="Ngay{}"/></w:docPartPr><w:docPartBody>'
        "{}</w:docPartBody></w:docPart></w:docParts>"
    )
    first = with_data(
        docx(p(control("01/4")), glossary=block.format(1, p(control("01/4"))), styles=PLAIN_STYLES), "01/4"
    )
    second = with_data(docx(p(control("02/4")), glossary=block.format(2, p(control("02/4")))), "02/4")
    content = packet(tmp_path, first, second)
    assert shown_by(content, "word/glossary/document.xml") == [("01/4", ["01/4"]), ("02/4", ["02/4"])]
