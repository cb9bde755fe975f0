"""``python -m ipdesk``: the same as the program ``ipdesk``."""

import sys

from ipdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
