"""Run the command line: `python -m dyadbook`."""

from __future__ import annotations

from dyadbook.cli import main

if __name__ == "__main__":
    main()
