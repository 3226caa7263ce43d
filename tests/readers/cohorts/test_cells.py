import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cohort.cohort import ABOVE, BELOW, EXACT
from core.errors import Severity
from core.markers import CATALOGUE
from core.markers.units import conversion
from core.readers.cohorts import cells as module
from core.readers.cohorts.amounts import AnyAmounts, MarkerAmounts
from core.readers.cohorts.cells import HOPELESS, MISSING, MOST_TEXTS, REFUSED, Cells, Gatherer
from core.readers.reading import LIMIT_LISTED
from core.readers.tables.grid import Block, text_column

TEXTS = st.lists(st.sampled_from(["1", "2.5", "-3", "<4", ">5", "", "NA", "x", "1e999", "case"]))
KINDS = {"<4": BELOW, ">5": ABOVE, "": MISSING, "NA": MISSING, "x": REFUSED, "case": REFUSED,
         "1e999": REFUSED}  # fmt: skip


def taken(gatherer: Gatherer, texts: Sequence[str], first_row: int = 2) -> None:
    rows = np.arange(first_row, first_row + len(texts), dtype=np.int64)
    column = text_column(texts)
    gatherer.take(column, Block(rows, [column]))


def cells_of(texts: Sequence[str], size: int = 1_000_000) -> Cells:
    """The cells of texts that come in blocks of a size."""
    gatherer = Gatherer(AnyAmounts("", ""))
    for start in range(0, len(texts), size):
        taken(gatherer, texts[start : start + size], 2 + start)
    return gatherer.finished()


@given(TEXTS, st.integers(1, 5))
def test_it_makes_no_difference_where_a_block_ends(texts: list[str], size: int) -> None:
    whole, cut = cells_of(texts), cells_of(texts, size)
    assert np.array_equal(whole.values, cut.values, equal_nan=True)
    assert whole.kinds.tolist() == cut.kinds.tolist()
    assert whole.codes is not None
    assert cut.codes is not None
    assert [whole.texts[c] for c in whole.codes] == [cut.texts[c] for c in cut.codes]
    assert whole.told == cut.told


@given(TEXTS)
def test_each_cell_is_an_amount_a_limit_refused_or_missing(texts: list[str]) -> None:
    cells = cells_of(texts)
    assert cells.kinds.tolist() == [KINDS.get(text, EXACT) for text in texts]
    assert np.isnan(cells.values).tolist() == [KINDS.get(t, 0) in (REFUSED, MISSING) for t in texts]
    assert cells.limits.tolist() == [k if abs(k) == 1 else 0 for k in cells.kinds.tolist()]
    assert cells.is_censored is any(text in ("<4", ">5") for text in texts)
    assert cells.codes is not None
    assert [cells.texts[code] for code in cells.codes] == texts


@given(TEXTS, st.data())
def test_some_of_the_rows_state_what_they_stated_among_all(
    texts: list[str], data: st.DataObject
) -> None:
    kept = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))), dtype=bool
    )
    some = cells_of(texts).where(kept)
    again = cells_of([text for text, is_kept in zip(texts, kept, strict=True) if is_kept])
    assert np.array_equal(some.values, again.values, equal_nan=True)
    assert some.kinds.tolist() == again.kinds.tolist()


def test_rows_can_be_made_to_state_nothing() -> None:
    cells = cells_of(["1", "2", "x"]).without(np.array([True, False, False]))
    assert cells.kinds.tolist() == [MISSING, EXACT, REFUSED]
    assert math.isnan(cells.values[0])


def test_every_cell_that_is_refused_is_told_with_its_row() -> None:
    told = cells_of(["1", "x", "", "x", "y"]).told
    assert [(p.place.row, p.details["text"]) for p in told.listed] == [(3, "x"), (5, "x"), (6, "y")]
    assert not told.more


def test_so_many_are_told_and_the_rest_is_counted() -> None:
    told = cells_of(["1"] + ["x"] * (LIMIT_LISTED + 7), 50).told
    assert len(told.listed) == LIMIT_LISTED
    assert dict(told.more) == {Severity.REFUSED: 7}


@pytest.mark.parametrize(("extra", "is_kept"), [(0, True), (1, False)])
def test_texts_are_kept_while_they_may_name_groups(extra: int, is_kept: bool) -> None:
    texts = [f"g{i}" for i in range(MOST_TEXTS + extra)]
    for size in (30, 10_000):
        cells = cells_of(texts, size)
        assert (cells.codes is not None) is is_kept
        assert len(cells.texts) == (MOST_TEXTS if is_kept else 0)


def test_a_column_of_words_is_soon_known_for_one() -> None:
    words = [f"w{i}" for i in range(HOPELESS + 500)]
    cells = cells_of([*words, "NA", "3.5", "<2"], 100)
    assert cells.kinds[-3:].tolist() == [MISSING, EXACT, REFUSED]
    assert int(cells.is_refused.sum()) == len(words) + 1
    assert sum(cells.told.more.values()) == len(words) + 1 - LIMIT_LISTED


def test_words_do_not_hide_the_limits_of_a_column_of_numbers() -> None:
    words, numbers = [f"w{i}" for i in range(HOPELESS + 1)], [f"{i}.5" for i in range(HOPELESS)]
    cells = cells_of([*numbers, *words, "<2"])
    assert cells.kinds[-1] == BELOW


@pytest.mark.parametrize("size", [100, 10_000])
def test_after_many_notes_a_column_is_asked_about_as_a_whole(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 50)
    marker = CATALOGUE["ua"]
    gatherer = Gatherer(MarkerAmounts(marker, "mg/dL", conversion(marker, "mg/dL"), ""))
    texts = [f"{300 + i / 1000}" for i in range(1_000)]
    for start in range(0, len(texts), size):
        taken(gatherer, texts[start : start + size], 2 + start)
    cells = gatherer.finished()
    assert cells.values.tolist() == [float(text) for text in texts]
    assert {p.key for p in cells.told.listed} == {"unit.likelier_own"}
    assert cells.told.is_cut


def test_a_column_without_a_row_states_nothing() -> None:
    assert cells_of([]).values.shape == (0,)
