import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.reading import ProblemLog
from core.readers.tables import distinct
from core.readers.tables.distinct import Distinct, stated_ids
from core.readers.tables.grid import Block, text_column
from tests.readers.files import found

TEXTS = st.lists(st.sampled_from(["1", "2", "x", "y", ""]), min_size=1, max_size=12)


def parsed(text: str) -> int | Problem | None:
    if not text:
        return None
    return int(text) if text.isdigit() else Problem("reader.cell.not_a_number", {"text": text})


def block_of(texts: list[str], first: int = 2) -> Block:
    rows = np.arange(first, first + len(texts), dtype=np.int64)
    return Block(rows, [text_column(texts)])


@given(TEXTS)
def test_each_row_states_what_its_own_text_says(texts: list[str]) -> None:
    block, log = block_of(texts), ProblemLog("panels.csv")
    (column,) = block.columns
    stated = Distinct(parsed).stated(column, block, log, "UA")
    expected = [int(t) if t.isdigit() else None for t in texts]
    assert [stated[code] for code in column.codes] == expected
    told = [row for row, text in enumerate(texts, 2) if text in {"x", "y"}]
    assert found(log.take()) == [("reader.cell.not_a_number", row, "UA") for row in told]


@given(TEXTS)
def test_a_text_is_parsed_once_however_often_it_stands_there(texts: list[str]) -> None:
    seen: list[str] = []
    reader = Distinct[None](seen.append)
    for _ in range(2):
        block = block_of(texts)
        reader.stated(block.columns[0], block, ProblemLog(""), "UA")
    assert sorted(seen) == sorted(set(texts))


def test_a_column_of_noise_is_forgotten_and_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(distinct, "LIMIT_REMEMBERED", 3)
    reader, log = Distinct(parsed), ProblemLog("panels.csv")
    for first in (2, 12):
        block = block_of(["1", "2", "x", "y", "5"], first)
        assert reader.stated(block.columns[0], block, log, "UA") == [1, 2, None, None, 5]
    assert [row for _, row, _ in found(log.take())] == [4, 5, 14, 15]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["A-014", "b_2", "3.4"], ["A-014", "b_2", "3.4"]),
        (["A", " B "], ["A", "B"]),
        (["A", "甲"], ["A", "甲"]),
        (["A", "-"], ["A", None]),
        (["A", ""], ["A", None]),
        (["A", "B\nC"], ["A", None]),
        (["A", "x" * 65], ["A", None]),
        (["A", "=B1"], ["A", None]),
        (["A", "\u202eB"], ["A", None]),
    ],
)
def test_ids_are_kept_as_written_or_refused(texts: list[str], expected: list[str | None]) -> None:
    block, log = block_of(texts), ProblemLog("panels.csv")
    assert list(stated_ids(block.columns[0], block, log, "id")) == expected
    assert [row for _, row, _ in found(log.take())] == [3] * expected.count(None)
