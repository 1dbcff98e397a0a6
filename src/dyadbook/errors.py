"""Return one error class for each thing that a caller can act on; the message says what, where and what to do.

Level 0: imports nothing of the package.
"""

from __future__ import annotations


class DyadbookError(Exception):
    """The base of every error that Dyadbook raises on purpose."""


class UsageError(DyadbookError):
    """A call that cannot be carried out as it was made: wrong option, unknown name, missing column (exit code 2)."""


class SettingsError(UsageError):
    """A setting that is unknown or has a value that it cannot take."""


class MissingColumnError(UsageError):
    """A table lacks a column that was asked for; the message names the columns that are there."""


class MissingExtraError(UsageError):
    """An extra whose packages are not installed; the message says how they are, from an index and from a clone."""

    def __init__(self, message: str, extra: str) -> None:
        install = f"pip install 'dyadbook[{extra}]' (from a clone: pip install -e '.[{extra}]')"
        super().__init__(f"{message}: {install}.")


class SourceError(DyadbookError):
    """Something given as an article could not be read as one.

    `code` is a short fixed word for programs, `where` the path, address or row.
    """

    def __init__(self, code: str, message: str, where: str) -> None:
        super().__init__(f"{where}: {message}")
        self.code = code
        self.message = message
        self.where = where


class MissingLayerError(DyadbookError):
    """A step was run on a reading that lacks a layer which the step requires."""


class StoreError(DyadbookError):
    """A book that is not there, is damaged, is of another version, or cannot be written."""


class NoBookError(UsageError, StoreError):
    """No book is where one was named."""


class EngineError(DyadbookError):
    """An engine whose workers cannot be started."""


class ModelError(DyadbookError):
    """A model that is not there, is damaged, or belongs to another version."""
