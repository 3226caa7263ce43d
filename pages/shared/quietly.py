"""Makes a file in the thread of a download, from frozen values, without a word about them."""

import logging
import traceback
from collections.abc import Callable
from typing import ParamSpec

Given = ParamSpec("Given")
LOG = logging.getLogger("engawa")


def quietly(make: Callable[Given, bytes], *given: Given.args, **named: Given.kwargs) -> bytes:
    """Return the file. Raises RuntimeError naming only the kind of what went wrong.

    Streamlit writes the text of an exception from here to the log, and it may hold values; lines of
    the program hold none.
    """
    try:
        return make(*given, **named)
    except Exception as error:  # noqa: BLE001 - whatever it is, its text stays here
        LOG.error("".join(traceback.format_tb(error.__traceback__)))  # noqa: TRY400 - see above
        raise RuntimeError(type(error).__name__) from None
