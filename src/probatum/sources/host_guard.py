"""Addresses of the house itself are asked only when the owner names them.

A list of pages, or a page that redirects, must not make the program read what only this machine or
its network may see (server-side request forgery; https://cwe.mitre.org/data/definitions/918.html).
The name is looked up before anything is sent, and what answered is looked at once more, since a
name may lead elsewhere the second time.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.request import getproxies

import httpx

from probatum.errors import ClosedPage
from probatum.sources.web_settings import WebSettings

_REASON = (
    "is an address of this machine or its network and was not asked; name it in "
    "PROBATUM_PRIVATE_HOSTS if it is to be"
)


class HostGuard:
    """Lets through public addresses, the services of the settings, and what the owner names."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._by_proxy = bool(getproxies().keys() & {"http", "https", "all"})

    def check(self, name: str, host: str) -> None:
        """``name`` is that of ``host`` without its port. Raises `ClosedPage`."""
        if not self._settings.is_trusted(host) and any(map(_is_private, _addresses(name))):
            raise ClosedPage(host, _REASON)

    def check_peer(self, answer: httpx.Response, host: str) -> None:
        """Look at who answered, where no proxy stands between. Raises `ClosedPage`."""
        stream = answer.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream else None
        if self._by_proxy or not peer or self._settings.is_trusted(host):
            return
        if _is_private(str(peer[0])):
            raise ClosedPage(host, _REASON)


def _addresses(name: str) -> list[str]:
    """Those the name stands for; none when it is unknown here, as it may be behind a proxy."""
    try:
        found = socket.getaddrinfo(name, None, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return ["127.0.0.1"] if name.lower().rstrip(".").endswith("localhost") else []
    return [str(address[0]) for *_, address in found]


def _is_private(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return not (mapped or found).is_global or found.is_multicast
