"""Serve a book to assistants by the Model Context Protocol (level 7).

`asked` says what a tool takes, `tools` asks the book, `words` shows an article and keeps answers short; `server` offers
the tools, and alone imports the protocol's package.
"""
