"""`python -m ontograph`."""

from __future__ import annotations

import sys

from ontograph.cli import main

if __name__ == "__main__":
    sys.exit(main())
