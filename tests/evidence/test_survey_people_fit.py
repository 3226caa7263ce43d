import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from core.evidence.survey import FILE, SEXES
from core.evidence.survey_people import AGE_BANDS, PATH, survey_people
from core.evidence.survey_people_fit import (
    MEASURED,
    SHARES,
    SMALLEST_COUNT,
    Measured,
    cell,
    cells,
    correlations,
    lines,
    measured,
    people_beyond,
    quantiles,
    read_people,
    rounded,
    rounds,
    write_people,
)
from core.markers import CATALOGUE, Sex
from core.markers.plausibility import likelier_unit

STORED = json.loads(PATH.read_text(encoding="utf-8"))

each_column = pytest.mark.parametrize("one", MEASURED, ids=lambda one: one.marker)


@pytest.fixture(scope="module")
def people(shared_data: Path) -> pd.DataFrame:
    return read_people(shared_data)


@pytest.fixture(scope="module")
def values(people: pd.DataFrame) -> pd.DataFrame:
    return measured(people)


def table(**columns: list[float | None]) -> pd.DataFrame:
    """People of the survey's table of whom only some columns are stated."""
    count = len(next(iter(columns.values())))
    stated = dict.fromkeys(
        ("gender", "age", "wave", "pregnant", *(one.column for one in MEASURED)), [None] * count
    )
    return pd.DataFrame({**stated, **columns}, dtype=float)


def test_the_figures_of_the_project_are_those_of_the_survey(
    people: pd.DataFrame, tmp_path: Path
) -> None:
    assert write_people(people, tmp_path / "people.json") == len(STORED["cells"]) == 170
    assert (tmp_path / "people.json").read_text(encoding="utf-8") == PATH.read_text("utf-8")


def test_adults_of_20_to_79_are_read_who_are_not_pregnant_and_have_no_diabetes_by_hba1c(
    tmp_path: Path,
) -> None:
    read = table(
        age=[19, 20, 79, 80, 30, 30, 30],
        pregnant=[0, 0, None, 0, 1, 0, 0],
        hba1c=[5, 5, 6.4, 5, 5, 6.5, None],
    )
    (tmp_path / FILE).parent.mkdir()
    read.to_csv(tmp_path / FILE, index=False)
    assert read_people(tmp_path)["age"].tolist() == [20, 79]


def test_the_age_bands_follow_each_other_without_gap() -> None:
    ends = [(band.first, band.last) for band in AGE_BANDS]
    assert all(last + 1 == first for (_, last), (first, _) in pairwise(ends))


@each_column
def test_each_column_is_of_a_marker_in_a_unit_it_can_have(one: Measured) -> None:
    assert CATALOGUE[one.marker].intervals
    assert not CATALOGUE[one.marker].derived


@each_column
def test_a_value_of_any_round_is_usual_in_the_unit_of_the_catalogue(
    one: Measured, people: pd.DataFrame, values: pd.DataFrame
) -> None:
    marker = CATALOGUE[one.marker]
    for median in values[one.marker].groupby(people["wave"]).median().dropna():
        assert likelier_unit(marker, median, marker.unit) is None


@each_column
def test_all_values_of_a_column_count_but_glucose_without_fasting_lipids(
    one: Measured, people: pd.DataFrame, values: pd.DataFrame
) -> None:
    fasting = people["trig"].notna() | people["ldl"].notna()
    counted = people[one.column].notna() & (fasting | (one.marker != "glu"))
    np.testing.assert_array_equal(values[one.marker].notna(), counted)


def test_ldl_cholesterol_is_calculated_from_the_other_lipids(people: pd.DataFrame) -> None:
    rest = people["totchol"] - people["hdl"] - people["trig"] / 5 - people["ldl"]
    assert (rest.dropna().abs() <= 1).mean() > 0.99


def test_alkaline_phosphatase_is_of_the_size_of_ifcc(values: pd.DataFrame) -> None:
    """By the JSCC method adults have about three times as much."""
    interval = CATALOGUE["alp_ifcc"].intervals[Sex.MALE]
    assert interval.low is not None
    assert interval.high is not None
    assert values["alp_ifcc"].between(interval.low, interval.high).mean() > 0.85


