"""Templates → the faults of their tags, each with its place as a person would count it."""
