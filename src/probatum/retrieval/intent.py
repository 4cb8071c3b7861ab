"""What the asker wants to know, by the words they ask it with."""

from __future__ import annotations

import re
from functools import cache

from probatum.evidence.question import Intent
from probatum.retrieval import vocabulary_files as files

_TREATMENT_ASKED = re.compile(
    r"(?:treat\w*|manag\w*|therapy|handling|course of action|next step|first step|do you do|"
    r"should (?:be|i|we|you) (?:do|done|give|given|offer)|recommend\w*)[^?]*\?|"
    r"^\s*(?:management|treatment) of",
    re.I,
)


def intent(text: str) -> Intent:
    """What is asked for; management where no word tells."""
    return stated_intent(text) or Intent.MANAGEMENT


def stated_intent(text: str) -> Intent | None:
    """The first sentence that asks decides; a vignette before it does not. None: no word tells."""
    asked = asking_sentence(text)
    treatment = bool(_TREATMENT_ASKED.search(asked))
    for candidate, pattern in _patterns():
        if pattern.search(asked):
            softer = candidate in {Intent.CAUSE, Intent.DIAGNOSIS, Intent.DRUG}
            if softer and treatment and not re.search(r"\bdos|diagnos|cause", asked, re.I):
                continue
            return candidate
    return None


@cache
def _patterns() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    cues = files.intent_cues()
    return tuple((Intent(name), re.compile("|".join(cues[name]), re.I)) for name in cues)


def asking_sentence(text: str) -> str:
    """The last sentence that ends in a question mark, else the whole text."""
    asking = re.findall(r"[^.?!]*\?", text)
    return asking[-1].strip() if asking and len(asking[-1].split()) > 2 else text
