import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.stats import multivariate_t, t

from core.markers import Sex
from core.scoring.estimation import estimated
from core.scoring.inputs import Inputs
from core.scoring.likelihood import log_ratios, parts_by_world
from core.scoring.model import Model, SexModel

Floats = NDArray[np.float64]

# Only where a test fails: Hypothesis then prints its arguments, the model among them.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

each_sex = pytest.mark.parametrize("sex", Sex)
Z = st.floats(-4, 4)


def exactly(sex: Sex, **z: float) -> Inputs:
    numbers = np.array(list(z.values()))
    return Inputs(sex, tuple(z), numbers, numbers)


def ratios(inputs: Inputs, model: Model) -> Floats:
    return log_ratios(inputs, model.sexes[inputs.sex].plausible)


def centres(own: SexModel, key: str) -> tuple[Floats, Floats, float]:
    """Centre of controls and of cases in each world, and the width of both, of one marker."""
    (at,), classifier = own.positions((key,)), own.trained.classifier
    controls = classifier.centres_[:, at]
    return controls, controls + classifier.shifts_[:, at], classifier.scatter_[at, at] ** 0.5


@each_sex
@given(data=st.data())
def test_exact_values_have_the_ratio_of_the_classifier(
    model: Model, sex: Sex, data: st.DataObject
) -> None:
    own = model.sexes[sex]
    row = np.array([data.draw(st.one_of(Z, st.just(np.nan))) for _ in own.markers])
    known = {k: z for k, z in zip(own.markers, row, strict=True) if not np.isnan(z)}
    expected = own.trained.classifier.member_ratios(row[None, :])[0]
    if known:
        np.testing.assert_allclose(ratios(exactly(sex, **known), model), expected, atol=1e-9)


@pytest.mark.parametrize("limit", [-3.0, -0.5, 1.0])
def test_one_value_below_a_limit_is_integrated_exactly(model: Model, limit: float) -> None:
    inputs = Inputs(Sex.MALE, ("t_bil",), np.array([-np.inf]), np.array([limit]))
    controls, cases, spread = centres(model.sexes[Sex.MALE], "t_bil")
    df = model.sexes[Sex.MALE].trained.classifier.degrees_of_freedom
    expected = t.logcdf(limit, df, cases, spread) - t.logcdf(limit, df, controls, spread)
    np.testing.assert_allclose(ratios(inputs, model), expected, atol=1e-9)


@pytest.mark.parametrize("limit", [-1.0, 2.0, 9.0])
def test_one_value_above_a_limit_is_integrated_exactly(model: Model, limit: float) -> None:
    inputs = Inputs(Sex.MALE, ("ornithine",), np.array([limit]), np.array([np.inf]))
    controls, cases, spread = centres(model.sexes[Sex.MALE], "ornithine")
    df = model.sexes[Sex.MALE].trained.classifier.degrees_of_freedom
    expected = t.logsf(limit, df, cases, spread) - t.logsf(limit, df, controls, spread)
    np.testing.assert_allclose(ratios(inputs, model), expected, atol=1e-9)


@each_sex
@pytest.mark.parametrize("world", [0, 57, 311])
def test_a_censored_value_beside_exact_ones_is_integrated_given_them(
    model: Model, sex: Sex, world: int
) -> None:
    own = model.sexes[sex]
    inputs = Inputs(
        sex, own.markers[:3], np.array([-np.inf, 0.8, -1.2]), np.array([0.3, 0.8, -1.2])
    )
    classifier = own.trained.classifier
    means = classifier.centres_[0, :3], (classifier.centres_ + classifier.shifts_)[world, :3]
    areas = [area_below(0.3, (0.8, -1.2), mean, model.sexes[sex]) for mean in means]
    expected = np.log(areas[1] / areas[0])
    assert ratios(inputs, model)[world] == pytest.approx(expected, abs=1e-6)


def area_below(limit: float, seen: tuple[float, float], mean: Floats, own: SexModel) -> float:
    """The joint density of a value below a limit and two exact ones, after scipy."""
    classifier = own.trained.classifier
    scatter, df = classifier.scatter_[:3, :3], classifier.degrees_of_freedom
    shape = multivariate_t(mean, scatter, df)  # type: ignore[arg-type] # takes any df
    area, _ = quad(lambda hidden: float(shape.pdf((hidden, *seen))), -np.inf, limit, epsabs=1e-13)
    return float(area)


@each_sex
@pytest.mark.parametrize(("hidden", "error"), [(1, 1e-4), (2, 0.05), (3, 0.05)])
def test_a_range_that_shrinks_to_a_point_tends_to_that_points_score(
    model: Model, sex: Sex, hidden: int, error: float
) -> None:
    """One range exactly; several within what 64 points of integration allow."""
    markers = model.sexes[sex].markers
    z = np.linspace(-1, 1.5, len(markers))
    width = np.where(np.arange(len(z)) < hidden, 1e-5, 0.0)
    ranges = (Inputs(sex, markers, z - width, z + width), Inputs(sex, markers, z, z))
    nearly, exactly = (estimated(r, r) for r in (ratios(one, model) for one in ranges))
    assert nearly.log_ratio == pytest.approx(exactly.log_ratio, abs=error)


@each_sex
def test_a_range_that_holds_everything_says_nothing(model: Model, sex: Sex) -> None:
    markers = model.sexes[sex].markers
    everything = np.full(len(markers), np.inf)
    inputs = Inputs(sex, markers, -everything, everything)
    np.testing.assert_allclose(ratios(inputs, model), 0, atol=1e-9)


@each_sex
def test_an_unlimited_range_beside_exact_values_adds_nothing(model: Model, sex: Sex) -> None:
    first, second, *_ = model.sexes[sex].markers
    both = Inputs(sex, (first, second), np.array([0.3, -np.inf]), np.array([0.3, np.inf]))
    alone = ratios(exactly(sex, **{first: 0.3}), model)
    np.testing.assert_allclose(ratios(both, model), alone, atol=1e-9)


@pytest.mark.parametrize("limit", [-40.0, 40.0])
def test_limits_far_out_give_finite_ratios(model: Model, limit: float) -> None:
    markers = model.sexes[Sex.MALE].markers
    ends = np.full(len(markers), limit), np.full(len(markers), np.copysign(np.inf, limit))
    inputs = Inputs(Sex.MALE, markers, np.minimum(*ends), np.maximum(*ends))
    assert np.isfinite(ratios(inputs, model)).all()


def test_the_same_censored_panel_has_the_same_ratio_every_time(model: Model) -> None:
    markers = model.sexes[Sex.FEMALE].markers
    inputs = Inputs(
        Sex.FEMALE, markers, np.full(len(markers), -np.inf), np.linspace(-1, 1, len(markers))
    )
    np.testing.assert_array_equal(ratios(inputs, model), ratios(inputs, model))


def test_the_parts_stand_in_the_order_of_the_markers(model: Model) -> None:
    markers = ("t_bil", "ua", "arginine")
    low, high = np.array([-1.0, -np.inf, 0.5]), np.array([-1.0, 0.0, 0.5])
    parts = parts_by_world(Inputs(Sex.MALE, markers, low, high), model.sexes[Sex.MALE].plausible)
    exact = parts_by_world(
        exactly(Sex.MALE, t_bil=-1.0, arginine=0.5), model.sexes[Sex.MALE].plausible
    )
    np.testing.assert_allclose(parts[:, [0, 2]], exact)
