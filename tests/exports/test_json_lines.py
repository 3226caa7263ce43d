import json
from datetime import datetime

from hypothesis import given

from core.errors import Place, Problem, Severity
from core.exports.json_lines import measurement_record, problem_record
from core.panel import Panel, Specimen, Value
from core.text import Language, text_in
from tests.builders import panel
from tests.strategies import panels

EN, JA = text_in(Language.EN), text_in(Language.JA)


@given(of=panels(may_have_zone=True, may_be_preliminary=True))
def test_a_measurement_is_strict_json_and_says_all_that_is_known(of: Panel) -> None:
    for measurement in of.measurements:
        record = measurement_record(of, measurement, EN)
        read = json.loads(json.dumps(record, allow_nan=False))
        assert read == record
        used, high = read["used"], measurement.value.high
        assert used["low"] == measurement.value.low
        assert used["high"] == (None if high == float("inf") else high)
        assert (used["value"] is None) is not measurement.value.is_exact
        assert (read["interval"] is None) is (measurement.interval is None)
        assert read["preliminary"] is measurement.is_preliminary


def test_a_censored_value_is_an_interval_open_to_infinity() -> None:
    of = panel(ua=Value.above(12))
    record = measurement_record(of, of.measurements[0], JA)
    assert record["used"] == {"value": None, "low": 12, "high": None, "unit": "mg/dL"}
    assert (record["marker"], record["name"]) == ("ua", "尿酸")


def test_a_record_names_the_panel_its_time_and_the_place() -> None:
    collected = datetime.fromisoformat("2026-10-02T09:10+09:00")
    of = panel(specimen=Specimen(collected=collected), ua=5)
    record = measurement_record(of, of.measurements[0], EN)
    assert (record["panel"], record["collected"]) == ("P-1", "2026-10-02T09:10:00+09:00")
    assert record["place"] == {"file": None, "row": None, "column": None, "path": None}


def test_a_problem_has_its_key_its_sentence_and_its_place_apart() -> None:
    place = Place("a.csv", 3, "UA (mg/dL)")
    problem = Problem("reader.cell.negative", {"text": "-1"}, place, Severity.NOTE)
    record = problem_record(problem, EN)
    assert (record["problem"], record["severity"]) == ("reader.cell.negative", "note")
    assert record["sentence"] == EN("reader.cell.negative", text="-1")
    assert record["place"] == {"file": "a.csv", "row": 3, "column": "UA (mg/dL)", "path": None}
