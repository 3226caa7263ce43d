import math
from dataclasses import replace

import numpy as np

from core.markers import Sex
from core.panel import Value
from core.scoring.clinic.inputs import row_of
from core.scoring.clinic.model import ClinicModel
from core.scoring.clinic.value_rules import examine_values, widths_beyond
from core.scoring.clinic.verdict import Judged
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.panels import panel

MODEL, SPARSE = made_up_model(), made_up_model(missing=0.1)
MIDDLE = dict(zip(MODEL.markers, MODEL.medians[-1].tolist(), strict=True))
LOW, HIGH = (dict(zip(MODEL.markers, ends.tolist(), strict=True)) for ends in MODEL.ranges)


def judged(model: ClinicModel = MODEL, /, **values: float | Value) -> Judged:
    row, _ = row_of(panel(Sex.MALE, **values), model, ())
    return examine_values(row, model)


def told(verdict: Judged) -> dict[str, str]:
    return {one.key: str(one.details.get("markers", "")) for one in verdict.cautions}


def with_limit(**changes: float) -> ClinicModel:
    limits = replace(MODEL.card.limits, **changes)  # type: ignore[arg-type]
    return replace(MODEL, card=replace(MODEL.card, limits=limits))


def test_values_in_the_middle_of_the_people_are_neither_refused_nor_cautioned() -> None:
    assert judged(**MIDDLE) == Judged()


def test_a_value_beyond_a_quarter_of_the_range_is_cautioned_by_name() -> None:
    width = math.log(HIGH["ua"] / LOW["ua"])
    within, beyond = (HIGH["ua"] * math.exp(times * width) for times in (0.24, 0.26))
    assert "clinic_value_outside" not in told(judged(**MIDDLE | {"ua": within}))
    verdict = judged(**MIDDLE | {"ua": beyond})
    assert told(verdict)["clinic_value_outside"] == "UA"
    assert not verdict.refusal


def test_a_value_beyond_by_more_than_the_width_is_refused_by_name() -> None:
    width = math.log(HIGH["ua"] / LOW["ua"])
    within, beyond = (HIGH["ua"] * math.exp(times * width) for times in (0.99, 1.01))
    wide = with_limit(distance=100)
    assert not judged(wide, **MIDDLE | {"ua": within}).refusal
    refused = judged(wide, **MIDDLE | {"ua": beyond, "hdl_c": HIGH["hdl_c"] * 100})
    assert refused.refusal == "clinic_value_far"
    assert refused.details["markers"] == "UA / HDL-C"


def test_uric_acid_in_the_wrong_unit_is_refused() -> None:
    assert judged(**MIDDLE | {"ua": 5.0 * 59.48}).refusal == "clinic_value_far"


def test_of_a_feature_alike_in_everybody_no_width_is_known() -> None:
    feature = replace(MODEL.card.features[0], low=5.0, high=5.0)
    features = (feature, *MODEL.card.features[1:])
    model = replace(MODEL, card=replace(MODEL.card, features=features))
    assert widths_beyond(np.array([9.0, *MODEL.medians[-1][1:]]), model)[0] == 0


def test_all_values_at_their_ends_are_too_far_out_together() -> None:
    near = with_limit(distance=0.5)
    values = {key: HIGH[key] for key in MIDDLE}
    assert judged(near, **values).refusal == "clinic_too_far"


def test_farther_out_than_99_of_100_is_cautioned() -> None:
    values = {key: HIGH[key] for key in MIDDLE}
    row, _ = row_of(panel(Sex.MALE, **values), MODEL, ())
    distance = float(MODEL.yardstick.distance(row.values)[0])
    assert "clinic_far_from_people" in told(judged(with_limit(distance=distance / 1.5), **values))
    assert "clinic_far_from_people" not in told(judged(with_limit(distance=distance), **values))


def test_more_missing_than_anybody_lacked_is_refused_with_names_and_counts() -> None:
    refused = judged(ua=MIDDLE["ua"])
    assert refused.refusal == "clinic_too_few"
    assert refused.details == {
        "lacking": 4,
        "all": 5,
        "allowed": 0,
        "markers": "T-Bil / HDL-C / Arg / Orn",
    }


def test_as_much_missing_as_somebody_lacked_is_cautioned_by_name() -> None:
    allowed = round(SPARSE.card.limits.most_missing * len(SPARSE.markers))
    assert 0 < allowed < 4
    measured = dict(list(MIDDLE.items())[allowed:])
    verdict = judged(SPARSE, **measured)
    assert not verdict.refusal
    assert told(verdict)["clinic_not_measured"].startswith("UA")
    fewer = dict(list(MIDDLE.items())[allowed + 1 :])
    assert judged(SPARSE, **fewer).details["allowed"] == allowed


def test_a_panel_without_any_marker_of_the_model_is_refused() -> None:
    nothing = replace(MODEL.card.limits, most_missing=1.0)
    model = replace(MODEL, card=replace(MODEL.card, limits=nothing))
    assert judged(model, alb=4.0).refusal == "clinic_no_marker"


def test_many_missing_markers_are_named_in_part() -> None:
    keys = ("ua", "t_bil", "hdl_c", "ldl_c", "alb", "tp", "un", "cre", "ast", "alt", "ggt")
    markers = str(judged(made_up_model(keys), ua=10.0).details["markers"])
    assert markers.count("/") == 7
    assert markers.endswith("…")
