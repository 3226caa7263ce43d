import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort import Origin
from core.cohort.overall.complete import LeftOut, Omission, complete
from core.figures.overall.components_left_out import (
    MOST_LETTERS,
    MOST_NAMED,
    analytes_left_out,
    cohort_notes,
    names_of,
    selection_notes,
    shortened,
)
from core.markers import Scale
from core.text import Text
from tests.figures.groups.cohorts import EN, KEYS, TEXTS, people


@pytest.mark.parametrize("text", TEXTS, ids=["en", "ja"])
@pytest.mark.parametrize("reason", Omission)
def test_every_reason_is_said_in_words(text: Text, reason: Omission) -> None:
    analyte = people(5).analytes[0]
    (said,) = analytes_left_out(text, [LeftOut(analyte, reason)])
    assert analyte.name(text.language) in said


def test_analytes_are_named_by_reason_together() -> None:
    first, second, third = people(5).analytes[:3]
    left_out = [
        LeftOut(first, Omission.GAPS),
        LeftOut(second, Omission.CONSTANT),
        LeftOut(third, Omission.GAPS),
    ]
    said = list(analytes_left_out(EN, left_out))
    assert len(said) == 2
    assert f"{first.name('en')}, {third.name('en')}." in said[1]


def test_of_many_names_the_others_are_counted() -> None:
    analytes = people(5).analytes * 4
    assert names_of(EN, analytes).endswith(f"and {len(analytes) - MOST_NAMED} more")
    assert "more" not in names_of(EN, analytes[:MOST_NAMED])


def test_logarithms_and_people_left_out_are_told() -> None:
    them = people(20)
    values = them.values.copy()
    values[:2, 0] = math.nan
    analytes = (them.analytes[0], replace(them.analytes[1], scale=Scale.LOG), *them.analytes[2:])
    them = replace(them, values=values, analytes=analytes)
    said = " ".join(selection_notes(EN, complete(them, KEYS).selection))
    assert "The logarithm is taken of Total cholesterol, HDL cholesterol." in said
    assert "2 people without an exact value" in said


@given(st.text(max_size=90))
def test_a_shortened_name_fits_and_keeps_its_ends(name: str) -> None:
    short = shortened(name)
    assert len(short) <= MOST_LETTERS
    if short != name:
        begin, _, end = short.partition("…")
        assert name.startswith(begin)
        assert name.endswith(end)


@pytest.mark.parametrize(
    ("origin", "said"),
    [(Origin.OWN, []), (Origin.VIRTUAL, ["assumed"]), (Origin.SURVEY, ["survey"])],
)
def test_simulated_people_are_said_to_be_simulated(origin: Origin, said: list[str]) -> None:
    notes = list(cohort_notes(EN, people(20, origin=origin)))
    assert len(notes) == len(said)
    assert all(word in note and "simulated" in note for word, note in zip(said, notes, strict=True))
