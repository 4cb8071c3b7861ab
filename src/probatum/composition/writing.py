"""The writing composer: a model rewords single quotes, and each sentence is checked.

The quoting composer has chosen and laid out everything before the model is asked. A sentence of the
model takes the place of the quote it rests on only when the check supports it; otherwise the quote
stands, unless the owner chose otherwise. So whatever a model writes, the answer has the same parts,
citations and gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from probatum.composition.composer import Composer, Composition
from probatum.composition.unsupported import (
    Unsupported,
    labelled,
    left_out,
    may_be_labelled,
)
from probatum.composition.written_form import prompt, prompt_again
from probatum.errors import ModelFailed
from probatum.evidence.answer import Section, Writing
from probatum.evidence.claim import Claim, Verdict
from probatum.evidence.document import Document
from probatum.evidence.finding import Evidence
from probatum.evidence.question import Question
from probatum.language_model.model import Completion, Endless, Model, Prompt
from probatum.language_model.sentences import Written, schema, sentences
from probatum.language_model.spent import spent

Check = Callable[[Claim, Mapping[str, Document]], Claim]
Claims = dict[int, Claim]


class WritingComposer:
    """Keeps the `Composer` protocol; without a model, and when it fails, `quoting` answers."""

    name = "writing"

    def __init__(
        self,
        quoting: Composer,
        model: Model | None,
        check: Check,
        unsupported: Unsupported = Unsupported.QUOTE,
        at_once: int = 8,
    ) -> None:
        self._quoting, self._model, self._check = quoting, model, check
        self._unsupported, self._at_once = unsupported, at_once

    def compose(self, question: Question, evidence: Evidence) -> Composition:
        """The quoting composer's answer, with the sentences of the model that hold."""
        quoted = self._quoting.compose(question, evidence)
        if self._model is None:
            return _told(quoted, Writing(fallback="no model is configured"))
        quotes = _numbered(quoted)
        if not quotes:
            return _told(quoted, Writing(fallback="there is no quote to write from"))
        draft = _Draft(self._model, quotes, lambda claim: self._check(claim, evidence.documents))
        draft.write(question, self._at_once)
        failed = draft.failed(self._unsupported, quoted)
        written = _with(quoted, draft.kept)
        if self._unsupported is Unsupported.LABELLED:
            written = labelled(written, failed)
        elif self._unsupported is Unsupported.LEFT_OUT:
            written = left_out(written, failed)
        return _told(written, draft.writing(len(failed), self._unsupported))


class _Draft:
    """What the model wrote on numbered quotes, a few at once, in at most two turns."""

    def __init__(self, model: Model, quotes: Claims, check: Callable[[Claim], Claim]) -> None:
        self.kept: Claims = {}
        self._model, self._quotes, self._check = model, quotes, check
        self._failed: Claims = {}
        self._refused = 0
        self._answers: list[Completion] = []
        self._trouble: str | None = None
        self._told: str | None = None

    def write(self, question: Question, at_once: int) -> None:
        """A second turn is for what failed in the first; a model that fails ends both."""
        try:
            for given in _parted(self._quotes, at_once):
                self._turn(prompt(question, given), given)
            for failed in _parted(self._failed, at_once):
                own = {number: self._quotes[number] for number in failed}
                self._turn(prompt_again(own, failed), own)
        except ModelFailed as error:
            self._trouble = str(error)

    def failed(self, unsupported: Unsupported, quoted: Composition) -> tuple[Claim, ...]:
        """What is shown or left out instead of a quote; nothing where the quotes stand.

        A model that fails was not given its second try, so that the quotes stand too; and a quote
        that another source disagrees with is never left out.
        """
        if unsupported is Unsupported.QUOTE or self._trouble:
            return ()
        failed = tuple(self._failed.values())
        if unsupported is Unsupported.LABELLED:
            return tuple(claim for claim in failed if may_be_labelled(claim))
        disputed = {quote for conflict in quoted.conflicts for quote in conflict.claims}
        return tuple(
            claim for claim in failed if disputed.isdisjoint(c.quote for c in claim.citations)
        )

    def writing(self, changed: int, unsupported: Unsupported) -> Writing:
        """What came of it; ``changed`` of the failed sentences did not give way to their quotes."""
        nothing = self._trouble or "no sentence of the model held"
        return Writing(
            model=self._model.name,
            kept=len(self.kept),
            replaced=len(self._failed) - changed,
            labelled=changed if unsupported is Unsupported.LABELLED else 0,
            left_out=changed if unsupported is Unsupported.LEFT_OUT else 0,
            refused=self._refused,
            **spent(self._answers, self._model.price),
            trouble=self._trouble,
            told=self._told,
            fallback=None if self.kept or changed else nothing,
        )

    def _turn(self, text: Prompt, given: Claims) -> None:
        """What cannot be used of one request leaves the quotes of that request as they are."""
        try:
            answer, whole = self._model.complete(text, schema(given)), True
        except Endless as error:
            self._trouble = str(error)
            answer, whole = error.written, False
        self._answers.append(answer)
        self._told = answer.told or self._told
        written = sentences(answer.text, whole=whole)
        if written is None:
            self._trouble = "the model does not keep the schema"
            return
        self._take(written, given)

    def _take(self, written: tuple[Written, ...], asked: Claims) -> None:
        """One sentence a quote; those on quotes that were not given, and second ones, are refused.

        What only repeats its quote is no writing of the model and counts as nothing.
        """
        seen: set[int] = set()
        for sentence in written:
            quote = asked.get(sentence.quote)
            if quote is None or sentence.quote in seen:
                self._refused += 1
                continue
            seen.add(sentence.quote)
            text = " ".join(sentence.text.split())
            if not text or text == quote.text:
                self._failed.pop(sentence.quote, None)
                continue
            claim = self._check(quote.model_copy(update={"text": text}))
            if claim.verdict is Verdict.SUPPORTED:
                self._failed.pop(sentence.quote, None)
                self.kept[sentence.quote] = claim
            else:
                self._failed[sentence.quote] = claim


def _told(composition: Composition, writing: Writing) -> Composition:
    return composition.model_copy(update={"writing": writing})


def _numbered(quoted: Composition) -> Claims:
    """Each quote once, from 1, though it stands in several parts of the answer; no lists."""
    every = (
        *quoted.bottom_line,
        *(claim for section in quoted.sections for claim in section.claims),
        *quoted.pitfalls,
        *quoted.algorithm,
    )
    quotes = {claim.citations: claim for claim in every if "\n" not in claim.text}
    return dict(enumerate(quotes.values(), start=1))


def _parted(claims: Claims, at_once: int) -> list[Claims]:
    """As many at once as one request is for."""
    items = list(claims.items())
    return [dict(items[first : first + at_once]) for first in range(0, len(items), at_once)]


def _with(quoted: Composition, kept: Claims) -> Composition:
    """The composition with the written text of those quotes, wherever they stand."""
    texts = {claim.citations: claim.text for claim in kept.values()}

    def reworded(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(
            claim.model_copy(update={"text": texts.get(claim.citations, claim.text)})
            for claim in claims
        )

    return quoted.model_copy(
        update={
            "bottom_line": reworded(quoted.bottom_line),
            "sections": tuple(
                Section(heading=section.heading, claims=reworded(section.claims))
                for section in quoted.sections
            ),
            "pitfalls": reworded(quoted.pitfalls),
            "algorithm": reworded(quoted.algorithm),
        }
    )
