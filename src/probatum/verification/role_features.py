"""What a small model sees of a source: turns of phrase with roles and directions put for words.

Of the whole text, and again of the clause that the rules read first: up to three words in a row,
and up to four roles, words of direction and words of denial in order with what stands between left
out ("treatment graded- than control"). A word of worth ("improved") counts with whether more of the
outcome is better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from probatum.verification.arms import Arms
from probatum.verification.effect_words import SAME, effect_words, worth
from probatum.verification.outcome import reading
from probatum.verification.roles import (
    NOT_SIGNIFICANT,
    ONE,
    OTHER,
    OUTCOME,
    SIGNIFICANT,
    in_roles,
)

_ROLES = (ONE, OTHER, OUTCOME, SIGNIFICANT, NOT_SIGNIFICANT)
_SIDES = frozenset([ONE, OTHER, "not", "no", "than"])
_SKELETONS = (("all", _SIDES | set(_ROLES)), ("sides", _SIDES))
_IN_A_ROW, _IN_ORDER = (1, 2, 3), (2, 3, 4)


def features(text: str, arms: Arms, outcome: str) -> frozenset[str]:
    """Names of what is found in the text; one that is not in a model's list counts nothing."""
    better = "+" if worth(outcome) > 0 else "-"
    words = in_roles(text, arms, outcome)
    found = set(_phrases(words, better))
    found.update(f"lacks {role}" for role in _ROLES if role not in words)
    if SAME.search(text):
        found.add("same")
    if read := reading(text, outcome, arms, outcome):
        clause = in_roles(read.clause, arms, outcome)
        found.update(f"clause {name}" for name in _phrases(clause, better))
    return frozenset(found)


def _phrases(words: Sequence[str], better: str) -> Iterator[str]:
    directed = _directed(words)
    general = [direction or word for word, direction in zip(words, directed, strict=True)]
    for phrase in _runs(general, _IN_A_ROW):
        yield f"words {phrase}"
    for word, direction in zip(words, directed, strict=True):
        if direction:
            yield f"word {word}"
            if direction.startswith("valued"):
                yield f"word {direction}{better}"
    for name, kept in _SKELETONS:
        bones = [g for g, word, direction in zip(general, words, directed, strict=True)
                 if direction or word in kept]  # fmt: skip
        once = [b for at, b in enumerate(bones) if not at or bones[at - 1] != b]
        for phrase in _runs(once, _IN_ORDER):
            yield f"{name} {phrase}"
            if "valued" in phrase:
                yield f"{name}{better} {phrase}"


def _directed(words: Sequence[str]) -> list[str]:
    """Kind and sign ("graded-") of each word of direction, "" of any other."""
    said = {word.start: f"{word.kind}{'+' if word.sign > 0 else '-'}"
            for word in effect_words(" ".join(words))}  # fmt: skip
    place, directed = 0, []
    for word in words:
        directed.append(said.get(place, ""))
        place += len(word) + 1
    return directed


def _runs(words: Sequence[str], lengths: Sequence[int]) -> Iterator[str]:
    for length in lengths:
        for at in range(len(words) - length + 1):
            yield " ".join(words[at : at + length])
