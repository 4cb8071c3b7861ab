"""Performance status told in words, as the scale of the ECOG has it.

Oken MM, Creech RH, Tormey DC, et al. Toxicity and response criteria of the Eastern Cooperative
Oncology Group. Am J Clin Oncol 1982;5:649-55. The meanings are restated.
"""

from __future__ import annotations

import re

_MEANINGS = tuple(
    (score, re.compile(words, re.I))
    for score, words in (
        (0, r"fully active(?:,? and| and| who are)?(?: able to carry (?:on|out) all pre-?disease "
            r"(?:performance|activit\w+)(?: without restrictions?)?)?|"
            r"able to carry (?:on|out) all pre-?disease \w+(?: without restrictions?)?"),
        (1, r"restricted in (?:physically )?strenuous activit\w+(?:,? but ambulatory)?|"
            r"(?:only )?able to carry out (?:only )?(?:light|sedentary) (?:work|activities)"),
        (4, r"completely disabled|(?:totally|entirely) confined to (?:a )?bed or (?:a )?chair|"
            r"(?:cannot|unable to) carry (?:on|out) any self-?care"),
        (3, r"capable of only limited self-?care|only capable of limited self-?care|"
            r"confined to (?:a )?bed or (?:a )?chair (?:for )?more than (?:50 ?%|half)[\w ]*"),
        (2, r"(?:ambulatory and )?capable of all self-?care,?(?: but)?(?: are)?(?: unable to carry "
            r"(?:on|out) any work(?: activit\w+)?)?|unable to carry (?:on|out) any work\w*"),
    )
)  # fmt: skip


def scored(text: str) -> str:
    """The text with each description as its score: "ECOG 2"."""
    for score, words in _MEANINGS:
        if words.search(text):
            text = words.sub(" ", words.sub(f" ECOG {score} ", text, count=1))
    return text
