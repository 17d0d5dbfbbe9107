"""Word, Excel and LibreOffice files as such: packages, safe zip and XML, text with places, whole files, PDF.

A library of modules, each imported by its own name: several are slow to import, most need only one.
"""
