"""Write the pages of a book as files that open from disk and can be published anywhere.

Nothing here serves: the pages are those of `dyadbook serve`, made of what may be published alone (`published`), with
addresses that are files (`links`), and a search that a script of ours makes (`search`). Every page that is linked is
written, and no other.
"""

from .write import Progress, Written, write_site

__all__ = ["Progress", "Written", "write_site"]
