"""What holds for women alone is labelled where a man is asked about."""

from __future__ import annotations

import pytest

from probatum.evidence.finding import MEN, WOMEN, is_of_other_patients
from probatum.retrieval.sexes import of_the_other_sex


@pytest.mark.parametrize(
    ("sentence", "heading", "sex", "label"),
    [
        ("More women preferred venlafaxine.", (), "male", WOMEN),
        ("It helped postmenopausal survivors.", (), "male", WOMEN),
        ("As in women, it helps men with prostate cancer.", (), "male", None),
        ("It helps patients.", (), "male", None),
        ("It helps patients.", ("Hot flashes", "In women"), "male", WOMEN),
        ("It helps patients.", ("In women", "Men"), "male", None),
        ("Men were given tamoxifen.", ("Breast cancer",), "female", MEN),
        ("Women were given tamoxifen.", (), "female", None),
        ("Treatment of many people.", (), "female", None),
        ("Men were given tamoxifen.", (), None, None),
    ],
)
def test_only_the_other_sex_alone_is_labelled(
    sentence: str, heading: tuple[str, ...], sex: str | None, label: str | None
):
    assert of_the_other_sex(sentence, heading, sex) == label


@pytest.mark.parametrize("label", [WOMEN, MEN])
def test_the_label_is_one_of_other_patients(label: str):
    assert is_of_other_patients(label)
