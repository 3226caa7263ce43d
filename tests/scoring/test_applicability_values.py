"""What cannot be a value of its marker, as a table: 10 SD from the middle is the limit."""

from dataclasses import replace

import pytest

from core.markers import CATALOGUE, Interval, Sex
from core.panel import Panel, Patient, Value
from core.scoring.applicability.values import values_are_plausible
from tests.builders import measurement
from tests.scoring.panels import at, panel
from tests.scoring.rule_cases import Case

WOMAN: dict[str, object] = {"sex": Sex.FEMALE}
OUT = {"implausible_value"}
UA_TEN = at(Sex.MALE, "ua", 10)
BILIRUBIN_TEN, BILIRUBIN_MINUS_TEN = at(Sex.MALE, "t_bil", 10), at(Sex.MALE, "t_bil", -10)

CASES = [
    Case("as usual", values={"ua": 5.0, "t_bil": 0.6}),
    Case("umol/L read as mg/dL", values={"ua": 300.0}, cautions=OUT, withheld={"ua"}),
    Case("a slip", values={"ua": 57000.0, "t_bil": 0.6}, cautions=OUT, withheld={"ua"}),
    Case("just within 10 SD", values={"ua": UA_TEN * 0.999}),
    Case("just beyond 10 SD", values={"ua": UA_TEN * 1.001}, cautions=OUT, withheld={"ua"}),
    Case("a logarithm just within", values={"t_bil": BILIRUBIN_TEN * 0.999}),
    Case("a logarithm just beyond", values={"t_bil": BILIRUBIN_TEN * 1.001}, cautions=OUT,
         withheld={"t_bil"}),
    Case("just within below", values={"t_bil": BILIRUBIN_MINUS_TEN * 1.001}),
    Case("just beyond below", values={"t_bil": BILIRUBIN_MINUS_TEN * 0.999}, cautions=OUT,
         withheld={"t_bil"}),
    Case("mmol/L read as mg/dL", WOMAN, values={"hdl_c": 1.6}, cautions=OUT, withheld={"hdl_c"}),
    Case("of a man it is not scored", values={"hdl_c": 1.6}),
    Case("above a limit that far out", values={"ua": Value.above(17)}, cautions=OUT,
         withheld={"ua"}),
    Case("above a limit that is not", values={"ua": Value.above(15)}),
    Case("below a limit that far out", values={"t_bil": Value.below(0.01)}, cautions=OUT,
         withheld={"t_bil"}),
    Case("below a limit that is not", values={"t_bil": Value.below(0.2)}),
    Case("no uric acid at all", values={"ua": 0.0}, cautions=OUT, withheld={"ua"}),
    Case("little uric acid", values={"ua": 0.1}),
    Case("below a limit on a linear scale", values={"ua": Value.below(0.5)}),
    Case("0 on a logarithm has a reason of its own", values={"t_bil": 0.0}),
    Case("sex unknown", {"sex": None}, values={"ua": 57000.0, "ac_c16": 900.0}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_cannot_be_is_withheld(case: Case) -> None:
    verdict = values_are_plausible(case.panel())
    assert {caution.key for caution in verdict.cautions} == case.cautions
    assert {unused.marker for unused in verdict.withheld} == case.withheld
    assert {unused.key for unused in verdict.withheld} == case.cautions


def test_one_caution_names_every_such_marker() -> None:
    (caution,) = values_are_plausible(panel(Sex.MALE, ua=57000.0, t_bil=900.0, alb=900.0)).cautions
    assert caution.details == {"markers": "UA / T-Bil"}


@pytest.mark.parametrize(("interval", "is_withheld"), [((3.0, 7.0), True), ((180.0, 460.0), False)])
def test_the_laboratorys_own_interval_judges(
    interval: tuple[float, float], *, is_withheld: bool
) -> None:
    sent = Panel(
        patient=Patient(id="x", sex=Sex.MALE, age=24),
        measurements=(measurement("ua", 300.0, interval),),
    )
    assert bool(values_are_plausible(sent).withheld) is is_withheld


@pytest.mark.parametrize("interval", [None, Interval(None, 0.2), Interval(0.05, None)])
def test_without_both_ends_of_an_interval_nothing_is_too_far(interval: Interval | None) -> None:
    sent = Panel(
        patient=Patient(id="x", sex=Sex.MALE, age=24),
        measurements=(replace(measurement("ac_c16", 900.0), interval=interval),),
    )
    assert values_are_plausible(sent).withheld == ()


@pytest.mark.parametrize("key", [key for key, m in CATALOGUE.items() if m.case_control(Sex.MALE)])
@pytest.mark.parametrize(("z", "is_withheld"), [(9.99, False), (10.01, True)])
def test_every_marker_of_the_score_has_the_same_limit(
    key: str, z: float, *, is_withheld: bool
) -> None:
    far = panel(Sex.MALE, **{key: at(Sex.MALE, key, z)})
    assert bool(values_are_plausible(far).withheld) is is_withheld
