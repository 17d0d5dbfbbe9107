"""``python -m sokhet_docs`` is ``sokhet-docs``."""

from sokhet_docs.cli import main

if __name__ == "__main__":
    main()
