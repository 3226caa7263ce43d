"""What is said about people on the plane of two components: title, words, table and notes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.cohort import Cohort, Factor
from core.cohort.cohort import Floats
from core.cohort.overall.components import Components
from core.cohort.overall.plane import FIRST_TWO, GroupPlace, Plane
from core.figures import words as phrases
from core.figures.among.names import count_words, level_name, people_words
from core.figures.overall.components_left_out import (
    analytes_left_out,
    cohort_notes,
    names_of,
    people_count,
    selection_notes,
)
from core.figures.overall.components_patient import PatientPlace
from core.figures.table import Column, Table
from core.figures.theme import GROUPS, MOST_GROUPS
from core.text import Text, number

FIGURES = 2
# Means of groups so many SD apart: less is called overlapping, more apart. Of two normal groups of
# one size 38 % and 68 % can be told apart by this plane then.
OVERLAPPING, APART = 1.0, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What is drawn: a plane of components, the groups there are, and the patient if there is one.

    `factor` has more levels than the plane has groups where they are too many to be told apart.
    """

    components: Components
    factor: Factor | None
    plane: Plane
    patient: PatientPlace | None

    @property
    def cohort(self) -> Cohort:
        """Return the cohort that the people are of."""
        return self.components.selection.cohort

    @property
    def point(self) -> Floats | None:
        """Return the patient on the plane (2,), None where there is none."""
        if self.patient is None or self.patient.scores is None:
            return None
        point: Floats = self.patient.scores[list(self.plane.pair)]
        return point

    @property
    def shares(self) -> tuple[float, float]:
        """Return the shares of the variance of both components."""
        first, second = self.components.shares[list(self.plane.pair)]
        return float(first), float(second)

    def group_names(self, text: Text) -> list[str]:
        """Return the names of the groups drawn."""
        name = self.factor.name if self.factor else ""
        return [level_name(text, self.cohort, name, g.level) for g in self.plane.groups]

    def component_names(self, text: Text) -> tuple[str, str]:
        """Return "component 1" and "component 2"."""
        first, second = self.plane.pair
        return component_name(text, first), component_name(text, second)


def component_name(text: Text, place: int) -> str:
    """Name a component by its place from 0."""
    return text("multivariate.number", number=place + 1)


def axis_title(text: Text, components: Components, place: int) -> str:
    """Name a component with its share of the variance."""
    share = phrases.percent(text, float(components.shares[place]), FIGURES)
    return text("multivariate.components.axis", number=place + 1, share=share)


def title(text: Text, scene: Scene) -> str:
    """Say whether the groups overlap, or how much of the variance is seen."""
    distance = scene.plane.furthest
    both = phrases.percent(text, sum(scene.shares), FIGURES)
    if distance is None:
        kind = "none" if scene.plane.pair == FIRST_TWO else "pair"
    elif distance.value < OVERLAPPING:
        kind = "overlap"
    else:
        kind = "partly" if distance.value < APART else "apart"
    return text(
        "multivariate.components.title",
        count=len(scene.components.selection.analytes),
        people=people_words(text, scene.cohort),
        finding=text(f"multivariate.components.finding.{kind}", share=both),
    )


def words(text: Text, scene: Scene) -> str:
    """Say what the components hold, how far groups are apart and where the patient lies."""
    said = [_held(text, scene)]
    distance, names = scene.plane.furthest, scene.group_names(text)
    if distance is not None:
        key = "two" if len(names) == 2 else "furthest"  # noqa: PLR2004 - a pair has no furthest
        said.append(
            text(
                f"multivariate.components.{key}",
                first=names[distance.first],
                second=names[distance.second],
                distance=number(distance.value, FIGURES),
            )
        )
    if scene.point is not None:
        x, y = (number(float(place), FIGURES) for place in scene.point)
        said.append(text("multivariate.components.placed", x=x, y=y))
    return phrases.joined(text, said)


