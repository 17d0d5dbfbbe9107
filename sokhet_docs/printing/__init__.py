"""Finished letters → paper: PDFs, a print file, registers, envelopes, the papers of a conference."""
