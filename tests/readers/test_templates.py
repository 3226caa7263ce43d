import io

import openpyxl
import pytest
import python_calamine

from core.markers import CATALOGUE, Contrast
from core.readers import Reading, read_panels
from core.readers.context import PATIENT, SPECIMEN
from core.readers.tables.headers import heading_of
from core.readers.templates import template_csv, template_xlsx

FILES = {"template.csv": template_csv(), "template.xlsx": template_xlsx()}


def header() -> list[str]:
    return template_csv().decode("utf-8-sig").splitlines()[0].split(",")


@pytest.mark.parametrize("name", FILES)
def test_a_template_reads_back_without_problems(name: str) -> None:
    reading = read_panels(FILES[name], name)
    assert reading.problems == ()
    assert [panel.patient.id for panel in reading.panels] == ["MADE-UP-1", "MADE-UP-2"]


def test_both_templates_hold_the_same() -> None:
    def stated(reading: Reading) -> list[object]:
        return [
            (
                p.patient,
                p.specimen,
                [(m.marker, m.value, m.interval, m.unit) for m in p.measurements],
            )
            for p in reading.panels
        ]

    first, second = (stated(read_panels(data, name)) for name, data in FILES.items())
    assert first == second


def test_every_header_of_the_template_is_known_and_states_its_unit() -> None:
    headings = [heading_of(i, text) for i, text in enumerate(header())]
    assert all(headings)
    values = [h for h in headings if h and h.marker and h.role.value == "value"]
    assert all(h.unit for h in values)


def test_the_template_names_every_field_and_every_marker_that_may_enter_the_score() -> None:
    headings = [h for i, text in enumerate(header()) if (h := heading_of(i, text))]
    assert {h.field for h in headings if h.field} == {"id", *PATIENT, *SPECIMEN}
    scored = {
        key
        for key, marker in CATALOGUE.items()
        if any(f.contrast is Contrast.CASE_CONTROL and f.direction.sign for f in marker.findings)
    }
    assert {h.marker.key for h in headings if h.marker} == scored


def test_where_the_catalogue_has_no_interval_the_template_asks_for_the_laboratorys() -> None:
    roles: dict[str, set[str]] = {}
    for i, text in enumerate(header()):
        heading = heading_of(i, text)
        if heading and heading.marker:
            roles.setdefault(heading.marker.key, set()).add(heading.role)
    for key, found in roles.items():
        assert found == ({"value"} if CATALOGUE[key].intervals else {"value", "low", "high"})


def test_other_programs_open_the_workbook() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(template_xlsx())).active
    assert sheet is not None
    assert [cell.value for cell in next(iter(sheet.rows))] == header()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(template_xlsx()))
    assert book.get_sheet_by_index(0).to_python()[0] == header()


def test_a_template_is_the_same_bytes_each_time() -> None:
    assert template_xlsx() == template_xlsx()
