"""Each written rule, as a table: what is known of a panel -> what the score does then."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from core.markers import Sex
from core.panel import Panel, Patient, Specimen, Value
from core.scoring.applicability import RULES, Verdict, examine, largest_arginine_share
from tests.builders import measurement
from tests.scoring.panels import of

ARGINASE_SENSITIVE = {"arginine", "ornithine", "arginase_1"}
ALL_THREE = {"arginine": 80.0, "ornithine": 60.0, "arginase_1": 20.0}


@dataclass(frozen=True)
class Case:
    """One panel and what the rules make of it."""

    name: str
    patient: dict[str, object] = field(default_factory=dict)
    specimen: dict[str, object] = field(default_factory=dict)
    values: Mapping[str, Value | float] = field(default_factory=lambda: {"ua": 4.0})
    cautions: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    refusal: str = ""

    def panel(self) -> Panel:
        patient = {"sex": Sex.MALE, "age": 24, "medication": False} | self.patient
        specimen = {"fasting": True, "haemolysed": False} | self.specimen
        return of(
            Patient(id="A-014", **patient),  # type: ignore[arg-type] # a table of any fields
            self.values,
            Specimen(**specimen),  # type: ignore[arg-type]
        )


CASES = [
    Case("nothing to say"),
    Case("sex unknown", {"sex": None}, refusal="sex_unknown"),
    Case("pregnant", {"sex": Sex.FEMALE, "pregnant": True}, refusal="pregnant"),
    Case("not pregnant", {"sex": Sex.FEMALE, "pregnant": False}),
    Case("neither sex nor age", {"sex": None, "age": None}, cautions={"age_unknown"},
         refusal="sex_unknown"),
    Case("age unknown", {"age": None}, cautions={"age_unknown"}),
    Case("17 years", {"age": 17.9}, cautions={"age_outside"}),
    Case("18 years", {"age": 18}),
    Case("59 years", {"age": 59.9}),
    Case("60 years", {"age": 60}, cautions={"age_outside"}),
    Case("drugs", {"medication": True}, cautions={"medication"}),
    Case("drugs not stated", {"medication": None}),
    Case("after food", specimen={"fasting": False}, values={"t_bil": 0.5},
         cautions={"not_fasting"}),
    Case("after food, nothing moves with it", specimen={"fasting": False}),
    Case("fasting not stated", specimen={"fasting": None}, values={"ac_c16": 0.1},
         cautions={"fasting_unknown"}),
    Case("an hour to separation", specimen={"minutes_to_separation": 60}, values=ALL_THREE),
    Case("more than an hour", specimen={"minutes_to_separation": 60.5}, values=ALL_THREE,
         cautions={"late_separation"}, withheld=ARGINASE_SENSITIVE),
    Case("late, but nothing that arginase changes", specimen={"minutes_to_separation": 300}),
    Case("arginine below half of both", values={"arginine": 49.0, "ornithine": 51.0},
         cautions={"low_arginine_share"}, withheld={"arginine", "ornithine"}),
    Case("arginine half of both", values={"arginine": 50.0, "ornithine": 50.0}),
    Case("a low share withholds arginase too", values=ALL_THREE | {"arginine": 20.0},
         cautions={"low_arginine_share"}, withheld=ARGINASE_SENSITIVE),
    Case("arginine surely below half", values={"arginine": Value.below(45), "ornithine": 60.0},
         cautions={"low_arginine_share"}, withheld={"arginine", "ornithine"}),
    Case("ornithine perhaps small", values={"arginine": 60.0, "ornithine": Value.below(100)}),
    Case("late and a low share are told once", specimen={"minutes_to_separation": 90},
         values={"arginine": 20.0, "ornithine": 100.0}, cautions={"late_separation"},
         withheld={"arginine", "ornithine"}),
    Case("haemolysed", specimen={"haemolysed": True}, values=ALL_THREE, cautions={"haemolysed"},
         withheld=ARGINASE_SENSITIVE),
    Case("haemolysed bilirubin", specimen={"haemolysed": True}, values={"t_bil": 0.5},
         cautions={"haemolysed_bilirubin"}),
    Case("haemolysed, but nothing that moves with it", specimen={"haemolysed": True}),
    Case("haemolysis not stated", specimen={"haemolysed": None}, values=ALL_THREE),
    Case("sum too large", values={"arginine": 100.0, "ornithine": 60.0},
         cautions={"arginine_ornithine_sum"}),
    Case("sum too small", values={"arginine": 40.0, "ornithine": 30.0},
         cautions={"arginine_ornithine_sum"}),
    Case("sum at its upper end", values={"arginine": 88.0, "ornithine": 60.0}),
    Case("sum perhaps within", values={"arginine": Value.above(60), "ornithine": 20.0}),
]  # fmt: skip

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@each_case
def test_the_rules_say_what_is_written(case: Case) -> None:
    verdict = examine(case.panel())
    assert {caution.key for caution in verdict.cautions} == case.cautions
    assert {unused.marker for unused in verdict.withheld} == case.withheld
    assert verdict.refusal == case.refusal


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_decides_some_case_and_not_every_case(rule: object) -> None:
    assert callable(rule)
    decided = {case.name for case in CASES if rule(case.panel()) != Verdict()}
    assert 0 < len(decided) < len(CASES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_says_why_in_its_own_words(rule: object) -> None:
    assert rule.__doc__


@each_case
def test_a_withheld_marker_has_the_caution_of_its_rule(case: Case) -> None:
    verdict = examine(case.panel())
    assert {unused.key for unused in verdict.withheld} <= {c.key for c in verdict.cautions}


def test_the_details_of_a_caution_say_what_was_seen() -> None:
    late = CASES[[case.name for case in CASES].index("more than an hour")]
    (caution,) = examine(late.panel()).cautions
    assert caution.details == {"minutes": "60.5"}


@pytest.mark.parametrize(
    ("arginine", "ornithine", "share"),
    [
        (60.0, 40.0, 0.6),
        (Value.below(60), 40.0, 0.6),
        (60.0, Value.above(40), 0.6),
        (Value.above(60), 40.0, 1.0),
        (60.0, Value.below(40), 1.0),
        (0.0, 0.0, None),
    ],
)
def test_the_share_of_arginine_is_the_largest_that_the_values_allow(
    arginine: Value | float, ornithine: Value | float, share: float | None
) -> None:
    measured = of(Patient(id="x"), {"arginine": arginine, "ornithine": ornithine})
    assert largest_arginine_share(measured) == share


@pytest.mark.parametrize("key", ["arginine", "ornithine"])
def test_without_both_amino_acids_there_is_no_share(key: str) -> None:
    assert largest_arginine_share(of(Patient(id="x"), {key: 60.0})) is None
    assert measurement(key, 60.0).unit == "nmol/mL"
