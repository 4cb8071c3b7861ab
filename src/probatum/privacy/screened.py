"""A text as a destination may have it, and what was done to it."""

from __future__ import annotations

from collections.abc import Callable

from probatum.evidence.value import Value
from probatum.privacy.identifier import Identifier
from probatum.privacy.policy import Policy
from probatum.privacy.recogniser import Recogniser
from probatum.privacy.screen import identifiers, named, without


class Screened(Value):
    """What may be sent. ``text`` is empty when it is ``withheld``."""

    text: str
    found: tuple[Identifier, ...] = ()
    withheld: bool = False
    changed: bool = False

    def told(self, destination: str) -> str:
        """One line for the user on what was done; "" when nothing had to be."""
        if self.withheld:
            return f"Nothing was sent to {destination}: the text seems to hold {named(self.found)}."
        if self.changed:
            return f"Sent to {destination} without {named(self.found)}."
        return ""


Agrees = Callable[[str, tuple[Identifier, ...]], bool]
"""Shown the text as it would go, and what was taken out of it; whether it may go so."""


def screened(
    text: str, policy: Policy, agrees: Agrees | None = None, more: Recogniser | None = None
) -> Screened:
    """The text as a destination of this policy may have it."""
    found = identifiers(text, more)
    if not found or policy is Policy.ALLOW:
        return Screened(text=text, found=found)
    clean = without(text, found)
    asked = policy is Policy.ASK and agrees is not None and agrees(clean, found)
    if policy is Policy.REMOVE or asked:
        return Screened(text=clean, found=found, changed=True)
    return Screened(text="", found=found, withheld=True)
