import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from core.evidence.discrimination import auc

SCORES = st.lists(st.integers(0, 5), min_size=1, max_size=30)


@given(SCORES, SCORES)
def test_the_auc_is_that_of_scikit_learn_with_ties_counted_half(
    cases: list[int], controls: list[int]
) -> None:
    labels = [1] * len(cases) + [0] * len(controls)
    own = auc(np.array(cases, float), np.array(controls, float))
    assert own == pytest.approx(roc_auc_score(labels, cases + controls))
