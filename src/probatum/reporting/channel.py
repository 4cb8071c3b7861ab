"""The protocol of a way to the owner."""

from __future__ import annotations

from typing import Protocol

from probatum.reporting.report import Report


class Channel(Protocol):
    """Sends reports to one destination, which the owner configured, and to no other."""

    @property
    def name(self) -> str:
        """Short name: "mail", "webhook"."""

    def send(self, report: Report) -> None:
        """Hand it over. Raises `NotDelivered`, when it is sent again later under the same id."""
