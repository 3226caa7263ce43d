"""What is said of several analytes at once: title, axis, sentence, notes and table."""

import math
from collections.abc import Iterator

from core.cohort import Analyte
from core.cohort.cohort import SEX
from core.figures.among.groups import MEDIAN, Asked
from core.figures.among.names import level_name, people_words, with_sex
from core.figures.among.notes import who_is_not_drawn
from core.figures.among.overview import Overview, are_standardised
from core.figures.table import Column, Table
from core.markers import Sex
from core.text import Text

LOWEST, HIGHEST = 0, 4


def multiples_title(text: Text, asked: Asked, rows: tuple[Overview, ...]) -> str:
    """Say how many analytes of whom are shown, and whether this patient is among them."""
    people = people_words(text, asked.cohort)
    people = with_sex(text, asked.cohort, asked.group, asked.sex, people)
    kind = "patient" if any(row.place for row in rows) else "people"
    return text(f"among.multiples.{kind}", count=str(len(rows)), people=people)


def multiples_axis(text: Text, asked: Asked, analytes: tuple[Analyte, ...]) -> str:
    """Name the scale that all the analytes share."""
    if are_standardised(analytes):
        return text("among.multiples.axis.interval")
    return text("among.multiples.axis.group", group=_first(text, asked))


def multiples_sentence(text: Text, asked: Asked, rows: tuple[Overview, ...]) -> str:
    """Say in which analytes the patient lies beyond the middle 90 % of the first group."""
    placed = [
        row for row in rows if row.place and not math.isnan(row.boxes[0, [LOWEST, HIGHEST]].sum())
    ]
    if not placed:
        return text("among.multiples.nowhere")
    beyond = [row.name for row in placed if _is_beyond(row)]
    details = {"count": str(len(beyond)), "placed": str(len(placed)), "group": _first(text, asked)}
    if not beyond:
        return text("among.multiples.none_beyond", **details)
    return text("among.multiples.beyond", analytes=text("words.list").join(beyond), **details)


def multiples_notes(
    text: Text, asked: Asked, analytes: tuple[Analyte, ...], *, not_drawn: int, off_scale: int
) -> Iterator[str]:
    """Yield how to read the chart, and what is not on it."""
    group = _first(text, asked)
    yield text("among.multiples.reading")
    if not are_standardised(analytes):
        yield text("among.multiples.scaled", group=group)
    if not_drawn:
        yield text("among.multiples.too_many", count=str(not_drawn), most=str(len(analytes)))
    if off_scale:
        yield text("among.multiples.off_scale", count=str(off_scale), group=group)
    yield from who_is_not_drawn(text, asked)


def multiples_table(
    text: Text, asked: Asked, analytes: tuple[Analyte, ...], rows: tuple[Overview, ...]
) -> Table:
    """Return the patient's value of each analyte, and every group's percentiles in [SD]."""
    groups = [level_name(text, asked.cohort, asked.group, level) for level in asked.levels]
    columns = (
        Column(text("among.column.analyte"), tuple(row.name for row in rows)),
        Column(
            text("figure.patient"),
            tuple(row.value or text("figure.nothing") for row in rows),
            is_number=True,
        ),
        *(
            Column(
                text("among.column.in_sd", group=group),
                tuple(_box(text, row.boxes[number].tolist()) for row in rows),
                is_number=True,
            )
            for number, group in enumerate(groups)
        ),
    )
    return Table(multiples_axis(text, asked, analytes), columns)


def _first(text: Text, asked: Asked) -> str:
    level = asked.levels[0]
    if asked.group == SEX and level in set(Sex):
        return text(f"among.plural.{level}")
    return level_name(text, asked.cohort, asked.group, level)


def _is_beyond(row: Overview) -> bool:
    low, high = row.place or (math.nan, math.nan)
    return bool(high < row.boxes[0, LOWEST] or low > row.boxes[0, HIGHEST])


def _box(text: Text, box: list[float]) -> str:
    if math.isnan(box[MEDIAN]):
        return text("figure.nothing")
    low, median, high = (f"{box[place] + 0:.2f}" for place in (LOWEST, MEDIAN, HIGHEST))
    if math.isnan(box[LOWEST] + box[HIGHEST]):
        return median
    return text(
        "among.multiples.box", median=median, range=text("words.between", low=low, high=high)
    )
