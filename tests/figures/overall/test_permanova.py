from dataclasses import replace

import numpy as np
import pytest

from core.cohort import Cohort, Design
from core.cohort.overall.permanova import MOST_PEOPLE, permanova
from core.figures.overall.permanova import Statement, permanova_statement
from core.text import Text
from tests.builders import factor
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, people


def stated(them: Cohort, text: Text = EN, **asked: object) -> Statement:
    design = Design(group="group", levels=them.factors["group"].levels, analytes=KEYS)
    design = replace(design, **asked)  # type: ignore[arg-type]
    return permanova_statement(text, permanova(them, design, 99), design)


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize("is_shared", [False, True])
def test_a_statement_has_a_sentence_a_table_and_notes(text: Text, is_shared: bool) -> None:
    found = stated(people(20, 20, is_shared=is_shared), text)
    assert found.title
    assert found.words
    assert found.notes
    assert len(found.table.columns[0].cells) == 2


def test_the_sentence_counts_the_arrangements_that_do_as_well() -> None:
    found = stated(people(20, 20, shift=5.0))
    assert found.words.startswith("Of 99 arrangements")
    assert ", 0 told the groups apart" in found.words
    assert "p = 0.0100 (40 people, 5 analytes)" in found.words


def test_unequal_spread_is_a_caution() -> None:
    them = people(40, 40)
    wide = np.repeat([1.0, 4.0], 40)[:, None]
    assert "Caution" in stated(replace(them, values=20 + (them.values - 20) * wide)).words
    assert "spread about equally" in stated(them).words


def test_strata_covariates_and_dropped_groups_are_told() -> None:
    them = people(20, 20, 1)
    sexes = factor("sex", ["female", "male"] * 20 + ["male"])
    them = replace(them, factors={**them.factors, "sex": sexes})
    notes = " ".join(stated(them, strata="sex", covariates=("age", "ua")).notes)
    assert "only among people of the same sex" in notes.lower()
    assert "not adjusted for" in notes
    assert "Uric acid" in notes
    assert "too few people with every analyte: g2" in notes


def test_a_sample_is_called_one() -> None:
    notes = stated(people(MOST_PEOPLE, 20)).notes
    assert f"Of {MOST_PEOPLE + 20:,} people, {MOST_PEOPLE:,} chosen" in " ".join(notes)


def test_counts_of_a_shared_cohort_are_rounded() -> None:
    found = stated(people(21, 23, is_shared=True))
    assert found.table.columns[1].cells == ("about 20", "about 25")
    assert "about 45 people" in found.words
