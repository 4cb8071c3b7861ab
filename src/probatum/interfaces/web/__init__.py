"""The web page: ask, read, open the evidence, keep the library, check a page."""