def _held(text: Text, scene: Scene) -> str:
    first, second = (place + 1 for place in scene.plane.pair)
    shares = [phrases.percent(text, share, FIGURES) for share in scene.shares]
    return text(
        "multivariate.components.words",
        first=first,
        second=second,
        share_first=shares[0],
        share_second=shares[1],
        count=len(scene.components.selection.analytes),
        people=people_count(text, scene.cohort, scene.components.selection.size),
    )


def table(text: Text, scene: Scene) -> Table:
    """Return size, mean and SD of each group on both components, and the patient's scores."""
    rows = [_group_row(text, scene, *named) for named in _named(text, scene)]
    rows.append(_all_row(text, scene))
    if scene.point is not None:
        sign, name = text("figure.sign.patient"), text("figure.patient")
        x, y = (_score(place) for place in scene.point)
        nothing = text("figure.nothing")
        row = (text("multivariate.signed", sign=sign, name=name), nothing, x, nothing, y, nothing)
        rows.append(row)
    heads = [text("multivariate.column.group"), text("multivariate.column.people")]
    for component in scene.component_names(text):
        heads += [text(f"multivariate.column.{k}", component=component) for k in ("mean", "sd")]
    columns = tuple(
        Column(head, cells, is_number=place > 0, is_short=place == 0)
        for place, (head, cells) in enumerate(zip(heads, zip(*rows, strict=True), strict=True))
    )
    return Table(text("multivariate.components.table"), columns)


def _named(text: Text, scene: Scene) -> Iterator[tuple[str, GroupPlace]]:
    for (_, _, sign, *_), name, group in zip(
        GROUPS, scene.group_names(text), scene.plane.groups, strict=False
    ):
        yield text("multivariate.signed", sign=sign, name=name), group


def _group_row(text: Text, scene: Scene, name: str, group: GroupPlace) -> tuple[str, ...]:
    spreads = np.sqrt(np.diag(group.covariance))
    size = count_words(text, scene.cohort, group.size)
    x, y = ((_score(float(m)), _score(float(s))) for m, s in zip(group.mean, spreads, strict=True))
    return (name, size, *x, *y)


def _all_row(text: Text, scene: Scene) -> tuple[str, ...]:
    """Return everybody together, whose mean is 0 by definition."""
    size = people_count(text, scene.cohort, scene.components.selection.size)
    people = scene.components.selection.size
    variances = np.array(scene.shares) * len(scene.components.loadings) * people / (people - 1)
    x, y = ((_score(0.0), _score(float(sd))) for sd in np.sqrt(variances))
    return (text("multivariate.components.all"), size, *x, *y)


def _score(value: float) -> str:
    # Adding 0 turns the -0 that rounding may leave into 0.
    return "–" if np.isnan(value) else f"{round(value, 2) + 0:.2f}"


def notes(text: Text, scene: Scene, *, is_beyond: bool) -> Iterator[str]:
    """Say how to read the chart, and who and what is not on it."""
    yield _reading(text, scene)
    if scene.plane.cells is not None:
        yield text("multivariate.components.edge")
    yield from _of_patient(text, scene, is_beyond=is_beyond)
    yield from selection_notes(text, scene.components.selection)
    yield from analytes_left_out(text, scene.components.selection.left_out)
    if scene.factor is not None and not scene.plane.groups:
        count = len(scene.factor.levels)
        yield text("multivariate.note.too_many", count=count, most=MOST_GROUPS)
    yield from cohort_notes(text, scene.cohort)


def _reading(text: Text, scene: Scene) -> str:
    has_ellipse = any(group.has_ellipse for group in scene.plane.groups)
    kind = "points" if scene.plane.cells is None else "cells"
    return text(f"multivariate.components.{kind}{'' if has_ellipse else '_only'}")


def _of_patient(text: Text, scene: Scene, *, is_beyond: bool) -> Iterator[str]:
    if scene.patient is None:
        return
    if scene.patient.scores is None:
        names = names_of(text, scene.patient.missing)
        yield text("multivariate.components.patient_missing", names=names)
        return
    if is_beyond:
        yield text("multivariate.components.patient_beyond")
    rest = 1 - sum(scene.shares)
    if rest > 0:
        share = phrases.percent(text, rest, FIGURES)
        yield text("multivariate.components.patient_rest", share=share)
