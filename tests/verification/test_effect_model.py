"""The small model that comes with the package: which way an effect went, and which it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from probatum.errors import ModelDamaged
from probatum.evidence.claim import Verdict
from probatum.verification.arms import Arms
from probatum.verification.effect_model import FACTS, FOLDER, WEIGHTS, EffectModel, installed
from probatum.verification.entailment import Probabilities
from probatum.verification.role_features import features
from probatum.verification.roles import in_roles
from probatum.verification.support import Window, support

ARMS = Arms("drugmab", "placebo")
MORE = "Compared with placebo, drugmab increased walking distance."
LESS = "Compared with placebo, drugmab decreased walking distance."
SAME = "There was no significant difference in walking distance between drugmab and placebo."


@pytest.fixture(scope="module")
def model() -> EffectModel:
    return EffectModel()


def test_names_are_read_as_roles_and_p_values_as_what_they_say():
    text = "Walking distance was longer with drugmab than with placebo (412 m, P=0.003)."
    assert " ".join(in_roles(text, ARMS, "walking distance")) == (
        "outcome was longer with treatment than with control ( # m , significant ) ."
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("P<0.05", "significant"),
        ("p = 0.05", "nonsignificant"),
        ("p > 0.01", "nonsignificant"),
        ("P-value of < .001", "significant"),
        ("p &lt; 0.05", "significant"),
        ("P value = 0·2", "nonsignificant"),
    ],
)
def test_a_p_value_is_read_by_its_sign_and_level(written: str, said: str):
    assert said in in_roles(f"It fell ({written}).", ARMS, "weight")


def test_features_name_roles_and_not_what_was_given():
    found = features("Pain was lower with drugmab than with placebo.", ARMS, "pain")
    assert "sides graded- treatment than control" in found
    assert not any("drugmab" in name for name in found)


@pytest.mark.parametrize(
    ("source", "right"),
    [
        (
            "Walking distance was significantly longer with drugmab than with placebo (P<0.01).",
            MORE,
        ),
        ("Gains in walking distance were significantly greater in the drugmab group.", MORE),
        (
            "In the placebo group walking distance was significantly greater than with drugmab.",
            LESS,
        ),
        ("Drugmab significantly reduced walking distance compared with placebo (p=0.02).", LESS),
        ("Walking distance did not differ between drugmab and placebo (P=0.61).", SAME),
        ("Between drugmab and placebo walking distance showed no significant change.", SAME),
    ],
)
def test_of_three_rival_statements_the_true_one_is_likeliest(
    model: EffectModel, source: str, right: str
):
    rivals = (MORE, LESS, SAME)
    found = dict(zip(rivals, model.judge([(source, each) for each in rivals]), strict=True))
    others = [found[each].supports for each in rivals if each != right]
    assert found[right].supports > 0.5
    assert found[right].supports > max(others) + 0.25
    assert found[right].contradicts < 0.5


def test_probabilities_sum_to_one_and_rivals_share_them(model: EffectModel):
    source = "Walking distance was longer with drugmab than with placebo."
    more, less, same = model.judge([(source, MORE), (source, LESS), (source, SAME)])
    for found in (more, less, same):
        assert sum(found) == pytest.approx(1)
    assert more.supports + less.supports + same.supports + same.neither == pytest.approx(1)


def test_with_the_arms_exchanged_another_direction_is_likeliest(model: EffectModel):
    source = "Walking distance was significantly longer with drugmab than with placebo."
    exchanged = "Compared with drugmab, placebo increased walking distance."
    straight, turned = model.judge([(source, MORE), (source, exchanged)])
    assert straight.supports > turned.supports + 0.25


def test_what_states_no_effect_is_not_judged(model: EffectModel):
    claim = "Drugmab is given once a week."
    assert model.judge([("Drugmab is given daily.", claim)]) == [Probabilities(0, 0, 1)]


GAINS = "Gains in walking distance were significantly greater in the drugmab group (P<0.001)."


@pytest.mark.parametrize(
    ("claim", "by_rules", "with_model"),
    [
        (MORE, Verdict.PARTLY, Verdict.SUPPORTED),
        ("Walking distance did not differ between drugmab and placebo.", Verdict.NOT_FOUND,
         Verdict.CONTRADICTED),
    ],
)  # fmt: skip
def test_where_rules_are_not_sure_the_model_decides_and_says_so(
    model: EffectModel, claim: str, by_rules: Verdict, with_model: Verdict
):
    windows = [Window(GAINS, "", "d")]
    assert support(claim, windows).verdict is by_rules
    found = support(claim, windows, model)
    assert found.verdict is with_model
    said = next(reason for reason in found.reasons if reason.check == "entailment")
    assert model.name in said.text


def test_an_objection_of_the_rules_outweighs_the_model():
    class Sure:
        name, supports_at, contradicts_at = "sure", 0.5, 0.5

        def judge(self, pairs: list[tuple[str, str]]) -> list[Probabilities]:
            return [Probabilities(0.99, 0, 0.01)] * len(pairs)

    source = "Drugmab 20 mg reduced walking distance compared with placebo."
    claim = "Compared with placebo, drugmab 40 mg decreased walking distance."
    assert support(claim, [Window(source, "", "d")], Sure()).verdict is not Verdict.SUPPORTED


def test_without_its_files_no_model_is_installed(tmp_path: Path):
    assert installed()
    assert not installed(tmp_path)


@pytest.mark.parametrize("fault", ["changed", "cut", "missing", "facts"])
def test_a_damaged_model_says_what_to_do(tmp_path: Path, fault: str):
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    weights = (folder / WEIGHTS).read_bytes()
    if fault == "changed":
        (folder / WEIGHTS).write_bytes(weights.replace(b"1", b"2", 1))
    elif fault == "cut":
        (folder / WEIGHTS).write_bytes(weights[:1000])
    elif fault == "missing":
        (folder / WEIGHTS).unlink()
    else:
        (folder / FACTS).write_text("{}")
    with pytest.raises(ModelDamaged, match="install probatum again"):
        EffectModel(folder)
