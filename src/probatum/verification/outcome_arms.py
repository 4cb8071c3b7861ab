"""What was measured in the groups that a sentence names, taken together where it can be."""

from __future__ import annotations

import re
from typing import NamedTuple

from probatum.verification.outcome_names import spelt_out
from probatum.verification.trial_groups import Groups
from probatum.verification.trial_outcomes import Outcome, Value
from probatum.verification.words import stems

UNDERSTOOD = stems(
    "trial the there were was is are patients participants subjects people cohort group arm "
    "cohorts groups arms had has have having did do does achieved achieve achieving reached "
    "experienced experience experiencing suffered suffer reported observed recorded resulted "
    "result results more less fewer higher lower greater longer shorter better worse best worst "
    "than compared over under above below at least most up no none not any all every each both "
    "either neither total only exactly just half twice times double same equal identical "
    "difference between number numbers percentage percent proportion rate rates average median "
    "mean value of in with by on after majority single and or patient participant treated "
    "receiving administered given treatment intervention therapy score amount much slightly "
    "marginally significantly approximately about around nearly similar outcome measure test "
    "control placebo year years month months week weeks day days time had period maximum minimum "
    "longest shortest highest lowest performed produced recorded showed shows show indicate "
    "outperformed outperform health outcomes study a an one two three improved superior likely"
    " long as during whereas while however but exceeding exceed exceeds smaller larger classified "
    "considered able decreased increased gained lost negative positive gain loss average hour "
    "hours hrs dozen whatsoever notable huge vastly much very "
    "different apparent clearly slight total entire recorded final"
)


class Arm(NamedTuple):
    """The figure of some groups together: the value, and as a share of people where it is one."""

    name: str
    value: float
    share: float | None
    people: int
    row: Value

    @property
    def said(self) -> str:
        """The figure as a reader can look it up."""
        share = f" ({self.share:.1f}%)" if self.share is not None else ""
        return f"{self.name}: {self.value:g}{share}"


def each_arm(groups: Groups, words: str) -> list[Arm]:
    """The figure of each group by itself; none where one has no figure."""
    arms = (arm_of(groups._replace(name=name, groups=(name,)), words) for name in groups.groups)
    found = [arm for arm in arms if arm is not None]
    return found if len(found) == len(groups.groups) else []


def arm_of(groups: Groups, words: str) -> Arm | None:
    """The figure of the groups; several are added up only where they count people."""
    outcome, people = groups.outcome, dict(groups.outcome.people)
    rows = [row for name in groups.groups for row in rows_named(outcome, name, words)]
    of = sum(people.get(name, 0) for name in groups.groups)
    if not rows or (len(rows) > 1 and not (outcome.counts or outcome.percents)):
        return None
    if outcome.counts:
        value = sum(row.value for row in rows)
        return Arm(groups.name, value, 100 * value / of if of else None, of, rows[0])
    if outcome.percents and len(groups.groups) > 1:
        if not of or any(name not in people for name in groups.groups):
            return None
        value = sum(row.value * people[row.group] for row in rows) / of
        return Arm(groups.name, value, value, of, rows[0])
    value = sum(row.value for row in rows)
    return Arm(groups.name, value, value if outcome.percents else None, of, rows[0])


def rows_named(outcome: Outcome, group: str, words: str) -> list[Value]:
    """The rows that the words name; without labels the only one."""
    rows = [value for value in outcome.values if value.group == group]
    if len(rows) < 2:
        return rows
    ours = stems(spelt_out(words))
    scored = [(share_named(ours, row.label), row) for row in rows]
    best = max(score for score, _ in scored)
    if best < 0.6:
        return []
    chosen = [row for score, row in scored if score == best]
    several = outcome.counts and re.search(r"\b(?:or|either)\b", words)
    return chosen if len(chosen) == 1 or several else []


def share_named(ours: frozenset[str], label: str) -> float:
    """The part of the label's telling stems that are among ours, 0 to 1."""
    theirs = stems(spelt_out(label)) - UNDERSTOOD
    return len(theirs & ours) / len(theirs) if theirs else 0.0
