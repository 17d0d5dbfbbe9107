"""What someone wrote where a tag should stand → the field or header that was meant."""

from __future__ import annotations

from sokhet_docs.template.options import TemplateOptions
from sokhet_docs.text.vietnamese import loose_key, nearest
from sokhet_docs.vocabulary import iter_leaves


class KnownTags:
    """The fields and headers that a tag may name; ``fields`` are the dotted names of the fields alone."""

    def __init__(self, options: TemplateOptions) -> None:
        self.fields = [name for name, _ in iter_leaves(options.shape or {}) if "[]" not in name]
        self._names = tuple(dict.fromkeys((*self.fields, *(options.aliases or {}))))
        self._by_key = {loose_key(name): name for name in self._names}

    def find(self, written: str) -> str | None:
        """Return the name that ``written`` spells: marks, capitals, underscores and a filter do not count."""
        name = self._by_key.get(loose_key(written.partition("|")[0]))
        return name if loose_key(written) else None

    def nearest(self, written: str) -> str | None:
        """Return the name that is most like ``written``; None when none is."""
        return self.find(written) or nearest(written, self._names)
