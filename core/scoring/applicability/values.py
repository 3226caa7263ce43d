"""The rules on the values themselves: what can hardly be one, and what may still be changed."""

from core.markers import Scale, Sex
from core.panel import Measurement, Panel
from core.scoring.applicability.verdict import (
    NOTHING_SEEN,
    Read,
    Verdict,
    cautioned,
    concerned,
    reported_for,
    symbols,
    withholding,
)
from core.scoring.inputs import can_standardise, standardised_range

# [SD] from the middle of the interval, an assumption of ours: 16 mg/dL of uric acid in a man. Uric
# acid or HDL cholesterol of healthy people, read in the wrong one of its units, lies beyond it.
FARTHEST_PLAUSIBLE = 10.0


def values_are_plausible(panel: Panel) -> Verdict:
    """Withhold a value more than 10 SD from the middle of its interval, and a uric acid of 0.

    So far out a wrong unit or a slip is likelier than a disease, and with its heavy tails the model
    would let one such value hide all others. The limit is an assumption of ours, from no source. A
    censored value counts where its nearer end lies that far out.
    """
    sex = panel.patient.sex
    reported = reported_for(sex)
    if sex is None:
        return NOTHING_SEEN
    found = tuple(
        m.marker.key
        for m in panel.measurements
        if m.marker.key in reported and is_implausible(m, sex)
    )
    return withholding("implausible_value", panel, found) if found else NOTHING_SEEN


def results_are_final(panel: Panel, read: Read = None) -> Verdict:
    """Caution where a result that enters the score is preliminary.

    By HL7 (v2 table 0085, FHIR R4 observation-status) a preliminary result may still be changed by
    the laboratory before it is final.
    """
    soon = tuple(m.marker.key for m in panel.measurements if m.is_preliminary)
    markers = concerned(panel, soon, read)
    return cautioned("preliminary", markers=symbols(markers)) if markers else NOTHING_SEEN


def is_implausible(measured: Measurement, sex: Sex) -> bool:
    """Say whether a value can hardly be one of its marker; a 0 on a log scale is told elsewhere."""
    value, interval = measured.value, measured.reference(sex)
    if value.high == 0:
        return measured.marker.scale is Scale.LINEAR
    if interval is None or not can_standardise(measured.marker, interval):
        return False
    # Most values touch their interval, and need no logarithm to be seen as plausible.
    if value.low <= (interval.high or 0) and value.high >= (interval.low or 0):
        return False
    low, high = standardised_range(measured, sex)
    return low > FARTHEST_PLAUSIBLE or high < -FARTHEST_PLAUSIBLE
