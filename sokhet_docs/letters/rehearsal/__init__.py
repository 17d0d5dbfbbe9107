"""A job → marked drafts of its hardest units, and the faults of their printed pages."""
