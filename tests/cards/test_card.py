"""The card of a clinic's model is the same after it was written and read."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cards import (
    AGE,
    Kind,
    Measured,
    Warned,
    read_clinic_card,
    write_clinic_card,
)
from core.cards.card import FILE_NAME
from tests.figures.studio.records import card

FIGURES = st.floats(allow_nan=False, allow_infinity=False)
DETAILS = st.dictionaries(st.text(), st.text() | FIGURES | st.integers(-(2**53), 2**53))


@pytest.mark.parametrize("kind", Kind)
def test_a_card_is_read_as_it_was_written(kind: Kind, tmp_path: Path) -> None:
    write_clinic_card(card(kind), tmp_path)
    assert read_clinic_card(tmp_path) == card(kind)


@given(st.tuples(FIGURES, FIGURES, FIGURES), DETAILS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_figure_and_every_detail_is_kept_to_the_last_digit(
    tmp_path: Path, ends: tuple[float, float, float], details: dict[str, str | float]
) -> None:
    full = card()
    assert full.discrimination is not None
    found = replace(full.discrimination, auc=Measured(*ends))
    changed = replace(full, discrimination=found, warnings=(Warned("made_up", details),))
    write_clinic_card(changed, tmp_path)
    assert read_clinic_card(tmp_path) == changed


def test_the_same_card_is_the_same_file(tmp_path: Path) -> None:
    write_clinic_card(card(), tmp_path)
    first = (tmp_path / FILE_NAME).read_bytes()
    write_clinic_card(read_clinic_card(tmp_path), tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == first


@pytest.mark.parametrize("changed", [{"format": "another"}, {"plan": None}, {"features": 3}])
def test_what_is_no_card_of_a_clinic_s_model_is_refused(
    changed: dict[str, object], tmp_path: Path
) -> None:
    write_clinic_card(card(), tmp_path)
    document = json.loads((tmp_path / FILE_NAME).read_bytes())
    (tmp_path / FILE_NAME).write_text(json.dumps(document | changed), encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        read_clinic_card(tmp_path)


def test_a_model_scores_panels_where_these_hold_all_it_reads() -> None:
    full = card()
    marked = tuple(replace(feature, marker="ua") for feature in full.features)
    of_patient = replace(full.plan, covariates=(AGE, "sex"))
    assert replace(full, features=marked, plan=of_patient).is_for_panels
    by_site = replace(full.plan, covariates=("site",))
    assert not replace(full, features=marked, plan=by_site).is_for_panels
    foreign = (*marked, replace(marked[0], marker=""))
    assert not replace(full, features=foreign, plan=of_patient).is_for_panels
