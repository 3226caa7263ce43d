import pytest

from core.markers import CATALOGUE, REFERENCES, Interval
from core.panel import Measurement, Value
from core.report.marker_page import Content, marker_content
from core.scoring.score import Result
from core.text import Language, text_in
from tests.report.samples import (
    LABORATORY,
    NO_SCORE,
    ROUTINE,
    ROUTINE_SCORE,
    measurement,
    panel,
    risk_score,
)

TEXT = text_in(Language.EN)


def rows(*measurements: Measurement, result: Result = ROUTINE_SCORE) -> list[Content]:
    found: list[Content] = marker_content(TEXT, panel(*measurements), result)["rows"]
    return found


def test_markers_stand_in_the_order_of_the_catalogue() -> None:
    order = [CATALOGUE[key].name("en") for key in ("t_bil", "ua", "hdl_c", "ac_c18", "rbc")]
    assert [row["name"] for row in marker_content(TEXT, ROUTINE, ROUTINE_SCORE)["rows"]] == order


def test_a_value_in_the_middle_of_its_interval_stands_in_the_middle_of_the_strip() -> None:
    (row,) = rows(measurement("ua", 5.75))
    assert row["strip"] == {"at": pytest.approx(0.5), "off": 0, "open": False, "arrow": 0}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Value.below(0.05), {"open": True, "arrow": -1, "off": 0}),
        (Value.above(0.05), {"open": True, "arrow": 1, "off": 0}),
        (Value.above(9.0), {"open": True, "arrow": 1, "off": 1}),
        (Value.exactly(9.0), {"open": False, "arrow": 0, "off": 1}),
        (Value.exactly(0.0001), {"open": False, "arrow": 0, "off": -1}),
        (Value.exactly(0.0), {"open": False, "arrow": 0, "off": -1}),
    ],
)
def test_a_censored_value_points_to_where_it_may_be_and_one_off_the_scale_to_its_edge(
    value: Value, expected: dict[str, object]
) -> None:
    (row,) = rows(measurement("ac_c18", value, interval=LABORATORY))
    assert {key: row["strip"][key] for key in expected} == expected
    assert 0 <= row["strip"]["at"] <= 1


@pytest.mark.parametrize("interval", [None, Interval(None, 0.12), Interval(0.0, 0.12)])
def test_a_marker_that_cannot_be_standardised_has_no_strip(interval: Interval | None) -> None:
    (row,) = rows(measurement("ac_c18", 0.05, interval=interval))
    assert row["strip"] is None


def test_the_value_as_read_is_shown_where_it_differs() -> None:
    same, converted = rows(
        measurement("t_bil", 0.409, text="7.0", unit="umol/L"), measurement("ua", 3.4)
    )[::-1]
    assert same["as_read"] == ""
    assert converted["as_read"] == "read: 7.0 µmol/L"


def test_the_owner_of_each_interval_is_named() -> None:
    own, published, none = rows(
        measurement("ua", 3.4, interval=Interval(3.0, 7.0)),
        measurement("hdl_c", 52),
        measurement("arginase_1", 20),
    )
    assert (own["owner"], published["owner"], none["owner"]) == (
        "laboratory's own",
        "hospital table",
        "",
    )
    assert none["interval"] == "no interval"


def test_a_marker_in_the_score_shows_its_factor_and_any_other_a_no() -> None:
    used, left = rows(
        measurement("ua", 3.4), measurement("hdl_c", 52), result=risk_score(("ua", 0.8))
    )
    assert (used["used"], left["used"]) == ("×2.2", "no")
    assert rows(measurement("ua", 3.4), result=NO_SCORE)[0]["used"] == "no"


def test_every_source_that_a_row_names_is_listed_and_no_other() -> None:
    content = marker_content(TEXT, ROUTINE, ROUTINE_SCORE)
    names = {source["name"] for source in content["sources"]}
    said = " ".join(row["owner"] + row["evidence"] for row in content["rows"])
    rows = {"Setoyama 2022", "Hayakawa 2018", "JCCLS 2022", "hospital table"}
    assert all(name in said for name in rows)
    # That of the second draw stands on the first page.
    assert names == rows | {"EuBIVAS 2022"}


def test_a_source_with_a_doi_can_be_followed() -> None:
    for source in marker_content(TEXT, ROUTINE, ROUTINE_SCORE)["sources"]:
        reference = next(r for r in REFERENCES.values() if r.citation == source["citation"])
        assert source["url"] == reference.url
        assert (reference.doi in source["doi"]) == bool(source["doi"] or not reference.doi)
