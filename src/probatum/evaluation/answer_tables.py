"""The figures of answers as a Markdown table."""

from __future__ import annotations

from collections.abc import Mapping

from probatum.evaluation.answer_suites import AnswerSuite
from probatum.evaluation.answers import Outcome
from probatum.evaluation.table import Cell, table

_COLUMNS = (
    "composer",
    "answered",
    "sentences",
    "must: complete",
    "may: complete",
    "must: words",
    "contradicted",
    "citation recall",
    "citation precision",
    "seconds",
    "tokens (cost)",
    "written",
    "fallbacks",
)


def answers_table(
    suite: AnswerSuite, outcomes: Mapping[str, Outcome], seed: int, judge: str
) -> str:
    """A row for each composer; first what was asked, of which library, and who judged."""
    asked = {each.questions for each in outcomes.values()}
    shown = " and ".join(str(number) for number in sorted(asked))
    drawn = "" if asked == {len(suite.questions)} else f", drawn with seed {seed}"
    has_may = any(known.may for known in suite.questions)
    return (
        f"**{suite.name}**: {suite.about}. {shown} of {len(suite.questions)} questions{drawn}. "
        f"Library: {suite.library}. Judged by {judge}.\n\n"
    ) + table(_COLUMNS, [_row(name, of, has_may) for name, of in outcomes.items()])


def _row(name: str, of: Outcome, has_may: bool) -> list[Cell]:
    return [
        name,
        f"{of.answered:.0%}",
        f"{of.sentences:.1f}",
        of.must,
        of.may if has_may else "",
        of.words,
        of.against,
        of.recall,
        of.precision,
        f"{of.seconds:.1f}",
        f"{of.tokens:.0f}" + (f" ({of.cost:.4f})" if of.cost is not None else ""),
        of.kept,
        of.fallbacks,
    ]
