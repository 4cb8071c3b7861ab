"""Sentences on what was measured in the arms of a trial, against the values of its record.

Each clause that is understood is reckoned: more or less than in another arm and by how much, so
many people or such a part of them, a value within limits, the same, none. A word that is left and
not understood leaves the clause open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from probatum.evidence.claim import Reason, Verdict
from probatum.verification.arm_given import Part
from probatum.verification.effect_words import worth
from probatum.verification.outcome_arms import (
    UNDERSTOOD,
    Arm,
    arm_of,
    each_arm,
    rows_named,
    share_named,
)
from probatum.verification.outcome_directions import foremost, went
from probatum.verification.outcome_figures import (
    ABOUT,
    FIGURE,
    PEOPLE,
    counts_people,
    figures_in,
    number_of,
    read_in,
    the_only,
    within,
)
from probatum.verification.outcome_names import as_objective, by_name, spelt_out
from probatum.verification.trial_groups import Groups, Measured, grouped
from probatum.verification.trial_outcomes import Outcome
from probatum.verification.trial_record import TrialRecord
from probatum.verification.words import stems

CHECK = "outcome values"
_CLAUSES = re.compile(
    r"\s*;\s*|(?<=[a-z)])\.\s+(?=[A-Z])|,\s+(?=as (?:an?|the|this|it|they|there)\b|meaning\b|the "
    r"increase\b|with the\b)|,?\s+(?:whereas|while|but|however|although)[,\s]+|"
    r",?\s+(?:compared (?:to|with)|versus)\s+(?=\d+(?:\.\d+)?\s?%\s(?:of|in)\b)|"
    r",?\s+and\s+(?=(?:no|none|all|over|more|less|\d+|over half of)\s(?:of\s)?(?:the\s)?patients)",
    re.I,
)
_MORE = re.compile(
    r"\b(?:more|higher|greater|larger|bigger|longer|increased|highest|exceed\w*|later)\b", re.I
)
_LESS = re.compile(
    r"\b(?:fewer|less|lower|smaller|shorter|reduced|decreased|lowest|earlier)\b", re.I
)
_BETTER = re.compile(r"\b(?:better|best|outperform\w*|superior|improved)\b", re.I)
_WORSE = re.compile(r"\b(?:worse|worst|poorer|inferior)\b", re.I)
_THAN = re.compile(
    r"\b(?:than|compared (?:to|with)|versus|vs\.?|relative to|outperform\w*)\b|compared (?=@)", re.I
)
_SAME = re.compile(r"\b(?:same|equal|identical|no (?:\w+ )?difference)\b", re.I)
_DIFFERENCE = re.compile(r"\bdifference\b", re.I)
_TIMES = re.compile(
    r"\b(?:(?P<twice>twice|double)|(?P<half>half)(?= (?:as|the))|"
    r"(?P<n>\d+(?:\.\d+)?|three|four|five)(?:[ -](?:times|fold)|x))(?!\w)",
    re.I,
)
_NONE = re.compile(r"\b(?:none|no|zero|not a single|neither)\b", re.I)
_ALL = re.compile(r"\b(?:all|every|each|100 ?%)(?=\s(?:of\s)?(?:the\s)?(?:patients?|participants?|"
                  r"subjects?|women|@))", re.I)  # fmt: skip
_MOST = re.compile(r"\b(?:most(?! common)|majority)\b", re.I)
_DENIED = re.compile(r"\b(?:not|n't|never|without|fail\w* to)\b", re.I)
_EXTREME = re.compile(r"\b(?:(?P<high>maximum|longest|highest)|(?P<low>minimum|shortest))\b", re.I)
_NOT_ONE = re.compile(
    r"\bnot (?:a single|one)(?= (?:patient|participant|subject|person|woman))", re.I
)
_SIZE = re.compile(r"\b(?:smaller|larger|bigger)\b", re.I)
_FOREMOST = re.compile(r"\b(?:highest|lowest|longest|shortest|best|worst) (?:in|for|with) @", re.I)
_CHANGE = re.compile(r"\b(?:chang\w+|increas\w+|decreas\w+|reduc\w+|gain\w*|los[ts]\w*)\b", re.I)
_EACH = re.compile(r"\b(?:both|each|neither|either|all (?:\w+ )?(?:cohort|arm|group)s)\b", re.I)
_OF_THOSE = re.compile(r"\b(?:of those|grade \d or (?:above|higher|more))\b", re.I)
_SIGNIFICANT_DIFFERENCE = re.compile(r"\bsignificant (?:\w+ )?difference\b", re.I)
_HAD_NONE = re.compile(r"\b(?:had|have|having|with) no\b", re.I)
_NUMBER_OF = re.compile(r"\bnumber of (?:patients|participants|subjects|women|people)\b", re.I)
_UNLIKE = re.compile(
    r"\bdifferent (?:numbers?|percentages?|proportions?|rates?|\w+ rates?)\b", re.I
)
_THAN_EACH = re.compile(r"\bthan (?:both |either )?(?:of )?@\d+(?:,? (?:and|or) @\d+)+", re.I)
_TITLED, _EQUAL = 0.6, 1e-9


def check_outcome_values(claim: str, records: Sequence[TrialRecord]) -> Reason | None:
    """Supported or contradicted by the values; None where a word is not understood."""
    claim = by_name(claim)
    told = [each for record in records for each in _measured(record, claim)]
    if not told or len(told) < len(records):
        return None
    plain = _NOT_ONE.sub("no", " ".join(claim.strip().rstrip(".").split()))
    text, groups = grouped(plain, told)
    parts = [_reckoned(words, groups) for words in _CLAUSES.split(text)] if groups else []
    found = [part for part in parts if part is not None]
    wrong = [
        part.said
        for words, part in zip(_CLAUSES.split(text) if groups else (), parts, strict=True)
        if part is not None and not part.holds and not _unread(words, groups)
    ]
    if not wrong and (not found or len(found) < len(parts) or _unread(text, groups)):
        return None
    verdict = Verdict.CONTRADICTED if wrong else Verdict.SUPPORTED
    said = "; ".join(dict.fromkeys(wrong or [part.said for part in found]))
    return Reason(check=CHECK, verdict=verdict, text=said)


def _measured(record: TrialRecord, claim: str) -> Iterator[Measured]:
    """The outcome that the claim speaks of: the only one, or the one whose title it names."""
    if len(record.outcomes) == 1:
        yield Measured(record.name, record.outcomes[0])
        return
    ours = stems(spelt_out(claim))
    ranked = sorted(
        ((share_named(ours, o.title), o) for o in record.outcomes), key=lambda each: -each[0]
    )
    if ranked and ranked[0][0] >= _TITLED and ranked[0][0] > ranked[1][0]:
        yield Measured(record.name, ranked[0][1])


def _unread(words: str, groups: Sequence[Groups]) -> frozenset[str]:
    """Stems of words that are neither understood nor the record's."""
    known: set[str] = set(UNDERSTOOD) | stems(spelt_out("CR or PR"))
    for each in groups:
        outcome = each.outcome
        known |= stems(" ".join((outcome.title, outcome.unit, outcome.told, outcome.frame)))
        known |= stems(" ".join((*(v.label for v in outcome.values), *outcome.groups)))
    plain = re.sub(rf"@\d+|{_TIMES.pattern}", " ", words, flags=re.I)
    for word in plain.split():  # "PFS" is read where the record has its words
        longer = stems(spelt_out(word)) - stems(word)
        known |= stems(word) if longer and longer <= known else set()
    return stems(spelt_out(plain)) - known


