import base64

import numpy as np
import pytest

from core.figures.svg.given import Given, decoded

ARRAY = np.array([[1.0, np.nan, 3.0], [4.0, 5.0, 6.0]])
ENCODED = {
    "dtype": "f8",
    "bdata": base64.b64encode(ARRAY.tobytes()).decode(),
    "shape": "2, 3",
}


def given(**values: object) -> Given:
    return Given("data[0]", values)


def test_an_array_is_read_as_plotly_writes_it() -> None:
    assert np.array_equal(decoded(ENCODED), ARRAY, equal_nan=True)
    assert decoded({"a": 1}) == {"a": 1}
    assert np.array_equal(given(z=ENCODED).column("z"), ARRAY, equal_nan=True)


@pytest.mark.parametrize("cells", [[1, None, 3.0], (1, np.nan, 3), np.array([1.0, np.nan, 3])])
def test_a_column_has_nan_where_there_is_nothing(cells: object) -> None:
    assert np.array_equal(given(x=cells).column("x"), [1, np.nan, 3], equal_nan=True)
    assert given().column("x").shape == (0,)


@pytest.mark.parametrize(
    ("values", "ask"),
    [
        ({"a": "1"}, lambda g: g.number("a")),
        ({"a": True}, lambda g: g.number("a")),
        ({"a": float("inf")}, lambda g: g.number("a", 1)),
        ({}, lambda g: g.number("a")),
        ({"a": 1}, lambda g: g.flag("a")),
        ({"a": "b"}, lambda g: g.word("a", "c", ("c",))),
        ({"a": "mauvish"}, lambda g: g.colour("a")),
        ({}, lambda g: g.colour("a")),
        ({"a": ["x"]}, lambda g: g.column("a")),
        ({"a": 3}, lambda g: g.part("a")),
        ({"a": [1, 2]}, lambda g: g.each("a", 3)),
    ],
)
def test_what_is_not_what_it_must_be_is_named(values: dict[str, object], ask: object) -> None:
    assert callable(ask)
    with pytest.raises(ValueError, match=r"data\[0\]\.a "):
        ask(given(**values))


def test_a_default_holds_where_nothing_is_given() -> None:
    empty = given()
    assert empty.number("a", 2) == 2
    assert empty.flag("a", default=True)
    assert empty.word("a", "b", ("b",)) == "b"
    assert empty.text("a") == ""
    assert empty.colour("a", "#010203").written == "#010203"
    assert empty.each("a", 2, "c") == ["c", "c"]
    assert empty.part("a").values == {}
    assert list(empty.parts("a")) == []


def test_each_point_has_its_own_or_the_one_for_all() -> None:
    assert given(a="circle").each("a", 2) == ["circle", "circle"]
    assert given(a=[1, 2, 3]).each("a", 2) == [1, 2]


def test_a_title_may_be_its_text_alone() -> None:
    assert given(title="A").part("title").text("text") == "A"
