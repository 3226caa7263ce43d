import csv
import io
import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.batch import COLUMNS, PARTLY_READ, ScoredRow, score_panels, score_stream, write_rows
from core.errors import Place, Problem, Severity
from core.figures.basis import honesty, score_is
from core.markers import Sex
from core.panel import Panel, Patient, Value
from core.readers import Reading, stream_panels
from core.scoring.model import Model
from core.scoring.score import Estimate, ModelStamp, RiskScore
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.report.samples import CLINIC
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.panels import of, panel, panels

EN = text_in(Language.EN)

# Only where a test fails: Hypothesis then prints its arguments, the model among them.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def in_row(row: int, name: str, **values: Value | float) -> Panel:
    """A man's panel that was read from a row of a file."""
    measured = of(Patient(id=name, sex=Sex.MALE, age=24, medication=False), values)
    placed = (replace(m, place=Place("a.csv", row, m.marker.key)) for m in measured.measurements)
    return replace(measured, measurements=tuple(placed))


def problem(row: int | None, severity: Severity = Severity.REFUSED) -> Problem:
    return Problem("reader.row.no_value", {}, Place("a.csv", row), severity)


def rows_of(reading: Reading, model: Model) -> list[ScoredRow]:
    return list(score_stream([reading], model, EN))


# A few subsets only: what a score is compared with is worked out once for each.
FEW = (("ua",), ("t_bil", "ac_c16", "ac_c18"), ("hdl_c", "ac_c16"), ("arginine", "ornithine"))


@settings(max_examples=25)
@given(st.lists(panels(subsets=FEW), min_size=1, max_size=8))
def test_panels_score_together_as_they_do_one_by_one(model: Model, several: list[Panel]) -> None:
    together = [row.estimate for row in score_panels(tuple(several), model, EN)]
    for one, estimate in zip(several, together, strict=True):
        alone = score(one, model)
        assert isinstance(alone, RiskScore) == (estimate is not None)
        if isinstance(alone, RiskScore) and estimate is not None:
            assert ends(estimate) == pytest.approx(ends(alone.estimate), rel=1e-12, abs=1e-12)


def ends(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.low, estimate.log_ratio, estimate.high


def test_rows_come_in_the_order_of_the_file_whatever_was_measured(model: Model) -> None:
    reading = Reading(
        (
            in_row(2, "a", ua=4.0),
            in_row(3, "b", ua=4.0, t_bil=0.5),
            in_row(5, "c", ua=Value.below(4)),
            in_row(7, "d", ua=5.0),
        ),
        (problem(4), problem(6)),
    )
    assert [row.id for row in rows_of(reading, model)] == ["a", "b", "", "c", "", "d"]


def test_a_row_that_gave_no_panel_has_its_reason_once(model: Model) -> None:
    reading = Reading((in_row(2, "a", ua=4.0),), (problem(3), problem(3)))
    read, unread = rows_of(reading, model)
    assert (read.id, read.reason) == ("a", "")
    assert unread.estimate is None
    assert unread.reason == EN.problem(problem(3))
    assert "row 3" in unread.reason


def test_a_problem_of_the_whole_file_is_no_row(model: Model) -> None:
    reading = Reading((in_row(2, "a", ua=4.0),), (problem(None),))
    (row,) = rows_of(reading, model)
    assert PARTLY_READ not in row.cautions


def test_a_row_that_was_read_in_part_says_so(model: Model) -> None:
    second = replace(in_row(3, "b", ua=4.0), is_partly_read=True)
    reading = Reading((in_row(2, "a", ua=4.0), second), (problem(3),))
    whole, partly = rows_of(reading, model)
    assert PARTLY_READ not in whole.cautions
    assert PARTLY_READ in partly.cautions
    assert partly.estimate == whole.estimate


def test_a_mere_note_does_not_make_a_row_read_in_part(model: Model) -> None:
    reading = Reading((in_row(2, "a", ua=4.0),), (problem(2, Severity.NOTE),))
    (row,) = rows_of(reading, model)
    assert PARTLY_READ not in row.cautions


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        (panel(None, ua=4.0), "sex_unknown"),
        (of(Patient(id="x", sex=Sex.FEMALE, pregnant=True), {"hdl_c": 50}), "pregnant"),
        (panel(Sex.FEMALE, ua=4.0), "no_usable_marker"),
    ],
)
def test_a_panel_without_a_score_says_why_in_the_readers_language(
    model: Model, measured: Panel, reason: str, language: Language
) -> None:
    (row,) = score_panels((measured,), model, text_in(language))
    assert row.estimate is None
    assert row.reason == text_in(language)(f"no_score.{reason}")


