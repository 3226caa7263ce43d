"""Some hundreds of mutated files a reader; `python -m benchmarks.fuzzing` tries 100,000 of each."""

import pytest

from benchmarks.fuzzing import attacked
from benchmarks.mutation import samples

RUNS = 400


@pytest.mark.parametrize("ending", samples())
def test_a_mutated_file_is_read_or_refused_and_nothing_else(ending: str) -> None:
    outcome = attacked(ending, RUNS, seed=1)
    assert outcome.failed == 0
    assert outcome.read + outcome.refused == RUNS
    # Else the mutations would try the door only.
    assert outcome.with_panels > RUNS // 20
