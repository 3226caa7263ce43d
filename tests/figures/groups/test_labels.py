import itertools

from hypothesis import given
from hypothesis import strategies as st

from core.figures.groups.labels import HEIGHT, LINE, WIDTH, Mark, _width, placed

MARKS = st.lists(
    st.builds(
        Mark,
        st.text("abc 項目", min_size=1, max_size=30),
        st.floats(0, 1),
        st.floats(0, 1),
    ),
    max_size=25,
)


def boxes(marks: list[Mark], most: int) -> list[tuple[float, float, float, float]]:
    found = []
    for number, anchor, shift in placed(marks, most):
        mark = marks[number]
        wide = _width(mark.name)
        left = mark.x * WIDTH + shift[0] - {"left": 0, "center": wide / 2, "right": wide}[anchor]
        middle = mark.y * HEIGHT + shift[1]
        found.append((left, middle - LINE / 2, left + wide, middle + LINE / 2))
    return found


@given(MARKS, st.integers(1, 10))
def test_no_name_lies_on_another_or_beyond_the_plot(marks: list[Mark], most: int) -> None:
    found = boxes(marks, most)
    assert len(found) <= most
    for box in found:
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= WIDTH
        assert box[3] <= HEIGHT
    for one, other in itertools.combinations(found, 2):
        apart = one[2] <= other[0] or other[2] <= one[0]
        assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_marks_with_room_are_all_named_the_first_ones_first() -> None:
    marks = [Mark(f"m{i}", (i + 1) / 7, 0.5) for i in range(5)]
    assert [number for number, _, _ in placed(marks, 10)] == [0, 1, 2, 3, 4]
    assert [number for number, _, _ in placed(marks, 2)] == [0, 1]