def test_cautions_are_those_of_the_score(model: Model) -> None:
    measured = replace(in_row(2, "a", t_bil=0.5), specimen=panel(None).specimen)
    measured = replace(measured, patient=replace(measured.patient, age=70, medication=True))
    (row,) = score_panels((measured,), model, EN)
    assert row.cautions == ("age_outside", "medication", "catalogue_interval")


def test_no_reading_gives_no_row(model: Model) -> None:
    assert list(score_stream([], model, EN)) == []


STAMP = ModelStamp("withdrawal-risk", "1.0.0", "2026.1", date(2026, 11, 20), is_virtual=True)


def written(*rows: ScoredRow) -> list[dict[str, str]]:
    output = io.StringIO()
    assert write_rows(rows, output, STAMP, score_is(EN, STAMP)) == len(rows)
    return list(csv.DictReader(output.getvalue().splitlines()))


def test_a_written_row_holds_ratios_with_their_interval() -> None:
    estimate = Estimate(math.log(3), math.log(0.5), math.log(12), math.log(2))
    (row,) = written(ScoredRow("a", estimate, ("medication", "age_unknown")))
    assert tuple(row) == COLUMNS
    assert (row["score"], row["score_low"], row["score_high"]) == ("3", "0.5", "12")
    assert row["score_sceptical"] == "2"
    assert row["cautions"] == "medication;age_unknown"
    assert (row["model"], row["model_version"]) == (STAMP.name, STAMP.version)
    assert "virtual cohort" in row["score_is"]


def test_a_row_without_a_score_is_written_with_its_reason_and_no_number() -> None:
    (row,) = written(ScoredRow("a", None, (), "No score: the sex is not stated."))
    assert (row["score"], row["score_low"], row["score_high"]) == ("", "", "")
    assert row["reason"] == "No score: the sex is not stated."


def test_a_score_too_large_for_a_number_is_written_all_the_same() -> None:
    (row,) = written(ScoredRow("a", Estimate(1e6, 1e5, 1e7, 1e6), ()))
    assert row["score"] == "inf"


def test_of_a_file_with_many_unreadable_rows_each_has_its_row(model: Model, tmp_path: Path) -> None:
    lines = [f"p{n},male,{'much' if n % 2 else '4.0'}" for n in range(600)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["id,sex,UA (mg/dL)", *lines]), encoding="utf-8")
    rows = list(score_stream(stream_panels(path), model, EN))
    assert [bool(row.estimate) for row in rows] == [True, False] * 300
    assert [row.id for row in rows[::2]] == [f"p{n}" for n in range(0, 600, 2)]
    assert all(row.reason for row in rows[1::2])


def test_a_note_on_the_rows_above_the_header_is_no_row(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    path.write_text("Results of a ward,,\nid,sex,UA (mg/dL)\nA,male,4\n", encoding="utf-8")
    assert [row.id for row in score_stream(stream_panels(path), model, EN)] == ["A"]


def test_a_clinics_model_scores_many_panels_as_it_scores_each() -> None:
    clinic = made_up_model(missing=0.1)
    middle = dict(zip(clinic.markers, clinic.medians[-1].tolist(), strict=True))
    several = (
        panel(Sex.MALE, **middle),
        panel(Sex.FEMALE, **middle | {"ua": 6.0}),
        panel(Sex.MALE, ua=5.0),
        panel(None, **middle),
        panel(Sex.MALE, **middle | {"ua": 300.0}),
    )
    for one, row in zip(several, score_panels(several, clinic, EN), strict=True):
        alone = score(one, clinic)
        assert isinstance(alone, RiskScore) == (row.estimate is not None)
        if isinstance(alone, RiskScore) and row.estimate is not None:
            assert ends(row.estimate) == pytest.approx(ends(alone.estimate), rel=1e-12, abs=1e-12)
            assert set(row.cautions) <= {caution.key for caution in alone.cautions}


@pytest.mark.parametrize("language", Language)
def test_a_refusal_by_a_clinics_model_is_told_with_its_details(language: Language) -> None:
    (row,) = score_panels((panel(Sex.MALE, ua=5.0),), made_up_model(), text_in(language))
    assert row.estimate is None
    assert "T-Bil / HDL-C / Arg / Orn" in row.reason


@pytest.mark.parametrize("language", Language)
def test_a_row_scored_by_a_clinics_model_names_it_and_says_what_it_rests_on(
    language: Language,
) -> None:
    output, text = io.StringIO(), text_in(language)
    write_rows([ScoredRow("a", Estimate(1, 0, 2, 0), ())], output, CLINIC, score_is(text, CLINIC))
    (row,) = csv.DictReader(output.getvalue().splitlines())
    assert (row["model"], row["model_version"]) == ("own-clinic", "3.0.0")
    assert honesty(text, CLINIC) in row["score_is"]
