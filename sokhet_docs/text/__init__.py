"""Vietnamese text, dates and old encodings.

A library of modules, each imported by its own name.
"""
