"""Arguments → one library call; its result → Vietnamese words and an exit code.

The entry point is `main`. Each command imports what it needs when it runs, so that the help appears at once.
"""

from sokhet_docs.cli.program import main

__all__ = ["main"]
