from dataclasses import replace

import pytest

from core.cards import Limits
from core.markers import Sex
from core.panel import Panel, Patient, Specimen
from core.scoring.clinic.patient_rules import examine
from tests.scoring.clinic.clinic_models import OLDEST, YOUNGEST, made_up_model
from tests.scoring.panels import PROMPT, of

MODEL = made_up_model()
VALUES = {"ua": 5.0, "t_bil": 0.8, "hdl_c": 60.0, "arginine": 80.0, "ornithine": 50.0}
PERSON = Patient(id="made-up", sex=Sex.MALE, age=30, medication=False)


def made_up(specimen: Specimen = PROMPT, /, **changes: object) -> Panel:
    return of(replace(PERSON, **changes), VALUES, specimen)  # type: ignore[arg-type]


def limited(**changes: object) -> Limits:
    return replace(MODEL.card.limits, **changes)  # type: ignore[arg-type]


def told(panel: Panel, **changes: object) -> set[str]:
    model = replace(MODEL, card=replace(MODEL.card, limits=limited(**changes)))
    return {caution.key for caution in examine(panel, model).cautions}


def refusal(panel: Panel, **changes: object) -> str:
    model = replace(MODEL, card=replace(MODEL.card, limits=limited(**changes)))
    return examine(panel, model).refusal


def test_a_person_like_those_trained_on_is_neither_refused_nor_cautioned() -> None:
    assert not refusal(made_up())
    assert told(made_up()) == set()


@pytest.mark.parametrize(
    ("sex", "sexes", "wanted"),
    [
        (Sex.FEMALE, ("male",), "clinic_men_only"),
        (Sex.MALE, ("female",), "clinic_women_only"),
        (None, ("male",), "clinic_sex_unknown"),
        (None, ("male", "female"), ""),
        (None, (), ""),
        (Sex.FEMALE, (), ""),
        (Sex.MALE, ("male",), ""),
    ],
)
def test_a_sex_that_was_never_seen_is_refused(
    sex: Sex | None, sexes: tuple[str, ...], wanted: str
) -> None:
    assert refusal(made_up(sex=sex), sexes=sexes) == wanted


@pytest.mark.parametrize(
    ("name", "lacking", "wanted"),
    [("sex", {"sex": None}, "clinic_sex_unknown"), ("age", {"age": None}, "clinic_age_needed")],
)
def test_what_markers_are_adjusted_to_must_be_stated(
    name: str, lacking: dict[str, None], wanted: str
) -> None:
    assert examine(made_up(**lacking), made_up_model(covariates=(name,))).refusal == wanted


@pytest.mark.parametrize(
    ("age", "wanted"),
    [
        (YOUNGEST, ""),
        (OLDEST + 0.9, ""),
        (YOUNGEST - 1, "caution"),
        (OLDEST + 1.5, "caution"),
        (YOUNGEST - 5, "caution"),
        (OLDEST + 5, "caution"),
        (YOUNGEST - 5.5, "refusal"),
        (OLDEST + 6, "refusal"),
    ],
)
def test_an_age_a_little_outside_is_cautioned_and_far_outside_refused(
    age: float, wanted: str
) -> None:
    assert (refusal(made_up(age=age)) == "clinic_age_far") is (wanted == "refusal")
    assert ("clinic_age_outside" in told(made_up(age=age))) is (wanted == "caution")


def test_ages_are_compared_in_completed_years() -> None:
    within = {"youngest": 20.7, "oldest": 45.2}
    assert told(made_up(age=20), **within) == told(made_up(age=45), **within) == set()
    assert told(made_up(age=46), **within) == {"clinic_age_outside"}


def test_where_no_age_is_known_of_the_people_none_is_judged() -> None:
    assert not refusal(made_up(age=99), youngest=None, oldest=None)
    assert told(made_up(age=None), youngest=None, oldest=None) == set()
    assert told(made_up(age=None)) == {"clinic_age_unknown"}


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"pregnant": True, "sex": Sex.FEMALE}, "clinic_pregnant"),
        ({"pregnant": True}, "pregnant_man"),
    ],
)
def test_a_pregnancy_is_refused(changes: dict[str, object], wanted: str) -> None:
    assert refusal(made_up(**changes)) == wanted


@pytest.mark.parametrize(
    ("taken", "wanted"),
    [(True, {"clinic_medication"}), (None, {"clinic_medication_unknown"}), (False, set())],
)
def test_drugs_are_a_caution_and_no_refusal(taken: bool | None, wanted: set[str]) -> None:
    assert told(made_up(medication=taken)) == wanted
    assert not refusal(made_up(medication=taken))


@pytest.mark.parametrize("sex", [Sex.MALE, Sex.FEMALE, None])
@pytest.mark.parametrize(
    ("specimen", "wanted"),
    [
        (replace(PROMPT, minutes_to_separation=90), "late_separation"),
        (replace(PROMPT, haemolysed=True), "haemolysed"),
    ],
)
def test_arginine_and_ornithine_are_withheld_whatever_the_sex(
    sex: Sex | None, specimen: Specimen, wanted: str
) -> None:
    verdict = examine(made_up(specimen, sex=sex, pregnant=False), MODEL)
    assert {one.marker: one.key for one in verdict.withheld} == {
        "arginine": wanted,
        "ornithine": wanted,
    }
    assert wanted in {caution.key for caution in verdict.cautions}


def test_a_share_of_arginine_is_judged_though_the_model_reads_only_one_of_the_two() -> None:
    values = VALUES | {"arginine": 40.0, "ornithine": 90.0}
    verdict = examine(of(PERSON, values), made_up_model(("ua", "ornithine")))
    assert [(one.marker, one.key) for one in verdict.withheld] == [
        ("ornithine", "low_arginine_share")
    ]


def test_rules_do_not_speak_of_what_the_model_does_not_read() -> None:
    stale = Specimen(minutes_to_separation=90, haemolysed=True, fasting=False)
    verdict = examine(made_up(stale), made_up_model(("ua", "hdl_c")))
    assert not verdict.withheld
    assert not verdict.cautions


def test_what_nobody_stated_of_the_specimen_is_cautioned() -> None:
    woman = made_up(Specimen(), sex=Sex.FEMALE)
    assert told(woman) == {"pregnancy_unknown", "fasting_unknown", "handling_unknown"}
