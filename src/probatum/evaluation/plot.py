"""The figures of a run as a drawing: one group of bars a suite, one bar a system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl


def bars(path: Path, title: str, groups: Mapping[str, Mapping[str, float]]) -> None:
    """Write an SVG: of each group the value (0 to 1) of each system, in the order given."""
    # Imported here, after the drawing surface is chosen: no display is needed or opened.
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "probatum"  # the same figures give the same file
    from matplotlib import pyplot

    systems = list(dict.fromkeys(name for values in groups.values() for name in values))
    width = 0.8 / len(systems)
    figure, axes = pyplot.subplots(figsize=(9, 4.2))
    for place, system in enumerate(systems):
        heights = [values.get(system, 0.0) for values in groups.values()]
        lefts = [group + (place - len(systems) / 2 + 0.5) * width for group in range(len(groups))]
        axes.bar(lefts, heights, width, label=system, color=_shade(place, systems))
    axes.set_xticks(range(len(groups)), [name.replace(" (", "\n(") for name in groups])
    axes.set_ylim(0, 1)
    axes.set_title(title)
    axes.legend(
        fontsize="small", ncols=len(systems), loc="lower center", bbox_to_anchor=(0.5, -0.28)
    )
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
    pyplot.close(figure)


def _shade(place: int, systems: Sequence[str]) -> tuple[float, float, float, float]:
    """The baseline is grey; ours darken from the plainest to the whole."""
    if place == 0:
        return (0.6, 0.6, 0.6, 1.0)
    red, green, blue, alpha = mpl.colormaps["Blues"](0.3 + 0.6 * place / max(1, len(systems) - 1))
    return (red, green, blue, alpha)
