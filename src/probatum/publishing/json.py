"""An answer as JSON, in the published schema."""

from __future__ import annotations

from probatum.evidence.answer import Answer


def to_json(answer: Answer) -> str:
    """Two-space indent, UTF-8, a line break at the end."""
    return answer.model_dump_json(indent=2) + "\n"
