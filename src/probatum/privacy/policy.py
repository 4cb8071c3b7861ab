"""What is done with a text that holds identifiers before it goes to a destination."""

from __future__ import annotations

import ipaddress
from enum import StrEnum
from urllib.parse import urlsplit


class Policy(StrEnum):
    """Of one destination."""

    BLOCK = "block"
    """Nothing goes."""
    REMOVE = "remove"
    """It goes without them."""
    ASK = "ask"
    """It goes without them when the user agrees; where nobody can be asked, nothing goes."""
    ALLOW = "allow"
    """It goes as it is."""


def policy_for(address: str, stated: Policy | None = None) -> Policy:
    """That which the owner stated, else allow on this machine and remove for every other."""
    if stated is not None:
        return stated
    return Policy.ALLOW if _is_here(address) else Policy.REMOVE


def _is_here(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
