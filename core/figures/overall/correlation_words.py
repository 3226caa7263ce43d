"""What is said about a matrix of correlations: title, words, table and notes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Floats
from core.cohort.overall.association import Correlations
from core.cohort.overall.complete import Ints
from core.cohort.suppression import shown_count
from core.figures import words as phrases
from core.figures.among.names import count_words, level_name, people_words
from core.figures.overall.components_left_out import (
    analytes_left_out,
    cohort_notes,
    people_count,
    shortened,
)
from core.figures.overall.heat_map_colours import named_every
from core.figures.table import Column, Table
from core.text import Text

NAMED_IN_WORDS = 3
# A table of more would be too long to read; those left off are the weakest.
MOST_LISTED = 500
NEARLY_ONE = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The pairs that have a correlation, the closest first: rows, columns and rho (n_pairs,)."""

    rows: Ints
    columns: Ints
    rho: Floats

    def __len__(self) -> int:
        return len(self.rho)


def pairs_of(found: Correlations) -> Pairs:
    """Return the pairs of different analytes by how close their correlation is."""
    rows, columns = np.triu_indices(len(found.rho), 1)
    rho = found.rho[rows, columns]
    told = np.flatnonzero(~np.isnan(rho))
    order = told[np.argsort(-np.abs(rho[told]), kind="stable")]
    return Pairs(rows[order], columns[order], rho[order])


def title(text: Text, found: Correlations, factor: str) -> str:
    """Name the pair with the closest correlation, and of whom it is."""
    people = people_words(text, found.cohort)
    if found.level:
        level = level_name(text, found.cohort, factor, found.level)
        people = text("multivariate.correlation.of_level", people=people, level=level)
    pairs = pairs_of(found)
    if not len(pairs):
        return text("multivariate.correlation.untold_title", people=people)
    return text(
        f"multivariate.correlation.{'title' if pairs.rho[0] >= 0 else 'inverse'}",
        first=shortened(found.analytes[pairs.rows[0]].name(text.language)),
        second=shortened(found.analytes[pairs.columns[0]].name(text.language)),
        count=len(found.analytes),
        people=people,
    )


def words(text: Text, found: Correlations) -> str:
    """Say of whom the correlations are, how strong they are, and which are the closest."""
    pairs = pairs_of(found)
    people = people_count(text, found.cohort, found.ranked)
    if not len(pairs):
        return text("multivariate.correlation.untold_words", people=people)
    median = f"{np.median(np.abs(pairs.rho)):.2f}"
    count = len(found.analytes)
    said = [text("multivariate.correlation.words", count=count, people=people, median=median)]
    for key, sign in (("closest", 1), ("opposed", -1)):
        places = np.flatnonzero(np.sign(pairs.rho) == sign)[:NAMED_IN_WORDS]
        if len(places):
            names = text("words.list").join(_pair(text, found, pairs, i) for i in places)
            said.append(text(f"multivariate.correlation.{key}", names=names))
    return phrases.joined(text, said)


def _pair(text: Text, found: Correlations, pairs: Pairs, place: int) -> str:
    return text(
        "multivariate.correlation.pair",
        first=found.analytes[pairs.rows[place]].name(text.language),
        second=found.analytes[pairs.columns[place]].name(text.language),
        value=written(float(pairs.rho[place])),
    )


def table(text: Text, found: Correlations) -> Table:
    """Return the closest pairs with rho and the number of people."""
    pairs = pairs_of(found)
    names = [analyte.name(text.language) for analyte in found.analytes]
    listed = slice(MOST_LISTED)
    places = list(zip(pairs.rows[listed], pairs.columns[listed], strict=True))
    counts = tuple(_count(text, found, int(found.paired[place])) for place in places)
    columns = (
        Column(text("multivariate.column.first"), tuple(names[row] for row, _ in places)),
        Column(text("multivariate.column.second"), tuple(names[column] for _, column in places)),
        Column(
            text("multivariate.column.rho"),
            tuple(f"{rho + 0:.3f}" for rho in pairs.rho[listed]),
            is_number=True,
        ),
        Column(text("multivariate.column.people"), counts, is_number=True),
    )
    return Table(text("multivariate.correlation.table"), columns)


def written(rho: float) -> str:
    """Write a correlation; what is nearly 1 never as 1."""
    decimals = 3 if NEARLY_ONE <= abs(rho) < 1 else 2
    # Adding 0 turns the -0 that rounding may leave into 0.
    return f"{round(rho, decimals) + 0:.{decimals}f}"


def _count(text: Text, found: Correlations, count: int) -> str:
    return count_words(text, found.cohort, shown_count(count, is_shared=found.cohort.is_shared))


def notes(text: Text, found: Correlations) -> Iterator[str]:
    """Say of whom each pair is, how to read the matrix, and what is left out."""
    yield from _of_whom(text, found)
    yield text("multivariate.correlation.censored")
    every = named_every(len(found.analytes))
    if every > 1:
        yield text("multivariate.correlation.labels", every=every)
    else:
        yield text("multivariate.correlation.columns")
    if found.untold:
        yield text("multivariate.correlation.untold", count=f"{found.untold:,}")
    listed, every_pair = MOST_LISTED, len(pairs_of(found))
    if every_pair > listed:
        yield text("multivariate.correlation.listed", count=listed, all=f"{every_pair:,}")
    yield from analytes_left_out(text, found.left_out)
    yield from cohort_notes(text, found.cohort)


def _of_whom(text: Text, found: Correlations) -> Iterator[str]:
    told = ~np.isnan(found.rho) & ~np.eye(len(found.rho), dtype=np.bool_)
    counts = found.paired[told]
    if len(counts):
        low, high = (_count(text, found, int(end)) for end in (counts.min(), counts.max()))
        if low == high:
            yield text("multivariate.correlation.whole", people=low)
        else:
            yield text("multivariate.correlation.pairs", low=low, high=high)
    if found.ranked < found.people:
        people, ranked = f"{found.people:,}", f"{found.ranked:,}"
        yield text("multivariate.correlation.sample", people=people, ranked=ranked)
