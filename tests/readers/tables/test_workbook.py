import io

import openpyxl
import pytest
from openpyxl.styles import numbers
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.readers.tables.package import open_package
from core.readers.tables.workbook import (
    EPOCH,
    EPOCH_1904,
    LIMIT_LINKS,
    LIMIT_STYLES,
    Format,
    Workbook,
    format_of,
    read_workbook,
)
from core.readers.templates import FORMATS, PARTS
from tests.readers.files import package_of, saved, xlsx_of

SHARED = f"{FORMATS}/officeDocument/2006/relationships"


def workbook_of(data: bytes) -> Workbook:
    return read_workbook(open_package(io.BytesIO(data), "panels.xlsx"))


def linked(kind: str, content: str) -> dict[str, str]:
    """A part that the workbook links to, beside its sheet."""
    links = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Target="p.xml" Type="{SHARED}/{kind}"/></Relationships>',
    )
    return {"xl/_rels/workbook.xml.rels": links, "xl/p.xml": content}


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


def test_shared_strings_are_those_that_the_workbook_links_to() -> None:
    parts = linked("sharedStrings", "<sst><si><t>UA</t></si><si/></sst>")
    assert workbook_of(package_of("", **parts)).strings == ["UA", ""]


def test_a_sheet_that_is_listed_often_is_one() -> None:
    sheets = "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId1"/>' for i in range(1000))
    start, end = PARTS["xl/workbook.xml"].split("<sheets>")[0], "</sheets></workbook>"
    data = package_of("", **{"xl/workbook.xml": f"{start}<sheets>{sheets}{end}"})
    assert [sheet.name for sheet in workbook_of(data).sheets] == ["s0"]


def test_formats_of_conditions_do_not_count_as_those_of_cells() -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs>'
        '<xf numFmtId="164"><alignment/></xf><xf/></cellXfs><dxfs><dxf>'
        '<numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs></styleSheet>'
    )
    read = workbook_of(package_of("", **linked("styles", styles)))
    assert read.formats == [Format.DATE, Format.NUMBER]


@pytest.mark.parametrize(
    "parts",
    [
        linked("styles", f"<a><cellXfs>{'<xf/>' * (LIMIT_STYLES + 1)}</cellXfs></a>"),
        {
            "xl/_rels/workbook.xml.rels": "<a>"
            + '<Relationship Id="a" Type="b" Target="c"/>' * (LIMIT_LINKS + 1)
            + "</a>"
        },
    ],
)
def test_lists_longer_than_any_program_writes_are_refused(parts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="longer"):
        workbook_of(package_of("", **parts))


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
        (164, "[" * 100_000, Format.NUMBER),
    ],
)
def test_a_number_format_says_what_a_number_stands_for(
    number: int, code: str, meaning: Format
) -> None:
    assert format_of(number, code) is meaning
