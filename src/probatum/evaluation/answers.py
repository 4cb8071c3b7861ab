"""How complete answers are, and how well their sentences are cited.

Completeness is the share of the statements that an answer must make which the answer carries.
Citation recall and precision are those of ALCE (Gao T et al. Enabling large language models to
generate text with citations. EMNLP 2023, section 3): a sentence counts when all that it cites,
taken together, carries it; a citation counts when its sentence does, and it either carries the
sentence itself or cannot be left out. "Carries" is the verdict "supported" of our own check of
sentences from elsewhere, and what is cited are the quoted words, read again from the library.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from typing import NamedTuple

from probatum.composition.composer import Composer
from probatum.errors import LibraryError, UsageError
from probatum.evaluation.answer_suites import Known
from probatum.evaluation.claim_suites import windows
from probatum.evidence.answer import Answer
from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.evidence.question import Asker
from probatum.library.index import Index
from probatum.verification.entailment import Entailment
from probatum.verification.support import Support, Window, support
from probatum.workflows.ask import Inquiry, ask

Windows = tuple[Window, ...]


class Judged(NamedTuple):
    """One answer. Shares are 0 to 1; `may`, `recall` and `precision` are None where there is none.

    `cost` is in the currency of the model's price, None where none is known.
    `words`: the mean share of a statement's words that stand in one sentence of the answer, or two.
    """

    must: float
    may: float | None
    words: float
    against: int
    sentences: int
    recall: float | None
    precision: float | None
    seconds: float
    tokens: int
    cost: float | None
    kept: int
    fallback: bool


class Outcome(NamedTuple):
    """Means over all questions; of recall and precision, over those that have sentences."""

    questions: int
    answered: float
    sentences: float
    must: float
    may: float
    words: float
    against: int
    recall: float
    precision: float
    seconds: float
    tokens: float
    cost: float | None
    kept: int
    fallbacks: int


def answered(
    questions: Iterable[Known],
    index: Index,
    composer: Callable[[], Composer],
    model: Entailment | None = None,
) -> Iterator[Judged]:
    """Ask and judge one question after the other; each has a composer of its own."""
    for known in questions:
        began = time.monotonic()
        try:
            inquiry = Inquiry(text=known.question)
            answer = ask(inquiry, index, composer(), Asker(), datetime.now(UTC)).answer
        except UsageError:  # it is not taken for a clinical question
            answer = None
        yield judged(known, answer, index, time.monotonic() - began, model)


def judged(
    known: Known,
    answer: Answer | None,
    index: Index,
    seconds: float = 0.0,
    model: Entailment | None = None,
) -> Judged:
    """An answer, or none, beside what people wrote; the wording that it meets best counts."""
    claims = answer.claims() if answer else ()
    read = windows("\n".join(claim.text for claim in claims), known.question)
    must = max(
        ([support(each, read, model) for each in wording] for wording in known.must if wording),
        key=_share,
    )
    may = [support(each, read, model) for each in known.may]
    cited = [_cited(claim, index, model) for claim in claims]
    writing = answer.provenance.writing if answer else None
    citations = [good for _, good_ones in cited for good in good_ones]
    return Judged(
        must=_share(must),
        may=_share(may) if may else None,
        words=sum(found.share for found in must) / len(must),
        against=sum(found.verdict is Verdict.CONTRADICTED for found in (*must, *may)),
        sentences=len(claims),
        recall=_mean([carried for carried, _ in cited]),
        precision=(_mean(citations) or 0.0) if claims else None,
        seconds=seconds,
        tokens=writing.tokens if writing else 0,
        cost=writing.cost if writing else None,
        kept=writing.kept if writing else 0,
        fallback=bool(writing and writing.fallback),
    )


def outcome(judged: Sequence[Judged]) -> Outcome:
    """Means of at least one answer."""
    return Outcome(
        questions=len(judged),
        answered=sum(each.sentences > 0 for each in judged) / len(judged),
        sentences=sum(each.sentences for each in judged) / len(judged),
        must=sum(each.must for each in judged) / len(judged),
        may=_mean([each.may for each in judged]) or 0.0,
        words=sum(each.words for each in judged) / len(judged),
        against=sum(each.against for each in judged),
        recall=_mean([each.recall for each in judged]) or 0.0,
        precision=_mean([each.precision for each in judged]) or 0.0,
        seconds=median(each.seconds for each in judged),
        tokens=sum(each.tokens for each in judged) / len(judged),
        cost=_mean([each.cost for each in judged]),
        kept=sum(each.kept for each in judged),
        fallbacks=sum(each.fallback for each in judged),
    )


def _cited(claim: Claim, index: Index, model: Entailment | None) -> tuple[bool, list[bool]]:
    """Whether all that is cited carries the sentence, and of each citation whether it is right."""
    quotes = [_words(citation, index) for citation in claim.citations]
    if not _carries(claim, quotes, model):
        return False, [False] * len(quotes)
    right = []
    for place, quote in enumerate(quotes):
        rest = [*quotes[:place], *quotes[place + 1 :]]
        right.append(_carries(claim, [quote], model) or not _carries(claim, rest, model))
    return True, right


def _words(citation: Citation, index: Index) -> str:
    """What stands at the citation's place in the stored document, when it is the quote."""
    try:
        stored = index.document(citation.document).text[citation.start : citation.end]
    except LibraryError:
        return ""
    return stored if stored == citation.quote else ""


def _carries(claim: Claim, quotes: Sequence[str], model: Entailment | None) -> bool:
    text = "\n".join(filter(None, quotes))
    whole = (Window(text, "", ""),) if text else ()
    return support(claim.text, (*whole, *windows(text)), model).verdict is Verdict.SUPPORTED


def _share(found: Sequence[Support]) -> float:
    return sum(each.verdict is Verdict.SUPPORTED for each in found) / len(found)


def _mean(values: Iterable[float | None]) -> float | None:
    numbers = [value for value in values if value is not None]
    return sum(numbers) / len(numbers) if numbers else None
