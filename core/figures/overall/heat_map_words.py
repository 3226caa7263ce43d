"""What is said about a matrix of z scores: title, words, table and notes."""

from collections.abc import Iterator

import numpy as np

from core.cohort import Cohort
from core.cohort.overall.clustering import MOST_PEOPLE, HeatMap
from core.figures import words as phrases
from core.figures.among.names import count_words, level_name, people_words
from core.figures.overall.components_left_out import (
    analytes_left_out,
    cohort_notes,
    people_count,
    selection_notes,
)
from core.figures.overall.heat_map_colours import named_every
from core.figures.table import Column, Table
from core.figures.theme import MOST_GROUPS
from core.text import Text

FIGURES = 2
NAMED_IN_WORDS = 3
# Half way from what chance would do to groups that do not mix at all, neighbours are called sorted.
SORTED = 0.5


def _cohort(heat_map: HeatMap) -> Cohort:
    return heat_map.selection.cohort


def _level_names(text: Text, heat_map: HeatMap) -> list[str]:
    factor = heat_map.selection.factor
    if factor is None:
        return []
    return [level_name(text, _cohort(heat_map), factor.name, level) for level in factor.levels]


def title(text: Text, heat_map: HeatMap) -> str:
    """Say what the matrix is of, and whether the people of a group lie together."""
    cohort = _cohort(heat_map)
    details: dict[str, str | float] = {
        "count": len(heat_map.analytes),
        "people": people_words(text, cohort),
    }
    if cohort.is_shared:
        return text("multivariate.heat_map.means", **details)
    finding = text(f"multivariate.heat_map.finding.{_finding(heat_map)}")
    return text("multivariate.heat_map.title", **details, finding=finding)


def _finding(heat_map: HeatMap) -> str:
    factor, mixing = heat_map.selection.factor, heat_map.mixing
    if mixing is None or factor is None or len(factor.levels) > MOST_GROUPS:
        return "none"
    share, chance = mixing
    return "sorted" if share - chance > SORTED * (1 - chance) else "mixed"


def axis_title(text: Text, heat_map: HeatMap) -> str:
    """Say how many people stand side by side."""
    return text("multivariate.heat_map.axis", count=f"{len(heat_map.z):,}")


def words(text: Text, heat_map: HeatMap) -> str:
    """Say of whom the scores are, how far groups mix, and in which analytes they differ most."""
    cohort = _cohort(heat_map)
    said = [
        text(
            "multivariate.heat_map.words",
            count=len(heat_map.analytes),
            people=people_count(text, cohort, heat_map.selection.size),
        )
    ]
    first, second = (one.name(text.language) for one in heat_map.closest)
    said.append(text("multivariate.heat_map.closest", first=first, second=second))
    if heat_map.mixing is not None:
        share, chance = (phrases.percent(text, part, FIGURES) for part in heat_map.mixing)
        said.append(text("multivariate.heat_map.mixing", share=share, chance=chance))
    return phrases.joined(text, [*said, *_differing(text, heat_map)])


def _differing(text: Text, heat_map: HeatMap) -> Iterator[str]:
    """Name the analytes in which the two groups with the most different means differ most."""
    means, names = heat_map.means, _level_names(text, heat_map)
    told = [code for code, mean in enumerate(means) if np.isfinite(mean).all()]
    pairs = [(a, b) for place, a in enumerate(told) for b in told[place + 1 :]]
    if not pairs:
        return
    first, last = max(pairs, key=lambda pair: float(np.abs(means[pair[0]] - means[pair[1]]).max()))
    most = np.argsort(-np.abs(means[first] - means[last]), kind="stable")[:NAMED_IN_WORDS]
    named = (
        text(
            "multivariate.heat_map.named",
            name=heat_map.analytes[row].name(text.language),
            first=_score(means[first, row]),
            last=_score(means[last, row]),
        )
        for row in most
    )
    yield text(
        "multivariate.heat_map.differing",
        first=names[first],
        last=names[last],
        names=text("words.list").join(named),
    )


def table(text: Text, heat_map: HeatMap) -> Table:
    """Return the mean z of each group, the analytes in the order of the rows."""
    names = tuple(analyte.name(text.language) for analyte in heat_map.analytes)
    columns = [Column(text("multivariate.column.analyte"), names)]
    for level, size, mean in zip(
        _level_names(text, heat_map), heat_map.sizes, heat_map.means, strict=True
    ):
        group = text(
            "multivariate.heat_map.sized",
            group=level,
            count=count_words(text, _cohort(heat_map), size),
        )
        head = text("multivariate.column.mean_z", group=group)
        columns.append(Column(head, tuple(_score(z) for z in mean), is_number=True))
    return Table(text("multivariate.heat_map.table"), tuple(columns))


def _score(z: float) -> str:
    # Adding 0 turns the -0 that rounding may leave into 0.
    return "–" if np.isnan(z) else f"{round(float(z), 2) + 0:.2f}"


def notes(text: Text, heat_map: HeatMap, limit: float) -> Iterator[str]:
    """Say how to read the colours, who is drawn, and who and what is left out."""
    cohort, selection = _cohort(heat_map), heat_map.selection
    yield _colours(text, heat_map, limit)
    yield text("multivariate.heat_map.clustered")
    if heat_map.is_sample:
        people, drawn = f"{selection.size:,}", f"{len(heat_map.z):,}"
        yield text("multivariate.heat_map.sample", drawn=drawn, people=people, most=MOST_PEOPLE)
    every = named_every(len(heat_map.analytes))
    if every > 1:
        yield text("multivariate.heat_map.labels", every=every)
    yield from selection_notes(text, selection)
    yield from analytes_left_out(text, heat_map.left_out)
    factor = selection.factor
    if factor is not None and len(factor.levels) > MOST_GROUPS and not cohort.is_shared:
        yield text("multivariate.note.too_many", count=len(factor.levels), most=MOST_GROUPS)
    yield from cohort_notes(text, cohort)


def _colours(text: Text, heat_map: HeatMap, limit: float) -> str:
    z = heat_map.means if _cohort(heat_map).is_shared else heat_map.z
    beyond = float((np.abs(z[np.isfinite(z)]) > limit).mean())
    if beyond == 0:
        return text("multivariate.heat_map.not_clipped", limit=f"{limit:g}")
    share = phrases.percent(text, beyond, FIGURES)
    return text("multivariate.heat_map.clipped", limit=f"{limit:g}", share=share)
