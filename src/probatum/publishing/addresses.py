"""Where the pages of a site stand: as files of a folder, or as the server gives them."""

from __future__ import annotations

from typing import NamedTuple

from probatum.evidence.published import Published


class Addresses(NamedTuple):
    """`base` is the address of the site without a slash at its end; "" gives paths within it.

    A folder of files cannot redirect, so that its names come from the article's id, which no change
    of the title changes.
    """

    base: str = ""
    files: bool = False

    def article(self, one: Published) -> str:
        """Page of an article."""
        name = f"{one.article}.html" if self.files else one.slug
        return f"{self.base}/articles/{name}"

    def articles(self) -> str:
        """The list of articles."""
        return f"{self.base}/index.html" if self.files else f"{self.base}/articles"

    def policy(self) -> str:
        """The editorial policy."""
        return f"{self.base}/policy.html" if self.files else f"{self.base}/policy"

    def disclaimer(self) -> str:
        """What the pages are not meant for."""
        return f"{self.base}/disclaimer.html" if self.files else f"{self.base}/disclaimer"

    def feed(self) -> str:
        """The Atom feed."""
        return f"{self.base}/feed.xml"
