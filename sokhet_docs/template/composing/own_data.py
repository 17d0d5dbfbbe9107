"""The custom XML data that documents' controls show → the same under ids by which each finds its own.

ECMA-376 part 1, 17.5.2.6 (dataBinding), 22.5 (custom XML data properties): a control names its data by id.
In a packet it would show those of another document under that id, or, naming none, whatever comes first.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sokhet_docs.office.package import Part
from sokhet_docs.template.composing.loaded_template import LoadedTemplate

_BOUND = b":dataBinding"
_BINDING = re.compile(r"<w(?:15)?:dataBinding\b[^>]*?(?P<end>/?>)")
_STORE = re.compile(r'\sw(?:15)?:storeItemID="(?P<id>[^"]*)"')
_ITEM_ID = re.compile(rb'(?P<before>\bitemID=["\'])(?P<id>[^"\']*)')
_NAMESPACE = uuid.UUID("6f1d1f0e-6a0a-5a55-9c39-6d1f6f0b7a52")

_Content = tuple[bytes, bytes, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Data:
    """The content of a document's data by their ids, in capitals, and the parts that tell these ids.

    Ids that only controls name have no content.
    """

    contents: Mapping[str, _Content | None]
    properties: frozenset[str]

    @property
    def ids(self) -> list[str]:
        """The ids of data that are there."""
        return [each for each, content in self.contents.items() if content]


def with_own_data(documents: Sequence[LoadedTemplate]) -> list[LoadedTemplate]:
    """Return ``documents`` for one packet. Equal data are shared.

    A control that names none names those of its document; where these are not one, it keeps its words alone.
    """
    all_data = [_data_of(document) for document in documents]
    there: dict[str, _Content | None] = {}
    own = []
    for document, data in zip(documents, all_data, strict=True):
        renamed = _new_ids(data, there)
        there |= {renamed.get(old, old): content for old, content in data.contents.items()}
        alone = not any(other.ids for other in all_data if other is not data)
        own.append(document if alone and not renamed else _rebound(document, data, renamed))
    return own


def _data_of(document: LoadedTemplate) -> _Data:
    parts = document.package.parts
    texts = (part.blob.decode() for part in parts.values() if _is_bound(part))
    contents: dict[str, _Content | None] = dict.fromkeys(each for text in texts for each in _ids_named(text))
    properties = set()
    for part in parts.values():
        for name in part.related("customXmlProps"):
            if name in parts and (found := _ITEM_ID.search(parts[name].blob)):
                ids = tuple(rel.id for rel in part.relationships)
                contents[_capitals(found)] = part.blob, parts[name].blob, ids
                properties.add(name)
    return _Data(contents, frozenset(properties))


def _is_bound(part: Part) -> bool:
    return part.content_type.endswith("xml") and _BOUND in part.blob


def _ids_named(text: str) -> Iterator[str]:
    for binding in _BINDING.finditer(text):
        if found := _STORE.search(binding.group()):
            yield found["id"].upper()


def _capitals(found: re.Match[bytes]) -> str:
    return found["id"].decode("utf-8", "replace").upper()


def _new_ids(data: _Data, there: Mapping[str, _Content | None]) -> dict[str, str]:
    """Return new ids for those that ``there`` has with another content, the same ones in every run."""
    renamed = {}
    for old, content in data.contents.items():
        if old in there and there[old] != content:
            new = old
            while new in there or new in data.contents:
                new = f"{{{uuid.uuid5(_NAMESPACE, new)}}}".upper()
            renamed[old] = new
    return renamed


def _rebound(document: LoadedTemplate, data: _Data, renamed: Mapping[str, str]) -> LoadedTemplate:
    """Return ``document`` with new ids: what binds to data, and what tells the properties of data."""
    ids = data.ids
    only = renamed.get(ids[0], ids[0]) if len(ids) == 1 else ""
    bound = document.changed(lambda source: _with_ids(source.text, renamed, only))
    parts = dict(bound.package.parts)
    for name, part in parts.items():
        if name in data.properties:
            blob = _ITEM_ID.sub(lambda found: _new_id(found, renamed), part.blob, count=1)
        else:
            blob = _with_ids(part.blob.decode(), renamed, only).encode() if _is_bound(part) else part.blob
        parts[name] = part if blob == part.blob else part.with_blob(blob)
    return LoadedTemplate(replace(bound.package, parts=parts), bound.sources)


def _with_ids(text: str, renamed: Mapping[str, str], only: str) -> str:
    def bound(match: re.Match[str]) -> str:
        binding, end = match.group(), match["end"]
        if found := _STORE.search(binding):
            new = renamed.get(found["id"].upper(), found["id"])
            return f"{binding[: found.start('id')]}{new}{binding[found.end('id') :]}"
        prefix = binding[1 : binding.index(":")]
        return f'{binding.removesuffix(end)} {prefix}:storeItemID="{only}"{end}' if only else ""

    return _BINDING.sub(bound, text) if ":dataBinding" in text else text


def _new_id(found: re.Match[bytes], renamed: Mapping[str, str]) -> bytes:
    new = renamed.get(_capitals(found))
    return found["before"] + (new.encode() if new else found["id"])
