from dataclasses import replace

import pytest

from core.figures.marker_table import check_table, others_table, result_table
from core.figures.table import Column, Picture, Table
from core.figures.theme import LIGHT
from core.markers import CATALOGUE, Interval, Marker, Sex
from core.panel import Measurement, Panel, Patient, Value
from core.scoring.model import Model
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.builders import measurement

EN = text_in(Language.EN)
READ = Measurement(
    marker=CATALOGUE["ua"],
    value=Value.exactly(3.4),
    text="202",
    unit="umol/L",
    interval=Interval(3.0, 7.0),
)
PANEL = Panel(
    patient=Patient(id="P-1", sex=Sex.MALE, age=30),
    measurements=(READ, measurement("hdl_c", 45), measurement("hb", 15), measurement("crp", 0.05)),
)
MEASURABLE = [marker for marker in CATALOGUE.values() if not marker.derived]


def column(table: Table, title: str) -> Column:
    return next(c for c in table.columns if c.title == title)


def test_the_check_tells_what_was_read_from_what_is_used() -> None:
    table = check_table(EN, PANEL, LIGHT)
    assert column(table, "As read").cells[0] == "202 umol/L"
    assert column(table, "Value").cells[0] == "3.40"
    assert column(table, "Unit").cells[0] == "mg/dL"


@pytest.mark.parametrize(
    ("language", "word"), [(Language.EN, "preliminary"), (Language.JA, "中間報告")]
)
def test_a_result_that_may_still_change_is_marked_in_a_word(language: Language, word: str) -> None:
    text = text_in(language)
    early = replace(
        PANEL, measurements=(replace(READ, is_preliminary=True), *PANEL.measurements[1:])
    )
    cells = column(check_table(text, early, LIGHT), text("figure.column.read")).cells
    assert [word in str(cell) for cell in cells] == [True, False, False, False]


def test_the_check_says_whose_interval_judges_each_value() -> None:
    owners = column(check_table(EN, PANEL, LIGHT), "Whose interval").cells
    assert owners == ("laboratory's own", "hospital table", "JCCLS 2022", "JCCLS 2022")


def test_a_used_marker_has_its_factor_and_an_unused_one_its_reason(model: Model) -> None:
    result = score(PANEL, model)
    used = column(result_table(EN, PANEL, result, LIGHT), "In the score").cells
    assert str(used[0]).startswith("yes, ×")
    assert used[1] == "reported only in the other sex"
    assert used[2] == "no case-control finding published"


@pytest.mark.parametrize("marker", MEASURABLE, ids=lambda marker: marker.key)
@pytest.mark.parametrize("sex", [*Sex, None])
@pytest.mark.parametrize("language", Language)
def test_any_marker_can_stand_in_either_table(
    marker: Marker, sex: Sex | None, language: Language, model: Model
) -> None:
    one = Panel(
        patient=Patient(id="P-1", sex=sex, age=30), measurements=(measurement(marker.key, 1.0),)
    )
    text = text_in(language)
    for table in (check_table(text, one, LIGHT), result_table(text, one, score(one, model), LIGHT)):
        assert {len(c.cells) for c in table.columns} == {1}
        assert table.csv()


def test_markers_outside_the_model_have_a_strip_where_they_have_an_interval() -> None:
    table = others_table(EN, PANEL, ("ua",), LIGHT)
    assert table is not None
    assert column(table, "Marker").cells == ("HDL cholesterol", "Hemoglobin", "CRP")
    strips = column(table, "Against its interval").cells
    assert [isinstance(cell, Picture) for cell in strips] == [True, True, False]


def test_where_nothing_is_outside_the_model_there_is_no_table() -> None:
    assert others_table(EN, PANEL, {m.marker.key for m in PANEL.measurements}, LIGHT) is None
