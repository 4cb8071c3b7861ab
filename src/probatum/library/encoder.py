"""Vectors of texts: near to each other where the texts say alike things, in whatever words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """A model of sentences. By name and SHA-256 its vectors are told from those of another."""

    name: str
    sha256: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (texts, dimensions); that of a text is the same among any others.

        Raises `ModelDamaged`.
        """


def encoded_as(title: str, heading: tuple[str, ...], text: str) -> str:
    """A passage as it is given to an encoder: what it is part of, then its words."""
    return "\n".join((" . ".join(filter(None, (title, *heading))), text))
