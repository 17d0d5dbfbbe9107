"""``python -m sokhet_docs`` is ``sokhet-docs``."""

from sokhet_docs.cli.program import main

if __name__ == "__main__":
    main()
