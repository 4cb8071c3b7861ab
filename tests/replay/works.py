"""Invented works that the replayed services hold."""

from __future__ import annotations

from typing import NamedTuple


class Work(NamedTuple):
    pmid: str
    title: str
    abstract: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ("Journal Article",)
    mesh: tuple[str, ...] = ()
    year: int = 2021
    pmcid: str = ""
    open: bool = False
    body: str = ""
    book: bool = False
    link: tuple[str, str] | None = None
    pubmed: bool = True
    """Whether PubMed numbers it; Europe PMC alone has preprints."""

    @property
    def doi(self) -> str:
        return f"10.5555/replay.{self.pmid}"


class Update(NamedTuple):
    """A notice that has a DOI of its own, and the work it is on."""

    doi: str
    on: str
    type: str
    label: str
    date: tuple[int, ...]
    source: str = "publisher"


WORKS = (
    Work(
        "91000001",
        "Treatment of asthma in adults: guideline of the Invented Respiratory Society",
        (
            ("BACKGROUND", "Asthma is common in adults."),
            (
                "RECOMMENDATIONS",
                "For adults with asthma, low-dose inhaled corticosteroid with formoterol is "
                "recommended as first-line treatment. Oral corticosteroids are not recommended for "
                "maintenance treatment of asthma because of harm.",
            ),
        ),
        ("Journal Article", "Practice Guideline"),
        ("Asthma", "Adrenal Cortex Hormones"),
        2024,
        "PMC9100001",
        True,
        "In adults with asthma and frequent exacerbations, azithromycin is recommended as add-on "
        "treatment for at least six months.",
    ),
    Work(
        "91000002",
        "Inhaled treatment of asthma: a systematic review and meta-analysis",
        (
            (
                "CONCLUSIONS",
                "In patients with asthma, as-needed budesonide-formoterol reduced severe "
                "exacerbations (rate ratio 0.64; 95% CI 0.53 to 0.78).",
            ),
        ),
        ("Journal Article", "Systematic Review", "Meta-Analysis"),
        ("Asthma",),
        2022,
        "PMC9100002",
        False,
    ),
    Work(
        "91000003",
        "Drug of the replay against asthma: a randomised trial",
        (
            ("METHODS", "We assigned 200 adults with asthma at random."),
            ("RESULTS", "Exacerbations of asthma were fewer with treatment (12 against 25)."),
        ),
        ("Journal Article", "Randomized Controlled Trial"),
        ("Asthma",),
        2019,
    ),
    Work("91000004", "A letter on asthma without an abstract", (), ("Letter",), ("Asthma",)),
    Work(
        "91000005",
        "Asthma in a book of the replay",
        (("", "Asthma is described in this chapter."),),
        ("Review",),
        year=2018,
        book=True,
    ),
    Work(
        "91000006",
        "A retracted trial in asthma",
        (("RESULTS", "Everybody with asthma was cured."),),
        ("Journal Article", "Randomized Controlled Trial", "Retracted Publication"),
        ("Asthma",),
        2015,
        link=("RetractionIn", "91000099"),
    ),
)  # fmt: skip

UPDATES = (
    Update("10.5555/notice.1", WORKS[2].doi, "retraction", "Retraction", (2023, 5, 4)),
    Update("10.5555/notice.1", WORKS[2].doi, "retraction", "Retraction", (2023, 5, 9), "retraction-watch"),
    Update("10.5555/notice.2", WORKS[1].doi, "expression_of_concern", "Expression of concern", (2024, 2)),
    Update("10.5555/notice.3", WORKS[0].doi, "erratum", "Erratum", (2025,)),
    Update("10.5555/notice.4", WORKS[3].doi, "retold", "Of a kind nobody knows", (2025,)),
)  # fmt: skip
