"""Kinds of value that a setting may have: as TOML holds it, and as a word of the environment."""

from __future__ import annotations

from collections.abc import Callable
from email.utils import parseaddr
from typing import Any, NamedTuple

from probatum.composition.unsupported import Unsupported
from probatum.evidence.jurisdiction import country
from probatum.language_model.model_settings import ProviderName
from probatum.privacy.policy import Policy
from probatum.reporting.report_settings import Security
from probatum.review.rights import Openness
from probatum.sources.web_settings import host_of

_SPELLED = {
    **dict.fromkeys(("1", "true", "yes", "on"), True),
    **dict.fromkeys(("0", "false", "no", "off"), False),
}


class Kind(NamedTuple):
    """``read`` takes a value as TOML holds it, ``spelled`` makes one of words of the environment.

    Both raise ``ValueError`` for what is not of the kind; ``must_be`` then says what is.
    """

    must_be: str
    read: Callable[[Any], Any]
    spelled: Callable[[str], Any] = str


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value.splitlines()) > 1:
        raise ValueError
    return value.strip()


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _switch_spelled(words: str) -> bool:
    if words.lower() not in _SPELLED:
        raise ValueError
    return _SPELLED[words.lower()]


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise ValueError
    return float(value)


def _price(value: Any) -> float:
    return 0.0 if value == 0 and not isinstance(value, bool) else _number(value)


def _provider(value: Any) -> ProviderName:
    return ProviderName(_text(value).lower())


def _one_of(*names: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        name = _text(value).lower()
        if name not in names:
            raise ValueError
        return name

    return read


def _unsupported(value: Any) -> Unsupported:
    return Unsupported(_text(value).lower())


def _address(value: Any) -> str:
    address = _text(value)
    if not address.startswith(("https://", "http://")) or not host_of(address):
        raise ValueError
    return address.rstrip("/")


def _country(value: Any) -> str:
    found = country(_text(value))
    if found is None:
        raise ValueError
    return found


def _policy(value: Any) -> Policy:
    return Policy(_text(value).lower())


def _openness(value: Any) -> Openness:
    return Openness(_text(value).lower())


def _hosts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    hosts = tuple(_text(item).lower() for item in value)
    if any("/" in host for host in hosts):
        raise ValueError
    return hosts


def _hosts_spelled(words: str) -> list[str]:
    return [host.strip() for host in words.split(",") if host.strip()]


def _security(value: Any) -> Security:
    return Security(_text(value).lower())


def _addressees(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError
    people = tuple(_text(item) for item in value)
    if any("@" not in parseaddr(person)[1] for person in people):
        raise ValueError
    return people


TEXT = Kind("a line of text", _text)
PATH = Kind("the path of a file or folder", _text)
SWITCH = Kind("true or false", _switch, _switch_spelled)
NUMBER = Kind("a number greater than 0", _number, float)
PRICE = Kind("a number, 0 or greater", _price, float)
PROVIDER = Kind(", ".join(f'"{name}"' for name in ProviderName), _provider)
UNSUPPORTED = Kind(", ".join(f'"{name}"' for name in Unsupported), _unsupported)
COMPOSER = Kind('"quoting" or "writing"', _one_of("quoting", "writing"))
RECOGNISER = Kind('"rules" or "presidio"', _one_of("rules", "presidio"))
UNDERSTANDING = Kind('"rules" or "model"', _one_of("rules", "model"))
ADDRESS = Kind("an address that begins with https:// or http://", _address)
COUNTRY = Kind('a country in two letters, such as "DE" or "GB"', _country)
POLICY = Kind('"block", "remove", "ask" or "allow"', _policy)
OPENNESS = Kind('"ask", "read", "articles" or "nothing"', _openness)
SECURITY = Kind(", ".join(f'"{name}"' for name in Security), _security)
ADDRESSEES = Kind(
    'a list of mail addresses, such as ["board@example.org"]', _addressees, _hosts_spelled
)
HOSTS = Kind('a list of hosts, such as ["mirror.example.org"]', _hosts, _hosts_spelled)
