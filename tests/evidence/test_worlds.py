import numpy as np
import pytest

from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.population import acylcarnitines, reported_markers
from core.evidence.worlds import (
    Worlds,
    draw_worlds,
    effect_names,
    finding_sign,
    relative_effects,
    worlds_of,
)
from core.markers import CATALOGUE, Sex

MANY = 20_000

each_sex = pytest.mark.parametrize("sex", Sex)


def some_worlds(scale: float = 1.0, count: int = 500, seed: int = 0) -> Worlds:
    return draw_worlds(np.full(count, scale), np.random.default_rng(seed))


def deviates(count: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.random.default_rng(0).normal(size=(count, len(effect_names())))


@each_sex
def test_every_effect_goes_the_way_it_was_published(sex: Sex) -> None:
    effects = some_worlds().effects[sex]
    for column, key in zip(effects.T, reported_markers(sex), strict=True):
        finding = CATALOGUE[key].case_control(sex)
        assert finding is not None
        assert (np.sign(column) == finding.direction.sign).all()


@each_sex
def test_a_world_has_an_effect_for_each_reported_marker_and_no_other(sex: Sex) -> None:
    assert some_worlds(count=3).effects[sex].shape == (3, len(reported_markers(sex)))


@pytest.mark.parametrize("key", ["t_bil", "arginine", "ornithine", "arginase_1", "ua"])
def test_what_was_reported_in_men_has_no_effect_in_women(key: str) -> None:
    assert finding_sign(key, Sex.MALE) != 0
    assert finding_sign(key, Sex.FEMALE) == 0
    assert key not in reported_markers(Sex.FEMALE)


def test_the_same_seed_draws_the_same_worlds() -> None:
    first, again, other = some_worlds(seed=1), some_worlds(seed=1), some_worlds(seed=2)
    np.testing.assert_array_equal(first.effects[Sex.MALE], again.effects[Sex.MALE])
    assert (first.effects[Sex.MALE] != other.effects[Sex.MALE]).any()


@pytest.mark.parametrize("key", sorted({key for sex in Sex for key in reported_markers(sex)}))
def test_relative_sizes_follow_the_stated_assumptions(key: str) -> None:
    sizes = relative_effects(deviates(MANY))[key]
    group = "acylcarnitine" if key.startswith("ac_") else "other"
    spread = ASSUMPTIONS["relative_effect.log_sd"].figure
    assert np.median(sizes) == pytest.approx(
        ASSUMPTIONS[f"relative_effect.{group}"].figure, rel=0.02
    )
    assert np.log(sizes).std() == pytest.approx(spread, rel=0.02)


def test_an_effect_is_as_large_as_the_scale_makes_it() -> None:
    once, twice = some_worlds(scale=1), some_worlds(scale=2)
    for sex in Sex:
        np.testing.assert_allclose(twice.effects[sex], 2 * once.effects[sex])


def test_at_scale_nothing_cases_are_like_controls() -> None:
    assert not some_worlds(scale=0).effects[Sex.MALE].any()


def test_the_acylcarnitines_share_the_effect_of_their_class_in_both_sexes() -> None:
    worlds = some_worlds()
    of_class = [worlds.effects[s][:, acylcarnitines(reported_markers(s))] for s in Sex]
    together = np.concatenate(of_class, axis=1)
    np.testing.assert_array_equal(together, together[:, :1].repeat(together.shape[1], axis=1))


def test_other_markers_have_effects_of_their_own() -> None:
    sizes = relative_effects(deviates(MANY))
    correlation = np.corrcoef(np.log(sizes["t_bil"]), np.log(sizes["ua"]))[0, 1]
    assert abs(correlation) < 0.05


def test_a_deviate_of_0_is_the_middle_of_what_is_assumed() -> None:
    worlds = worlds_of(np.array([2.0]), np.zeros((1, len(effect_names()))))
    sizes = dict(zip(reported_markers(Sex.MALE), worlds.effects[Sex.MALE][0], strict=True))
    assert sizes["ac_c16"] == 2 * ASSUMPTIONS["relative_effect.acylcarnitine"].figure
    assert sizes["ua"] == -2 * ASSUMPTIONS["relative_effect.other"].figure


def test_each_marker_and_the_class_have_one_effect() -> None:
    names = effect_names()
    assert len(names) == len(set(names))
    reported = {key for sex in Sex for key in reported_markers(sex)}
    assert {*names[1:]} == {key for key in reported if not key.startswith("ac_")}


def test_there_are_as_many_worlds_as_scales() -> None:
    assert len(some_worlds(count=7)) == 7
