from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.basis import foot, honesty, honesty_in_full, model_line, score_is, stated
from core.scoring.score import Basis, ModelStamp
from core.text import Language, Text, text_in
from tests.report.samples import BASIS, CLINIC, STAMP

EN, JA = text_in(Language.EN), text_in(Language.JA)
every_text = pytest.mark.parametrize("text", [EN, JA], ids=list(Language))
SAYS = (foot, honesty, honesty_in_full, model_line, score_is)
every_sentence = pytest.mark.parametrize("say", SAYS, ids=lambda say: say.__name__)
MADE_UP = {"en": "made up", "ja": "架空"}


def of_clinic(**changes: object) -> ModelStamp:
    return replace(CLINIC, basis=replace(BASIS, **changes))  # type: ignore[arg-type]


def test_the_honest_sentence_of_a_clinics_model_names_people_auc_and_interval() -> None:
    assert honesty(EN, CLINIC) == (
        "The score comes from a model trained on 42 cases and 41 controls of Kita Clinic 2026, "
        "tested in turns on those it had not seen: AUC 0.71 (95 % 0.58 to 0.82). "
        "It was not tested elsewhere."
    )


@every_text
def test_every_figure_of_the_basis_stands_in_the_honest_sentence(text: Text) -> None:
    said = honesty(text, CLINIC)
    assert all(figure in said for figure in ("42", "41", "0.71", "0.58", "0.82", BASIS.cohort))


@every_text
@given(low=st.floats(0.3, 0.7))
def test_an_interval_that_reaches_one_half_as_written_is_said_to_leave_chance_open(
    text: Text, low: float
) -> None:
    said = honesty(text, of_clinic(auc_low=low))
    assert (text("words.honesty.chance.within") in said) == (float(f"{low:.2f}") <= 0.5)


@every_text
def test_an_interval_below_one_half_is_said_to_tell_nothing(text: Text) -> None:
    said = honesty(text, of_clinic(auc=0.38, auc_low=0.28, auc_high=0.48))
    assert text("words.honesty.chance.below") in said
    assert text("words.honesty.chance.within") not in said


@every_text
def test_people_who_are_made_up_are_said_to_be_so_and_to_mean_nothing(text: Text) -> None:
    stamp = of_clinic(is_made_up=True)
    for say in SAYS:
        assert any(word in say(text, stamp) for word in (MADE_UP[text.language], "made-up"))
        assert not any(word in say(text, CLINIC) for word in (MADE_UP[text.language], "made-up"))
    assert text("words.honesty.made_up") in score_is(text, stamp)


@every_text
def test_a_model_that_was_tested_elsewhere_is_not_said_to_be_tested_nowhere(text: Text) -> None:
    stamp = of_clinic(is_tested_elsewhere=True)
    assert text("words.honesty.elsewhere.no") in honesty(text, CLINIC)
    assert text("words.honesty.elsewhere.no") not in honesty(text, stamp)
    assert text("words.honesty.elsewhere.yes") in honesty(text, stamp)
    assert foot(text, stamp) != foot(text, CLINIC)


@every_text
@pytest.mark.parametrize(("stamp", "kind"), [(STAMP, "virtual"), (CLINIC, "clinic")])
def test_in_full_it_says_whom_the_cases_were_compared_with(
    text: Text, stamp: ModelStamp, kind: str
) -> None:
    assert honesty_in_full(text, stamp).startswith(honesty(text, stamp))
    assert honesty_in_full(text, stamp).endswith(text(f"words.honesty.compared.{kind}"))


def test_the_models_line_names_what_it_rests_on_and_the_day_its_results_changed() -> None:
    assert model_line(EN, STAMP) == (
        "Model withdrawal-risk 1.0.0 · evidence 2026.1 · results changed on 2026-11-20"
    )
    assert model_line(EN, CLINIC) == (
        "Model own-clinic 3.0.0 · trained on Kita Clinic 2026 · results changed on 2026-11-20"
    )


@every_text
@every_sentence
def test_no_sentence_on_a_clinics_model_speaks_of_evidence_or_simulation(
    text: Text, say: object
) -> None:
    assert callable(say)
    said = say(text, CLINIC).lower()
    words = ("virtual", "simulat", "evidence", "仮想", "シミュレーション", "エビデンス")
    assert not [word for word in words if word in said]


@every_text
@given(name=st.text(max_size=400))
def test_a_name_of_any_length_stays_on_one_line_of_a_page(text: Text, name: str) -> None:
    said = model_line(text, of_clinic(cohort=name))
    assert len(said) < 160
    assert said.splitlines() == [said]


def test_a_model_that_does_not_say_what_it_rests_on_gets_no_sentence() -> None:
    silent = ModelStamp("own", "1.0.0", "", date(2026, 1, 1), is_virtual=False)
    with pytest.raises(ValueError, match="whom it was trained on"):
        honesty(EN, silent)


def test_what_a_clinics_model_rests_on_is_what_its_stamp_holds() -> None:
    assert stated(CLINIC) == Basis("Kita Clinic 2026", 42, 41, 0.71, 0.58, 0.82)
