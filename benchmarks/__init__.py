"""How fast the project is, and how little memory it takes: one module a subject, `measure` in each."""
