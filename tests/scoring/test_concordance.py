import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evidence.population import is_acylcarnitine, reported_markers
from core.markers import CATALOGUE, Sex
from core.scoring.concordance import concordance
from core.scoring.inputs import Inputs, nothing
from core.scoring.score import Concordance

each_sex = pytest.mark.parametrize("sex", Sex)
ENDS = st.floats(-6, 6)


def inputs(sex: Sex, **ranges: float | tuple[float, float]) -> Inputs:
    pairs = [r if isinstance(r, tuple) else (r, r) for r in ranges.values()]
    low, high = np.array(pairs, dtype=float).reshape(-1, 2).T
    return Inputs(sex, tuple(ranges), low, high)


def towards_cases(sex: Sex, key: str) -> int:
    finding = CATALOGUE[key].case_control(sex)
    assert finding is not None
    return finding.direction.sign


@each_sex
@pytest.mark.parametrize(("distance", "beyond"), [(1.0, 0), (2.5, 1)])
def test_a_marker_on_the_published_side_shows_its_direction(
    sex: Sex, distance: float, beyond: int
) -> None:
    for key in reported_markers(sex):
        found = concordance(inputs(sex, **{key: distance * towards_cases(sex, key)}))
        assert found == Concordance(directions=1, shown=1, beyond=beyond, undecided=0)


@each_sex
@pytest.mark.parametrize("distance", [0.0, 1.0, 2.5])
def test_a_marker_on_the_other_side_shows_nothing(sex: Sex, distance: float) -> None:
    for key in reported_markers(sex):
        found = concordance(inputs(sex, **{key: -distance * towards_cases(sex, key)}))
        assert found == Concordance(directions=1, shown=0, beyond=0, undecided=0)


def test_the_acylcarnitines_are_one_direction_shown_by_their_mean() -> None:
    men = inputs(Sex.MALE, ac_c16=3.0, ac_c18=-1.0, ac_c18_1=0.5)
    assert concordance(men) == Concordance(directions=1, shown=1, beyond=0, undecided=0)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((-np.inf, -0.5), Concordance(1, 1, 0, 0)),
        ((-np.inf, 0.5), Concordance(1, 0, 0, 1)),
        ((0.5, np.inf), Concordance(1, 0, 0, 0)),
        ((-np.inf, -2.5), Concordance(1, 1, 1, 0)),
    ],
)
def test_a_censored_value_counts_only_where_all_of_it_lies_on_one_side(
    ends: tuple[float, float], expected: Concordance
) -> None:
    assert concordance(inputs(Sex.MALE, t_bil=ends)) == expected


@given(st.data(), st.sampled_from(Sex))
def test_what_is_shown_is_among_what_was_looked_at(data: st.DataObject, sex: Sex) -> None:
    keys = data.draw(st.lists(st.sampled_from(reported_markers(sex)), unique=True))
    drawn = {key: tuple(sorted((data.draw(ENDS), data.draw(ENDS)))) for key in keys}
    found = concordance(inputs(sex, **drawn))  # type: ignore[arg-type] # pairs
    assert 0 <= found.beyond <= found.shown
    assert found.shown + found.undecided <= found.directions
    assert found.directions == len({is_acylcarnitine(key) or key for key in keys})


@each_sex
def test_an_empty_panel_has_no_direction_to_show(sex: Sex) -> None:
    assert concordance(nothing(sex)) == Concordance(0, 0, 0, 0)
