"""One Excel workbook and a few Word templates in, one pre-addressed Word file for every unit out."""
