"""What a language model read in a question, beside what the rules read."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from probatum.evidence.value import Value


class Taken(StrEnum):
    """What became of what the model read otherwise."""

    SEARCHED = "also searched for"
    """The rules had nothing there: the model's words are looked for besides."""
    CONDITION = "taken as the condition"
    """The rules recognised none."""
    SHOWN = "shown only"
    """The rules stand."""


class Difference(Value):
    """One part of a question that model and rules read differently, in words of the question."""

    part: str = Field(description='"condition", "treatments", "outcomes", …')
    rules: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    taken: Taken = Taken.SHOWN


class ModelReading(Value):
    """The model's reading of a question, as far as it kept to the words of the question."""

    model: str
    pico: tuple[tuple[str, tuple[str, ...]], ...] = Field(
        default=(), description="Population, intervention, comparison and outcome, where stated."
    )
    agreed: tuple[str, ...] = Field(default=(), description="Parts that both read alike.")
    differences: tuple[Difference, ...] = ()
    refused: int = Field(
        default=0, ge=0, description="Words of the model that are not the question's; not kept."
    )
    tokens: int = Field(default=0, ge=0, description="Sent and written.")
    written: int = Field(default=0, ge=0, description="Of those, written by the model.")
    counted: bool = True
    seconds: float = Field(default=0, ge=0)
    cost: float | None = Field(default=None, ge=0, description="None where no price is set.")
    currency: str | None = None
    trouble: str | None = Field(default=None, description="Why the rules read alone.")
    told: str | None = Field(default=None, description="What was taken out before it was sent.")
