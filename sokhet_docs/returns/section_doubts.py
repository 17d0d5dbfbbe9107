"""What a person has to look at in the answers → sentences, one for many sections with the same."""

from __future__ import annotations

from collections.abc import Iterator

from sokhet_docs.plan import Section

_MAX_APART = 3  # sections with the same doubt that are told one by one


class SectionDoubts:
    """The sections in doubt, by what is to look at in them."""

    def __init__(self) -> None:
        self._titles: dict[str, list[str]] = {}

    def add(self, sentence: str, section: Section) -> None:
        """Note a doubt, once for each section: several pictures are one thing to look at."""
        titles = self._titles.setdefault(sentence, [])
        if section.title not in titles:
            titles.append(section.title)

    def told(self) -> Iterator[str]:
        """Yield each doubt with its section, one of many sections once."""
        for sentence, titles in self._titles.items():
            if len(titles) > _MAX_APART:
                named = "; ".join(f"“{title}”" for title in titles)
                yield f"{len(titles)} mục {sentence}: {named}."
            else:
                yield from (f"Mục {title}: {sentence}." for title in titles)
