"""An answer's question asked again on the library as it is now, and what comes out otherwise."""

from __future__ import annotations

from datetime import datetime

from probatum.composition.composer import Composer
from probatum.errors import UsageError
from probatum.evidence.answer import Answer
from probatum.evidence.question import Asker
from probatum.evidence.value import Value
from probatum.library.index import Index
from probatum.review.difference import Piece, changed_sentences
from probatum.workflows.ask import NO_AID, Aid, Inquiry, ask
from probatum.workflows.summary import COMPOSER


class Replayed(Value):
    """Before and after. With the same library and version, and no model, nothing may differ."""

    library_before: str
    library_after: str
    version_before: str
    version_after: str
    model_before: str | None
    model_after: str | None
    vectors_before: bool
    vectors_after: bool
    changes: tuple[tuple[Piece, ...], ...]
    cited_no_more: tuple[str, ...]
    newly_cited: tuple[str, ...]

    @property
    def same_ground(self) -> bool:
        """Whether all is as it was that the answer came from; a model never writes twice alike."""
        libraries = self.library_before == self.library_after
        modelled = self.model_before or self.model_after
        found_alike = self.vectors_before == self.vectors_after
        versions = self.version_before == self.version_after
        return libraries and versions and found_alike and not modelled


def replay(
    answer: Answer, index: Index, composer: Composer, now: datetime, aid: Aid = NO_AID
) -> Replayed:
    """Raises `UsageError` for an answer that cannot be asked again from its question alone."""
    can_be_replayed(answer)
    jurisdiction = dict(answer.provenance.settings).get("jurisdiction")
    asker = Asker(reader=answer.reader, jurisdiction=jurisdiction)
    inquiry = Inquiry(text=answer.question.text, correction=answer.question.correction)
    again = ask(inquiry, index, composer, asker, now, aid).answer
    before = {one.document: one.title for one in answer.references}
    after = {one.document: one.title for one in again.references}
    return Replayed(
        library_before=answer.provenance.library,
        library_after=again.provenance.library,
        version_before=answer.provenance.version,
        version_after=again.provenance.version,
        model_before=answer.model,
        model_after=again.model,
        vectors_before=_by_vectors(answer),
        vectors_after=_by_vectors(again),
        changes=tuple(changed_sentences(_sentences(answer), _sentences(again))),
        cited_no_more=tuple(f"{d}: {title}" for d, title in before.items() if d not in after),
        newly_cited=tuple(f"{d}: {title}" for d, title in after.items() if d not in before),
    )


def can_be_replayed(answer: Answer) -> None:
    """Raises `UsageError` for an answer that cannot be asked again from its question alone."""
    if answer.question.follows:
        raise UsageError(
            "this answer follows another question, on whose patient it rests; replay that one"
        )
    if answer.provenance.composer == COMPOSER:
        raise UsageError(
            "this is the summary of a guideline; 'probatum summary draft' makes it anew"
        )


def _by_vectors(answer: Answer) -> bool:
    return "vectors" in dict(answer.provenance.settings)


def _sentences(answer: Answer) -> list[str]:
    return [" ".join(claim.text.split()) for claim in answer.claims()]
