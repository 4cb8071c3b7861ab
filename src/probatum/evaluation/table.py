"""Tables of figures in Markdown, and the pages they stand in.

A page in ``docs/benchmarks/`` is written by people; the tables between two marks are the run's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | int | float


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int = 3) -> str:
    """A Markdown table; floats are shown with `digits` decimals."""
    lines = [columns, ["---"] * len(columns), *([_shown(c, digits) for c in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def put_into(page: Path, name: str, text: str) -> None:
    """Replace what stands between ``<!-- name -->`` and ``<!-- /name -->``, or append it."""
    first, last = f"<!-- {name} -->", f"<!-- /{name} -->"
    block = f"{first}\n\n{text.strip()}\n\n{last}"
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    between = re.compile(f"{re.escape(first)}.*?{re.escape(last)}", re.S)
    if between.search(old):
        new = between.sub(lambda _: block, old, count=1)
    else:
        new = f"{old.rstrip()}\n\n{block}\n".lstrip()
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(new, encoding="utf-8")


def _shown(cell: Cell, digits: int) -> str:
    if isinstance(cell, float):
        return f"{cell:.{digits}f}"
    return str(cell).replace("|", "\\|").replace("\n", " ")
