"""Rules on what the panel itself suggests of kidney and liver; only what is certain counts.

A censored value is an interval: it fires a rule only if all of it does.
"""

import math

from core.markers import CATALOGUE, Sex
from core.panel import Panel
from core.scoring.applicability.verdict import (
    NOTHING_SEEN,
    Verdict,
    cautioned,
    concerned,
    times_upper_end,
    withholding,
)

LOWEST_USUAL_GFR = 60
YOUNGEST_FOR_GFR = 18
LIVER_ENZYMES = ("alt", "ast")
CLEARLY_RAISED = 2.0
RAISED_BY_LOW_GFR = ("ua",)
MOVED_BY_THE_LIVER = ("t_bil", "arginase_1")


def kidneys_filter(panel: Panel) -> Verdict:
    """Withhold uric acid where filtration is reduced: it is then retained, whatever else is true.

    Reduced: an estimated GFR below 60 mL/min/1.73 m2, the threshold of KDIGO 2012 (which asks for
    three months, where this is one sample), or without an adult's age a creatinine above its
    interval. Uric acid rises as the GFR falls (BMC Nephrology 2020). All grade A. The equation is
    for Japanese adults: of NHANES adults 18-59 it puts 17 % of men and 20 % of women below 60, but
    3 % of those in their twenties.
    """
    gfr = largest_gfr(panel)
    if gfr is not None and gfr < LOWEST_USUAL_GFR:
        shown = {"gfr": written_gfr(gfr, panel), "limit": f"{LOWEST_USUAL_GFR}"}
        return withholding("low_gfr", panel, RAISED_BY_LOW_GFR, **shown)
    times = times_upper_end(panel, "cre")
    if gfr is None and times is not None and times > 1:
        return withholding("high_creatinine", panel, RAISED_BY_LOW_GFR)
    return NOTHING_SEEN


def liver_is_unharmed(panel: Panel) -> Verdict:
    """Withhold bilirubin and arginase where the panel suggests liver disease.

    ALT or AST at least twice its upper end: less than twice, alone, may only need repeating (MSD
    Manual, read). Or either raised together with bilirubin, which rises in hepatocellular and
    cholestatic disease (Kwo 2017, abstract). A harmed liver sheds arginase into serum (Ikemoto
    2001, abstract): higher arginase is what was reported in men.
    """
    raised = {
        key: times for key in LIVER_ENZYMES if (times := times_upper_end(panel, key) or 0) > 1
    }
    if not raised:
        return NOTHING_SEEN
    highest = max(raised, key=lambda key: raised[key])
    enzyme = CATALOGUE[highest].symbol
    if raised[highest] >= CLEARLY_RAISED:
        at_least = math.floor(10 * raised[highest]) / 10
        shown = {"enzyme": enzyme, "times": f"{at_least:.1f}"}
        return withholding("liver_enzymes", panel, MOVED_BY_THE_LIVER, **shown)
    if (times_upper_end(panel, "t_bil") or 0) > 1:
        return withholding("liver_and_bilirubin", panel, MOVED_BY_THE_LIVER, enzyme=enzyme)
    return NOTHING_SEEN


def bilirubin_not_high(panel: Panel) -> Verdict:
    """Caution where bilirubin is high for another reason, and withhold it from twice its upper end.

    Gilbert syndrome, haemolysis (American Family Physician 1999, table read) and fasting (RCPA
    Manual, read) raise it and would push the score down, as what was reported in men is a lower
    bilirubin. Twice is our own choice.
    """
    times = times_upper_end(panel, "t_bil") if concerned(panel, ("t_bil",)) else None
    if times is None or times <= 1 or liver_is_unharmed(panel).cautions:
        return NOTHING_SEEN
    if times >= CLEARLY_RAISED:
        return withholding("bilirubin_twice", panel, ("t_bil",))
    return cautioned("bilirubin_high")


def largest_gfr(panel: Panel) -> float | None:
    """Return the largest estimated GFR that creatinine allows [mL/min/1.73 m2].

    None without creatinine, sex or an adult's age, or if creatinine may be as low as 0.
    """
    patient, creatinine = panel.patient, panel.get("cre")
    if patient.sex is None or patient.age is None or patient.age < YOUNGEST_FOR_GFR:
        return None
    if creatinine is None or not creatinine.value.low:
        return None
    return estimated_gfr(creatinine.value.low, patient.age, patient.sex)


def written_gfr(gfr: float, panel: Panel) -> str:
    """Write a GFR, rounded down so that 59.7 does not read as 60; `<42` if creatinine is `>1.6`."""
    creatinine = panel.get("cre")
    is_exact = creatinine is not None and creatinine.value.is_exact
    return f"{math.floor(gfr)}" if is_exact else f"<{math.ceil(gfr)}"


def estimated_gfr(creatinine: float, age: float, sex: Sex) -> float:
    """Return the GFR [mL/min/1.73 m2] from creatinine [mg/dL] and age [years] of Japanese adults.

    The three-variable equation of Matsuo 2009, doi 10.1053/j.ajkd.2008.12.034 (abstract read).
    """
    gfr = 194 * math.pow(creatinine, -1.094) * math.pow(age, -0.287)
    return gfr * 0.739 if sex is Sex.FEMALE else gfr