def test_who_came_fasting_has_a_narrower_glucose_than_all(
    people: pd.DataFrame, values: pd.DataFrame
) -> None:
    everybody, fasting = people["glucose"], values["glu"]
    assert fasting.std() < 0.95 * everybody.std()
    assert fasting.quantile(0.05) > everybody.quantile(0.05)


def test_each_stored_quantile_is_that_of_numpy_over_the_people_selected(
    people: pd.DataFrame, values: pd.DataFrame
) -> None:
    for stored in STORED["cells"]:
        first, last = map(int, stored["age_band"].split("-"))
        code = {sex: code for code, sex in SEXES.items()}[Sex(stored["sex"])]
        own = (people["gender"] == code) & (people["age"] >= first) & (people["age"] <= last)
        told = values[stored["marker"]][own].dropna().clip(lower=stored.get("limit"))
        assert stored["n"] == len(told)
        expected = np.quantile(told, STORED["shares"])
        np.testing.assert_allclose(stored["quantiles"], expected, rtol=5e-4)


def test_percentiles_fitted_on_half_of_the_people_cover_the_other_half(
    people: pd.DataFrame,
) -> None:
    """Within 4.5 standard errors of the difference of two shares, and two people for ties."""
    mixed = people.sample(frac=1, random_state=7)
    half, other = mixed.iloc[::2], mixed.iloc[1::2]
    held_out = {(one.marker, one.sex, one.age_band): one for one in cells(other)}
    shares = np.array(SHARES)
    for one in cells(half):
        own = values_of(other, one.marker, one.sex, one.age_band, one.limit)
        counts = held_out[one.marker, one.sex, one.age_band].n
        assert len(own) == counts
        told = np.array(one.quantiles, dtype=float)
        allowed = 4.5 * np.sqrt(shares * (1 - shares) * (1 / one.n + 1 / counts)) + 2 / counts
        below, up_to = ((own[:, None] < told).mean(0), (own[:, None] <= told).mean(0))
        untold = np.isnan(told)
        assert (untold | (below <= shares + allowed)).all()
        assert (untold | (up_to >= shares - allowed)).all()