def _reckoned(words: str, groups: Sequence[Groups]) -> Part | None:
    named = [groups[int(mark)] for mark in re.findall(r"@(\d+)", words)]
    named = named or ([groups[0]] if len(groups) == 1 else [])
    if not named or not all(_is_named(each.outcome, words) for each in named):
        return None
    if _FOREMOST.search(words) or _EXTREME.search(words):
        return _extreme(words, named)
    outcome = named[0].outcome
    compares = any(each.search(words) for each in (_THAN, _SAME, _DIFFERENCE, _TIMES, _UNLIKE))
    if len(named) == 1 and len(named[0].groups) == 2 and (each := each_arm(named[0], words)):
        if _SAME.search(words) or _DIFFERENCE.search(words) or _UNLIKE.search(words):
            return _compared(words, each, outcome)
        if _EACH.search(named[0].name):
            return _together([_amount(words, arm, outcome) for arm in each])
    if outcome.changes and not compares and not figures_in(words):
        return went(words, named)
    return _by_rows(words, named, compares=compares)


def _by_rows(words: str, named: Sequence[Groups], *, compares: bool) -> Part | None:
    """By the row that is named; where none is, by each in turn, if all come to the same."""
    outcome = named[0].outcome
    arms = [arm_of(each, words) for each in named]
    figures = [arm for arm in arms if arm is not None]
    if len(figures) != len(arms):
        labels = dict.fromkeys(value.label for value in outcome.values)
        if figures or len(labels) < 2 or outcome.counts or any(g.outcome != outcome for g in named):
            return None
        alone = [tuple(v for v in outcome.values if v.label == label) for label in labels]
        parts = [
            _by_rows(words, [g._replace(outcome=outcome._replace(values=values)) for g in named],
                     compares=compares)
            for values in alone
        ]  # fmt: skip
        sides = {part.holds if part else None for part in parts}
        return parts[0] if len(sides) == 1 else None
    if len(figures) > 2 and _THAN_EACH.search(words):
        one, *others = figures
        return _together([_compared(words, (one, other), outcome) for other in others])
    other = named[-1].outcome
    if len(figures) == 2 and outcome.unit.lower() == other.unit.lower() and compares:
        return _compared(words, figures, outcome)
    if len(figures) == 2 and compares and _of_people(outcome) and _of_people(other):
        return _people_compared(words, figures, (outcome, other))
    if len(figures) == 1 and not _THAN.search(FIGURE.sub(" ", words)):
        return _amount(words, figures[0], outcome)
    return None


