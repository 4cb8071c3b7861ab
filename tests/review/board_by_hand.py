"""A small board and an answer for it."""

from __future__ import annotations

from datetime import UTC, datetime

from probatum.evidence.answer import Answer, Provenance, Section
from probatum.evidence.article import Article, Person, Revision, Role
from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.evidence.question import Question
from probatum.review.stages import Act

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AUTHOR = Person(id="ann", name="Ann Author", roles=frozenset({Role.AUTHOR}))
RITA = Person(id="rita", name="Rita Reviewer", title="MD", roles=frozenset({Role.REVIEWER}))
RON = Person(id="ron", name="Ron Reviewer", roles=frozenset({Role.REVIEWER}))
EDITH = Person(id="edith", name="Edith Editor", roles=frozenset({Role.EDITOR}))
READER = Person(id="rob", name="Rob Reader", roles=frozenset({Role.READER}))
OWNER = Person(id="olga", name="Olga Owner", roles=frozenset({Role.OWNER}))
PEOPLE = (AUTHOR, RITA, RON, EDITH, READER, OWNER)


def claim(text: str, verdict: Verdict = Verdict.SUPPORTED) -> Claim:
    cited = Citation(reference=1, document="d", passage="p", quote=text, start=0, end=len(text))
    return Claim(text=text, verdict=verdict, citations=(cited,))


def article(*claims: Claim, author: Person = AUTHOR) -> Article:
    answer = Answer(
        question=Question(text="What helps?"),
        title="Exampleitis",
        sections=(Section(heading="Treatment", claims=claims or (claim("Drugone helps."),)),),
        updated=NOW,
        provenance=Provenance(library="x", documents=1, composer="q", version="1", asked_at=NOW),
    )
    first = Revision(number=1, answer=answer, by=author.id, at=NOW)
    return Article(id="a1", author=author.id, revisions=(first,))


def act(by: Person, why: str = "because", interests: str = "none") -> Act:
    return Act(by=by, at=NOW, why=why, interests=interests)
