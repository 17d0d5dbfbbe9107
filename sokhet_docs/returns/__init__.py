"""Files that came back → whose they are, and what their reports say.

`incoming` ──`recognition`──▶ `intake`, remembered by `received` ──`returns`──▶ `answers`
"""
