"""Word templates, compiled once → a .docx for each set of fields.

files ──`package`──▶ parts ──`compose`──▶ a packet ──`tags`──▶ `filled_part` ──`template`──▶ bytes
"""
