import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Problem
from core.readers.hl7.segments import Segment, Syntax, components, parse_syntax, segments_of
from tests.readers.hl7.messages import header, keys, measured, obx, oru

USUAL = Syntax("|", "^", "~", "\\", "&")


def segment(text: str, syntax: Syntax = USUAL) -> Segment:
    (found,) = segments_of([text], 1, syntax)
    assert isinstance(found, Segment)
    return found


def test_fields_and_components_are_counted_as_the_standard_does() -> None:
    pid = segment("PID|1||A^^^X~B|||")
    assert (pid.text(3), pid.text(3, 4), pid.text(3, 9), pid.text(99)) == ("A", "X", "", "")
    assert [parts[0] for parts in pid.repetitions(3)] == ["A", "B"]
    msh = segment(header())
    assert (msh.raw(1), msh.raw(2), msh.text(9, 2)) == ("|", "^~\\&", "R01")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f", "a|b^c&d~e\\f"),
        ("\\X414243\\", "ABC"),
        ("\\XE5B0BF\\", "尿"),
        ("a\\.br\\b\\.sp2\\c", "a b c"),
        ("\\H\\bold\\N\\", "bold"),
        ("\\Zlocal\\", "\\Zlocal\\"),
        ("\\X4\\", "\\X4\\"),
        ("open \\ended", "open \\ended"),
        ("\\\\", "\\\\"),
    ],
)
def test_escapes_are_resolved_and_unknown_ones_kept(text: str, plain: str) -> None:
    assert USUAL.plain(text) == plain


def test_a_hexadecimal_escape_is_in_the_encoding_of_its_message() -> None:
    assert Syntax("|", "^", "~", "\\", "&", "cp932").plain("\\X9441\\") == "尿"
    assert Syntax("|", "^", "~", "\\", "&", "iso2022_jp").plain("\\X1B2442477B1B2842\\") == "縛"


def test_an_escaped_separator_separates_nothing() -> None:
    assert components("a\\S\\b^c", USUAL) == ["a^b", "c"]
    assert measured(oru(obx("UA^Uric acid\\T\\urate^L^3084-1^Urate^LN"))).marker.key == "ua"


def test_a_null_states_nothing() -> None:
    assert segment('PID|||""|""').text(3) == ""
    assert segment('OBX|1|NM|||""').repetitions(5) == []
    assert keys(oru(obx(value='""'))) == ["reader.result.no_value"]


@pytest.mark.parametrize("head", ["MSH|^", "MSH|^~", "MSH|^~\\", "MSH|^~\\&", "MSH|^~\\&#"])
def test_separators_that_are_not_stated_separate_nothing(head: str) -> None:
    syntax = parse_syntax(f"{head}|LIS", "utf-8")
    assert isinstance(syntax, Syntax)
    assert syntax.component == "^"
    assert syntax.split("a~b", syntax.repetition) == (["a", "b"] if "~" in head else ["a~b"])


@pytest.mark.parametrize("head", ["MSH|", "MSH||", "MSH|^^|", "MSH|^|~", "MSH|^~\\&#!|", "MSH|A|"])
def test_separators_that_cannot_be_are_refused(head: str) -> None:
    syntax = parse_syntax(head, "utf-8")
    assert isinstance(syntax, Problem) or syntax.component == "^"


def test_lines_that_are_no_segments_are_given_by_number() -> None:
    lines = ["OBX|1", "", "free text", "obx|1", "OBXY|1", "Z01|x"]
    found = list(segments_of(lines, 10, USUAL))
    assert [item if isinstance(item, int) else item.name for item in found] == [
        "OBX",
        12,
        13,
        14,
        "Z01",
    ]


@given(st.lists(st.text("ab|^~\\&", max_size=6), min_size=1, max_size=5))
def test_escaped_components_come_back(texts: list[str]) -> None:
    names = {"\\": "E", "|": "F", "^": "S", "~": "R", "&": "T"}
    written = "^".join("".join(f"\\{names[c]}\\" if c in names else c for c in t) for t in texts)
    assert components(written, USUAL) == texts
