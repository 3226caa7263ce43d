from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from core.errors import PanelError
from core.exports import bundle_bytes, long_bytes, wide_bytes
from core.panel import Panel, Patient
from tests.builders import panel

each_form = pytest.mark.parametrize("as_bytes", [wide_bytes, long_bytes, bundle_bytes])


@each_form
def test_an_id_that_would_not_be_read_back_is_refused(
    as_bytes: Callable[[Iterable[Panel]], bytes],
) -> None:
    named = replace(panel(ua=5), patient=Patient(id="=1+1"))
    with pytest.raises(PanelError, match=r"export\.id"):
        as_bytes([named])


@each_form
def test_the_same_panels_give_the_same_file(
    as_bytes: Callable[[Iterable[Panel]], bytes],
) -> None:
    cohort = [panel(ua=5, crp=1), panel(t_bil=0.5)]
    assert as_bytes(iter(cohort)) == as_bytes(cohort)
