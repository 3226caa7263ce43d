import io
from xml.parsers import expat

import pytest

from core.readers.tables.markup import (
    LIMIT_DEPTH,
    LIMIT_NAMES,
    LIMIT_SMALL_PART,
    LIMIT_TAG_BYTES,
    LocalNames,
    Markup,
    Tag,
    local,
    tags,
)
from core.readers.tables.package import MARKS, Package, TooLargeError, open_package
from tests.readers.files import SHEET, package_of, refusal_of


def package(part: str = "") -> Package:
    return open_package(io.BytesIO(package_of("", a=part)), "panels.xlsx")


def tags_in(part: str) -> list[Tag]:
    return list(tags(package(part), "a"))


def test_tags_come_without_their_prefix() -> None:
    assert tags_in('<x:a xmlns:x="space" b="1"><x:c/></x:a>') == [
        ("a", {"xmlns:x": "space", "b": "1"}),
        ("c", {}),
    ]
    assert local("x:row") == local("row") == LocalNames()["x:row"] == "row"


def test_a_document_type_is_refused_before_any_entity_grows() -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusal_of(package_of("", **{SHEET: laughs}), "a.xlsx").key == (
        "reader.file.broken_workbook"
    )
    with pytest.raises(ValueError, match="document type"):
        tags_in(laughs)


def test_a_part_that_is_always_small_is_not_read_where_it_is_large() -> None:
    with pytest.raises(ValueError, match="small"):
        tags_in(" " * (LIMIT_SMALL_PART + 1))


def test_a_tag_without_an_end_is_not_gathered_in_memory() -> None:
    markup = Markup(package(), lambda *_: None)
    markup.feed(b'<row r="')
    markup.feed(b"1" * (LIMIT_TAG_BYTES - 8))
    with pytest.raises(ValueError, match="without an end"):
        markup.feed(b"1")


def test_tags_within_tags_without_an_end_are_not_gathered_in_memory() -> None:
    assert len(tags_in("<a>" * LIMIT_DEPTH + "</a>" * LIMIT_DEPTH)) == LIMIT_DEPTH
    with pytest.raises(ValueError, match="within tags"):
        tags_in("<a>" * (LIMIT_DEPTH + 1) + "</a>" * (LIMIT_DEPTH + 1))


def test_names_without_number_are_not_gathered_in_memory() -> None:
    with pytest.raises(ValueError, match="names"):
        tags_in(f"<a>{''.join(f'<a{i}/>' for i in range(LIMIT_NAMES))}</a>")


def test_tags_and_attributes_use_up_what_expat_may_read() -> None:
    read = package()
    Markup(read, lambda *_: None).feed(b'<a b="" c=""/>')
    read.spend(MARKS, MARKS.small - 3)
    with pytest.raises(TooLargeError):
        read.spend(MARKS, 1)


@pytest.mark.parametrize("part", ["<row><c>", "", "<a></b>", "<a/><a/>", "<a>\x01</a>"])
def test_xml_that_is_broken_is_refused(part: str) -> None:
    with pytest.raises(expat.ExpatError):
        tags_in(part)


@pytest.mark.parametrize(
    ("declared", "is_utf8"),
    [
        ("", True),
        ('<?xml version="1.0"?>', True),
        ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', True),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>', False),
    ],
)
def test_another_encoding_is_known_by_its_declaration(declared: str, is_utf8: bool) -> None:
    markup = Markup(package(), lambda *_: None)
    markup.feed(f"{declared}<a>".encode())
    assert markup.is_utf8 is is_utf8
