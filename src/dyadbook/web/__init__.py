"""Serve the pages of a book.

Level 7. `app` puts the parts together; `library` holds the book; `shown` makes a page, its JSON twin or a table of it;
`pages_*` have one page each; `guard` and `desk` keep out what does not belong.
"""
