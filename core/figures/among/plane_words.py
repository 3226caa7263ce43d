"""What is said of two analytes: title, sentence, notes, and the table of their groups."""

import math
from collections.abc import Iterator

from core.cohort import Cohort
from core.cohort.sample import percentiles
from core.figures import words
from core.figures.among.groups import Asked
from core.figures.among.names import count_words, people_words, with_sex
from core.figures.among.notes import who_is_not_drawn
from core.figures.among.pairs import MOST_POINTS, POINTS_OF_MANY, Pairs
from core.figures.among.place import value_words
from core.figures.among.scene import Scene
from core.figures.among.sentence import unplaced
from core.figures.table import Column, Table
from core.text import Text, number


def plane_title(text: Text, asked: Asked, scenes: tuple[Scene, Scene]) -> str:
    """Say which analytes of whom the chart shows, and whether this patient is on it."""
    people = people_words(text, asked.cohort)
    people = with_sex(text, asked.cohort, asked.group, asked.sex, people)
    is_placed = all(scene.place for scene in scenes)
    x, y = (scene.scale.analyte.name(text.language) for scene in scenes)
    return text(f"among.plane.{'patient' if is_placed else 'people'}", x=x, y=y, people=people)


def plane_sentence(text: Text, scenes: tuple[Scene, Scene], pairs: tuple[Pairs, ...]) -> str:
    """Say what the patient has of both, or why the patient is not shown, and the correlations."""
    asked, analytes = scenes[0].asked, [scene.scale.analyte for scene in scenes]
    missing = [unplaced(text, asked, s.scale.analyte) for s in scenes if s.place is None]
    x, y = (analyte.name(text.language) for analyte in analytes)
    of_x, of_y = (value_words(text, asked.panel, analyte) for analyte in analytes)
    placed = text("among.plane.sentence", x=x, of_x=of_x, y=y, of_y=of_y)
    told = [
        text("among.plane.group", group=p.group.name, rho=_written(text, p.rho))
        for p in pairs
        if not math.isnan(p.rho)
    ]
    rho = [text("among.plane.rho", groups=text("words.list").join(told))] if told else []
    return words.joined(text, [*(dict.fromkeys(missing) or [placed]), *rho])


def plane_notes(
    text: Text, scenes: tuple[Scene, Scene], pairs: tuple[Pairs, ...], *, has_lines: bool
) -> Iterator[str]:
    """Yield how to read the chart, and who is not on it."""
    asked = scenes[0].asked
    if all(scene.place for scene in scenes):
        is_exact = all(scene.place.is_exact for scene in scenes if scene.place)
        yield text(f"among.plane.{'crossing' if is_exact else 'limit'}")
    if has_lines:
        yield text("among.plane.lines")
    if not asked.cohort.is_shared and any(len(group.values) > MOST_POINTS for group in pairs):
        yield text("among.plane.sampled", most=str(MOST_POINTS), count=str(POINTS_OF_MANY))
    if not asked.cohort.is_shared and any(group.is_limit.any() for group in pairs):
        yield text("among.plane.censored")
    if not asked.cohort.is_shared and (count := sum(_beyond(scenes, group) for group in pairs)):
        yield text("among.note.beyond", count=f"{count:,}")
    yield from who_is_not_drawn(text, asked)


def plane_table(
    text: Text, cohort: Cohort, pairs: tuple[Pairs, ...], scenes: tuple[Scene, Scene]
) -> Table:
    """Return people, both medians and the rank correlation of each group."""
    columns = (
        Column(text("among.column.group"), tuple(p.group.name for p in pairs), is_short=True),
        _column(text, "both", [_size(text, cohort, p) for p in pairs]),
        *(_medians(text, pairs, side, scene) for side, scene in enumerate(scenes)),
        _column(text, "rho", [_written(text, p.rho) for p in pairs]),
        _column(text, "interval", [_interval(text, p) for p in pairs]),
    )
    return Table(text("among.plane.table"), columns)


def _size(text: Text, cohort: Cohort, pairs: Pairs) -> str:
    if pairs.is_withheld:
        return text("among.count.withheld")
    return count_words(text, cohort, pairs.size)


def _medians(text: Text, pairs: tuple[Pairs, ...], side: int, scene: Scene) -> Column:
    title = text("among.column.median_of", analyte=scene.scale.title(text))
    return Column(title, tuple(_median(text, p, side) for p in pairs), is_number=True)


def _median(text: Text, pairs: Pairs, side: int) -> str:
    sample, is_shared = pairs.sample(side), pairs.group.is_shared
    found = float(percentiles(sample, (0.5,), is_shared=is_shared)[0])
    return text("figure.nothing") if math.isnan(found) else number(found)


def _interval(text: Text, pairs: Pairs) -> str:
    if pairs.interval is None:
        return text("figure.nothing")
    low, high = (_written(text, end) for end in pairs.interval)
    return text("words.between", low=low, high=high)


def _written(text: Text, rho: float) -> str:
    # Adding 0 turns the -0 that rounding may leave into 0.
    return text("figure.nothing") if math.isnan(rho) else f"{round(rho, 2) + 0:.2f}"


def _column(text: Text, name: str, cells: list[str]) -> Column:
    return Column(text(f"among.column.{name}"), tuple(cells), is_number=True)


def _beyond(scenes: tuple[Scene, Scene], pairs: Pairs) -> int:
    x, y = (scene.axis.holds(pairs.values[:, side]) for side, scene in enumerate(scenes))
    return int((~(x & y)).sum())
