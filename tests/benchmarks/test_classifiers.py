"""A small run of the comparison: its rows and what they must obey, not how fast anything is."""

import json

import numpy as np
import pytest

from benchmarks.candidates import CANDIDATES, SHIPPED
from benchmarks.classifiers import (
    INFORMED,
    LARGEST_REGRET,
    LIMIT,
    Row,
    Sizes,
    document,
    rows_of,
    show,
    show_aims,
    training_people,
)
from core.evidence.population import reported_markers
from core.learning.performance import SUBSETS, distinct_subsets
from core.markers import Sex

SIZES = Sizes(train=1500, test=3000, worlds=300)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(rows_of(Sex.FEMALE, SIZES))


def test_every_candidate_stands_on_every_named_subset(rows: list[Row]) -> None:
    named = {s for s in distinct_subsets(reported_markers(Sex.FEMALE)) if s in SUBSETS}
    for candidate in (LIMIT, INFORMED, *CANDIDATES):
        assert named <= {row.subset for row in rows if row.candidate == candidate}


@pytest.mark.parametrize("candidate", [LIMIT, INFORMED, SHIPPED])
def test_limits_and_the_shipped_one_stand_on_every_single_marker(
    rows: list[Row], candidate: str
) -> None:
    subsets = {row.subset for row in rows if row.candidate == candidate}
    assert set(reported_markers(Sex.FEMALE)) <= subsets


def test_nobody_beats_the_limit_but_by_chance(rows: list[Row]) -> None:
    for row in rows:
        if row.regret is not None:
            assert row.regret > -0.01


def test_the_shipped_one_is_within_its_aim_of_the_limit(rows: list[Row]) -> None:
    regrets = [row.regret for row in rows if row.candidate == SHIPPED]
    assert max(r for r in regrets if r is not None) < LARGEST_REGRET


def test_regret_is_measured_on_the_same_people(rows: list[Row]) -> None:
    limits = {row.subset: row.auc for row in rows if row.candidate == LIMIT}
    for row in rows:
        if row.regret is not None:
            assert row.auc + row.regret == pytest.approx(limits[row.subset], abs=1e-12)


def test_the_file_for_the_card_is_flat_and_has_no_date(rows: list[Row]) -> None:
    written = json.loads(json.dumps(document(rows, SIZES)))
    assert set(written) == {"made_by", "what", "seed", "people_per_sex", "cores", "rows"}
    assert len(written["rows"]) == len(rows)
    for row in written["rows"]:
        assert {"sex", "candidate", "subset", "auc"} <= set(row)
        assert all(isinstance(value, str | float) for value in row.values())


def test_the_tables_name_every_candidate_and_marker(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    show(Sex.FEMALE, rows)
    show_aims([row for row in rows if row.candidate == SHIPPED])
    printed = capsys.readouterr().out
    for word in (LIMIT, INFORMED, *CANDIDATES, *reported_markers(Sex.FEMALE), "simulation"):
        assert word in printed


@pytest.mark.parametrize("sex", Sex)
def test_training_people_are_seen_as_clinics_would_see_them(sex: Sex) -> None:
    values, groups = training_people(sex, 4000, np.random.default_rng(0))
    markers = reported_markers(sex)
    patterns = {tuple(np.compress(row, markers)) for row in ~np.isnan(values)}
    assert patterns == set(distinct_subsets(markers).values())
    assert groups.mean() == 0.5
