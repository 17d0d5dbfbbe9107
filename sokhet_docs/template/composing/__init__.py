"""Several documents → one packet, in which each keeps its pages, styles, lists and notes.

The entry point is `compose`.
"""

from sokhet_docs.template.composing.packet import LoadedTemplate, compose

__all__ = ["LoadedTemplate", "compose"]
