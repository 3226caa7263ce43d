from collections.abc import Iterator

import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Fits are small: threads would wait for each other longer than they work."""
    with threadpool_limits(1):
        yield
