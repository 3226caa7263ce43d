from hypothesis import given
from hypothesis import strategies as st

from core.figures.svg.frame import Frame, Push, framed

BASE = Push(left=8, right=8, bottom=8, top=8)
ROOM = st.floats(0, 150)
SHARE = st.floats(0, 1)


@st.composite
def pushes(draw: st.DrawFn) -> Push:
    left_at, bottom_at = draw(SHARE), draw(SHARE)
    return Push(
        left=draw(ROOM), right=draw(ROOM), bottom=draw(ROOM), top=draw(ROOM),
        left_at=left_at, right_at=left_at, bottom_at=bottom_at, top_at=bottom_at,
    )  # fmt: skip


def test_a_page_on_which_nothing_asks_for_room_keeps_its_margins() -> None:
    assert framed(900, 400, BASE, ()) == Frame(900, 400, 8, 8, 8, 8)


@given(st.lists(pushes(), max_size=4))
def test_whatever_asks_for_room_has_it_on_the_page(parts: list[Push]) -> None:
    frame = framed(1500, 1500, BASE, parts)
    assert min(frame.left, frame.right, frame.top, frame.bottom) >= 0
    if frame.across > 70 and frame.down > 70:
        for part in parts:
            assert frame.x(part.left_at) - part.left >= -1
            assert frame.x(part.right_at) + part.right <= 1501
            assert frame.y(part.bottom_at) + part.bottom <= 1501
            assert frame.y(part.top_at) - part.top >= -1


@given(st.lists(pushes(), max_size=6), st.floats(20, 200), st.floats(20, 200))
def test_a_small_page_keeps_a_little_for_the_area(
    parts: list[Push], width: float, height: float
) -> None:
    frame = framed(width, height, BASE, parts)
    assert frame.across > 0
    assert frame.down > 0


@given(SHARE)
def test_shares_of_the_area_run_to_the_right_and_upwards(share: float) -> None:
    frame = Frame(900, 400, 40, 10, 20, 30)
    assert frame.x(share) == 40 + share * 850
    assert frame.y(share) == 20 + (1 - share) * 350
