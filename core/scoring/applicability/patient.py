"""Rules on who the blood is from: sex, pregnancy, age and drugs."""

from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability.verdict import NOTHING_SEEN, Verdict, cautioned

# The healthy population was fitted to adults of these ages; reference intervals are for adults.
YOUNGEST, OLDEST = 18, 59
# The survey of hikikomori that the base rates come from asked people of 15 years and over.
YOUNGEST_SCORED = 15


def sex_is_stated(panel: Panel) -> Verdict:
    """Refuse without a sex: findings and intervals were published by sex.

    Setoyama 2022 and Hayakawa 2018, grade A.
    """
    return Verdict(refusal="sex_unknown") if panel.patient.sex is None else NOTHING_SEEN


def sex_and_pregnancy_agree(panel: Panel) -> Verdict:
    """Refuse a pregnant man: one of the two is a mistake, and the score depends on both."""
    is_contradiction = panel.patient.pregnant and panel.patient.sex is Sex.MALE
    return Verdict(refusal="pregnant_man") if is_contradiction else NOTHING_SEEN


def not_pregnant(panel: Panel) -> Verdict:
    """Refuse in pregnancy: neither the intervals nor the healthy population hold for it."""
    return Verdict(refusal="pregnant") if panel.patient.pregnant else NOTHING_SEEN


def not_a_child(panel: Panel) -> Verdict:
    """Refuse below 15 years: there is no base rate, and reference intervals are for adults.

    The Cabinet Office survey of 2022 begins at 15 years (grade B).
    """
    age = panel.patient.age
    is_child = age is not None and age < YOUNGEST_SCORED
    return Verdict(refusal="child") if is_child else NOTHING_SEEN


def age_within_population(panel: Panel) -> Verdict:
    """Caution outside 18-59 years, the ages the healthy population was fitted to."""
    age = panel.patient.age
    if age is None or age < YOUNGEST_SCORED or YOUNGEST <= age < OLDEST + 1:
        return NOTHING_SEEN
    return cautioned("age_outside", age=f"{age:g}", youngest=f"{YOUNGEST}", oldest=f"{OLDEST}")


def free_of_drugs(panel: Panel) -> Verdict:
    """Caution if drugs are taken: the study's patients took none (Setoyama 2022, grade A)."""
    return cautioned("medication") if panel.patient.medication else NOTHING_SEEN
