"""A document to be added to a packet → the same with what holds for its whole file said where it stands."""

from __future__ import annotations

from sokhet_docs.office.docx_styles import StyleSheet
from sokhet_docs.office.safe_xml import parse_xml
from sokhet_docs.template.composing.loaded_template import LoadedTemplate
from sokhet_docs.template.composing.own_properties import with_own_properties
from sokhet_docs.template.composing.own_tab_stops import OwnTabStops, tab_distance
from sokhet_docs.template.composing.own_theme import with_own_theme


def with_own_look(document: LoadedTemplate, first: LoadedTemplate, theme: bytes | None) -> LoadedTemplate:
    """Return ``document`` for a packet that has the settings of ``first`` and ``theme``."""
    if document.blob("theme") != theme:
        document = with_own_theme(document)
    distance = tab_distance(document.blob("settings"))
    if distance != tab_distance(first.blob("settings")):
        styles = document.blob("styles")
        stops = OwnTabStops(distance, StyleSheet(parse_xml(styles) if styles else None))
        document = document.changed(lambda source: stops.said_in(source.text))
    return document.changed(lambda source: with_own_properties(source.text))
