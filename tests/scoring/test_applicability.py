"""Each written rule, as a table: what is known of a panel -> what the score does then."""

import pytest
from hypothesis import given

from core.markers import CATALOGUE, REFERENCES, Sex
from core.panel import Panel, Patient, Value
from core.scoring.applicability import RULES, Rule, Verdict, examine
from core.scoring.applicability.specimen import largest_arginine_share
from tests import strategies
from tests.builders import measurement
from tests.scoring.panels import of
from tests.scoring.rule_cases import Case

ARGINASE_SENSITIVE = {"arginine", "ornithine", "arginase_1"}
ALL_THREE = {"arginine": 80.0, "ornithine": 60.0, "arginase_1": 0.1}
WOMAN: dict[str, object] = {"sex": Sex.FEMALE}

CASES = [
    Case("too much uric acid", values={"ua": 300.0}, cautions={"implausible_value"},
         withheld={"ua"}),
    Case("nothing to say"),
    Case("a preliminary result", preliminary=frozenset({"ua"}), cautions={"preliminary"}),
    Case("a preliminary result that is not scored", values={"ua": 4.0, "alb": 4.2},
         preliminary=frozenset({"alb"})),
    Case("sex unknown", {"sex": None}, refusal="sex_unknown"),
    Case("pregnant", WOMAN | {"pregnant": True}, refusal="pregnant"),
    Case("not pregnant", WOMAN),
    Case("a pregnant man", {"pregnant": True}, refusal="pregnant_man"),
    Case("pregnant, of unknown sex", {"sex": None, "pregnant": True}, refusal="sex_unknown"),
    Case("14 years", {"age": 14.9}, refusal="child"),
    Case("newborn", {"age": 0}, refusal="child"),
    Case("15 years", {"age": 15}, cautions={"age_outside"}),
    Case("neither sex nor age", {"sex": None, "age": None}, cautions={"age_unknown"},
         refusal="sex_unknown"),
    Case("17 years", {"age": 17.9}, cautions={"age_outside"}),
    Case("18 years", {"age": 18}),
    Case("59 years", {"age": 59.9}),
    Case("60 years", {"age": 60}, cautions={"age_outside"}),
    Case("drugs", {"medication": True}, cautions={"medication"}),
    Case("after food", specimen={"fasting": False}, values={"t_bil": 0.5},
         cautions={"not_fasting"}),
    Case("after food, nothing moves with it", specimen={"fasting": False}),
    Case("after food, in her only what is not scored", WOMAN, {"fasting": False}, {"t_bil": 0.5}),
    Case("after food, an acylcarnitine of hers", WOMAN, {"fasting": False}, {"ac_c16": 0.1},
         cautions={"not_fasting"}),
    Case("an hour to separation", specimen={"minutes_to_separation": 60}, values=ALL_THREE),
    Case("more than an hour", specimen={"minutes_to_separation": 60.5}, values=ALL_THREE,
         cautions={"late_separation"}, withheld=ARGINASE_SENSITIVE),
    Case("late, but nothing that arginase changes", specimen={"minutes_to_separation": 300}),
    Case("late, in a woman", WOMAN, {"minutes_to_separation": 300}, ALL_THREE),
    Case("late, with arginase alone", specimen={"minutes_to_separation": 300},
         values={"arginase_1": 0.1}, cautions={"late_separation"}, withheld={"arginase_1"}),
    Case("a low share in a woman", WOMAN, values={"arginine": 30.0, "ornithine": 60.0}),
    Case("haemolysed, in a woman", WOMAN, {"haemolysed": True}, ALL_THREE | {"t_bil": 0.5}),
    Case("a sum in a woman", WOMAN, values={"arginine": 100.0, "ornithine": 60.0}),
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
    Case("sum too large", values={"arginine": 100.0, "ornithine": 60.0},
         cautions={"arginine_ornithine_sum"}),
    Case("sum too small", values={"arginine": 40.0, "ornithine": 30.0},
         cautions={"arginine_ornithine_sum"}),
    Case("sum at its upper end", values={"arginine": 88.0, "ornithine": 60.0}),
    Case("sum perhaps within", values={"arginine": Value.above(60), "ornithine": 20.0}),
    Case("a failing kidney", values={"cre": 2.0, "ua": 8.0}, cautions={"low_gfr"},
         withheld={"ua"}),
    Case("a harmed liver", values={"alt": 100.0, "t_bil": 0.5}, cautions={"liver_enzymes"},
         withheld={"t_bil"}),
    Case("bilirubin high alone", values={"t_bil": 1.8}, cautions={"bilirubin_high"}),
    Case("no interval sent", own_intervals=False, cautions={"catalogue_interval"}),
    Case("no interval sent, but all is withheld", values={"cre": 2.0, "ua": 8.0},
         cautions={"low_gfr"}, withheld={"ua"}, own_intervals=False),
    Case("no interval sent, but no score", {"age": 14}, refusal="child", own_intervals=False),
    Case("no interval sent, for what is not scored in her", WOMAN, own_intervals=False),
]  # fmt: skip

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


