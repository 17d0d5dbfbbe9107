# ruff: noqa: E501  (XML stays on one line)
"""Word files for tests, from a few readable lines: `p` a paragraph, `table` a table, `docx` a whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from tests.support.archives import read_parts, zipped

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{NS}" xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PLAIN_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
ENDLESS_STYLES = PLAIN_STYLES + "".join(  # more than is read of a returned file's part
    f'<w:style w:type="paragraph" w:styleId="Thua{number}"><w:name w:val="{"x" * 1_000_000}{number}"/></w:style>'
    for number in range(31)
)
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'  # fmt: skip
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="1134" w:bottom="1701" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'  # fmt: skip
# A red dot of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def r(text: str, properties: str = "") -> str:
    """Return one run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """Return one paragraph: each text is a run of its own; a text that starts with ``<w:`` is taken as XML."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(run if run.startswith('<w:') else r(run) for run in runs)}</w:p>"


def table(*rows: Sequence[str], columns: int | None = None) -> str:
    """Return a table; a cell is a text or, when it starts with ``<w:``, XML of its content."""
    count = columns or max(map(len, rows))
    grid = '<w:gridCol w:w="2000"/>' * count
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(map(row, rows))}</w:tbl>'


def row(cells: Sequence[str]) -> str:
    """Return a table row."""
    return f"<w:tr>{''.join(map(cell, cells))}</w:tr>"


def cell(content: str, properties: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    """Return a table cell."""
    inner = content if content.startswith("<w:") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def picture(relationship: str, number: int) -> str:
    """Return a run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="{number}" name="Ảnh {number}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="a.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def docx(
    *body: str,
    headers: Mapping[str, str] | None = None,
    footers: Mapping[str, str] | None = None,
    footnotes: Sequence[str] = (),
    core: Mapping[str, str] | None = None,
    styles: str = PLAIN_STYLES,
    numbering: str = "",
    settings: str = "",
    section: str = PORTRAIT,
    title_page: bool = False,
    pictures: Mapping[str, bytes] | None = None,
    links: Mapping[str, str] | None = None,
    glossary: str = "",
) -> bytes:
    """Return a .docx.

    ``headers`` and ``footers``: their content by type (default, first, even). ``footnotes``: the text of
    notes 1, 2 …, referred to by `note`. ``core``: texts of dc:… properties. ``pictures`` and ``links``:
    pictures and addresses by relationship id. ``section``: the last section's properties.
    """
    parts: dict[str, tuple[str, str]] = {}
    rels: list[tuple[str, str, str]] = []

    def add(kind: str, name: str, root: str, content: str) -> None:
        parts[f"word/{name}"] = (f"{_WORD}.{kind}+xml", f"<w:{root} {_NAMESPACES}>{content}</w:{root}>")

    add("document.main", "document.xml", "document", "")
    add("styles", "styles.xml", "styles", styles)
    rels.append(("rIdStyles", "styles", "styles.xml"))
    references = ""
    for kind, root, contents in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for number, (place, content) in enumerate((contents or {}).items(), 1):
            name = f"{kind}{number}.xml"
            add(kind, name, root, content)
            rels.append((f"rId{kind}{place}", kind, name))
            references += f'<w:{kind}Reference w:type="{place}" r:id="rId{kind}{place}"/>'
    for kind, content in (("numbering", numbering), ("settings", settings)):
        if content:
            add(kind, f"{kind}.xml", kind, content)
            rels.append((f"rId{kind}", kind, f"{kind}.xml"))
    if footnotes:
        add("footnotes", "footnotes.xml", "footnotes", _notes(footnotes))
        rels.append(("rIdNotes", "footnotes", "footnotes.xml"))
    if glossary:
        add("document.glossary", "glossary/document.xml", "glossaryDocument", glossary)
        rels.append(("rIdGlossary", "glossaryDocument", "glossary/document.xml"))
    final = f"<w:sectPr>{references}{section}{'<w:titlePg/>' if title_page else ''}</w:sectPr>"
    parts["word/document.xml"] = (
        f"{_WORD}.document.main+xml",
        f"<w:document {_NAMESPACES}><w:body>{''.join(body)}{final}</w:body></w:document>",
    )
    return _package(parts, rels, core or {}, pictures or {}, links or {})


def note(number: int) -> str:
    """Return a run that refers to footnote ``number``."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _notes(texts: Sequence[str]) -> str:
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    notes = (f'<w:footnote w:id="{number}">{p(text)}</w:footnote>' for number, text in enumerate(texts, 1))
    return separators + "".join(notes)


def _package(
    parts: Mapping[str, tuple[str, str]],
    rels: Sequence[tuple[str, str, str]],
    core: Mapping[str, str],
    pictures: Mapping[str, bytes],
    links: Mapping[str, str],
) -> bytes:
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    package = "http://schemas.openxmlformats.org/package/2006"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items()
    )
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    types = (
        f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" ContentType="{core_type}"/></Types>'
    )
    properties = "".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in core.items())
    own = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in rels)
    own += "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/image" Target="media/{i}.png"/>' for i in pictures
    )
    own += "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/hyperlink" Target="{to}" TargetMode="External"/>'
        for i, to in links.items()
    )
    files: dict[str, bytes] = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": (
            f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            f'Target="word/document.xml"/><Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ).encode(),
        "docProps/core.xml": (
            f'{head}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{properties}</cp:coreProperties>'
        ).encode(),
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">{own}</Relationships>'.encode(),
        **{name: (head + xml).encode() for name, (_, xml) in parts.items()},
        **{f"word/media/{name}.png": content for name, content in pictures.items()},
    }
    return zipped(files)


def save(folder: Path, name: str, content: bytes) -> Path:
    """Write ``content`` as ``name`` in ``folder`` and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path


def texts(content: bytes, part: str = "word/document.xml") -> list[str]:
    """Return the text of every paragraph of a part; a tab is ``\\t``, a line break ``\\n``."""
    root = etree.fromstring(read_parts(content)[part])
    return [text_of(paragraph) for paragraph in root.iter(f"{W}p")]


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph; a tab is ``\\t``, a line break ``\\n``."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    pieces = paragraph.iter(f"{W}t", *signs)
    return "".join(signs.get(piece.tag, piece.text or "") for piece in pieces)