def _of_people(outcome: Outcome) -> bool:
    return outcome.counts or outcome.percents


def _people_compared(
    words: str, arms: Sequence[Arm], outcomes: tuple[Outcome, Outcome]
) -> Part | None:
    """Numbers of people here against percentages there: both as what the sentence speaks of."""
    alike = []
    for arm, outcome in zip(arms, outcomes, strict=True):
        count = arm.value if outcome.counts else round(arm.value * arm.people / 100)
        value = count if _NUMBER_OF.search(words) else arm.share
        if value is None or not arm.people or figures_in(re.sub(r"@\d+", " ", words)):
            return None
        alike.append(arm._replace(value=value, share=None))
    return _compared(words, alike, outcomes[0]._replace(unit="people"))


def _is_named(outcome: Outcome, words: str) -> bool:
    """Whether what the words speak of stands in the outcome's title or labels, not only beside."""
    groups = stems(" ".join(outcome.groups))
    if outcome.changes and not _CHANGE.search(words):
        return False
    if not any(value.label for value in outcome.values):
        words = as_objective(words)
    telling = stems(spelt_out(re.sub(r"@\d+", " ", words))) - UNDERSTOOD - groups
    labels = " ".join(dict.fromkeys(value.label for value in outcome.values))
    theirs = stems(spelt_out(f"{outcome.title} {labels} {outcome.unit}"))
    return len(telling & theirs) >= _TITLED * len(telling) and not _OF_THOSE.search(words)


def _together(parts: Sequence[Part | None]) -> Part | None:
    if any(part is None for part in parts):
        return None
    found = [part for part in parts if part is not None]
    wrong = [part for part in found if not part.holds]
    return Part(not wrong, "; ".join(part.said for part in wrong or found))


