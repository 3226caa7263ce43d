import numpy as np
import pytest

from core.learning.discrimination.protocol import protocol_for
from tests.learning.discrimination.quick import people_of

SIZES = [(20, 3), (60, 2_000), (83, 127), (968, 189), (10_000, 50), (100_000, 50)]


@pytest.mark.parametrize(("people", "markers"), SIZES)
def test_every_size_is_tested_by_all_that_a_study_reports(people: int, markers: int) -> None:
    found = protocol_for(
        people_of(np.zeros((people, markers)), np.zeros(people), np.arange(people))
    )
    assert found.repeats >= 1
    assert found.folds == found.inner == 5
    # p below 0.05 must be within reach, and members enough to see how far they agree.
    assert 1 / (found.permutations + 1) < 0.05
    assert found.members >= 10


def test_more_people_are_tested_with_fewer_runs() -> None:
    found = [
        protocol_for(people_of(np.zeros(size), np.zeros(size[0]), np.arange(size[0])))
        for size in sorted(SIZES, key=lambda size: size[0] * size[1])
    ]
    for name in ("repeats", "permutations", "members"):
        runs = [getattr(protocol, name) for protocol in found]
        assert runs == sorted(runs, reverse=True)
