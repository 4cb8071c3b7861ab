"""Questions asked with and without their answer, and the figures of the decision on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from probatum.evaluation.answerable import Case, cases
from probatum.evaluation.enough import best_threshold, calibration, fitted, suite_table
from probatum.evaluation.plan_parts import parts_of
from probatum.evaluation.stated_parts import Held, cases_of
from probatum.evaluation.suite import CHOSEN_ON, HELD_OUT, Collection, Suite, abstract, of_document
from probatum.evaluation.withheld import withheld
from probatum.evidence.document import Block
from probatum.evidence.passage import passages
from probatum.interfaces.cli.main import cli
from probatum.library.embedded import EmbeddedIndex
from probatum.library.index import Clause, Query
from probatum.retrieval.sufficiency import LEAST, Features, PartFeatures, StatedFeatures
from probatum.retrieval.understanding import context_of
from tests.evaluation.test_retrieval import bioasq_by_hand
from tests.evidence_by_hand import document

TEXTS = {
    "a:right": "In asthma, trevulin lowers the nightly wheeze of choristers by a half of it.",
    "a:near": "In asthma, the cough of choristers was seen in the clinic for many a year.",
    **{f"a:{n}": f"Sleep is told of at length in study {n} of the ward." for n in range(60)},
}


def suite() -> Suite:
    collection = Collection(
        name="texts",
        documents=tuple(abstract(name, text) for name, text in TEXTS.items()),
        questions={"q": "Does trevulin lower nightly wheeze of choristers in asthma?"},
        relevant={"q": {"a:right": 1}},
    )
    return Suite("hand", "by hand", ("AP",), (collection,), of_document)


def test_a_question_is_asked_with_its_answer_and_with_it_taken_out():
    there, gone = cases(suite(), 10)
    assert (there.there, there.right, there.quoted_right) == (True, True, True)
    assert (gone.there, gone.right, gone.quoted_right) == (False, False, False)
    assert there.probability > LEAST > gone.probability


def test_what_is_withheld_is_never_found(tmp_path: Path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    index.add([document(f"Wheeze in study {n}.", name=f"file:{n}") for n in range(4)])
    query = Query(must=(Clause(any_of=("wheeze",)),))
    hidden = {hit.passage.id for hit in index.search(query, 2)}
    found = {hit.passage.id for hit in withheld(index, hidden).search(query, 2)}
    assert len(found) == 2
    assert not found & hidden
    index.close()


def test_a_part_of_a_plan_is_asked_with_its_section_and_with_it_taken_out(tmp_path: Path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    outlook = "Survival of women with vaginal cancer depends on its stage more than on all else."
    other = "Survival of women with vaginal cancer was longer after drugone than after drugtwo."
    text = f"{outlook}\n{other}"
    whole = document(text, name="file:one", topics=("vaginal cancer",)).model_copy(
        update={
            "blocks": (
                Block(start=0, end=len(outlook), heading=("Prognosis",)),
                Block(start=len(outlook) + 1, end=len(text), heading=("Drugone",)),
            )
        }
    )
    index.add([whole])
    there, section_out, all_out = parts_of(whole, context_of(index), index)
    index.close()
    assert (there.there, there.right, there.quoted_right) == (True, True, True)
    assert there.probability > LEAST > section_out.probability > all_out.probability == 0
    assert (section_out.there, section_out.right, section_out.quoted) == (False, False, True)
    assert isinstance(there.features, PartFeatures)


def test_a_treatment_is_asked_with_what_states_it_and_with_it_taken_out(tmp_path: Path):
    index = EmbeddedIndex(tmp_path / "library", create=True)
    operated = "Vaginal cancer of stage I is treated with surgery or with radiation therapy."
    elsewhere = "Anal cancer is seldom treated with surgery."
    found = document(operated, name="file:one", topics=("vaginal cancer",))
    other = document(elsewhere, name="file:two", topics=("anal cancer",))
    index.add([found, other])
    held = [Held(each, frozenset(each.topics), passages(each)) for each in (found, other)]
    asked = "How is vaginal cancer treated?"
    cases = [*cases_of("vaginal cancer", asked, held, context_of(index), index)]
    index.close()
    there, stated_out, all_out = (each for each in cases if "/Surgery/" in each.id)
    assert (there.there, there.right, there.quoted_right) == (True, True, True)
    assert isinstance(there.features, StatedFeatures)
    assert there.enough
    assert not any(case.enough for case in (stated_out, all_out))
    assert not any("/Prognosis/" in each.id for each in cases)


def case(share: float, *, right: bool, half: str = CHOSEN_ON) -> Case:
    return Case("q", half, right, right, True, right, Features(share, share))


def test_weights_and_threshold_are_those_of_the_half_chosen_on():
    chosen = [case(1.0, right=True), case(0.9, right=True), case(0.1, right=False)] * 20
    misleading = [case(0.0, right=True, half=HELD_OUT)] * 100
    bias, *weights = fitted([*chosen, *misleading])
    assert bias < 0 < min(weights)
    assert fitted(chosen) == fitted([*chosen, *misleading])
    low, high = case(0.1, right=False).probability, case(0.9, right=True).probability
    assert low < best_threshold([*chosen, *misleading]) <= high


def test_calibration_is_what_is_stated_beside_what_is_found():
    (one,) = calibration([case(1.0, right=True), case(1.0, right=False)])
    assert one.stated == pytest.approx(case(1.0, right=True).probability)
    assert (one.found, one.size) == (0.5, 2)


def test_the_table_shows_the_decision_beside_what_was_quoted_before():
    text = suite_table("hand", [case(1.0, right=True), case(0.0, right=False)])
    before, after = [line for line in text.split("\n") if line.startswith("| chosen on")]
    assert "| 2 | 0.50 | 1.00 |" in before
    assert "| 1 | 1.00 | 1.00 |" in after


def test_the_command_prints_figures_and_puts_them_into_the_page(tmp_path: Path):
    bioasq_by_hand(tmp_path)
    call = ["evaluate", "--data", str(tmp_path), "--into", str(tmp_path / "pages"), "enough"]
    (tmp_path / "pages").mkdir()
    done = CliRunner().invoke(cli, [*call, "--suite", "bioasq"])
    assert done.exit_code == 0, done.output
    assert "formula, at least" in done.output
    assert "together" in (tmp_path / "pages" / "enough.md").read_text()
    assert (tmp_path / "pages" / "enough-calibration.svg").read_text().startswith("<svg")
