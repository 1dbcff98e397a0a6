"""Run the command line.

Level 7. `commands` puts the commands together, which the other modules parse; `output` shows. A verb is imported only
when it is called, so that `dyadbook --help` stays fast.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line on the arguments of the process and leave with its exit code."""
    from dyadbook.cli.commands import run

    run()
