"""Helpers that several tests share.

Inputs: `workbook_builder` (a workbook in a few lines), `docx_builder` (a Word file in a few lines), `plans`
(a plan without a workbook), `word_forms` and `libreoffice_forms` (a report as filled in by either),
`simulated_office` (an office whose reports come back), `outbox_builder`, `archives` (zip parts edited),
`mutations` (files damaged at random).

Judges: `docx_words`, `effective_layout`, `calculated_books`, `clear_problems`, `libreoffice` (its pages),
`openxml_validator`, `outbox_kills`. `environment` finds the outside tools.
"""
