import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.tables.markup import LIMIT_DEPTH, LIMIT_TEXT
from core.readers.tables.package import BROKEN, Package, open_package
from core.readers.tables.strings import Strings, read_strings
from core.readers.templates import FORMATS
from tests.readers.files import package_of

READING = '<rPh sb="0" eb="2"><t>ニョウサン</t></rPh>'


def package(items: str) -> Package:
    part = f'<sst xmlns="{FORMATS}/spreadsheetml/2006/main" count="9">{items}</sst>'
    return open_package(io.BytesIO(package_of("", a=part)), "panels.xlsx")


def strings(items: str) -> list[str]:
    return read_strings(package(items), "a")


def by_expat(items: str) -> list[str]:
    """What expat reads without any help from regular expressions."""
    read = package(items)
    collected = Strings(read)
    for block in read.blocks("a"):
        collected.markup.feed(block)
    collected.markup.close()
    return collected.found


REGULAR = {
    "<si><t>UA</t>": "UA",
    "\n  <si><t>UA</t>": "UA",
    "<si><t></t>": "",
    '<si><t xml:space="preserve"> UA </t>': " UA ",
    "<si><t>a &amp; b &lt;c&gt; &quot;d&apos;</t>": "a & b <c> \"d'",
    "<si><t>&amp;lt;</t>": "&lt;",
    "<si><t>a\n\tb</t>": "a\n\tb",
    "<si><t>a>b]]</t>": "a>b]]",
    "<si><t>尿酸</t>": "尿酸",
    f"<si><t>尿酸</t>{READING}{READING}": "尿酸",
    '<si><t>尿酸</t><phoneticPr fontId="1"/>': "尿酸",
    f'<si><t>尿酸</t>{READING}<phoneticPr fontId="1" type="noConversion"/>': "尿酸",
}
# With what each stands for.
IRREGULAR = {
    "<si><r><t>T-</t></r><r><rPr><b/></rPr><t>Bil</t></r></si>": ["T-Bil"],
    "<si/>": [""],
    "<si ><t>a</t></si>": ["a"],
    "<si><t>a</t ></si>": ["a"],
    "<si><t>&#65;&#x42;</t></si>": ["AB"],
    "<si><t>a\r\nb\rc</t></si>": ["a\nb\nc"],
    "<si><t><![CDATA[a]]></t></si>": ["a"],
    "<si><t><![CDATA[</si><si><t>b</t></si>]]></t></si><si><t>c</t></si>": [
        "</si><si><t>b</t></si>",
        "c",
    ],
    "<!-- </si><si><t>b</t></si> --><si><t>a</t></si>": ["a"],
    "<si><t>a</t><?x </si><si><t>b</t></si> ?></si><si><t>c</t></si>": ["a", "c"],
    f"<si>{READING}</si>": [""],
}


@pytest.mark.parametrize(("item", "text"), REGULAR.items())
def test_a_string_that_is_written_as_usual_is_taken_without_expat(item: str, text: str) -> None:
    collected = Strings(package(""))
    collected.begin("")
    assert collected.take(item.encode())
    assert collected.found == [text]
    assert by_expat(f"{item}</si>") == [text]


@pytest.mark.parametrize(("items", "texts"), IRREGULAR.items())
def test_a_string_that_is_written_otherwise_is_read_by_expat(items: str, texts: list[str]) -> None:
    around = "<si><t>x</t></si>"
    assert strings(f"{around}{items}{around}") == ["x", *texts, "x"]
    assert by_expat(items) == texts


def test_strings_may_have_a_prefix() -> None:
    items = "<x:si><x:t>a</x:t></x:si><x:si/><x:si><x:t>b</x:t></x:si>"
    part = f'<x:sst xmlns:x="{FORMATS}">{items}</x:sst>'
    package = open_package(io.BytesIO(package_of("", a=part)), "panels.xlsx")
    assert read_strings(package, "a") == ["a", "", "b"]


@pytest.mark.parametrize(
    "items",
    [
        "<si><t>a]]>b</t></si>",
        "<si><t>a\x01</t></si>",
        "<si><t>\ufffe</t></si>",
        "<si><t>&nbsp;</t></si>",
        "<si><t>a & b</t></si>",
        "<si><t>a</si>",
        "<si><t>a</t></si></si>",
        f"<si><t>{'x' * (LIMIT_TEXT + 1)}</t></si>",
        f"<si>{'<r><t>xxxxxxxx</t></r>' * (LIMIT_TEXT // 8 + 1)}</si>",
        f"<si>{'<r>' * LIMIT_DEPTH}{'</r>' * LIMIT_DEPTH}</si>",
    ],
)
def test_strings_that_are_broken_or_endless_are_refused(items: str) -> None:
    with pytest.raises(BROKEN):
        strings(f"<si><t>x</t></si>{items}")


@given(st.lists(st.sampled_from([*(f"{item}</si>" for item in REGULAR), *IRREGULAR]), max_size=9))
def test_strings_in_any_order_are_read_as_expat_alone_reads_them(items: list[str]) -> None:
    written = "".join(items)
    assert strings(written) == by_expat(written)
