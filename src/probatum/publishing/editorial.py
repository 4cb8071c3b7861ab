"""What a board says of itself: its policy, the rules in force, and its disclaimer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import NamedTuple

from probatum.publishing.prose import Prose, prose

POLICY, DISCLAIMER = "policy", "disclaimer"


class Editorial(NamedTuple):
    """`policy` and `disclaimer` are the owner's, Markdown; the rules are those enforced."""

    policy: str
    disclaimer: str
    rules: Sequence[str]
    on: date

    def policy_page(self) -> Prose:
        """The policy, without the rules."""
        return prose(self.policy, "Editorial policy")

    def disclaimer_page(self) -> Prose:
        """The disclaimer."""
        return prose(self.disclaimer, "Disclaimer")

    def policy_in_markdown(self) -> str:
        """The policy with the rules, as a page of Markdown."""
        lines = "\n".join(f"- {rule}" for rule in self.rules)
        return f"{self.policy.strip()}\n\n## The rules in force on {self.on}\n\n{lines}\n"


def usual(name: str) -> str:
    """The page of that name as it reads until the owner writes another."""
    path = files("probatum.publishing") / "prose_pages" / f"{name}.md"
    return path.read_text(encoding="utf-8")
