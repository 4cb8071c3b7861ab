"""Drawings say what the answer says, and are absent where there is nothing to draw."""

from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from lxml import html

from probatum.evidence.answer import Answer, Provenance, Reference, Section
from probatum.evidence.claim import Citation, Claim, Verdict
from probatum.evidence.document import DocumentKind, StudyDesign
from probatum.evidence.question import Question
from probatum.publishing.figures import INSET, WIDTH, figures_of
from probatum.publishing.html import to_html

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def work(number: int, year: int | None, design: StudyDesign | None = None) -> Reference:
    kind = DocumentKind.RESEARCH if design else DocumentKind.GUIDELINE
    return Reference(
        number=number, document=f"d:{number}", kind=kind, design=design, title="T", year=year
    )


def claim(quote: str, at: int = 0, verdict: Verdict = Verdict.SUPPORTED) -> Claim:
    citation = Citation(
        reference=1, document="d:1", passage="d:1#0-9", quote=quote, start=at, end=at + len(quote)
    )
    return Claim(text=quote, verdict=verdict, citations=(citation,))


def answer(*works: Reference, claims: tuple[Claim, ...] = (), left: tuple[Claim, ...] = ()):
    return Answer(
        question=Question(text="q?"),
        title="t",
        sections=(Section(heading="Treatment", claims=claims),) if claims else (),
        left_out=left,
        references=works,
        updated=NOW,
        provenance=Provenance(
            library="0" * 64, documents=1, composer="quoting", version="0", asked_at=NOW
        ),
    )


def test_works_lie_by_year_in_a_row_for_each_design() -> None:
    trial = StudyDesign.RANDOMISED_TRIAL
    lines = figures_of(
        answer(work(1, 2010, trial), work(2, 2020), work(3, 2005, trial), work(4, None))
    ).timeline
    assert lines is not None
    assert lines.undated == 1
    assert [(row.label, [dot.number for dot in row.dots]) for row in lines.rows] == [
        ("Randomised trial", [3, 1]),
        ("Guideline", [2]),
    ]
    (first, second), (third,) = (row.dots for row in lines.rows)
    assert first.x < second.x < third.x
    assert (second.x - first.x) / (third.x - second.x) == pytest.approx(0.5, abs=0.01)


def test_works_of_one_year_lie_side_by_side() -> None:
    works = [work(number, 2010) for number in range(1, 5)]
    lines = figures_of(answer(*works, work(5, 2012))).timeline
    assert lines is not None
    places = [dot.x for dot in lines.rows[0].dots]
    assert len(set(places)) == 5
    assert max(places) <= WIDTH


def test_few_works_or_one_year_are_not_drawn() -> None:
    assert figures_of(answer(work(1, 2010), work(2, 2020))).timeline is None
    assert figures_of(answer(*(work(number, 2010) for number in range(1, 6)))).timeline is None


def test_effects_lie_on_a_logarithmic_axis_and_each_is_drawn_once() -> None:
    told = claim("Drugone was better (HR, 0.50; 95% CI, 0.25–1.00).")
    strip = figures_of(
        answer(work(1, 2020), claims=(told, told, claim("RR, 2.0; 95% CI, 1.0–4.0", 90)))
    ).strip
    assert strip is not None
    assert [bar.effect.printed for bar in strip.bars] == [
        "0.50 (95% CI 0.25–1.00)",
        "2.0 (95% CI 1.0–4.0)",
    ]
    half, double = (bar.point for bar in strip.bars)
    assert strip.one - half == pytest.approx(double - strip.one, abs=0.2)
    assert strip.bars[0].high == strip.one


def test_an_interval_that_goes_on_is_said_to() -> None:
    strip = figures_of(
        answer(work(1, 2020), claims=(claim("(OR, 1.2; 95% CI, 0.004–80.0)"),))
    ).strip
    assert strip is not None
    assert strip.bars[0].beyond == (True, True)
    assert strip.bars[0].low == INSET
    assert math.isclose(strip.bars[0].high, WIDTH - INSET)


def test_what_is_not_supported_is_not_drawn() -> None:
    wrong = claim("(HR, 0.50; 95% CI, 0.25–1.00)", verdict=Verdict.CONTRADICTED)
    assert figures_of(answer(work(1, 2020), claims=(wrong,))).strip is None


def test_the_share_of_each_verdict_fills_the_bar() -> None:
    kept, out = claim("Good."), claim("Bad.", verdict=Verdict.NOT_FOUND)
    shares = figures_of(answer(work(1, 2020), claims=(kept, kept, kept), left=(out,))).shares
    assert [(share.verdict, share.sentences) for share in shares] == [
        ("supported", 3),
        ("not found", 1),
    ]
    assert shares[0].width == WIDTH * 0.75
    assert sum(share.width for share in shares) == WIDTH


def test_every_drawing_has_its_numbers_in_words() -> None:
    told = claim("Drugone was better (HR, 0.50; 95% CI, 0.25–1.00).")
    works = (work(1, 2010), work(2, 2015), work(3, 2020))
    tree = html.fromstring(to_html(answer(*works, claims=(told,), left=(claim("x y"),))))
    for drawing in tree.iter("{*}svg", "svg"):
        assert drawing.get("aria-hidden") == "true"
    (section,) = tree.xpath("//section[@class='figures']")
    words = " ".join(section.text_content().split())
    assert "[1] 2010, [2] 2015, [3] 2020" in words
    assert "HR 0.50 (95% CI 0.25–1.00)" in words
