import numpy as np
import pytest

from core.learning.people import Inputs
from core.learning.severity.trained import TrainedSeverity
from core.learning.strata.trained import TrainedStrata
from core.markers import Sex
from core.scoring.clinic.telling import GroupsTold, NotTold, TargetTold, tell, tell_all
from tests.builders import panel
from tests.scoring.clinic.outcome_models import severity_model, strata_model

USUAL = {"ua": 5.1, "hdl_c": 61.0, "t_bil": 0.8}
LOW, HIGH = {"ua": 5.0, "hdl_c": 60.0}, {"ua": 10.0, "hdl_c": 120.0}


def row(values: dict[str, float]) -> Inputs:
    return Inputs(values=np.array([list(values.values())]), covariates=np.empty((1, 0)))


def test_a_number_is_told_with_the_interval_of_what_was_trained() -> None:
    model = severity_model()
    told = tell(panel(Sex.MALE, None, **USUAL), model)
    assert isinstance(told, TargetTold)
    assert isinstance(model.trained, TrainedSeverity)
    assert told.value == pytest.approx(model.trained.predicted(row(USUAL))[0])
    assert (told.low, told.high) == pytest.approx(model.trained.interval(row(USUAL))[0])
    assert told.low < told.value < told.high
    assert (told.card, told.cautions, told.unused) == (model.card, (), ())


def test_the_number_falls_as_the_made_up_people_fell_with_uric_acid() -> None:
    told = tell_all(
        [panel(Sex.MALE, None, **USUAL | {"ua": ua}) for ua in (4.0, 6.0)], severity_model()
    )
    low, high = (one.value for one in told if isinstance(one, TargetTold))
    assert low > high


@pytest.mark.parametrize(("values", "other"), [(LOW, HIGH), (HIGH, LOW)])
def test_a_panel_like_one_group_belongs_to_it_and_not_to_the_other(
    values: dict[str, float], other: dict[str, float]
) -> None:
    model = strata_model()
    told, opposite = tell_all(
        [panel(Sex.MALE, None, **values), panel(Sex.MALE, None, **other)], model
    )
    assert isinstance(told, GroupsTold)
    assert isinstance(opposite, GroupsTold)
    assert isinstance(model.trained, TrainedStrata)
    assert told.memberships == pytest.approx(model.trained.memberships(row(values))[0])
    assert sum(told.memberships) == pytest.approx(1)
    assert told.memberships[told.likeliest] > 0.9
    assert told.likeliest != opposite.likeliest
    assert told.fits


def test_a_panel_unlike_every_group_fits_none_and_says_it_is_far() -> None:
    told = tell(panel(ua=14.0, hdl_c=40.0), strata_model())
    assert isinstance(told, GroupsTold)
    assert not told.fits


def test_panels_told_of_together_are_told_what_each_is_alone() -> None:
    panels = [
        panel(Sex.MALE, None, **USUAL),
        panel(ua=5.0),
        panel(Sex.MALE, None, **USUAL | {"ua": 4.2}),
    ]
    together = tell_all(panels, severity_model())
    alone = [tell(one, severity_model()) for one in panels]
    assert isinstance(together[1], NotTold)
    for one, other in zip(together, alone, strict=True):
        assert type(one) is type(other)
        if isinstance(one, TargetTold) and isinstance(other, TargetTold):
            assert one.value == pytest.approx(other.value)


def test_no_panels_give_no_rows_and_only_refused_ones_only_reasons() -> None:
    assert tell_all([], severity_model()) == []
    (told,) = tell_all([panel(ua=5.0)], severity_model())
    assert isinstance(told, NotTold)
    assert (told.key, told.details["lacking"]) == ("clinic_too_few", 2)


def test_a_value_in_another_unit_is_refused_rather_than_told() -> None:
    told = tell(panel(Sex.MALE, None, **USUAL | {"ua": 300.0}), severity_model())
    assert isinstance(told, NotTold)
    assert told.key == "clinic_value_far"


def test_who_is_outside_the_people_is_refused_as_by_a_score() -> None:
    told = tell(panel(None, None, **USUAL), severity_model(covariates=("age", "sex")))
    assert isinstance(told, NotTold)
    assert told.key == "clinic_sex_unknown"
    assert isinstance(
        tell(panel(Sex.MALE, None, **USUAL), severity_model(covariates=("age", "sex"))), TargetTold
    )


def test_a_marker_that_the_model_does_not_read_is_named_unused() -> None:
    told = tell(panel(Sex.MALE, None, **USUAL, arginine=80.0), severity_model())
    assert [(one.marker, one.key) for one in told.unused] == [("arginine", "not_in_model")]
