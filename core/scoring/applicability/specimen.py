"""Rules on how blood was drawn and handled: fasting, time to separation, haemolysis."""

from core.markers import CATALOGUE
from core.panel import Panel
from core.scoring.applicability.verdict import (
    NOTHING_SEEN,
    Read,
    Verdict,
    cautioned,
    concerned,
    symbols,
    withholding,
)

# Nuttall 1998 (Ann Clin Lab Sci 28:354-359): iced, promptly separated plasma has Arg/(Arg+Orn)
# 0.50-0.74; the sum of the two is 74-148 umol/L and stable for the first hour.
SMALLEST_ARGININE_SHARE = CATALOGUE["qc_arg_fraction"].intervals
SUM_OF_ARGININE_AND_ORNITHINE = CATALOGUE["qc_arg_plus_orn"].intervals
LONGEST_TO_SEPARATION = 60.0
ARGINASE_SENSITIVE = ("arginine", "ornithine", "arginase_1")
FASTING_SENSITIVE = ("t_bil", "ac_c14_1", "ac_c16", "ac_c18", "ac_c18_1", "ac_c18_2")


def drawn_fasting(panel: Panel, read: Read = None) -> Verdict:
    """Caution where a marker that moves with fasting was drawn after food.

    Serum acylcarnitines fall with feeding (Thompson 2012, abstract read); fasting raises bilirubin
    in Gilbert syndrome by more than half (RCPA Manual, read).
    """
    if panel.specimen.fasting is not False:
        return NOTHING_SEEN
    moved = concerned(panel, FASTING_SENSITIVE, read)
    return cautioned("not_fasting", markers=symbols(moved)) if moved else NOTHING_SEEN


def promptly_separated(panel: Panel, read: Read = None) -> Verdict:
    """Withhold arginine, ornithine and arginase if plasma stood on cells: red cells hold arginase.

    Late separation gives the very pattern reported in men. Seen by a share of arginine below 0.50,
    or by more than an hour to separation (Nuttall 1998, grade A).
    """
    minutes = panel.specimen.minutes_to_separation
    if minutes is not None and minutes > LONGEST_TO_SEPARATION:
        return withholding(
            "late_separation", panel, ARGINASE_SENSITIVE, read, minutes=f"{minutes:g}"
        )
    share = largest_arginine_share(panel)
    limit = next(iter(SMALLEST_ARGININE_SHARE.values())).low or 0.0
    if share is None or share >= limit:
        return NOTHING_SEEN
    shown = {"share": f"{share:.2f}", "limit": f"{limit:.2f}"}
    return withholding("low_arginine_share", panel, ARGINASE_SENSITIVE, read, **shown)


def not_haemolysed(panel: Panel, read: Read = None) -> Verdict:
    """Withhold arginine, ornithine and arginase if red cells broke and shed their arginase.

    Nuttall 1998, grade A; red cells' arginase is measured along in serum (Ikemoto 2001, abstract).
    """
    if panel.specimen.haemolysed:
        return withholding("haemolysed", panel, ARGINASE_SENSITIVE, read)
    return NOTHING_SEEN


def bilirubin_without_haemolysis(panel: Panel, read: Read = None) -> Verdict:
    """Caution if red cells broke: bilirubin moves with haemolysis (remembered, not verified)."""
    if panel.specimen.haemolysed and concerned(panel, ("t_bil",), read):
        return cautioned("haemolysed_bilirubin")
    return NOTHING_SEEN


def sum_is_plausible(panel: Panel, read: Read = None) -> Verdict:
    """Caution if Arg + Orn lies outside 74-148 umol/L (mean +- 2 SD, n = 20; Nuttall 1998)."""
    interval = next(iter(SUM_OF_ARGININE_AND_ORNITHINE.values()))
    arginine, ornithine = panel.get("arginine"), panel.get("ornithine")
    if not concerned(panel, ("arginine", "ornithine"), read) or not arginine or not ornithine:
        return NOTHING_SEEN
    if interval.low is None or interval.high is None:
        return NOTHING_SEEN
    lowest = arginine.value.low + ornithine.value.low
    highest = arginine.value.high + ornithine.value.high
    if lowest <= interval.high and highest >= interval.low:
        return NOTHING_SEEN
    return cautioned("arginine_ornithine_sum", low=f"{interval.low:g}", high=f"{interval.high:g}")


def largest_arginine_share(panel: Panel) -> float | None:
    """Return the largest Arg/(Arg+Orn) that the values allow; None if either was not measured."""
    arginine, ornithine = panel.get("arginine"), panel.get("ornithine")
    if not arginine or not ornithine:
        return None
    most, least = arginine.value.high, ornithine.value.low
    if most == float("inf"):
        return 1.0
    return most / (most + least) if most + least > 0 else None
