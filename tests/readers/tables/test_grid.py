from hypothesis import given
from hypothesis import strategies as st

from core.readers.tables import grid
from core.readers.tables.grid import block_of, blocks_of, text_column


@given(st.lists(st.sampled_from(["", "A", "B", "3.4"])))
def test_a_column_holds_each_text_once_and_gives_every_row_its_own(cells: list[str]) -> None:
    column = text_column(cells)
    assert len(set(column.texts)) == len(column.texts)
    assert [column.texts[code] for code in column.codes] == cells


def test_a_row_of_another_count_of_cells_is_in_no_column_and_told() -> None:
    block = block_of([(2, ["A", "1"]), (3, ["B"]), (5, ["C", "2", "x"]), (7, ["D", "3"])], 2)
    assert block.rows.tolist() == [2, 7]
    assert block.ragged == [(3, 1), (5, 3)]
    assert [list(column.texts) for column in block.columns] == [["A", "D"], ["1", "3"]]


def test_empty_cells_beyond_the_width_do_not_make_a_row_ragged() -> None:
    block = block_of([(2, ["A", "1", "", ""])], 2)
    assert (block.rows.tolist(), block.ragged) == ([2], [])


def test_blank_rows_are_in_no_block_and_a_block_is_of_bounded_size() -> None:
    rows = [(number, ["A" if number % 3 else " ", ""]) for number in range(2 * grid.CHUNK_ROWS)]
    blocks = list(blocks_of(rows, 2))
    assert [len(block.rows) for block in blocks] == [
        grid.CHUNK_ROWS,
        sum(1 for number, _ in rows if number % 3) - grid.CHUNK_ROWS,
    ]
    assert all(number % 3 for block in blocks for number in block.rows.tolist())


def test_rows_that_are_all_blank_are_no_block() -> None:
    assert list(blocks_of([(2, ["", " "]), (3, [])], 2)) == []
