"""The base of every value in this room."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen, validated record. Unknown fields are refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)
