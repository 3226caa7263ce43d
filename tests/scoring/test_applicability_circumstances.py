"""What nobody stated, as a table; each thing is told once, and only where it matters."""

import pytest
from hypothesis import given

from core.markers import Sex
from core.panel import Panel, Value
from core.scoring.applicability import examine
from core.scoring.applicability.circumstances import (
    circumstances_are_stated,
    intervals_are_the_laboratorys,
)
from core.scoring.applicability.verdict import NOTHING_SEEN
from tests import strategies
from tests.scoring.panels import panel
from tests.scoring.rule_cases import Case, judged_by_the_laboratory

BOTH = {"arginine": 80.0, "ornithine": 60.0}
WOMAN: dict[str, object] = {"sex": Sex.FEMALE}
NOT_ASKED = WOMAN | {"pregnant": None}

CASES = [
    Case("everything is stated"),
    Case("age", {"age": None}, cautions={"age_unknown"}),
    Case("drugs", {"medication": None}, cautions={"medication_unknown"}),
    Case("a man is not asked about pregnancy", {"pregnant": None}),
    Case("nor is somebody of unknown sex", {"sex": None, "pregnant": None},
         refusal="sex_unknown"),
    Case("a girl of 14", NOT_ASKED | {"age": 14.9}, refusal="child"),
    Case("a girl of 15", NOT_ASKED | {"age": 15}, cautions={"age_outside", "pregnancy_unknown"}),
    Case("a woman of 24", NOT_ASKED, cautions={"pregnancy_unknown"}),
    Case("a woman of 49", NOT_ASKED | {"age": 49.9}, cautions={"pregnancy_unknown"}),
    Case("a woman of 50", NOT_ASKED | {"age": 50}),
    Case("a woman of unknown age", NOT_ASKED | {"age": None},
         cautions={"age_unknown", "pregnancy_unknown"}),
    Case("fasting, with a marker it moves", specimen={"fasting": None}, values={"ac_c16": 0.1},
         cautions={"fasting_unknown"}),
    Case("fasting, with none", specimen={"fasting": None}),
    Case("fasting, with none of hers", WOMAN, {"fasting": None}, {"t_bil": 0.5}),
    Case("haemolysis, with a marker of arginase", specimen={"haemolysed": None}, values=BOTH,
         cautions={"handling_unknown"}),
    Case("haemolysis, with a marker of arginase, in a woman", WOMAN, {"haemolysed": None}, BOTH),
    Case("haemolysis, with none", specimen={"haemolysed": None}),
    Case("time to separation, but the share of arginine shows it", values=BOTH),
    Case("time to separation, without a share", values={"arginine": 80.0},
         cautions={"handling_unknown"}),
    Case("a share that shows nothing", values={"arginine": 0.0, "ornithine": Value.below(200)},
         specimen={"minutes_to_separation": 0}),
    Case("time to separation of arginase alone", values={"arginase_1": 0.1},
         cautions={"handling_unknown"}),
    Case("time is stated", specimen={"minutes_to_separation": 20}, values={"arginine": 80.0}),
    Case("all is withheld for the time already", values={"arginine": 80.0},
         specimen={"haemolysed": None, "minutes_to_separation": 90},
         cautions={"late_separation"}, withheld={"arginine"}),
    Case("all is withheld for haemolysis already", specimen={"haemolysed": True},
         values={"arginine": 80.0}, cautions={"haemolysed"}, withheld={"arginine"}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_not_stated_is_told_where_it_matters(case: Case) -> None:
    verdict = examine(case.panel())
    assert {caution.key for caution in verdict.cautions} == case.cautions
    assert {unused.marker for unused in verdict.withheld} == case.withheld
    assert verdict.refusal == case.refusal


@given(strategies.panels())
def test_what_was_not_stated_is_told_once_and_withholds_nothing(panel: Panel) -> None:
    verdict = circumstances_are_stated(panel)
    told = [caution.key for caution in verdict.cautions]
    assert len(told) == len(set(told)) <= 5
    assert not verdict.withheld
    assert not verdict.refusal


def test_a_marker_of_the_score_without_the_laboratorys_interval_is_told_by_its_symbol() -> None:
    measured = panel(Sex.MALE, ua=4.0, t_bil=0.6, alb=4.4, hdl_c=50.0)
    (caution,) = intervals_are_the_laboratorys(measured).cautions
    assert caution.key == "catalogue_interval"
    assert caution.details == {"markers": "UA / T-Bil"}


@pytest.mark.parametrize(
    ("specimen", "key", "markers"),
    [
        ({"fasting": None}, "fasting_unknown", "T-Bil / C16"),
        ({"haemolysed": None}, "handling_unknown", "Arg / Orn"),
    ],
)
def test_what_an_unstated_circumstance_may_move_is_named(
    specimen: dict[str, object], key: str, markers: str
) -> None:
    values = BOTH | {"t_bil": 0.6, "ac_c16": 0.1, "hdl_c": 50.0}
    (caution,) = examine(Case("", specimen=specimen, values=values).panel()).cautions
    assert (caution.key, caution.details) == (key, {"markers": markers})


def test_the_laboratorys_own_intervals_are_not_cautioned_about() -> None:
    measured = judged_by_the_laboratory(panel(Sex.MALE, ua=4.0, t_bil=0.6))
    assert intervals_are_the_laboratorys(measured) == NOTHING_SEEN
