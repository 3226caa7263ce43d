import json

import numpy as np
import pytest
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.evidence import scales
from core.evidence.population import reported_markers
from core.evidence.virtual_study import (
    SCALE_STEPS,
    SEED,
    STUDIES_PER_SCALE,
    draw_study,
    reported_in_any_sex,
    simulated_auc,
    split,
)
from core.markers import Sex

REPLAYED = [(0, 0), (4, 17), (10, 199)]
SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=30)


def seed_of(step: int, study: int) -> np.random.SeedSequence:
    return np.random.SeedSequence([SEED, step]).spawn(STUDIES_PER_SCALE)[study]


def groups_of_the_study() -> NDArray[np.int64]:
    return draw_study(1.0, np.random.default_rng(0)).groups


@pytest.mark.parametrize(("step", "study"), REPLAYED)
def test_a_virtual_study_replays_from_its_seed(step: int, study: int) -> None:
    document = json.loads(scales.PATH.read_text(encoding="utf-8"))
    scale = document["scales"][step]
    assert round(simulated_auc(scale, seed_of(step, study)), 4) == document["aucs"][step][study]


def test_the_file_holds_every_virtual_study() -> None:
    found, aucs = scales.simulated_studies()
    assert aucs.shape == (SCALE_STEPS, STUDIES_PER_SCALE)
    assert len(found) == SCALE_STEPS
    assert ((aucs >= 0) & (aucs <= 1)).all()


def test_a_virtual_study_is_as_large_as_the_real_one() -> None:
    study = draw_study(1.0, np.random.default_rng(0))
    assert study.values.shape == (83, 127)
    assert np.bincount(study.groups).tolist() == [41, 42]


def test_molecules_that_were_not_reported_carry_nothing() -> None:
    random = np.random.default_rng(0)
    drawn = [draw_study(2.0, random) for _ in range(200)]
    shifts = np.mean(
        [s.values[s.groups == 1].mean(0) - s.values[s.groups == 0].mean(0) for s in drawn], axis=0
    )
    reported = len(reported_in_any_sex())
    assert np.abs(shifts[reported:]).max() < 0.07
    assert np.abs(shifts[:reported]).min() > 0.3


def test_every_reported_marker_of_either_sex_is_among_the_molecules() -> None:
    assert set(reported_in_any_sex()) == {k for sex in Sex for k in reported_markers(sex)}


def test_the_hold_out_has_17_people_in_nearly_equal_groups() -> None:
    groups = groups_of_the_study()
    held, rest = split(groups, 17, np.random.default_rng(0))
    assert np.bincount(groups[held]).tolist() == [8, 9]
    assert len(rest) == 83 - 17
    assert sorted([*held, *rest]) == list(range(83))


def test_larger_effects_are_found_more_easily() -> None:
    _, aucs = scales.simulated_studies()
    means = aucs.mean(axis=1)
    assert means[0] == pytest.approx(0.5, abs=0.03)
    assert (np.diff(means) > -0.01).all()
    assert means[-1] > 0.95
