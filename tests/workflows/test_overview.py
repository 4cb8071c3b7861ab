"""What a guideline states, gathered in its own words with its grades and works."""

from __future__ import annotations

from pathlib import Path

import pytest

from probatum.errors import UnknownDocument
from probatum.library.embedded import EmbeddedIndex
from probatum.wiring import sources
from probatum.workflows.collect import collect
from probatum.workflows.overview import Topics, overview

GUIDELINE = """---
id: gout-house
title: House guideline on gout
condition: gout
kind: guideline
updated: 2026-01-02
---
# House guideline on gout

## Background

- The incidence of gout has risen over the past decades in most countries.[^1]

## Treatment

- Drugone is recommended as first-line treatment of gout in adults.[^1] [^2]
- Drugtwo must not be given to patients with gout and renal impairment.

## References

[^1]: Writer A. A trial of drugone in gout. J Gout. 2020. PMID 11111111
[^2]: Author B. Another trial of drugone. J Gout. 2021. PMID 22222222
"""


@pytest.fixture
def index(tmp_path: Path):
    (tmp_path / "gout.md").write_text(GUIDELINE)
    opened = EmbeddedIndex(tmp_path / "library", create=True)
    collect([str(tmp_path / "gout.md")], opened, sources())
    yield opened
    opened.close()


def test_recommendations_and_cautions_are_quoted_and_background_is_not(index) -> None:
    (topic,) = Topics().all(index)
    assert (topic.name, topic.slug) == ("gout", "gout")
    document = index.document(topic.guidelines[0].id)
    found = overview(document)
    quotes = [statement.quote for part in found.parts for statement in part.statements]
    assert quotes == [
        "Drugone is recommended as first-line treatment of gout in adults.",
        "Drugtwo must not be given to patients with gout and renal impairment.",
    ]
    for part in found.parts:
        for statement in part.statements:
            assert document.text[statement.start : statement.end] == statement.quote


RESULTS = """---
id: gout-graded
title: Graded guideline on gout
condition: gout
kind: guideline
---
# Graded guideline on gout

## Treatment

- Offer drugthree to all adults who have a flare of gout. [Level of evidence: A1]
- Do not offer drugfour to adults whose gout is in remission.
- Drugone is recommended as first-line treatment of gout in adults. [Level of evidence: A1]
- There was no difference in OS between the adults of the two arms. [Level of evidence: A1]
- Symptoms of gout were milder in adults who took the drugone daily. [Level of evidence: B1]
- Treatment with drugone led to fewer flares than did the drugtwo. [Level of evidence: B1]
"""


def test_a_graded_result_is_no_advice_and_an_instruction_is(tmp_path: Path) -> None:
    (tmp_path / "graded.md").write_text(RESULTS)
    opened = EmbeddedIndex(tmp_path / "library", create=True)
    try:
        collect([str(tmp_path / "graded.md")], opened, sources())
        document = opened.document(Topics().all(opened)[0].guidelines[0].id)
    finally:
        opened.close()
    results = document.text.index("There was no difference")
    end = document.text.index(".", results) + 1
    assert document.grade_between(results, end), "the result is graded"
    quotes = [said.quote for part in overview(document).parts for said in part.statements]
    assert [quote.partition(" ")[0] for quote in quotes] == ["Offer", "Do", "Drugone"]


def test_works_are_numbered_in_the_order_in_which_they_are_cited(index) -> None:
    found = overview(index.document(Topics().all(index)[0].guidelines[0].id))
    assert found.parts[0].statements[0].cited == (1, 2)
    assert [cited.entry.pmid for cited in found.references] == ["11111111", "22222222"]


def test_topics_are_listed_again_when_the_library_has_changed(index) -> None:
    topics = Topics()
    name = topics.all(index)[0].guidelines[0].id
    index.remove(name)
    assert topics.all(index) == ()
    with pytest.raises(UnknownDocument):
        topics.named("gout", index)
