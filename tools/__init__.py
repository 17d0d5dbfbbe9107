"""Scripts that make what is committed: templates, sample workbook, tables, message catalogue, pictures."""
