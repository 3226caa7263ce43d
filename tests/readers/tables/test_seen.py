import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.readers.tables.seen import Seen


@given(st.lists(st.lists(st.integers(0, 50), max_size=30), max_size=12))
def test_each_key_is_new_the_first_time_only(chunks: list[list[int]]) -> None:
    seen, met = Seen(), set[int]()
    for chunk in chunks:
        expected = []
        for key in chunk:
            expected.append(key not in met)
            met.add(key)
        assert seen.add(np.array(chunk, dtype=np.int64)).tolist() == expected


def test_nothing_to_add_is_nothing_new() -> None:
    assert Seen().add(np.array([], dtype=np.int64)).tolist() == []
