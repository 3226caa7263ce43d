"""What a panel suggests of kidney and liver, as a table; a censored value counts if certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.markers import Sex
from core.panel import Measurement, Panel, Patient, Value
from core.scoring.applicability import examine
from core.scoring.applicability.organs import (
    bilirubin_not_high,
    estimated_gfr,
    largest_gfr,
    liver_is_unharmed,
)
from tests import strategies
from tests.builders import measurement
from tests.scoring.panels import of
from tests.scoring.rule_cases import Case

WOMAN: dict[str, object] = {"sex": Sex.FEMALE}
NO_AGE: dict[str, object] = {"age": None}
KIDNEY: dict[str, object] = {"cautions": {"low_gfr"}, "withheld": {"ua"}}
LIVER: dict[str, object] = {"cautions": {"liver_enzymes"}, "withheld": {"t_bil"}}
MIXED: dict[str, object] = {"cautions": {"liver_and_bilirubin"}, "withheld": {"t_bil"}}


def kidney(
    name: str, creatinine: Value | float, patient: dict[str, object], **seen: object
) -> Case:
    values = {"cre": creatinine, "ua": 5.0}
    return Case(f"kidney: {name}", patient, values=values, **seen)  # type: ignore[arg-type]


def liver(
    name: str, patient: dict[str, object], seen: dict[str, object], **values: Value | float
) -> Case:
    return Case(f"liver: {name}", patient, values=values, **seen)  # type: ignore[arg-type]


# At 24 years a GFR of 60 is a creatinine of 1.2699 mg/dL in men.
CASES = [
    kidney("a man, just above 60", 1.269, {}),
    kidney("a man, just below 60", 1.27, {}, **KIDNEY),
    kidney("a woman, in whose score is no uric acid", 2.0, WOMAN),
    Case("kidney: no uric acid", values={"cre": 2.0}),
    kidney("surely below 60", Value.above(1.3), {}, **KIDNEY),
    kidney("perhaps below 60", Value.above(1.2), {}),
    kidney("below a limit", Value.below(5.0), {}),
    kidney("nothing measured but a limit of the assay", 0.0, {}),
    kidney("an older man with the same creatinine", 1.1, {"age": 58}, **KIDNEY),
    kidney("no age, at the upper end", 1.07, NO_AGE | {"medication": False},
           cautions={"age_unknown"}),
    kidney("no age, above the upper end", 1.08, NO_AGE,
           cautions={"age_unknown", "high_creatinine"}, withheld={"ua"}),
    kidney("17 years, by the interval", 1.08, {"age": 17},
           cautions={"age_outside", "high_creatinine"}, withheld={"ua"}),
    kidney("a woman without age", 0.8, WOMAN | NO_AGE, cautions={"age_unknown"}),
    Case("kidney: no age and no uric acid", NO_AGE, values={"cre": 2.0}, cautions={"age_unknown"}),
    kidney("a man without age, the same creatinine", 0.8, NO_AGE, cautions={"age_unknown"}),
    kidney("no age, surely above", Value.above(1.2), NO_AGE,
           cautions={"age_unknown", "high_creatinine"}, withheld={"ua"}),
    kidney("no age, perhaps above", Value.above(1.0), NO_AGE, cautions={"age_unknown"}),
    liver("ALT twice its end, a man", {}, LIVER, alt=84.0, t_bil=0.8),
    liver("ALT just below twice, a man", {}, {}, alt=83.9, t_bil=0.8),
    liver("a woman, in whose score is no bilirubin", WOMAN, {}, alt=90.0, t_bil=0.8),
    liver("nothing that the liver moves", {}, {}, alt=90.0, ast=90.0, ua=5.0),
    liver("AST twice its end", {}, LIVER, ast=60.0, t_bil=0.8),
    liver("AST just below twice", {}, {}, ast=59.9, t_bil=0.8),
    liver("the higher of the two counts", {}, LIVER, alt=50.0, ast=70.0, t_bil=0.8),
    liver("surely twice", {}, LIVER, alt=Value.above(90), t_bil=0.8),
    liver("perhaps twice", {}, {}, alt=Value.above(40), t_bil=0.8),
    liver("ALT and bilirubin raised", {}, MIXED, alt=43.0, t_bil=1.6),
    liver("both raised in a woman", WOMAN, {}, alt=24.0, t_bil=1.6),
    liver("arginase is withheld too", {}, {"cautions": {"liver_enzymes"},
          "withheld": {"arginase_1"}}, alt=90.0, arginase_1=0.1),
    liver("bilirubin at its end", {}, {}, alt=30.0, t_bil=1.5),
    liver("bilirubin above its end, enzymes within", {}, {"cautions": {"bilirubin_high"}},
          alt=30.0, ast=20.0, t_bil=1.6),
    liver("bilirubin above its end, enzymes not measured", {}, {"cautions": {"bilirubin_high"}},
          t_bil=1.6),
    liver("bilirubin surely above", {}, {"cautions": {"bilirubin_high"}}, t_bil=Value.above(2)),
    liver("bilirubin perhaps above", {}, {}, t_bil=Value.above(1.2)),
    liver("bilirubin just below twice", {}, {"cautions": {"bilirubin_high"}}, t_bil=2.9),
    liver("bilirubin twice its end", {}, {"cautions": {"bilirubin_twice"},
          "withheld": {"t_bil"}}, t_bil=3.0),
    liver("high bilirubin of a woman is not in her score", WOMAN, {}, t_bil=3.0),
    liver("a liver that is harmed explains bilirubin", {}, LIVER, alt=300.0, t_bil=4.0),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_on_organs_say_what_is_written(case: Case) -> None:
    verdict = examine(case.panel())
    handling = {"handling_unknown"} if "arginase_1" in case.values else set()
    assert {caution.key for caution in verdict.cautions} - handling == case.cautions
    assert {unused.marker for unused in verdict.withheld} == case.withheld


@pytest.mark.parametrize(
    ("sex", "age", "creatinine", "gfr"),
    [(Sex.MALE, 24, 0.8, 99.5), (Sex.MALE, 50, 1.0, 63.1), (Sex.FEMALE, 50, 0.7, 68.9)],
)
def test_the_equation_gives_what_its_published_terms_give(
    sex: Sex, age: float, creatinine: float, gfr: float
) -> None:
    assert estimated_gfr(creatinine, age, sex) == pytest.approx(gfr, abs=0.05)


def test_a_woman_has_less_filtration_at_the_same_creatinine() -> None:
    ratio = estimated_gfr(0.9, 30, Sex.FEMALE) / estimated_gfr(0.9, 30, Sex.MALE)
    assert ratio == pytest.approx(0.739)


@pytest.mark.parametrize(
    ("creatinine", "written"),
    [(1.27, "59"), (2.0, "36"), (Value.above(1.6), "<47")],
)
def test_the_written_gfr_is_never_the_limit_it_lies_below(
    creatinine: Value | float, written: str
) -> None:
    (caution,) = examine(kidney("", creatinine, {}).panel()).cautions
    assert caution.details == {"gfr": written, "limit": "60", "markers": "UA"}


@pytest.mark.parametrize(
    ("alt", "times"), [(84.0, "2.0"), (104.9, "2.4"), (Value.above(110), "2.6")]
)
def test_the_enzyme_is_named_with_at_least_how_many_times(alt: Value | float, times: str) -> None:
    (caution,) = examine(liver("", {}, {}, alt=alt, t_bil=0.8).panel()).cautions
    assert caution.details == {"enzyme": "ALT", "times": times, "markers": "T-Bil"}


@pytest.mark.parametrize(
    "patient", [Patient(id="x", age=30), Patient(id="x", sex=Sex.MALE)], ids=["sex", "age"]
)
def test_without_sex_or_age_no_filtration_is_estimated(patient: Patient) -> None:
    assert largest_gfr(of(patient, {"cre": 1.0})) is None


def test_the_laboratorys_own_interval_judges_its_enzyme() -> None:
    def judged(high: float) -> set[str]:
        sent = Panel(
            patient=Patient(id="x", sex=Sex.MALE, age=24, medication=False),
            measurements=(
                measurement("alt", 80.0, (5.0, high)),
                measurement("t_bil", 0.8, (0.4, 1.5)),
            ),
        )
        return {caution.key for caution in liver_is_unharmed(sent).cautions}

    assert judged(40.0) == {"liver_enzymes"}
    assert judged(50.0) == set()


@given(strategies.measurements(), st.sampled_from(Sex))
def test_an_open_or_foreign_interval_never_stops_the_rules(measured: Measurement, sex: Sex) -> None:
    panel = Panel(patient=Patient(id="x", sex=sex, age=30), measurements=(measured,))
    assert {u.marker for u in examine(panel).withheld} <= {measured.marker.key}


@given(st.floats(0.01, 20), st.floats(1.01, 3))
def test_more_creatinine_is_never_more_filtration(creatinine: float, more: float) -> None:
    assert estimated_gfr(creatinine * more, 30, Sex.MALE) < estimated_gfr(creatinine, 30, Sex.MALE)


@pytest.mark.parametrize("sex", [Sex.FEMALE, None])
def test_bilirubin_is_of_no_concern_where_it_was_not_reported(sex: Sex | None) -> None:
    high = of(Patient(id="x", sex=sex), {"t_bil": 9.0})
    assert bilirubin_not_high(high).cautions == ()
