"""What a model's answers took: tokens, seconds and money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from probatum.language_model.model import Completion, Price, Usage


def spent(answers: Sequence[Completion], price: Price | None) -> dict[str, Any]:
    """Fields of `Writing`."""
    used = Usage(
        sum(answer.usage.sent for answer in answers),
        sum(answer.usage.written for answer in answers),
    )
    return {
        "tokens": used.tokens,
        "written": used.written,
        "counted": all(answer.counted for answer in answers),
        "seconds": round(sum(answer.seconds for answer in answers), 2),
        "cost": price.of(used) if price else None,
        "currency": price.currency if price else None,
    }
