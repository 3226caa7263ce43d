"""The views of a cohort, of which only the chosen one is computed."""

from collections.abc import Callable, Mapping

from pages.shared.cohort_all import draw_all_at_once
from pages.shared.cohort_groups import draw_groups
from pages.shared.cohort_looked import Looked
from pages.shared.cohort_one import draw_marker_by_marker
from pages.shared.cohort_parts import choose_part
from pages.shared.cohort_report import draw_report
from pages.shared.cohort_two import draw_two


def draw_views(looked: Looked) -> None:
    """Draw the choice of a view, and the one that was chosen."""
    VIEWS[choose_part("view", tuple(VIEWS))](looked)


VIEWS: Mapping[str, Callable[[Looked], None]] = {
    "one": draw_marker_by_marker,
    "two": draw_two,
    "groups": draw_groups,
    "all": draw_all_at_once,
    "report": draw_report,
}
