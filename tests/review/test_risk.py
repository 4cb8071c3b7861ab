"""What is read first: the risk of an answer, by what it says."""

from __future__ import annotations

import pytest

from probatum.evidence.answer import Answer, Conflict, Reference
from probatum.evidence.article import Risk
from probatum.evidence.claim import Basis, Claim, Verdict
from probatum.evidence.document import DocumentKind, Status
from probatum.evidence.question import Attributes, ReaderKind
from probatum.review.risk import hazards, high_alert_drugs
from tests.review.board_by_hand import article, claim


def answer(*claims: Claim, **changes: object) -> Answer:
    return article(*claims).current.answer.model_copy(update=changes)


def risk(found: Answer) -> Risk:
    return max((one.risk for one in hazards(found)), default=Risk.USUAL)


def cites(status: Status) -> tuple[Reference, ...]:
    return (
        Reference(
            number=1, document="d", kind=DocumentKind.GUIDELINE, title="House", status=status
        ),
    )


def test_a_plain_supported_sentence_is_of_usual_risk() -> None:
    assert hazards(answer(claim("Rest helps."))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warfarin 5 mg is given once daily.", Risk.HIGH),
        ("Give insulin 10 units.", Risk.HIGH),
        ("Opioids are continued every 4 hours.", Risk.HIGH),
        ("Warfarin is an alternative.", Risk.RAISED),
        ("Amoxicillin 500 mg is given three times a day.", Risk.RAISED),
        ("Insulinoma is rare.", Risk.USUAL),
        ("The lithiumlike effect is unknown.", Risk.USUAL),
    ],
)
def test_doses_and_high_alert_drugs_raise_it(text: str, expected: Risk) -> None:
    assert risk(answer(claim(text))) is expected


def test_a_dose_in_one_sentence_and_a_drug_in_another_is_not_a_dose_of_it() -> None:
    found = answer(claim("Warfarin is an alternative."), claim("Amoxicillin 500 mg is given."))
    assert risk(found) is Risk.RAISED


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (Verdict.CONTRADICTED, Risk.HIGH),
        (Verdict.NOT_FOUND, Risk.RAISED),
        (Verdict.PARTLY, Risk.RAISED),
        (Verdict.SUPPORTED, Risk.USUAL),
    ],
)
def test_what_the_source_does_not_carry_raises_it(verdict: Verdict, expected: Risk) -> None:
    assert risk(answer(claim("Rest helps.", verdict))) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.RETRACTED, Risk.HIGH),
        (Status.OF_CONCERN, Risk.HIGH),
        (Status.SUPERSEDED, Risk.RAISED),
        (Status.CORRECTED, Risk.RAISED),
        (Status.CURRENT, Risk.USUAL),
    ],
)
def test_how_the_sources_stand_raises_it(status: Status, expected: Risk) -> None:
    assert risk(answer(references=cites(status))) is expected


@pytest.mark.parametrize(
    "changes",
    [
        {"conflicts": (Conflict(claims=("a", "b"), explanation="They differ."),)},
        {"reader": ReaderKind.PATIENT},
    ],
    ids=["sources disagree", "for patients"],
)
def test_disagreement_and_lay_readers_raise_it(changes: dict[str, object]) -> None:
    assert risk(answer(**changes)) is Risk.RAISED


def test_pregnancy_and_general_knowledge_raise_it() -> None:
    asked = answer().question.model_copy(update={"attributes": Attributes(pregnant=True)})
    assert risk(answer(question=asked)) is Risk.RAISED
    general = Claim(text="Rest helps.", basis=Basis.GENERAL)
    assert [one.text for one in hazards(answer(general))] == ["1 without a source"]


def test_the_gravest_hazard_comes_first() -> None:
    found = answer(claim("Amoxicillin 500 mg."), references=cites(Status.RETRACTED))
    assert [one.risk for one in hazards(found)] == [Risk.HIGH, Risk.RAISED]


def test_names_are_whole_words_each_once_those_of_two_words_first() -> None:
    assert high_alert_drugs("WARFARIN, warfarin and potassium chloride; FOLFOX, r-chops.") == (
        "potassium chloride",
        "warfarin",
        "folfox",
        "r-chop",
    )
