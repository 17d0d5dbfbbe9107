"""An Excel, LibreOffice or CSV file → a `Plan`, or every problem in it with its cell.

file ──`table_files`──▶ `sheets` ──`tidying`──▶ `tables` ──`facts`, `unit_rows`──▶ `workbook` ──▶ Plan
"""
