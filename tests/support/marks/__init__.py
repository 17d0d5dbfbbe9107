"""Marked returns: sent forms filled in with unique words and figures, each of which must be found again.

A `Draft` is one return that is being written. A placement (`PLACEMENTS`) puts marks into one kind of place,
typed in one of the ways of `typing`; `search` looks for the marks in what `consolidate` and `status` write.
"""
