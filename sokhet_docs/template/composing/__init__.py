"""Several documents → one packet, in which each keeps its pages, styles, lists and notes.

The entry point is `compose`.
"""

from sokhet_docs.template.composing.compatibility import find_moved_tables
from sokhet_docs.template.composing.loaded_template import LoadedTemplate
from sokhet_docs.template.composing.merged_settings import set_mirrored
from sokhet_docs.template.composing.packet import compose

__all__ = ["LoadedTemplate", "compose", "find_moved_tables", "set_mirrored"]
