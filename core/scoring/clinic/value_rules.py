"""The rules on what was measured: what is missing, and how far it lies from the model's people.

The limits of each rule are learnt from these people; how far beyond them a model may still be used
is an assumption of ours, from no source.
"""

from collections.abc import Sequence

import numpy as np

from core.learning.people import Floats, Inputs, Mask
from core.scoring.clinic.limits import scaled
from core.scoring.clinic.people_model import PeopleModel
from core.scoring.clinic.verdict import Judged, some_symbols
from core.scoring.score import Caution

# Of the width from the smallest to the largest value trained on, on the feature's scale. With 127
# markers of 83 people nearly every new person lies a little outside in one of them.
WIDTHS_TOLD, WIDTHS_BEYOND = 0.25, 1.0
# Of the distance that 99 of 100 of the model's people stay within.
TIMES_DISTANCE = 2.0
# A share of markers is a fraction of whole numbers: what differs less is rounding.
ROUNDING = 1e-9


def examine_values(row: Inputs, model: PeopleModel) -> Judged:
    """Apply every rule on what was measured; the first refusal counts."""
    verdicts = [
        enough_measured(row, model),
        within_ranges(row, model),
        near_people(row, model),
    ]
    cautions = tuple(caution for verdict in verdicts for caution in verdict.cautions)
    refusal = next((verdict for verdict in verdicts if verdict.refusal), Judged())
    return Judged(cautions, (), refusal.refusal, refusal.details)


def enough_measured(row: Inputs, model: PeopleModel) -> Judged:
    """Refuse where more is missing than any of the model's people lacked; caution below."""
    is_missing: Mask = np.isnan(row.values[0])
    lacking, count = named(model, is_missing), int(is_missing.sum())
    if is_missing.all():
        return Judged(refusal="clinic_no_marker")
    if count > (model.card.limits.most_missing + ROUNDING) * len(is_missing):
        allowed = int((model.card.limits.most_missing + ROUNDING) * len(is_missing))
        details = {"lacking": count, "all": len(is_missing), "allowed": allowed}
        return Judged(
            refusal="clinic_too_few", details=details | {"markers": some_symbols(lacking)}
        )
    if not count:
        return Judged()
    return Judged((Caution("clinic_not_measured", {"markers": some_symbols(lacking)}),))


def within_ranges(row: Inputs, model: PeopleModel) -> Judged:
    """Caution beyond the values trained on by a quarter of their width; refuse by all of it.

    On a logarithmic scale where all values trained on are above 0: so far out, a wrong unit is
    likelier than a person whom the model can judge.
    """
    beyond = widths_beyond(row.values[0], model)
    far = named(model, beyond > WIDTHS_BEYOND)
    if far:
        return Judged(refusal="clinic_value_far", details={"markers": some_symbols(far)})
    outside = named(model, beyond > WIDTHS_TOLD)
    if not outside:
        return Judged()
    return Judged((Caution("clinic_value_outside", {"markers": some_symbols(outside)}),))


def widths_beyond(values: Floats, model: PeopleModel) -> Floats:
    """Return by how many widths of its range each value lies beyond it, (n_features,).

    Not above 0 inside. Of a feature alike in everybody no width is known, and none is counted.
    """
    is_log = model.yardstick.is_log
    low, high = (scaled(end, is_log) for end in model.ranges)
    on_scale, width = scaled(values, is_log), high - low
    beyond = np.maximum(low - on_scale, on_scale - high)
    known = ~np.isnan(values) & (width > 0)
    return np.where(known, beyond / np.where(width > 0, width, 1.0), 0.0)


def near_people(row: Inputs, model: PeopleModel) -> Judged:
    """Caution where all values together lie farther out than in 99 of 100 of the model's people.

    Refuse beyond twice that distance.
    """
    times = float(model.yardstick.distance(row.values)[0]) / max(
        model.card.limits.distance, ROUNDING
    )
    if times > TIMES_DISTANCE:
        return Judged(refusal="clinic_too_far")
    return Judged((Caution("clinic_far_from_people"),)) if times > 1 else Judged()


def named(model: PeopleModel, which: Mask) -> Sequence[str]:
    """Return the markers at which a mask (n_features,) is true."""
    return [key for key, is_one in zip(model.markers, which, strict=True) if is_one]