def _compared(words: str, arms: Sequence[Arm], outcome: Outcome) -> Part | None:
    """More, less, better, the same: of two arms, in the order in which they are compared."""
    one, other = arms
    than = _THAN.search(words)
    if than and than.start() < words.find("@"):
        one, other = other, one
    said = f"{one.said}, {other.said}"
    valued = _BETTER.search(words) or _WORSE.search(words)
    if valued and _DENIED.search(words):
        return None
    left, right = _figures(words, (one, other), outcome, valued=bool(valued))
    less, more = bool(_LESS.search(words)), bool(_MORE.search(words))
    if valued:
        good = worth(f"{outcome.title} {one.row.label}") > 0
        more = good == bool(_BETTER.search(words))
        less = not more
    rest = re.sub(r"@\d+", " ", words)
    figure = the_only(
        figures_in(re.sub(r"\b(?:two|2|both)\b(?= cohorts| arms| groups)", " ", rest))
    )
    if times := _TIMES.search(words):
        return Part(_is_as_many_times(words, times, left, right), said)
    if _UNLIKE.search(words) and figure is None and not valued:
        return Part((abs(left - right) >= _EQUAL) != bool(_DENIED.search(words)), said)
    if _SAME.search(words) or _SIGNIFICANT_DIFFERENCE.search(words):
        if abs(left - right) < _EQUAL and _SIGNIFICANT_DIFFERENCE.search(words):
            return Part(bool(_NONE.search(words) or _DENIED.search(words)), said)
        # Whether a difference is significant would need a test, and what the trial says of it.
        significant = re.search(r"\bsignificant", words, re.I)
        return None if significant else Part(abs(left - right) < _EQUAL, said)
    if figure is not None:
        apart = _by_amount(words, figure, (one, other), outcome, less=less)
        return Part(apart, said) if apart is not None else None
    if less == more or _DENIED.search(words) or _NONE.search(words):
        return None
    return Part(left < right if less else left > right, said)


def _figures(
    words: str, arms: tuple[Arm, Arm], outcome: Outcome, *, valued: bool
) -> tuple[float, float]:
    """The figures to compare: values, shares of the people, or the people themselves."""
    one, other = arms
    left, right = one.value, other.value
    if outcome.changes and _SIZE.search(words):
        left, right = abs(left), abs(right)  # of two changes the smaller is the one nearer to none
    in_shares = valued or re.search(r"percent|%|proportion|rate|likel", words, re.I)
    if outcome.counts and one.share is not None and other.share is not None and in_shares:
        left, right = one.share, other.share
    if outcome.percents and _NUMBER_OF.search(words) and one.people and other.people:
        left, right = (round(arm.value * arm.people / 100) for arm in (one, other))
    return left, right


def _is_as_many_times(words: str, times: re.Match[str], left: float, right: float) -> bool:
    factor = 2.0 if times["twice"] else 0.5 if times["half"] else number_of(times["n"])
    if re.search(r"\b(?:at least|more than|over)\b", words, re.I):
        return left >= factor * right > 0
    return right > 0 and abs(left - factor * right) <= ABOUT * factor * right


def _by_amount(
    words: str, figure: re.Match[str], arms: tuple[Arm, Arm], outcome: Outcome, *, less: bool
) -> bool | None:
    """By how much one is more than the other: in points, in people, in units of time."""
    one, other = arms
    limit = read_in(figure, outcome)
    if limit is None:
        return None
    amount, unit = limit
    if unit == "%":
        points = one.share is not None and other.share is not None
        left, right = (one.share, other.share) if points else (one.value, other.value)
        if left is None or right is None:
            return None
        differences = [left - right]
        if not points or outcome.percents:
            differences += [100 * (left - right) / right] if right else []
    elif outcome.percents and one.people and other.people:
        differences = [(one.value * one.people - other.value * other.people) / 100]
    else:
        differences = [one.value - other.value]
    if _DIFFERENCE.search(words):
        differences = [abs(each) for each in differences]
    elif less:
        differences = [-each for each in differences]
    return any(within(figure, each, amount, unit) for each in differences)


