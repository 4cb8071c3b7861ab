"""Secrets: as a value, or in a file that holds nothing else."""

from __future__ import annotations

from pathlib import Path

from probatum.errors import UsageError
from probatum.settings.in_force import InForce


def secret(itself: InForce, file: InForce) -> str | None:
    """The key, or what stands in its file when that was said at a stronger place."""
    if file.value is None or (itself.value is not None and itself.rank <= file.rank):
        return str(itself.value) if itself.value is not None else None
    try:
        key = Path(file.value).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file.setting.key} ({file.origin}): {file.value} cannot be read ({error})"
        ) from error
    if len(key.split()) != 1:
        raise UsageError(f"{file.setting.key} ({file.origin}): {file.value} must hold one key")
    return key
