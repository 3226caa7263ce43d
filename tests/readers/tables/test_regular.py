import io
from dataclasses import replace

import pytest

from core.readers.tables.items import resolved
from core.readers.tables.markup import LIMIT_TEXT
from core.readers.tables.package import open_package
from core.readers.tables.regular import (
    LAST_COLUMN,
    LIMIT_SEEN,
    Attributes,
    CellTexts,
    IrregularError,
    Places,
    RegularRows,
    column_of,
)
from core.readers.tables.workbook import EPOCH, Format, Workbook
from tests.readers.files import package_of

WORKBOOK = Workbook(
    open_package(io.BytesIO(package_of("")), "panels.xlsx"), [], ["id", "尿酸"], [], EPOCH
)


@pytest.mark.parametrize(
    ("row", "number", "cells"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c>', 1, {0: "1"}),
        (
            '\n <row r="7" spans="1:2" x14ac:dyDescent="0.2" >\n<c r="B7"><v>1</v></c>\r\n',
            7,
            {1: "1"},
        ),
        ('<row r="2"><c r="A2" s="1"/><c r="B2"/><c r="C2" ></c>', 2, {}),
        ('<row r="2">', 2, {}),
        ('<row r="2"><c r="A2" t="s"><v>1</v></c>', 2, {0: "尿酸"}),
        ('<row r="2"><c r="A2" t="s" s="9"><v>1</v></c>', 2, {0: "尿酸"}),
        ('<row r="2"><c r="A2" t="inlineStr"><is><t>&lt;0.1</t></is></c>', 2, {0: "<0.1"}),
        (
            '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>',
            2,
            {0: " a"},
        ),
        ('<row r="2"><c r="A2"><v /></c><c r="AA2"><v></v></c>', 2, {}),
        ('<row r="2"><c r="A2"><f>B1&amp;"x"</f><v>3.4</v></c>', 2, {0: "="}),
        ('<row r="2"><c r="A2"><f t="shared" si="0"/><v>3.4</v></c>', 2, {0: "="}),
        ('<row r="2"><c r="A2"><f/></c><c r="XFD2" t="b"><v>1</v></c>', 2, {0: "=", 16383: "true"}),
    ],
)
def test_a_row_that_is_written_as_usual_is_parsed(
    row: str, number: int, cells: dict[int, str]
) -> None:
    assert RegularRows(WORKBOOK, "").parse(row.encode()) == (number, cells)
    if "xml:" not in row and "x14ac" not in row:
        prefixed = row.replace("<", "<x:").replace("<x:/", "</x:")
        assert RegularRows(WORKBOOK, "x:").parse(prefixed.encode()) == (number, cells)


@pytest.mark.parametrize(
    "row",
    [
        "",
        "<row>",
        '<row spans="1:2" r="1">',
        '<row r="1"/>',
        '<row r="1" a="1" a="2">',
        '<row r="1" r="2">',
        '<row r="1" a="&amp;">',
        '<row r="1" a="é">',
        '<row r="1">text',
        '<row r="1"><!-- -->',
        '<row r="1"><?x ?>',
        '<row r="1"><x/>',
        '<x:row r="1">',
        "</sheetData>",
        '</sheetData><!DOCTYPE a><row r="1">',
        '<row r="1"/><row r="2">',
        '<row r="1"><c r="A2"><v>1</v></c>',
        '<row r="1"><c r="A01"><v>1</v></c>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="XFE1"><v>1</v></c>',
        *(
            f'<row r="1"><c r="B1"{cell}'
            for cell in [
                "><v>1</v>",
                "><v>1</v></c>x",
                "><v>1</v></c></c>",
                "><v>1</v><v>2</v></c>",
                "><v>1</v><f/></c>",
                "><v>&#49;</v></c>",
                ' t="str"><v>a]]>b</v></c>',
                ' t="str"><v>a\rb</v></c>',
                ' t="str"><v>\x01</v></c>',
                ' t="str"><v>\uffff</v></c>',
                ' t="str"><v>&nbsp;</v></c>',
                ' t="str"><v><![CDATA[a]]></v></c>',
                ' t="str" t="s"><v>0</v></c>',
                ' t="s" r="C1"><v>0</v></c>',
                "  t='s'><v>0</v></c>",
                't="s"><v>0</v></c>',
                '><f a="1" a="2"/></c>',
                ' t="inlineStr"><is><r><t>a</t></r></is></c>',
                ' t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is></c>',
                '><v xml:space="preserve">1</v></c>',
                "><x:v>1</x:v></c>",
            ]
        ),
    ],
)
def test_whatever_is_not_accounted_for_is_irregular(row: str) -> None:
    with pytest.raises(IrregularError):
        RegularRows(WORKBOOK, "").parse(row.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        RegularRows(WORKBOOK, "").parse(b'<row r="1"><c r="A1" t="str"><v>\xff</v></c>')


def test_rows_of_other_columns_are_told_apart() -> None:
    rows = RegularRows(WORKBOOK, "")
    parsed = [
        rows.parse(f'<row r="1"><c r="{c}1"><v>1</v></c><c r="{d}1"><v>2</v></c>'.encode())[1]
        for c, d in ("AB", "AB", "AC", "AB")
    ]
    assert parsed == [{0: "1", 1: "2"}, {0: "1", 1: "2"}, {0: "1", 2: "2"}, {0: "1", 1: "2"}]


def test_numbers_that_are_written_alike_are_told_apart_by_their_format() -> None:
    formats = [Format.NUMBER, Format.PERCENT, Format.DATE]
    texts = CellTexts(replace(WORKBOOK, formats=formats), "", Attributes())
    cells = {
        "><v>1.0</v></c>": "1",
        "><v>2.50</v></c>": "2.5",
        ' s="1"><v>1</v></c>': "100%",
        ' s="1"><v>2</v></c>': "200%",
        ' s="2"><v>1</v></c>': "1899-12-31",
        ' s="2"><v>2</v></c>': "1900-01-01",
        ' t="str"><v>1.0</v></c>': "1.0",
        ' t="str"><v>2.0</v></c>': "2.0",
        ' s="9"/>': "",
    }
    assert {cell: texts[cell.encode()] for cell in cells} == cells
    for broken in ("><v>1e</v></c>", "><v>1.2.3</v></c>", ' s="9"><v>1</v></c>'):
        with pytest.raises((ValueError, LookupError)):
            texts[broken.encode()]


def test_columns_are_counted_from_0_by_their_letters() -> None:
    names = ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
    assert [column_of(name) for name in names] == [0, 25, 26, 51, 52, 701, 702, LAST_COLUMN - 1]
    assert [Places()[name.encode()] for name in names] == [column_of(name) for name in names]


def test_cells_and_attributes_that_are_all_different_are_not_all_kept() -> None:
    attributes = Attributes()
    texts = CellTexts(WORKBOOK, "", attributes)
    for i in range(LIMIT_SEEN + 10):
        assert texts[f' a{i}="1"><v>{i}</v></c>'.encode()] == str(i)
    assert len(texts) <= LIMIT_SEEN
    assert len(attributes) <= LIMIT_SEEN
    long = f' t="str"><v>{"x" * 500}</v></c>'.encode()
    assert texts[long] == "x" * 500
    assert long not in texts


def test_entities_are_resolved_once_and_no_text_is_endless() -> None:
    assert resolved("&amp;lt; &quot;&apos;&gt;") == "&lt; \"'>"
    assert resolved("x" * LIMIT_TEXT) == "x" * LIMIT_TEXT
    with pytest.raises(ValueError, match="longer"):
        resolved("x" * (LIMIT_TEXT + 1))
