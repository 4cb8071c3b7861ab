"""Whether a sentence is about women where a man is asked about, or the other way round."""

from __future__ import annotations

from probatum.evidence.finding import MEN, WOMEN
from probatum.evidence.rooted import Rooted

_OF_WOMEN = Rooted(
    r"\b(?:wom[ae]n|females?|girls?|(?:post|pre|peri)-?menopausal)\b",
    *("woman", "women", "female", "girl", "menopausal"),
)
_OF_MEN = Rooted(r"\b(?:m[ae]n|males?|boys?)\b", "man", "men", "male", "boy")
_OTHER = {"male": (_OF_WOMEN, _OF_MEN, WOMEN), "female": (_OF_MEN, _OF_WOMEN, MEN)}


def of_the_other_sex(sentence: str, heading: tuple[str, ...], sex: str | None) -> str | None:
    """The label of a sentence, or of one under a heading, that names the other sex alone.

    `sex`: "male", "female" or None, as in the question.
    """
    if sex not in _OTHER:
        return None
    theirs, own, label = _OTHER[sex]
    for text in (sentence, *reversed(heading)):
        if own.search(text):
            return None
        if theirs.search(text):
            return label
    return None