@each_case
def test_the_rules_say_what_is_written(case: Case) -> None:
    verdict = examine(case.panel())
    assert {caution.key for caution in verdict.cautions} == case.cautions
    assert {unused.marker for unused in verdict.withheld} == case.withheld
    assert verdict.refusal == case.refusal


@each_rule
def test_every_rule_decides_some_case_and_not_every_case(rule: Rule) -> None:
    decided = {case.name for case in CASES if rule(case.panel()) != Verdict()}
    assert 0 < len(decided) < len(CASES)


@each_rule
def test_a_rule_says_why_in_its_own_words_and_from_where(rule: Rule) -> None:
    assert rule.judge.__doc__
    assert rule.name == rule.judge.__name__
    assert all(REFERENCES[source.key] is source for source in rule.sources)


@each_rule
def test_what_a_rule_takes_from_a_source_is_graded(rule: Rule) -> None:
    assert not rule.sources or rule.grade is not None


@each_case
def test_a_withheld_marker_has_the_caution_of_its_rule(case: Case) -> None:
    verdict = examine(case.panel())
    assert {unused.key for unused in verdict.withheld} <= {c.key for c in verdict.cautions}


@each_case
def test_the_markers_a_caution_names_are_scored_in_this_sex(case: Case) -> None:
    panel = case.panel()
    scored = {m.marker.symbol for m in panel.measurements if m.marker.case_control(case.sex)}
    for caution in examine(panel).cautions:
        named = str(caution.details.get("markers", ""))
        assert not named or set(named.split(" / ")) <= scored


@given(strategies.panels())
def test_only_what_may_enter_the_score_of_this_sex_is_withheld(panel: Panel) -> None:
    sex = panel.patient.sex
    withheld = [CATALOGUE[unused.marker] for unused in examine(panel).withheld]
    assert all(sex and marker.case_control(sex) for marker in withheld)


@given(strategies.panels())
def test_a_panel_without_a_score_is_not_told_about_intervals(panel: Panel) -> None:
    verdict = examine(panel)
    told = {caution.key for caution in verdict.cautions}
    assert not verdict.refusal or "catalogue_interval" not in told


def test_what_was_withheld_is_not_named_among_what_the_catalogue_judges() -> None:
    values = {"cre": 2.0, "ua": 8.0, "t_bil": 0.6}
    told = examine(Case("", values=values, own_intervals=False).panel()).cautions
    assert {c.key: c.details.get("markers") for c in told} == {
        "low_gfr": "UA",
        "catalogue_interval": "T-Bil",
    }


def test_what_was_seen_is_told_before_what_was_not_stated() -> None:
    case = Case("two things", {"age": None}, {"haemolysed": True}, {"t_bil": 1.0})
    told = [caution.key for caution in examine(case.panel()).cautions]
    assert told == ["haemolysed_bilirubin", "age_unknown"]


def test_the_details_of_a_caution_say_what_was_seen() -> None:
    late = CASES[[case.name for case in CASES].index("more than an hour")]
    (caution,) = examine(late.panel()).cautions
    assert caution.details == {"minutes": "60.5", "markers": "Arg / Orn / ARG1"}


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
