import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.stats import multivariate_t, t

from core.evidence.population import is_acylcarnitine
from core.learning.likelihood_forms import log_mean_exp
from core.markers import Sex
from core.scoring.estimation import estimated
from core.scoring.inputs import Inputs
from core.scoring.likelihood import parts_by_world, possible, ratios_by_world
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
    return ratios_by_world(inputs, model.sexes[inputs.sex])[0]


def parts_of(inputs: Inputs, model: Model) -> Floats:
    members = model.sexes[inputs.sex].plausible
    return parts_by_world(inputs, members, possible(inputs, members))


def assert_alike(found: Floats, expected: Floats | float) -> None:
    """Over the worlds, and closer on their average, which is the score.

    In a world or two of very large effects the points are few, and a ratio is off by 0.2.
    """
    assert np.sqrt(np.mean((found - expected) ** 2)) < 0.03
    assert float(log_mean_exp(found)) == pytest.approx(
        float(log_mean_exp(np.asarray(expected))), abs=0.01
    )


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
    if known:
        seen = ~np.isnan(row)
        expected = own.trained.classifier.forms(seen).ratios(row[None, seen])[0]
        np.testing.assert_allclose(ratios(exactly(sex, **known), model), expected, atol=1e-9)


@pytest.mark.parametrize("limit", [-3.0, -0.5, 1.0])
def test_one_value_below_a_limit_has_the_ratio_of_scipys_tails(model: Model, limit: float) -> None:
    inputs = Inputs(Sex.MALE, ("t_bil",), np.array([-np.inf]), np.array([limit]))
    controls, cases, spread = centres(model.sexes[Sex.MALE], "t_bil")
    df = model.sexes[Sex.MALE].trained.classifier.degrees_of_freedom
    expected = t.logcdf(limit, df, cases, spread) - t.logcdf(limit, df, controls, spread)
    assert_alike(ratios(inputs, model), expected)


@pytest.mark.parametrize("limit", [-1.0, 2.0, 9.0])
def test_one_value_above_a_limit_has_the_ratio_of_scipys_tails(model: Model, limit: float) -> None:
    inputs = Inputs(Sex.MALE, ("ornithine",), np.array([limit]), np.array([np.inf]))
    controls, cases, spread = centres(model.sexes[Sex.MALE], "ornithine")
    df = model.sexes[Sex.MALE].trained.classifier.degrees_of_freedom
    expected = t.logsf(limit, df, cases, spread) - t.logsf(limit, df, controls, spread)
    assert_alike(ratios(inputs, model), expected)


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
    assert ratios(inputs, model)[world] == pytest.approx(expected, abs=0.03)


def area_below(limit: float, seen: tuple[float, float], mean: Floats, own: SexModel) -> float:
    """The joint density of a value below a limit and two exact ones, after scipy."""
    classifier = own.trained.classifier
    scatter, df = classifier.scatter_[:3, :3], classifier.degrees_of_freedom
    shape = multivariate_t(mean, scatter, df)  # type: ignore[arg-type] # takes any df
    area, _ = quad(lambda hidden: float(shape.pdf((hidden, *seen))), -np.inf, limit, epsabs=1e-13)
    return float(area)


@each_sex
@pytest.mark.parametrize(("hidden", "error"), [(1, 0.01), (2, 0.05), (3, 0.05)])
def test_a_range_that_shrinks_to_a_point_tends_to_that_points_score(
    model: Model, sex: Sex, hidden: int, error: float
) -> None:
    """Within what the points of integration allow."""
    markers = model.sexes[sex].markers
    z = np.linspace(-1, 1.5, len(markers))
    width = np.where(np.arange(len(z)) < hidden, 1e-5, 0.0)
    ranges = (Inputs(sex, markers, z - width, z + width), Inputs(sex, markers, z, z))
    nearly, exactly = (estimated(r, r) for r in (ratios(one, model) for one in ranges))
    assert nearly.log_ratio == pytest.approx(exactly.log_ratio, abs=error)


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
    for hidden in range(3):
        low, high = np.array([-2.0, -2.0, -2.0]), np.array([-2.0, -2.0, -2.0])
        low[hidden], high[hidden] = 3.0, np.inf
        inputs = Inputs(Sex.MALE, markers, low, high)
        parts = parts_of(inputs, model).mean(axis=0)
        # All three are lower in cases: what lies high is the one against them.
        assert (parts < 0).tolist() == [column == hidden for column in range(3)]


@each_sex
@pytest.mark.parametrize("end", [-1.5, 1.5])
def test_markers_that_nothing_tells_apart_add_the_same_for_the_same_range(
    model: Model, sex: Sex, end: float
) -> None:
    alike = tuple(key for key in model.sexes[sex].markers if is_acylcarnitine(key))
    ends = np.full(len(alike), end), np.full(len(alike), np.copysign(np.inf, end))
    inputs = Inputs(sex, alike, np.minimum(*ends), np.maximum(*ends))
    parts = parts_of(inputs, model).mean(axis=0)
    np.testing.assert_allclose(parts, parts.mean(), rtol=0.15)


def drawn_ratio(own: SexModel, inputs: Inputs, people: int = 400_000) -> float:
    """The log of the mean ratio over controls drawn at random, those in the ranges kept."""
    classifier, seen = own.trained.classifier, np.isin(own.markers, inputs.markers)
    random = np.random.default_rng(0)
    scatter, df = classifier.scatter_[np.ix_(seen, seen)], classifier.degrees_of_freedom
    normal = random.normal(size=(people, seen.sum())) @ np.linalg.cholesky(scatter).T
    z = classifier.centres_[0, seen] + normal * np.sqrt(df / random.chisquare(df, people))[:, None]
    inside = z[((inputs.low <= z) & (z <= inputs.high)).all(axis=1)][:4000]
    return float(log_mean_exp(log_mean_exp(own.plausible.forms(inputs.markers).ratios(inside))))


@each_sex
@pytest.mark.parametrize("end", [-1.6, -0.5, 0.5])
@pytest.mark.parametrize("size", [2, 3, 5])
def test_several_ranges_have_the_mean_ratio_of_people_who_lie_in_them(
    model: Model, sex: Sex, end: float, size: int
) -> None:
    own = model.sexes[sex]
    ends = np.full(size, end), np.full(size, np.copysign(np.inf, end))
    inputs = Inputs(sex, own.markers[-size:], np.minimum(*ends), np.maximum(*ends))
    found = float(log_mean_exp(ratios(inputs, model)))
    assert found == pytest.approx(drawn_ratio(own, inputs), abs=0.1)
