"""What was computed of a cohort, kept for one session so that the next chart need not wait.

Never `st.cache_data`, which all visitors share. Nothing in here is of a patient: what is kept is
made of a cohort and a design alone, and goes with the cohort.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar, cast

from core.cohort import Cohort

Given = ParamSpec("Given")
Found = TypeVar("Found")

# A page shows a handful at once; what was not looked at for long is computed again.
MOST_KEPT = 24


@dataclass(slots=True)
class Results:
    """The latest results by what was computed of what; cohorts are told apart by identity."""

    kept: OrderedDict[tuple[Hashable, ...], object] = field(default_factory=OrderedDict, repr=False)

    def of(
        self, compute: Callable[Given, Found], *given: Given.args, **named: Given.kwargs
    ) -> Found:
        """Return what a function makes of hashable values, computed once."""
        key = (compute, *given, *sorted(named.items()))
        if key not in self.kept:
            self.kept[key] = compute(*given, **named)
        self.kept.move_to_end(key)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)
        return cast("Found", self.kept[key])

    def drop(self, cohort: Cohort | None) -> None:
        """Forget whatever was computed of a cohort."""
        for key in [key for key in self.kept if any(part is cohort for part in key)]:
            del self.kept[key]
