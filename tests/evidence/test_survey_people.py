from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from core.cohort import Cohort, Origin
from core.cohort.cohort import BELOW, EXACT, SEX
from core.evidence.survey_people import (
    AGE_BAND,
    AGE_BANDS,
    PATH,
    AgeBand,
    Marginal,
    read_survey_people,
    survey_cohort,
    survey_people,
)
from core.markers import CATALOGUE, Sex
from core.text import Language, text_in

PEOPLE = 1000
KEYS = survey_people().markers

each_sex = pytest.mark.parametrize("sex", Sex)
each_marker = pytest.mark.parametrize("key", KEYS)


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return survey_cohort(PEOPLE, seed=1)


def people_of(cohort: Cohort, sex: Sex, band: AgeBand) -> Cohort:
    sexes, bands = cohort.factors[SEX], cohort.factors[AGE_BAND]
    of_sex = sexes.codes == sexes.levels.index(sex)
    return cohort.of_people(of_sex & (bands.codes == bands.levels.index(band.name)))


def every_cell(cohort: Cohort, key: str) -> list[tuple[Cohort, Marginal]]:
    """The people of each sex and age band with one marker only, and its stored figures."""
    return [
        (people_of(cohort.of_analytes([key]), sex, band), survey_people().marginals[key, sex, name])
        for sex in Sex
        for band, name in ((band, band.name) for band in AGE_BANDS)
    ]


def test_the_cohort_says_whose_simulated_people_it_holds(cohort: Cohort) -> None:
    assert cohort.origin is Origin.SURVEY
    assert cohort.name == "survey"
    assert all("US" in text_in(Language.EN)(key) for key in ("cohort.name.survey", "survey.what"))


def test_every_sex_and_age_band_has_as_many_people_as_asked_for(cohort: Cohort) -> None:
    sizes = [people_of(cohort, sex, band).size for sex in Sex for band in AGE_BANDS]
    assert sizes == [PEOPLE] * 10
    assert cohort.factors[AGE_BAND].levels == ("20-29", "30-39", "40-49", "50-59", "60-79")
    assert cohort.factors[SEX].levels == ("male", "female")


@each_marker
def test_values_are_in_the_unit_and_on_the_scale_of_the_catalogue(cohort: Cohort, key: str) -> None:
    analyte = cohort.analyte(key)
    marker = CATALOGUE[key]
    assert (analyte.unit, analyte.scale, analyte.marker) == (marker.unit, marker.scale, marker)
    assert not analyte.is_standardised


@pytest.mark.parametrize("band", AGE_BANDS, ids=lambda band: band.name)
@each_sex
def test_ages_are_spread_evenly_over_the_band(cohort: Cohort, sex: Sex, band: AgeBand) -> None:
    ages = people_of(cohort, sex, band).ages
    assert ages is not None
    width = band.last + 1 - band.first
    even = band.first + width * (np.arange(PEOPLE) + 0.5) / PEOPLE
    np.testing.assert_allclose(np.sort(ages), even)
    assert abs(np.corrcoef(ages, np.arange(PEOPLE))[0, 1]) < 0.15


@each_marker
def test_each_stored_percentile_is_that_of_the_simulated_people(cohort: Cohort, key: str) -> None:
    for people, marginal in every_cell(cohort, key):
        values = people.values[:, 0]
        for share, quantile in zip(marginal.shares, marginal.quantiles, strict=True):
            assert (values < quantile).mean() <= share + 1e-12
            assert (values <= quantile).mean() >= share - 1e-12


@each_marker
def test_nobody_lies_beyond_the_outermost_stored_percentiles(cohort: Cohort, key: str) -> None:
    for people, marginal in every_cell(cohort, key):
        assert people.values.min() == marginal.quantiles[0]
        assert people.values.max() == marginal.quantiles[-1]


def test_who_is_below_what_the_survey_tells_apart_is_marked_and_stands_at_it(
    cohort: Cohort,
) -> None:
    for people, marginal in every_cell(cohort, "crp"):
        assert people.limits is not None
        below = people.limits[:, 0] == BELOW
        assert below.mean() == pytest.approx(marginal.below, abs=1 / PEOPLE)
        assert set(people.values[below, 0]) == {0.02}
        assert people.values.min() == 0.02


def test_no_other_marker_has_a_limit(cohort: Cohort) -> None:
    assert cohort.limits is not None
    others = [column for column, key in enumerate(KEYS) if key != "crp"]
    assert (cohort.limits[:, others] == EXACT).all()
    assert not np.isnan(cohort.values).any()


@each_sex
def test_markers_go_together_as_they_do_in_the_survey(sex: Sex) -> None:
    cohort = survey_cohort(4000, seed=2)
    stored = survey_people().correlations[sex]
    found = [
        2 * np.sin(np.pi * spearmanr(people_of(cohort, sex, band).values).statistic / 6)
        for band in AGE_BANDS
    ]
    np.testing.assert_allclose(np.mean(found, axis=0), stored, atol=0.03)


@each_sex
def test_the_stored_correlations_are_positive_definite_as_they_are(sex: Sex) -> None:
    """Had they been mended, simulated people would go together otherwise than the survey's."""
    assert np.linalg.eigvalsh(survey_people().correlations[sex])[0] > 0.03


@given(st.integers(1, 60), st.integers(0, 2**32))
def test_any_number_of_people_has_the_spread_of_the_survey(count: int, seed: int) -> None:
    values = survey_cohort(count, seed).of_analytes(["ua"]).values[:count, 0]
    marginal = survey_people().marginals["ua", Sex.MALE, "20-29"]
    shares = (np.arange(count) + 0.5) / count
    expected = np.interp(shares, marginal.shares, marginal.quantiles)
    np.testing.assert_allclose(np.sort(values), expected)


def test_the_same_seed_gives_the_same_people(cohort: Cohort) -> None:
    again, other = survey_cohort(PEOPLE, seed=1), survey_cohort(PEOPLE, seed=2)
    np.testing.assert_array_equal(again.values, cohort.values)
    assert again.ages is not None
    assert cohort.ages is not None
    np.testing.assert_array_equal(again.ages, cohort.ages)
    assert not np.array_equal(other.values, cohort.values)


def test_a_suppressed_percentile_is_left_out_and_the_next_one_is_the_end(tmp_path: Path) -> None:
    kept = PATH.read_text(encoding="utf-8").replace(
        '"quantiles": [3.7, ', '"quantiles": [null, ', 1
    )
    (tmp_path / "people.json").write_text(kept, encoding="utf-8")
    found = read_survey_people(tmp_path / "people.json").marginals["alb", Sex.MALE, "20-29"]
    whole = survey_people().marginals["alb", Sex.MALE, "20-29"]
    np.testing.assert_array_equal(found.quantiles, whole.quantiles[1:])
    np.testing.assert_array_equal(found.shares, whole.shares[1:])


@pytest.mark.parametrize("language", Language)
def test_the_sentence_names_the_survey_the_country_and_what_was_not_asked(
    language: Language,
) -> None:
    sentence = text_in(language)("survey.what")
    words = {
        Language.EN: ("simulated", "US", "NHANES 1999–2018", "not Japanese", "psychiatric"),
        Language.JA: ("シミュレーション", "米国", "NHANES", "日本人ではなく", "精神疾患"),
    }
    assert [word for word in words[language] if word not in sentence] == []
    assert "normal people" not in sentence
