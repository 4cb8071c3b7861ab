"""A document in plain values is the document, and is written down as the same bytes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from probatum.evidence.document import (
    Access,
    BibliographyEntry,
    Document,
    DocumentKind,
    Identifiers,
    MeshHeading,
    Notice,
    NoticeKind,
    Status,
    StudyDesign,
)
from probatum.evidence.passage import Laid, stretches
from probatum.evidence.plain import all_stated, plain, rows, stated
from probatum.library.stored import stored
from tests.both_forms import both, outcome
from tests.evidence_by_hand import document

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
full = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "status": st.sampled_from(Status),
        "access": st.sampled_from(Access),
        "design": st.sampled_from(StudyDesign),
        "language": words,
        "authors": st.lists(words).map(tuple),
        "identifiers": st.builds(Identifiers, pmid=st.just("5") | st.none()),
        "mesh": st.lists(
            st.builds(MeshHeading, descriptor=words, major=st.booleans()), max_size=3
        ).map(tuple),
        "notices": st.just((Notice(kind=NoticeKind.CORRECTION, doi="10.1000/a"),)),
        "bibliography": st.lists(
            st.builds(BibliographyEntry, key=words, text=words, year=st.none() | st.just(2020))
        ).map(tuple),
        "abbreviations": st.lists(st.tuples(words, words)).map(tuple),
        "source": words,
    },
)


@settings(deadline=None)
@given(full)
def test_plain_values_make_the_document_again(fields: dict[str, Any]):
    one = document(kind=DocumentKind.RESEARCH, **fields)
    assert Document.model_validate(plain(one)) == one


@settings(deadline=None)
@given(full)
def test_the_bytes_kept_are_those_of_the_model_itself(fields: dict[str, Any]):
    one = document(**fields)
    content = one.model_dump_json(exclude={"origin", "revised", "source"}, exclude_defaults=True)
    kept = stored(one)
    assert kept.hash == hashlib.sha256(content.encode()).hexdigest()
    assert json.loads(kept.json) == plain(one)


def test_stated_fields_stand_in_the_order_of_the_document_without_what_is_default():
    fields = {
        "status": Status.CURRENT,
        "language": "en",
        "title": "Water",
        "id": "pmid:1",
        "journal": None,
        "topics": (),
        "identifiers": {},
        "access": Access.ABSTRACT_ONLY,
    }
    assert list(stated(fields).items()) == [
        ("id", "pmid:1"),
        ("title", "Water"),
        ("access", Access.ABSTRACT_ONLY),
    ]


def test_fields_of_many_documents_are_stated_as_those_of_each():
    fields = {
        "status": [Status.CURRENT, Status.RETRACTED],
        "title": ["Water", "Salt"],
        "id": ["pmid:1", "pmid:2"],
        "topics": [(), ("thirst",)],
    }
    rows = [dict(zip(fields, row, strict=True)) for row in zip(*fields.values(), strict=True)]
    found = [list(one.items()) for one in all_stated(fields)]
    assert found == [list(stated(row).items()) for row in rows]
    assert found[1][-1] == ("status", Status.RETRACTED)


VALUES = st.sampled_from(["", "a", None, (), ("a",), {}, 0, 1, Status.CURRENT, Status.RETRACTED])


@given(
    st.lists(st.sampled_from("abcd"), max_size=4),
    st.lists(st.sampled_from([None, "a", Status.CURRENT]), max_size=4),
    st.lists(st.lists(VALUES, max_size=2), max_size=4),
)
def test_the_compiled_form_makes_the_same_rows(
    names: list[str], defaults: list[object], columns: list[list[object]]
):
    compiled, told = both(rows)
    expected = outcome(told, names, defaults, columns)
    assert outcome(compiled, names, defaults, columns) == expected
    usual = [[*column, "", "b"][:2] for column in columns]
    names = [f"{place}" for place in range(len(usual))]
    defaults = [None, "a", None, Status.CURRENT][: len(usual)]
    assert compiled(names, defaults, usual) == told(names, defaults, usual)
    assert [*map(list, compiled(names, defaults, usual))] == [
        *map(list, told(names, defaults, usual))
    ]


def test_plain_blocks_make_the_passages_of_the_document():
    parts = [("A", 900, "list item"), ("A", 900, "list item"), ("A", 90, "paragraph")]
    parts += [("B", 90, "paragraph"), ("", 90, "caption"), ("", 1400, "paragraph")]
    blocks, text = [], ""
    for heading, size, kind in parts:
        path = (heading,) if heading else ()
        blocks.append({"heading": path, "start": len(text), "end": len(text) + size, "kind": kind})
        text += "x" * size
    one = document(text=text, blocks=blocks)
    expected = list(stretches(one.blocks))
    assert len(expected) == 5
    assert list(stretches(map(Laid.of, plain(one)["blocks"]))) == expected
