"""Which of two is compared with which."""

from __future__ import annotations

import pytest

from probatum.evidence.claim import Verdict
from probatum.verification.objections import objections

SOURCE = "Drugmab led to longer survival than othermab in adults with asthma."
PAIR = "In one report, relapse was likelier in smokers than in others (20% vs. 5%; P = .01)."
YEARS = "In patients with gout, survival was 14.7 years versus 7.3 years."
ALONE = "Drugmab alone improved survival when compared with othermab alone."
LIPOSOMAL = "Drugmab was compared with liposomal othermab in 400 adults: responses were similar."
LATER = "In adults over 40 years, the difference was 41% versus 35% (old vs. new), not significant."
RESULTS = "Median survival was 28.7 months with drugmab and 25.0 months with othermab."


def contradictions(claim: str, source: str) -> str:
    found = objections(claim, source)
    return "; ".join(r.text for r in found if r.verdict is Verdict.CONTRADICTED)


@pytest.mark.parametrize(
    ("claim", "source", "words"),
    [
        ("Othermab led to longer survival than drugmab in adults with asthma.", SOURCE, "changed"),
        ("Survival was longer with othermab than with drugmab in asthma.", SOURCE, "other way"),
        ("Compared with drugmab, othermab lengthened survival in asthma.", SOURCE, "other way"),
        ("Drugmab led to shorter survival than othermab in adults with asthma.", SOURCE, "less"),
        (
            RESULTS.replace("28.7", "x").replace("25.0", "28.7").replace("x", "25.0"),
            RESULTS,
            "28.7",
        ),
        (
            "With drugmab, survival reached 25.0 months; with othermab, 28.7 months.",
            RESULTS,
            "28.7",
        ),
        ("Survival with othermab versus drugmab was 28.7 versus 25.0 months.", RESULTS, "28.7"),
        ("Relapse was likelier in smokers than in others (5% vs. 20%) in one report.", PAIR, "20"),
        ("In people with gout, survival was 7.3 years versus 14.7 years.", YEARS, "14.7"),
        ("Othermab alone improved survival versus drugmab alone.", ALONE, "other way"),
        (
            "Risks were increased with othermab (RR, 4.5) or over 300 mg of drugmab (RR, 4.2).",
            "Risks were raised with drugmab (RR, 4.5) or over 300 mg of othermab (RR, 4.2).",
            "changed places",
        ),
        ("Othermab versus liposomal drugmab in 400 adults: responses alike.", LIPOSOMAL, "another"),
        (
            "Drugmab was compared with drugmab in 400 adults.",
            LIPOSOMAL.replace("liposomal ", ""),
            "with itself",
        ),
        (
            "The difference was 35% versus 41%, not significant, in adults over 40 years.",
            LATER,
            "41 and 35",
        ),
    ],
)
def test_a_comparison_turned_round_is_contradicted(claim: str, source: str, words: str):
    assert words in contradictions(claim, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Othermab led to shorter survival than drugmab in adults with asthma.", SOURCE),
        ("Compared with othermab, drugmab lengthened survival in adults with asthma.", SOURCE),
        ("With othermab, survival was 25.0 months, and with drugmab 28.7 months.", RESULTS),
        ("Survival with drugmab versus othermab was 28.7 versus 25.0 months.", RESULTS),
        ("Relapse was likelier in smokers than in others (20% vs. 5%) in one report.", PAIR),
        ("Relapse was rarer in others than in smokers (5% vs. 20%).", PAIR),
        ("Of others, 5% versus 20% of smokers had a relapse.", PAIR),
        ("Drugmab alone improved survival versus othermab alone.", ALONE),
        ("Liposomal othermab versus drugmab in 400 adults: responses were similar.", LIPOSOMAL),
        ("The difference was 41% versus 35%, not significant, in adults over 40 years.", LATER),
        (
            "Othermab and drugmab were given for 4 weeks.",
            "Drugmab and othermab were used for 4 weeks.",
        ),
        ("Nausea and fatigue were common with it.", "Fatigue and nausea were common with it."),
    ],
)
def test_the_same_comparison_in_other_order_is_not(claim: str, source: str):
    assert contradictions(claim, source) == ""
