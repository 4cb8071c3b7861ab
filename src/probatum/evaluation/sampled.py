"""A part of a suite, where there is no time for all of it: fewer questions, fewer documents."""

from __future__ import annotations

import hashlib

from probatum.evaluation.suite import Collection, Suite


def sampled(suite: Suite, questions: int) -> Suite:
    """So many questions, by a hash of their ids, and the documents that were judged for them.

    Every engine is easier off with fewer documents: figures compare within one sample alone.
    """
    asked = {name for collection in suite.collections for name in collection.questions}
    taken = set(sorted(asked, key=_order)[:questions])
    parts = (_part(collection, taken) for collection in suite.collections)
    collections = tuple(part for part in parts if part.questions)
    about = f"{suite.about} ({len(taken)} of {len(asked)} questions)"
    return suite._replace(about=about, collections=collections)


def _part(collection: Collection, taken: set[str]) -> Collection:
    relevant = {name: units for name, units in collection.relevant.items() if name in taken}
    judged = {unit.partition("#")[0] for units in relevant.values() for unit in units}
    return Collection(
        name=collection.name,
        documents=tuple(each for each in collection.documents if each.id in judged),
        questions={name: text for name, text in collection.questions.items() if name in taken},
        relevant=relevant,
    )


def _order(question: str) -> bytes:
    # Other bytes of the hash than those that part the halves.
    return hashlib.sha256(question.encode()).digest()[8:]
