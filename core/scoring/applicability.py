"""Written rules on specimen and population: what each saw, and what the score does then.

To add a rule: write a function Panel -> Verdict whose docstring says why and from what source, add
it to RULES, and put its sentences into `core/text/*/caution.toml` or `unused.toml`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Details
from core.markers import CATALOGUE
from core.panel import Panel
from core.scoring.score import Caution, Unused

# Nuttall 1998 (Ann Clin Lab Sci 28:354-359): iced, promptly separated plasma has Arg/(Arg+Orn)
# 0.50-0.74; the sum of the two is 74-148 umol/L and stable for the first hour.
SMALLEST_ARGININE_SHARE = CATALOGUE["qc_arg_fraction"].intervals
SUM_OF_ARGININE_AND_ORNITHINE = CATALOGUE["qc_arg_plus_orn"].intervals
LONGEST_TO_SEPARATION = 60.0
ARGINASE_SENSITIVE = ("arginine", "ornithine", "arginase_1")
FASTING_SENSITIVE = ("t_bil", "ac_c14_1", "ac_c16", "ac_c18", "ac_c18_1", "ac_c18_2")
# The healthy population was fitted to adults of these ages; reference intervals are for adults.
YOUNGEST, OLDEST = 18, 59


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule makes of a panel: cautions, markers withheld, or the key of a refusal."""

    cautions: tuple[Caution, ...] = ()
    withheld: tuple[Unused, ...] = ()
    refusal: str = ""


NOTHING_SEEN = Verdict()

Rule = Callable[[Panel], Verdict]


def sex_is_stated(panel: Panel) -> Verdict:
    """Refuse without a sex: findings and intervals were published by sex."""
    return Verdict(refusal="sex_unknown") if panel.patient.sex is None else NOTHING_SEEN


def not_pregnant(panel: Panel) -> Verdict:
    """Refuse in pregnancy: neither the intervals nor the healthy population hold for it."""
    return Verdict(refusal="pregnant") if panel.patient.pregnant else NOTHING_SEEN


def age_within_population(panel: Panel) -> Verdict:
    """Caution outside 18-59 years, the ages the healthy population was fitted to."""
    age = panel.patient.age
    if age is None:
        return Verdict((Caution("age_unknown"),))
    if YOUNGEST <= age < OLDEST + 1:
        return NOTHING_SEEN
    details: Details = {"age": f"{age:g}", "youngest": YOUNGEST, "oldest": OLDEST}
    return Verdict((Caution("age_outside", details),))


def free_of_drugs(panel: Panel) -> Verdict:
    """Caution if drugs are taken: the study's patients took none (setoyama-2022, grade A)."""
    return Verdict((Caution("medication"),)) if panel.patient.medication else NOTHING_SEEN


def drawn_fasting(panel: Panel) -> Verdict:
    """Caution where a marker that moves with fasting was drawn after food, or nobody knows."""
    affected = [key for key in FASTING_SENSITIVE if panel.get(key)]
    if not affected or panel.specimen.fasting:
        return NOTHING_SEEN
    return Verdict(
        (Caution("fasting_unknown" if panel.specimen.fasting is None else "not_fasting"),)
    )


def promptly_separated(panel: Panel) -> Verdict:
    """Withhold arginine, ornithine and arginase if plasma stood on cells: red cells hold arginase.

    Late separation gives the very pattern reported in men. Seen by a share of arginine below 0.50,
    or by more than an hour to separation (nuttall-1998, grade A).
    """
    minutes = panel.specimen.minutes_to_separation
    if minutes is not None and minutes > LONGEST_TO_SEPARATION:
        return arginase_verdict(panel, "late_separation", minutes=f"{minutes:g}")
    share = largest_arginine_share(panel)
    limit = next(iter(SMALLEST_ARGININE_SHARE.values())).low or 0.0
    if share is not None and share < limit:
        return arginase_verdict(
            panel, "low_arginine_share", share=f"{share:.2f}", limit=f"{limit:.2f}"
        )
    return NOTHING_SEEN


def not_haemolysed(panel: Panel) -> Verdict:
    """Withhold arginine, ornithine and arginase if red cells broke and shed their arginase."""
    return arginase_verdict(panel, "haemolysed") if panel.specimen.haemolysed else NOTHING_SEEN


def bilirubin_without_haemolysis(panel: Panel) -> Verdict:
    """Caution if red cells broke: bilirubin moves with haemolysis (remembered, not verified)."""
    if panel.specimen.haemolysed and panel.get("t_bil"):
        return Verdict((Caution("haemolysed_bilirubin"),))
    return NOTHING_SEEN


def sum_is_plausible(panel: Panel) -> Verdict:
    """Caution if Arg + Orn lies outside 74-148 umol/L (mean +- 2 SD, n = 20; nuttall-1998)."""
    interval = next(iter(SUM_OF_ARGININE_AND_ORNITHINE.values()))
    arginine, ornithine = panel.get("arginine"), panel.get("ornithine")
    if not arginine or not ornithine or interval.low is None or interval.high is None:
        return NOTHING_SEEN
    lowest = arginine.value.low + ornithine.value.low
    highest = arginine.value.high + ornithine.value.high
    if lowest <= interval.high and highest >= interval.low:
        return NOTHING_SEEN
    details = {"low": f"{interval.low:g}", "high": f"{interval.high:g}"}
    return Verdict((Caution("arginine_ornithine_sum", details),))


RULES: tuple[Rule, ...] = (
    sex_is_stated,
    not_pregnant,
    age_within_population,
    free_of_drugs,
    drawn_fasting,
    promptly_separated,
    not_haemolysed,
    bilirubin_without_haemolysis,
    sum_is_plausible,
)


def examine(panel: Panel) -> Verdict:
    """Apply every rule; the first refusal counts, a marker is withheld once."""
    verdicts = [rule(panel) for rule in RULES]
    withheld = {u.marker: u for verdict in reversed(verdicts) for u in verdict.withheld}
    return Verdict(
        tuple(caution for verdict in verdicts for caution in verdict.cautions),
        tuple(withheld.values()),
        next((verdict.refusal for verdict in verdicts if verdict.refusal), ""),
    )


def largest_arginine_share(panel: Panel) -> float | None:
    """Return the largest Arg/(Arg+Orn) that the values allow; None if either was not measured."""
    arginine, ornithine = panel.get("arginine"), panel.get("ornithine")
    if not arginine or not ornithine:
        return None
    most, least = arginine.value.high, ornithine.value.low
    if most == float("inf"):
        return 1.0
    return most / (most + least) if most + least > 0 else None


def arginase_verdict(panel: Panel, key: str, **details: str) -> Verdict:
    """Withhold what arginase of red cells changes, where it was measured, and say why."""
    measured = [marker for marker in ARGINASE_SENSITIVE if panel.get(marker)]
    if not measured:
        return NOTHING_SEEN
    return Verdict((Caution(key, details),), tuple(Unused(m, key, details) for m in measured))
