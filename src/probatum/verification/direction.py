"""Direction: does the sentence say "more" where its source says "less" or "the same"."""

from __future__ import annotations

import re

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.clauses import clauses, nearest, only_asks
from probatum.verification.comparison import is_turned
from probatum.verification.difference import (
    is_close,
    is_nearly_verbatim,
    only_in,
    without_asides,
)
from probatum.verification.effect import is_read
from probatum.verification.effect_words import Direction
from probatum.verification.words import stems

CHECK = "direction"
_NEAR, _FEWEST = 6, 2


_SAME = re.compile(
    r"no (?:statistical(?:ly)? |clinically )?(?:significant(?:ly)? )?(?:between-group )?"
    r"(?:differen(?:ces?|t)|improvement|benefit|effect|change|increase|reduction|impact)|"
    r"(?:did|do|does|was|were|is|are) not (?:significantly |statistically )*(?:differ\w*|improv\w*|"
    r"reduc\w*|increas\w*|prolong\w*|chang\w*|lower\w*|higher|greater|affect\w*|superior)|"
    r"not (?:statistically )?significant|non-?significant|"
    r"(?:without(?: reaching)?|(?:failed|did not|does not|not) (?:to )?(?:reach|achieve|attain))"
    r" (?:statistical )?significance|without (?:a )?(?:statistically )?significant difference|"
    r"similar|identical|equivalent|comparable|noninferior|non-inferior|unchanged|the same as|"
    r"the same (?:[\w-]+ ){0,3}(?:survival|mortality|outcomes?|efficacy|effects?|results?|"
    r"rates?|risks?|responses?|length of life|benefit)",
    re.I,
)
_UP = re.compile(
    r"\b(?:increas\w*|higher|greater|more|longer|prolong\w*|lengthen\w*|rais\w*|rose|"
    r"improv\w*|better|superior|"
    r"enhanc\w*|gain\w*|doubl\w*|elevat\w*|exceed\w*|upregulat\w*)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:decreas\w*|lower\w*|less|fewer|reduc\w*|shorter|shorten\w*|worse\w*|inferior|"
    r"declin\w*|fell|diminish\w*|"
    r"halv\w*|drop\w*|impair\w*|poorer|downregulat\w*|delay\w*)\b",
    re.I,
)


def samenesses(sentence: str) -> int:
    """How often it says "no difference" and the like."""
    return len(_SAME.findall(sentence))


def without_sameness(sentence: str) -> str:
    """Without "no difference" and the like, which deny nothing that "similar" does not."""
    return _SAME.sub(" ", sentence)


def without_directions(sentence: str) -> str:
    """Without the words that say more, less or no difference."""
    for pattern in (_SAME, _UP, _DOWN):
        sentence = pattern.sub(" ", sentence)
    return sentence


def directions(sentence: str) -> frozenset[Direction]:
    """Every direction that the sentence names; a denied one counts as no difference."""
    found = {Direction.SAME} if _SAME.search(sentence) else set()
    rest = _SAME.sub(" ", sentence)
    if _UP.search(rest):
        found.add(Direction.UP)
    if _DOWN.search(rest):
        found.add(Direction.DOWN)
    return frozenset(found)


def _one_for_another(claim: str, source: str) -> bool:
    """As many words of direction in nearly the same sentence, but not as many of each."""
    if not is_close(claim, source):
        return False
    claim, source = without_asides(claim, source), without_asides(source, claim)
    ours, theirs = ((len(_UP.findall(t)), len(_DOWN.findall(t))) for t in (claim, source))
    return sum(ours) == sum(theirs) and ours != theirs


def _on_the_same(claim: str, source: str) -> str:
    """The clauses of the source that say a direction of what the claim says one of."""
    weighed = _weighed(claim)
    told = (clause for clause in clauses(source) if not only_asks(clause))
    return " ".join(clause for clause in told if len(weighed & _weighed(clause)) >= _FEWEST)


def _weighed(text: str) -> frozenset[str]:
    """Stems of the words that stand near one of direction."""
    words = text.split()
    near = {
        at
        for place, word in enumerate(words)
        if any(pattern.search(word) for pattern in (_UP, _DOWN)) or _SAME.search(word)
        for at in range(place - _NEAR, place + _NEAR + 1)
    }
    return stems(without_directions(" ".join(w for at, w in enumerate(words) if at in near)))


_TURNED = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}


def check_direction(claim: str, source: str) -> Reason | None:
    """Contradicted when both name directions and share none; None when nothing is to be said.

    Where the claim compares the other way round, it must also name the other direction.
    """
    if is_read(claim, source):
        return None  # arm by arm, by the check of the effect
    if not is_close(claim, source):
        source = _on_the_same(claim, nearest(claim, source))
    ours, theirs = directions(claim), directions(source)
    turned = is_turned(claim, source)
    # Where both name several, what only one of them says decides.
    own, other = directions(only_in(claim, source)), directions(only_in(source, claim))
    if not turned and own and other and not own & other and is_nearly_verbatim(claim, source):
        ours, theirs = own, other
    if not turned and _one_for_another(claim, source):
        text = "the sentence says more where the source says less, or less where it says more"
        return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
    if turned:
        ours = frozenset(_TURNED.get(direction, direction) for direction in ours)
    if not ours or not theirs or ours & theirs:
        return None
    if turned:
        text = "the sentence compares the other way round, and says the same of it"
    else:
        said, found = (" and ".join(sorted(d.value for d in side)) for side in (ours, theirs))
        text = f"the sentence says {said}, the source {found}"
    return Reason(check=CHECK, verdict=Verdict.CONTRADICTED, text=text, words=source)
