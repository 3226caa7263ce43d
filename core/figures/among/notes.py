"""What must be said below a chart of one analyte: how to read it, and what is not on it."""

from collections.abc import Iterator

import numpy as np

from core.cohort import Origin
from core.cohort.sample import of_sex
from core.cohort.suppression import ROUNDED_TO, SMALLEST_CELL, shown_count
from core.figures.among.cloud import (
    FEWEST_IN_A_BOX,
    FEWEST_IN_A_CURVE,
    MOST_POINTS,
    curve_of,
)
from core.figures.among.groups import Asked, without_group
from core.figures.among.scene import Scene
from core.figures.among.sentence import reasons, standings_of
from core.figures.theme import MOST_GROUPS
from core.markers import Sex
from core.text import Text


def notes_on(text: Text, scene: Scene, beyond: int) -> tuple[str, ...]:
    """Return the notes; `beyond` is how many people lie outside the axis."""
    asked = scene.asked
    found = standings_of(asked, scene.scale.analyte)
    return (
        text(f"among.note.reading.{'shared' if asked.cohort.is_shared else 'points'}"),
        *_scale(text, scene),
        *_points(text, scene, beyond),
        *_unsaid(text, scene),
        *who_is_not_drawn(text, asked),
        *(reasons(text, asked.cohort, found[0]) if scene.place and found else ()),
    )


def who_is_not_drawn(text: Text, asked: Asked) -> Iterator[str]:
    """Say which groups and people are not on a chart, and what is withheld of a shared cohort."""
    is_shared = asked.cohort.is_shared
    if asked.too_many:
        yield text("among.note.too_many", count=str(asked.too_many), most=str(MOST_GROUPS))
    if count := shown_count(without_group(asked), is_shared=is_shared):
        yield text("among.note.no_group", count=f"{count:,}")
    if is_shared:
        yield text("among.note.shared", smallest=str(SMALLEST_CELL), step=str(ROUNDED_TO))


def _scale(text: Text, scene: Scene) -> Iterator[str]:
    scale = scene.scale
    if scene.is_log_refused:
        yield text("among.note.log_refused")
    if scale.location is not None:
        whose = "patient" if scene.asked.panel else "catalogue"
        yield text(f"among.note.brought_back.{whose}", unit=scale.unit(text))
    if (sex := only_sex(scene)) is not None:
        yield text(f"among.note.only.{sex}", analyte=scale.analyte.name(text.language))


def only_sex(scene: Scene) -> Sex | None:
    """Return the one sex of simulated people that has values, where the other is drawn as well.

    Findings are reported by sex; of what was found in men only, nothing is simulated for women.
    """
    cohort, key = scene.asked.cohort, scene.scale.analyte.key
    if cohort.origin is not Origin.VIRTUAL or cohort.sex is None or scene.asked.sex is not None:
        return None
    known = ~np.isnan(cohort.values[:, cohort.position(key)])
    there = [people for people in (of_sex(cohort, sex) for sex in Sex) if people.any()]
    have = [sex for sex in Sex if (known & of_sex(cohort, sex)).any()]
    return have[0] if len(have) == 1 and there[1:] else None


def _points(text: Text, scene: Scene, beyond: int) -> Iterator[str]:
    if scene.asked.cohort.is_shared:
        return
    if any(group.sample.size > MOST_POINTS for group in scene.groups):
        yield text("among.note.sampled", count=str(MOST_POINTS))
    if beyond:
        yield text("among.note.beyond", count=f"{beyond:,}")


def _unsaid(text: Text, scene: Scene) -> Iterator[str]:
    is_shared = scene.asked.cohort.is_shared
    censored = sum(group.sample.censored for group in scene.groups)
    if count := shown_count(censored, is_shared=is_shared):
        kind = "shared" if is_shared else "points"
        yield text(f"among.note.censored.{kind}", count=f"{count:,}")
    told = [group for group in scene.groups if group.sample.size and not group.is_withheld]
    if any(curve_of(scene.axis, group) is None for group in told):
        few = {"curve": str(FEWEST_IN_A_CURVE), "box": str(FEWEST_IN_A_BOX)}
        yield text("among.note.few", **few)
