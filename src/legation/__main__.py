"""`python -m legation` is the command `legation`."""

import sys

from legation.cli import main

if __name__ == "__main__":
    sys.exit(main())
