from dataclasses import replace

from core.commands.tally import Tally, tally_lines, understanding_lines
from core.panel import Patient, Value
from core.readers import Reading
from core.readers.tables.measured import columns_of
from core.readers.understanding import Shape, Understanding
from core.text import Language, text_in
from tests.builders import panel

EN = text_in(Language.EN)


def test_values_are_counted_by_marker_with_their_units_as_read() -> None:
    first = panel(ua=5, crp=Value.below(0.1))
    other = replace(first.measurements[0], unit="umol/L")
    second = replace(first, patient=Patient(id="B"), measurements=(other,))
    tally = Tally()
    read = Reading((), ())
    assert list(tally.counting([(columns_of((first, second, second), ""), read)])) == [read]
    limits = "of these below or above a limit"
    assert tally_lines(tally, EN) == [
        "Panels: 3; patients: 2.",
        f"UA (Uric acid (urate)): values 3, {limits} 0; unit as read mg/dL, umol/L, used mg/dL.",
        f"CRP (CRP): values 1, {limits} 1; unit as read mg/dL, used mg/dL.",
    ]


def test_how_a_file_was_read_leaves_out_what_its_form_has_not() -> None:
    table = Understanding(
        shape=Shape.WIDE, signature="", items=(), encoding="utf-8", separator="\t", header_row=3
    )
    assert understanding_lines(table, EN)[1:] == [
        "Encoding of the text: utf-8.",
        "Separator between cells: tab",
        "Row with the column names: 3.",
    ]
    bare = Understanding(shape=Shape.FHIR, signature="", items=())
    assert understanding_lines(bare, EN) == ["Read as FHIR R4 resources."]


def test_every_shape_has_a_sentence_in_both_languages() -> None:
    for language in Language:
        for shape in Shape:
            read = Understanding(shape=shape, signature="", items=())
            assert understanding_lines(read, text_in(language))[0]
