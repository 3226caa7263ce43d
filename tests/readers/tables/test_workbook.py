import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.readers.tables.workbook import (
    EPOCH,
    EPOCH_1904,
    Format,
    Workbook,
    format_of,
    read_workbook,
)
from core.readers.templates import FORMATS, PARTS
from tests.readers.files import package_of, saved, xlsx_of

SHARED = f"{FORMATS}/officeDocument/2006/relationships"


def workbook_of(data: bytes) -> Workbook:
    return read_workbook(zipfile.ZipFile(io.BytesIO(data)))


def test_visible_sheets_come_in_their_order_with_their_parts() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second")
    book.create_sheet("hidden").sheet_state = "hidden"
    book.create_chartsheet("chart")
    assert [(s.name, s.part) for s in workbook_of(saved(book)).sheets] == [
        ("Sheet", "xl/worksheets/sheet1.xml"),
        ("second", "xl/worksheets/sheet2.xml"),
    ]


def test_parts_may_be_linked_from_the_root_and_lie_anywhere() -> None:
    links = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "/data/s.xml")
    workbook = workbook_of(package_of("", **{"xl/_rels/workbook.xml.rels": links}))
    assert [sheet.part for sheet in workbook.sheets] == ["data/s.xml"]


def test_shared_strings_leave_their_readings_out() -> None:
    strings = (
        f'<sst xmlns="{FORMATS}/spreadsheetml/2006/main"><si><t>尿酸</t>'
        '<rPh sb="0" eb="2"><t>ニョウサン</t></rPh>'
        "</si><si><r><t>T-</t></r><r><rPr><b/></rPr><t>Bil</t></r></si><si/></sst>"
    )
    links = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Target="s.xml" Type="{SHARED}/sharedStrings"/></Relationships>',
    )
    parts = {"xl/_rels/workbook.xml.rels": links, "xl/s.xml": strings}
    assert workbook_of(package_of("", **parts)).strings == ["尿酸", "T-Bil", ""]


def test_a_workbook_without_strings_and_styles_is_complete() -> None:
    workbook = workbook_of(package_of(""))
    assert (workbook.strings, workbook.formats, workbook.epoch) == ([], [], EPOCH)


def test_the_formats_of_openpyxl_are_known() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row, code in enumerate(["General", "0.0%", numbers.FORMAT_DATE_YYYYMMDD2, "0.00"], 1):
        book.active.cell(row, 1, 1).number_format = code
    assert workbook_of(saved(book)).formats == [
        Format.NUMBER,
        Format.PERCENT,
        Format.DATE,
        Format.NUMBER,
    ]


def test_a_workbook_may_count_its_days_from_1904() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert workbook_of(saved(book)).epoch == EPOCH_1904
    assert workbook_of(xlsx_of(["a"])).epoch == EPOCH


@pytest.mark.parametrize(
    ("number", "code", "meaning"),
    [
        (0, "General", Format.NUMBER),
        (2, "", Format.NUMBER),
        (9, "", Format.PERCENT),
        (10, "", Format.PERCENT),
        (14, "", Format.DATE),
        (22, "", Format.DATE),
        (31, "", Format.DATE),
        (58, "", Format.DATE),
        (49, "", Format.NUMBER),
        (164, "yyyy/m/d h:mm", Format.DATE),
        (164, 'yyyy"年"m"月"d"日"', Format.DATE),
        (164, "[$-411]ggge.m.d;@", Format.DATE),
        (164, "[h]:mm", Format.DATE),
        (164, '0.0" mg/dL"', Format.NUMBER),
        (164, r"0.0\ \m\g", Format.NUMBER),
        (164, "#,##0.00_ ;[Red]-#,##0.00 ", Format.NUMBER),
        (164, "0.00E+00", Format.NUMBER),
        (164, '0.0"%"', Format.NUMBER),
        (164, "0.0 %", Format.PERCENT),
        (164, "0.0;yyyy", Format.NUMBER),
    ],
)
def test_a_number_format_says_what_a_number_stands_for(
    number: int, code: str, meaning: Format
) -> None:
    assert format_of(number, code) is meaning
