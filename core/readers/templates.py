"""The files a clinic starts from: the header of a wide table and two rows that are made up.

`template.csv` holds them; the workbook is made from it. A marker of the catalogue that is not in
the template may be added as one more column, a column that is not needed may be deleted.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

# Writes XML and reads none.
from xml.sax.saxutils import escape  # nosec B406

from core.readers.quantities import NUMBER
from core.readers.tables.columns import letters

FILE = Path(__file__).with_name("template.csv")

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = "http://schemas.openxmlformats.org"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{FORMATS}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{CONTENT_TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CONTENT_TYPE}.worksheet+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{FORMATS}/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="{FORMATS}/officeDocument/2006/relationships/officeDocument"/>
</Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{FORMATS}/spreadsheetml/2006/main"
 xmlns:r="{FORMATS}/officeDocument/2006/relationships">
<sheets><sheet name="panels" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{FORMATS}/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="{FORMATS}/officeDocument/2006/relationships/worksheet"/>
</Relationships>""",
}
# A fixed time, so that the same template is the same bytes.
MADE = (2026, 1, 1, 0, 0, 0)


def template_csv() -> bytes:
    """Return the template as CSV; the byte order mark lets Excel see that it is UTF-8."""
    return FILE.read_text(encoding="utf-8").encode("utf-8-sig")


def template_xlsx() -> bytes:
    """Return the template as a workbook of one sheet."""
    rows = csv.reader(FILE.read_text(encoding="utf-8").splitlines())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for part, xml in (PARTS | {"xl/worksheets/sheet1.xml": _sheet(rows)}).items():
            package.writestr(zipfile.ZipInfo(part, MADE), XML + xml, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _sheet(rows: Iterable[list[str]]) -> str:
    written = [
        "".join(_cell(f"{letters(column)}{number}", text) for column, text in enumerate(row))
        for number, row in enumerate(rows, 1)
    ]
    data = "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(written, 1))
    return (
        f'<worksheet xmlns="{FORMATS}/spreadsheetml/2006/main">'
        f"<sheetData>{data}</sheetData></worksheet>"
    )


def _cell(place: str, text: str) -> str:
    if not text:
        return ""
    if NUMBER.fullmatch(text):
        return f'<c r="{place}"><v>{text}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
