"""What a site asks of programs that read it: robots.txt (RFC 9309).

As the standard says, a site without the file allows everything and one whose file cannot be had for
the moment allows nothing. One that refuses to show it (401, 403) is taken to allow nothing as well.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from probatum.errors import SourceUnavailable
from probatum.sources.fetched_page import fetched
from probatum.sources.web import Web
from probatum.sources.web_settings import host_of

_MOST_BYTES = 512 * 1024  # the least that RFC 9309 asks a reader to take, section 2.5
_USUAL_RATE = 1.0
_ABSENT = range(400, 500)
_REFUSED = frozenset({401, 403})


class Robots:
    """Reads the rules of each host once, and slows the client down as they say.

    A host whose rules name no delay is asked once a second, or as the settings say.
    """

    def __init__(self, web: Web) -> None:
        self._web = web
        self._rules: dict[str, Protego] = {}

    def allows(self, address: str) -> bool:
        """Whether the page may be fetched. Raises `SourceUnavailable` where the rules fail."""
        return bool(self._of(address).can_fetch(address, self._web.settings.tool))

    def sitemaps(self, address: str) -> tuple[str, ...]:
        """The lists of pages that the site of the address names, in its order."""
        return tuple(self._of(address).sitemaps)

    def _of(self, address: str) -> Protego:
        host = host_of(address)
        if host not in self._rules:
            rules = Protego.parse(self._text(address, host))
            settings = self._web.settings
            delay = rules.crawl_delay(settings.tool) or 0
            usual = settings.rates.get(host, _USUAL_RATE)
            self._web.at_most(host, 1 / delay if delay > 0 else usual)
            self._rules[host] = rules
        return self._rules[host]

    def _text(self, address: str, host: str) -> str:
        try:
            page = fetched(self._web, f"{urlsplit(address).scheme}://{host}/robots.txt", {})
        except SourceUnavailable as error:
            if error.status in _REFUSED:
                return "User-agent: *\nDisallow: /\n"
            if error.status in _ABSENT:
                return ""
            raise
        return page.body[:_MOST_BYTES].decode("utf-8", "replace")
