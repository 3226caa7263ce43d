import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.markers import CATALOGUE
from core.panel import Panel, Value
from core.readers.quantities import Stated
from core.readers.tables.measured import FieldColumn, MarkerColumn, PanelColumns, columns_of
from tests.strategies import panels

FILE = "panels.csv"


def column_of(*values: Value | None) -> MarkerColumn:
    stated = [None if v is None else Stated(v, "text", "mg/dL") for v in values]
    codes = np.arange(len(values), dtype=np.int32)
    return MarkerColumn(
        marker=CATALOGUE["ua"], header="UA", stated=stated, codes=codes, rows=codes.astype(np.int64)
    )


def test_a_column_is_two_arrays_of_ends_with_gaps() -> None:
    column = column_of(Value.exactly(3.4), None, Value.below(2), Value.above(9))
    np.testing.assert_array_equal(column.low, [3.4, np.nan, 0, 9])
    np.testing.assert_array_equal(column.high, [3.4, np.nan, 2, np.inf])
    assert column.is_stated.tolist() == [True, False, True, True]


def test_a_measurement_says_where_it_stands() -> None:
    none, measurement = column_of(None, Value.exactly(3.4)).measurements(FILE)
    assert none is None
    assert measurement is not None
    assert (measurement.place.file, measurement.place.row, measurement.place.column) == (
        FILE,
        1,
        "UA",
    )


def test_a_field_is_each_statement_once_and_the_one_of_each_panel() -> None:
    column = FieldColumn(["m", None], np.array([0, 1, 0], dtype=np.int32))
    assert column.of_each() == ["m", None, "m"]
    assert column.where(np.array([False, True, True])).of_each() == [None, "m"]
    assert column.where(slice(2)).of_each() == ["m", None]


def without_places(some: tuple[Panel, ...]) -> list[object]:
    return [
        (
            panel.patient,
            panel.specimen,
            panel.is_partly_read,
            {
                m.marker.key: (m.value, m.text, m.unit, m.interval, m.is_preliminary)
                for m in panel.measurements
            },
        )
        for panel in some
    ]


@given(st.lists(panels(may_be_preliminary=True), max_size=5))
def test_panels_as_columns_are_the_same_panels(some: list[Panel]) -> None:
    assert without_places(columns_of(some, FILE).panels()) == without_places(tuple(some))


@given(st.lists(panels(), max_size=7), st.integers(1, 4))
def test_columns_in_parts_hold_every_panel_once_and_in_order(some: list[Panel], size: int) -> None:
    columns = columns_of(some, FILE)
    parts = list(columns.parts(size))
    assert [len(part.ids) for part in parts[:-1]] == [size] * (len(parts) - 1)
    assert tuple(panel for part in parts for panel in part.panels()) == columns.panels()


def test_no_panels_are_one_empty_part() -> None:
    (part,) = PanelColumns(file=FILE).parts(10)
    assert part.panels() == ()
