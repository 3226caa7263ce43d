"""One analyte of a cohort, ready to be drawn: groups, scale, axis and the patient's place."""

from dataclasses import dataclass, replace

from core.cohort.standing import Place
from core.figures.among.axis import Axis, axis_over
from core.figures.among.groups import Asked, Group, groups_of
from core.figures.among.scale import AnalyteScale
from core.text import Text


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scene:
    """What a chart of one analyte shows; `is_log_refused` where a logarithm was not possible."""

    asked: Asked
    groups: tuple[Group, ...]
    axis: Axis
    place: Place | None
    is_log_refused: bool

    @property
    def scale(self) -> AnalyteScale:
        """Return the scale of the analyte."""
        return self.axis.scale


def scene_of(text: Text, asked: Asked, key: str, *, is_log: bool | None) -> Scene:
    """Return an analyte ready to be drawn. Raises KeyError for one that is not held."""
    analyte = asked.cohort.analyte(key)
    scale, place = asked.scale(analyte, is_log=is_log), asked.place(analyte)
    groups = groups_of(text, asked, scale)
    is_refused = scale.is_log and not all(group.has_logarithms for group in groups)
    drawn = replace(scale, is_log=scale.is_log and not is_refused)
    samples = [group.sample for group in groups if not group.is_withheld]
    return Scene(
        asked=asked,
        groups=groups,
        axis=axis_over(drawn, samples, place, is_shared=asked.cohort.is_shared),
        place=place,
        is_log_refused=is_refused or (is_log is True and scale.is_in_sd),
    )