def _amount(words: str, arm: Arm, outcome: Outcome) -> Part | None:
    """So many, such a part of the people, or a value within limits."""
    rest = re.sub(r"@\d+", " ", words)
    figures = [f for f in figures_in(rest) if not _is_of_the_label(f, outcome, arm)]
    of_people = outcome.counts or outcome.percents
    if of_people and PEOPLE.search(f"{words} {arm.name}") and not figures:
        return _spoken(words, arm)
    figure = the_only(figures)
    if figure is None:
        return None
    limit = read_in(figure, outcome)
    if limit is None:
        return None
    amount, unit = limit
    denied = bool(_DENIED.search(words))
    if unit == "%":
        denied = denied or bool(_HAD_NONE.search(words))
        if arm.share is None:
            return None
        share = 100 - arm.share if denied else arm.share
        return Part(within(figure, share, amount, unit), arm.said)
    if of_people:
        if not counts_people(rest, figure):
            return None
        value = (
            arm.share * arm.people / 100
            if outcome.percents and arm.share is not None
            else arm.value
        )
        if outcome.percents and not arm.people:
            return None
        value = arm.people - value if denied else value
        return Part(within(figure, round(value), amount, unit), arm.said)
    if denied or not unit:
        return None
    return Part(within(figure, arm.value, amount, unit), arm.said)


def _spoken(words: str, arm: Arm) -> Part | None:
    """None, all or most of the people."""
    share = arm.share if arm.share is not None else (0.0 if arm.value == 0 else None)
    if share is None:
        return None
    denied = bool(_DENIED.search(words)) and not re.search(r"\bnot a single\b", words, re.I)
    if _ALL.search(words):
        return Part(share <= 0 if denied else share >= 100 - 1e-6, arm.said)
    if _MOST.search(words):
        return Part((share < 50) if denied else share > 50, arm.said)
    if _NONE.search(words) and not denied:
        return Part(share <= 0, arm.said)
    return None


def _extreme(words: str, named: Sequence[Groups]) -> Part | None:
    """The longest or shortest of a full range against a limit."""
    figure = the_only(figures_in(re.sub(r"@\d+", " ", words)))
    if _FOREMOST.search(words) and len(named) == 1 and not figures_in(words):
        return foremost(words, named[0])
    found = _EXTREME.search(words)
    if figure is None or found is None or len(named) != 1 or not named[0].outcome.full_range:
        return None
    if len(_EXTREME.findall(words)) > 1 or _THAN.search(FIGURE.sub(" ", words)):
        return None
    limit = read_in(figure, named[0].outcome)
    rows = [row for name in named[0].groups for row in rows_named(named[0].outcome, name, words)]
    bounds = [row.high if found["high"] else row.low for row in rows]
    known = [bound for bound in bounds if bound is not None]
    if limit is None or not known or len(known) != len(rows):
        return None
    value = max(known) if found["high"] else min(known)
    return Part(within(figure, value, *limit), f"{named[0].name}: {value:g}")


def _is_of_the_label(figure: re.Match[str], outcome: Outcome, arm: Arm) -> bool:
    """A figure that tells which row or outcome is meant: "after 12 weeks", "grade 3"."""
    written = f"{outcome.title} {outcome.frame} {outcome.told} {arm.row.label}".lower()
    start = figure.start("value") if figure["value"] else figure.start()
    before = figure.string[:start].lower()
    placed = re.search(r"\b(?:after|at|within|by|week|month|cycle|grade|phase|stage|day|until|for|"
                       r"greater than|at least|more than)\s*$", before)  # fmt: skip
    value = (figure["value"] or "").lower()
    return bool(value and placed and re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.])", written))
