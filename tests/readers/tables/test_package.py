import io
import struct
import zipfile
from xml.parsers import expat

import pytest

from core.readers.tables.package import (
    LIMIT_PARTS,
    LIMIT_SMALL_PART,
    LIMIT_TAG_BYTES,
    LIMIT_TAGS,
    LIMIT_UNPACKED,
    local,
    open_package,
    parse_part,
    tags,
    xml_parser,
)
from tests.readers.files import SHEET, package_of, refusal_of

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
MEGABYTE = 1024**2


def refused(data: bytes) -> str:
    return refusal_of(data, "panels.xlsx").key


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def test_an_empty_file_is_refused() -> None:
    assert refused(b"") == "reader.file.empty"


@pytest.mark.parametrize(
    "data",
    [b"id,UA (mg/dL)\nA,3.4", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", bytes(99)],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert refused(data) == "reader.file.broken_workbook"


def test_an_old_or_protected_workbook_is_refused_with_its_remedy() -> None:
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)) == "reader.file.old_workbook"


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(LIMIT_UNPACKED // MEGABYTE + 1):
            part.write(bytes(MEGABYTE))
    data = file.getvalue()
    assert len(data) < MEGABYTE
    assert refused(data) == "reader.file.unpacks_too_large"


def test_a_zip_bomb_that_declares_less_is_unpacked_no_further() -> None:
    data = bytearray(package_of(ROW + " " * (8 * MEGABYTE)))
    directory = data.rindex(SHEET.encode()) - 46
    assert data[directory : directory + 4] == b"PK\x01\x02"
    size = struct.unpack_from("<L", data, directory + 24)[0]
    assert size > 8 * MEGABYTE
    struct.pack_into("<L", data, directory + 24, 1000)
    package = open_package(io.BytesIO(bytes(data)), "panels.xlsx")
    with package.open(SHEET) as part, pytest.raises(zipfile.BadZipFile):
        part.read()
    assert refused(bytes(data)) == "reader.file.broken_workbook"


def test_a_package_of_too_many_parts_is_refused() -> None:
    data = zipped({f"part{i}": b"" for i in range(LIMIT_PARTS + 1)})
    assert refused(data) == "reader.file.unpacks_too_large"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_compression_that_workbooks_do_not_use_is_refused(method: int) -> None:
    assert refused(zipped({"a": b"b"}, method)) == "reader.file.broken_workbook"
    with pytest.raises(ValueError, match="compression"):
        open_package(io.BytesIO(zipped({"a": b"b"}, method)), "panels.xlsx")


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(package_of(ROW))
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert refused(bytes(data)) == "reader.file.broken_workbook"


def test_a_document_type_is_refused_before_any_entity_grows() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refused(package_of("", **{SHEET: laughs})) == "reader.file.broken_workbook"


def test_a_part_of_nothing_but_tags_is_refused() -> None:
    rows = f"<row>{'<a/>' * 1000}</row>" * (LIMIT_TAGS // 1000)
    assert refused(package_of(rows)) == "reader.file.unpacks_too_large"


def test_a_part_that_is_always_small_is_not_read_where_it_is_large() -> None:
    package = zipfile.ZipFile(io.BytesIO(package_of("", a=" " * (LIMIT_SMALL_PART + 1))))
    with pytest.raises(ValueError, match="small"):
        tags(package, "a")


def test_a_tag_without_an_end_is_not_gathered_in_memory() -> None:
    endless = package_of(f'<row r="{"1" * (3 * LIMIT_TAG_BYTES)}">')
    package = zipfile.ZipFile(io.BytesIO(endless))
    with pytest.raises(ValueError, match="without an end"):
        list(parse_part(package, SHEET, xml_parser(lambda *_: None)))


def test_xml_that_breaks_off_is_refused() -> None:
    package = zipfile.ZipFile(io.BytesIO(package_of("", a="<row><c>")))
    with pytest.raises(expat.ExpatError):
        tags(package, "a")


def test_tags_come_without_their_namespace() -> None:
    package = zipfile.ZipFile(
        io.BytesIO(package_of("", a='<x:a xmlns:x="space" b="1"><x:c/></x:a>'))
    )
    assert tags(package, "a") == [("a", {"b": "1"}), ("c", {})]
    assert local("http://space row") == local("row") == "row"
