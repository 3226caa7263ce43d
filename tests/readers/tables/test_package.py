import io
import struct
import zipfile

import pytest

from core.readers.tables.package import (
    CELLS,
    LIMIT_PARTS,
    MARKS,
    SMALL_FILE,
    TAGS,
    UNPACKED,
    Limit,
    TooLargeError,
    open_package,
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


@pytest.mark.parametrize("megabytes", [UNPACKED.small // MEGABYTE, UNPACKED.most // MEGABYTE])
def test_a_zip_bomb_is_refused_by_what_it_declares(megabytes: int) -> None:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package,
        package.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes + 1):
            part.write(bytes(MEGABYTE))
    problem = refusal_of(file.getvalue(), "panels.xlsx")
    assert problem.key == "reader.file.unpacks_too_large"
    assert problem.details == {"limit": 32}


def test_a_zip_bomb_that_declares_less_is_unpacked_no_further() -> None:
    data = bytearray(package_of(ROW + " " * (8 * MEGABYTE)))
    directory = data.rindex(SHEET.encode()) - 46
    assert data[directory : directory + 4] == b"PK\x01\x02"
    size = struct.unpack_from("<L", data, directory + 24)[0]
    assert size > 8 * MEGABYTE
    struct.pack_into("<L", data, directory + 24, 1000)
    package = open_package(io.BytesIO(bytes(data)), "panels.xlsx")
    with pytest.raises(zipfile.BadZipFile):
        list(package.blocks(SHEET))
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


def test_a_larger_file_may_cost_more_up_to_an_end() -> None:
    limit = Limit(small=100, per_byte=2, most=150)
    sizes = (0, SMALL_FILE, SMALL_FILE + 10, SMALL_FILE + 100)
    assert [limit.of(size) for size in sizes] == [100, 100, 120, 150]


@pytest.mark.parametrize("limit", [TAGS, MARKS, CELLS])
def test_what_may_be_read_is_used_up_whatever_reads_it(limit: Limit) -> None:
    package = open_package(io.BytesIO(package_of(ROW)), "panels.xlsx")
    package.spend(limit, limit.small - 1)
    package.spend(limit, 1)
    with pytest.raises(TooLargeError):
        package.spend(limit, 1)


def test_reading_a_part_uses_up_tags() -> None:
    package = open_package(io.BytesIO(package_of(ROW)), "panels.xlsx")
    (block,) = package.blocks(SHEET)
    with pytest.raises(TooLargeError):
        package.spend(TAGS, TAGS.small - block.count(b"<") + 1)


def test_a_missing_part_is_told_by_its_name() -> None:
    package = open_package(io.BytesIO(package_of(ROW)), "panels.xlsx")
    assert package.size_of(SHEET) > len(ROW)
    with pytest.raises(KeyError):
        package.size_of("missing")
    with pytest.raises(KeyError):
        list(package.blocks("missing"))
