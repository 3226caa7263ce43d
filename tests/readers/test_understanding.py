import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readers.corrections import key_of
from core.readers.understanding import Item, Shape, signature_of

NAMES = st.lists(st.text(max_size=6), max_size=6)


@given(NAMES.flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_a_layout_has_one_signature_in_any_order_of_its_columns(
    orders: tuple[list[str], list[str]],
) -> None:
    one, other = (signature_of(Shape.WIDE, names) for names in orders)
    assert one == other
    assert len(one) == 16


@given(NAMES, st.text(min_size=1))
def test_one_column_more_is_another_layout(names: list[str], more: str) -> None:
    assert signature_of(Shape.WIDE, names) != signature_of(Shape.WIDE, [*names, more])


@pytest.mark.parametrize("shape", [shape for shape in Shape if shape is not Shape.WIDE])
def test_another_shape_is_another_layout(shape: Shape) -> None:
    assert signature_of(Shape.WIDE, ["id"]) != signature_of(shape, ["id"])


def test_spelling_makes_no_other_layout() -> None:
    one = signature_of(Shape.LONG, ["患者ＩＤ", "T-Bil (mg/dL)"])
    assert one == signature_of(Shape.LONG, ["t‐bil(MG/DL)", "患者id"])


def test_an_item_is_corrected_under_the_key_of_its_name() -> None:
    assert Item("Harnsäure", None).key == key_of("harnsäure")
