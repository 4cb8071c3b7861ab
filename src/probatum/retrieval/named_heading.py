"""Passages under a heading that the question names as a whole.

Every passage of a guideline repeats the name of its disease, in the title, the headings and the
text; the words that say which part of it is asked for, "Follow-up after treatment", are frequent
or empty and weigh next to nothing. Where the question holds all the words of a heading side by
side, it asks for what stands there.
"""

from __future__ import annotations

from collections.abc import Sequence

from probatum.library.index import Hit
from probatum.retrieval.words import forms


def under_named_heading(text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Those of the hits with such a heading on their path, the one with the longest first.

    Where that is of as many words they stay in the order they were in.
    """
    asked = _line(forms(text))
    length = {
        heading: len(words) if (words := forms(heading)) and _line(words) in asked else 0
        for heading in {heading for hit in hits for heading in hit.passage.heading}
    }
    named = [
        (max((length[heading] for heading in hit.passage.heading), default=0), hit) for hit in hits
    ]
    return tuple(hit for words, hit in sorted(named, key=lambda pair: -pair[0]) if words)


def _line(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
