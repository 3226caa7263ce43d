"""One marker of a patient beside the people of a cohort: for a chart, and in words."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.cohort import Cohort
from core.cohort.distributions import Distribution, distribution, group_values, share_below
from core.figures import words
from core.figures.flags import Strip, strip
from core.figures.marker_axis import MarkerAxis, marker_axis
from core.markers import CATALOGUE, Sex
from core.panel import Panel
from core.text import Text

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The axis of a marker, its values in the groups, and the patient's place if there is one."""

    axis: MarkerAxis
    people: Distribution
    patient: Strip | None


def markers_to_compare(panel: Panel, sex: Sex, scored: tuple[str, ...]) -> tuple[str, ...]:
    """Return the markers of the model for a sex, those that can be placed on a chart first."""
    return tuple(sorted(scored, key=lambda key: place(panel, sex, key) is None))


def place(panel: Panel, sex: Sex, marker: str) -> Strip | None:
    """Return where the patient's value stands in [SD], if it was measured and has an interval."""
    measurement = panel.get(marker)
    return strip(measurement, sex) if measurement else None


def comparison(cohort: Cohort, panel: Panel, sex: Sex, marker: str) -> Comparison:
    """Return one marker of a patient beside the people of a cohort."""
    people = distribution(cohort, marker, sex)
    return Comparison(axis_for(panel, sex, marker), people, place(panel, sex, marker))


def axis_for(panel: Panel, sex: Sex, marker: str) -> MarkerAxis:
    """Return the axis of a marker by the laboratory's own interval, else by the catalogue's."""
    measurement = panel.get(marker)
    known = CATALOGUE[marker]
    return marker_axis(known, measurement.reference(sex) if measurement else known.reference(sex))


@dataclass(frozen=True, slots=True)
class TwoMarkers:
    """Two markers at once: their axes, the values of each group (n, 2), and the patient."""

    axes: tuple[MarkerAxis, MarkerAxis]
    controls: Floats
    cases: Floats
    patient: tuple[Strip | None, Strip | None]

    @property
    def point(self) -> tuple[float, float] | None:
        """Return the patient as one point [SD], where both values are exact."""
        exact = [place.low for place in self.patient if place and place.low == place.high]
        return (exact[0], exact[1]) if len(exact) == len(self.axes) else None


def two_markers(cohort: Cohort, panel: Panel, sex: Sex, keys: tuple[str, str]) -> TwoMarkers:
    """Return two markers of a patient beside the people of a cohort."""
    across, up = keys
    return TwoMarkers(
        (axis_for(panel, sex, across), axis_for(panel, sex, up)),
        group_values(cohort, keys, sex, "control"),
        group_values(cohort, keys, sex, "case"),
        (place(panel, sex, across), place(panel, sex, up)),
    )


def standing(text: Text, compared: Comparison) -> str:
    """Say above how many of each group the patient lies, or why that cannot be said."""
    marker = compared.axis.marker.name(text.language)
    if compared.patient is None:
        return text("figure.standing.unknown", marker=marker)
    shares = (
        share(text, share_below(values, compared.patient.low, compared.patient.high))
        for values in (compared.people.controls, compared.people.cases)
    )
    return text(
        "figure.standing.known",
        marker=marker,
        **dict(zip(("controls", "cases"), shares, strict=True)),
    )


def share(text: Text, shares: tuple[float, float]) -> str:
    """Write a share of a group in whole per cent; a censored value leaves it between two."""
    low, high = (words.percent(text, round(end, 2)) for end in shares)
    return low if low == high else text("words.between", low=low, high=high)
