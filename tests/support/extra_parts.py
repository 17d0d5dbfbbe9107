# ruff: noqa: E501  (XML stays on one line)
"""Word files for tests with one more part, such as endnotes, a chart or properties, and words in it."""

from __future__ import annotations

from tests.support.archives import read_parts, zipped
from tests.support.docx_builder import NS, docx, p

_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OPEN}/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_DRAWN = f'xmlns:a="{_OPEN}/drawingml/2006/main"'
_CHART = f'xmlns:c="{_OPEN}/drawingml/2006/chart" {_DRAWN}'
_W = f'xmlns:w="{NS}"'

PARTS = {
    "endnotes": ("word/endnotes.xml", "endnotes", "wordprocessingml.endnotes", f'<w:endnotes {_W}><w:endnote w:id="1">{{p}}</w:endnote></w:endnotes>'),
    "comments": ("word/comments.xml", "comments", "wordprocessingml.comments", f'<w:comments {_W}><w:comment w:id="1" w:author="a">{{p}}</w:comment></w:comments>'),
    "glossary": ("word/glossary/document.xml", "glossaryDocument", "wordprocessingml.document.glossary", f"<w:glossaryDocument {_W}><w:docParts><w:docPart><w:docPartBody>{{p}}</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"),
    "a chart's title": ("word/charts/chart1.xml", "chart", "drawingml.chart", f"<c:chartSpace {_CHART}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{{half}}</a:t></a:r><a:r><a:t>{{rest}}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>"),
    "a chart's words": ("word/charts/chart1.xml", "chart", "drawingml.chart", f'<c:chartSpace {_CHART}><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>{{text}}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:chartSpace>'),
    "a diagram": ("word/diagrams/data1.xml", "diagramData", "drawingml.diagramData", f'<dgm:dataModel xmlns:dgm="{_OPEN}/drawingml/2006/diagram" {_DRAWN}><dgm:t><a:p><a:r><a:t>{{text}}</a:t></a:r></a:p></dgm:t></dgm:dataModel>'),
    "own properties": ("docProps/custom.xml", "custom-properties", "custom-properties", f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"><property pid="2" name="a"><vt:lpwstr>{{text}}</vt:lpwstr></property></Properties>'),
    "the program's properties": ("docProps/app.xml", "extended-properties", "extended-properties", f'<Properties xmlns="{_OFFICE}/extended-properties"><Company>{{text}}</Company></Properties>'),
    "data": ("customXml/item1.xml", "customXml", "", '<a xmlns="urn:x"><b>{text}</b></a>'),
    "variables": ("word/settings.xml", "settings", "wordprocessingml.settings", f'<w:settings {_W}><w:docVars><w:docVar w:name="a" w:val="{{text}}"/></w:docVars></w:settings>'),
}  # fmt: skip
LABELS = {
    "endnotes": "chú thích cuối văn bản, đoạn 1", "comments": "ghi chú bên lề, đoạn 1",
    "glossary": "kho khối dựng sẵn (Quick Parts), đoạn 1", "a chart's title": "biểu đồ", "a chart's words": "biểu đồ",
    "a diagram": "sơ đồ SmartArt", "own properties": "thuộc tính riêng của tệp",
    "the program's properties": "thuộc tính của tệp", "data": "dữ liệu XML kèm tệp", "variables": "cài đặt của tệp, đoạn 1",
}  # fmt: skip
UNSEEN = frozenset({"comments", "glossary", "data", "variables"})
"""The parts whose words nobody reads on a page."""


def with_words(name: str, text: str, *body: str) -> bytes:
    """Return a .docx with ``text`` in its part called ``name``."""
    path, kind, content_type, model = PARTS[name]
    half = len(text) // 2
    content = model.replace("{p}", p(text)).replace("{text}", text)
    return with_part(
        docx(*(body or (p("x"),))), path, kind, content_type, content.replace("{half}", text[:half]).replace("{rest}", text[half:])
    )  # fmt: skip


def with_part(template: bytes, name: str, kind: str, content_type: str, content: str | bytes) -> bytes:
    """Return ``template`` with one more part, which its main part refers to; its content type may be given whole."""
    parts = read_parts(template)
    whole = (
        content_type
        if "/" in content_type
        else f"{_TYPE}.{content_type}+xml"
        if content_type
        else "application/xml"
    )
    override = f'<Override PartName="/{name}" ContentType="{whole}"/></Types>'
    type_ = kind if kind.startswith("http") else f"{_OFFICE}/relationships/{kind}"
    relation = f'<Relationship Id="rIdX" Type="{type_}" Target="/{name}"/></Relationships>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    return zipped(parts | {name: content.encode() if isinstance(content, str) else content})