def values_of(
    people: pd.DataFrame, marker: str, sex: Sex, band: str, limit: float | None
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    first, last = map(int, band.split("-"))
    code = {sex: code for code, sex in SEXES.items()}[sex]
    own = people[(people["gender"] == code) & people["age"].between(first, last)]
    return measured(own)[marker].dropna().clip(lower=limit).to_numpy()


def test_no_stored_quantile_has_fewer_than_five_people_at_or_beyond_it(
    people: pd.DataFrame,
) -> None:
    fewest = len(people)
    for stored in STORED["cells"]:
        key, sex, band = stored["marker"], Sex(stored["sex"]), stored["age_band"]
        own = values_of(people, key, sex, band, stored.get("limit"))
        beyond = people_beyond(own, np.quantile(own, SHARES))
        told = np.array([quantile is not None for quantile in stored["quantiles"]])
        fewest = min(fewest, int(beyond[told].min()))
    assert fewest == 7
    assert STORED["smallest_count"] == SMALLEST_COUNT == 5


@given(st.lists(st.floats(0.1, 99.0), min_size=1, max_size=300))
def test_a_quantile_of_fewer_than_five_people_is_suppressed(drawn: list[float]) -> None:
    own = np.array(drawn)
    for share, told, found in zip(SHARES, quantiles(own), np.quantile(own, SHARES), strict=True):
        people = (own <= found).sum() if share < 0.5 else (own >= found).sum()
        assert (told is None) == (people < 5)


def test_the_ends_of_a_small_group_are_suppressed_and_its_middle_is_told() -> None:
    found = quantiles(np.arange(1.0, 101.0))
    assert [share for share, q in zip(SHARES, found, strict=True) if q is None] == [
        0.005, 0.01, 0.025, 0.975, 0.99, 0.995,
    ]  # fmt: skip


def test_people_below_a_limit_stand_at_it_and_their_share_is_told() -> None:
    one = Measured(marker="crp", column="crp", unit="mg/dL", limit=0.02)
    own = np.concatenate([np.full(10, 0.008), np.linspace(0.02, 1, 90)])
    found = cell(one, own, Sex.MALE, AGE_BANDS[0])
    assert (found.below, found.limit, found.n) == (0.1, 0.02, 100)
    assert found.quantiles[3] == 0.02


def test_nothing_of_crp_lies_between_what_was_not_detected_and_the_limit(
    people: pd.DataFrame,
) -> None:
    """In the round of 2015; it is why CRP has a limit, and no other marker piles up so."""
    crp = people["crp"][people["wave"] == 9].dropna()
    assert set(crp[crp < 0.02]) == {0.008}
    assert 0.04 < (crp < 0.02).mean() < 0.08


@each_column
def test_no_other_marker_piles_up_at_its_lowest_value(
    one: Measured, values: pd.DataFrame, people: pd.DataFrame
) -> None:
    own = values[one.marker].dropna()
    at_lowest = (own == own.groupby(people["wave"]).transform("min")).groupby(people["wave"]).mean()
    assert (at_lowest.max() > 0.03) == (one.limit is not None)


def test_bilirubin_is_what_changed_most_between_the_rounds() -> None:
    apart = {
        (one["sex"], one["marker"]): one["highest_median"] / one["lowest_median"]
        for one in STORED["rounds"]
    }
    for sex in Sex:
        own = {marker: ratio for (of, marker), ratio in apart.items() if of == sex}
        assert max(own, key=lambda marker: own[marker]) == "t_bil"


def test_the_medians_of_the_rounds_are_told_lowest_and_highest() -> None:
    two = table(gender=[1, 1, 1, 1], wave=[1, 1, 2, 2], albumin=[4, 4.2, 4.4, 4.6])
    found = {one.marker: one for one in rounds(two) if one.sex is Sex.MALE}["alb"]
    assert (found.lowest_median, found.highest_median) == (4.1, 4.5)


def test_a_change_of_method_or_of_age_is_not_taken_for_a_correlation() -> None:
    """Two markers that rise together from round to round and band to band, and not within."""
    random = np.random.default_rng(0)
    step = np.repeat([0, 1, 2, 3], 2500)
    made = table(
        gender=[1.0] * 10_000,
        age=[*np.where(step % 2, 25, 45)],
        wave=[*(step // 2)],
        albumin=[*(3 * step + random.normal(size=10_000))],
        alp=[*(3 * step + random.normal(size=10_000))],
    )
    assert spearmanr(made["albumin"], made["alp"]).statistic > 0.8
    with np.errstate(all="ignore"):
        found = {(c.first, c.second, c.sex): c for c in correlations(made)}
    assert found["alb", "alp_ifcc", Sex.MALE].r == pytest.approx(0, abs=0.05)


def test_each_pair_is_stored_once_a_sex_with_the_people_who_have_both(
    people: pd.DataFrame, values: pd.DataFrame
) -> None:
    stored = {(one["first"], one["second"], one["sex"]): one for one in STORED["correlations"]}
    keys = survey_people().markers
    assert len(stored) == len(STORED["correlations"]) == len(keys) * (len(keys) - 1)
    both = values[["crp", "ldl_c"]][people["gender"] == 1].notna().all(axis=1).sum()
    assert stored["crp", "ldl_c", "male"]["n"] == both > 5000


def test_a_figure_is_kept_to_four_significant_digits() -> None:
    assert [rounded(x) for x in (0.85609999, 193.0, 0.00812345)] == [0.8561, 193.0, 0.008123]


def test_records_are_written_a_line_each_without_what_is_not_stated() -> None:
    assert json.loads(lines([{"a": 1, "b": None}, {"a": 2, "b": 3}])) == [
        {"a": 1},
        {"a": 2, "b": 3},
    ]
    assert lines([{"a": 1}, {"a": 2}]).count("\n") == 3


def test_every_source_and_reason_stands_in_the_file_itself() -> None:
    assert "NHANES 1999-2018" in STORED["source"]
    assert "HbA1c below 6.5 %" in STORED["selection"]
    assert STORED["people"] == 39_929
