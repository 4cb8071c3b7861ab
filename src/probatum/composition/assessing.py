"""Whether a sentence tells how something is found out, or how it is treated.

"Approved for tumours with the variant, as detected by a test" has the words of a work-up and is
none; that a marker is found in so many of a hundred says nobody's stage.
"""

from __future__ import annotations

import re
from functools import lru_cache

from probatum.composition.cues import has_cue
from probatum.evidence.markers import markers, names_a_marker

FINDING_OUT = {"Assessment", "Staging", "Testing"}
"""Sections whose sentences tell how something is found out."""
_SHARE = re.compile(r"\d ?%")


@lru_cache(maxsize=20_000)
def finds_out(section: str, sentence: str) -> bool:
    """Whether it tells how something is found out, in what a section is on.

    How a cancer is staged is more than that nothing is treated, and what is tested for has a name.
    """
    if section == "Staging":
        return has_cue("stages", sentence) and assesses(sentence)
    if section == "Testing":
        return (
            (names_a_marker(sentence) or has_cue("names a marker", sentence))
            and has_cue("tests", sentence)
            and not has_cue("treats", sentence)
        )
    return assesses(sentence)


@lru_cache(maxsize=20_000)
def assesses(sentence: str) -> bool:
    """False for what is on treatment, or on how frequent a marker is, and on no finding out."""
    if has_cue("treats", sentence):
        return False
    if has_cue("finds out", sentence):
        return True
    return not has_cue("names a treatment", sentence) and not (
        _SHARE.search(sentence) and markers(sentence)
    )
