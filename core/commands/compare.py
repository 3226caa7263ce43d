"""`python -m core compare FILE --group COLUMN -o table.csv`: groups, analyte by analyte."""

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.score import Told
from core.commands.shared import Commands, add_language, the_corrections, the_text, whole_file
from core.errors import CohortError, Details, Place, Problem
from core.text import Text

if TYPE_CHECKING:
    from core.cohort import AnalyteResult, Cohort, Comparison, Design
    from core.readers.cohorts import CohortReading

CHOICES = ("auto", "means", "ranks")
# As many results are named that could not be made for the same reason.
MOST_NAMED = 5


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("compare", help="compare the groups of a cohort")
    add_design(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="CSV to write")
    add_language(parser)
    parser.set_defaults(run=run)


def add_design(parser: argparse.ArgumentParser) -> None:
    """Let a command take a cohort, and what is to be compared in it."""
    parser.add_argument("file", type=Path, help="a table with a row a person, in any form read")
    parser.add_argument("--group", required=True, help="column that puts people into groups")
    parser.add_argument("--levels", type=names, default=(), help="groups, the reference first: A,B")
    parser.add_argument("--strata", default="", help="column in each level of which to compare")
    parser.add_argument("--covariates", type=names, default=(), help="adjust for: age,sex")
    parser.add_argument("--analytes", type=names, default=(), help="columns to compare, else all")
    parser.add_argument("--choice", choices=CHOICES, default="auto", help="how tests are chosen")
    parser.add_argument("--shared", action="store_true", help="withhold what small groups tell")
    parser.add_argument("--sheet", default="", help="sheet of a workbook")
    parser.add_argument("--corrections", type=Path, help="file saved from the check page")


def names(listed: str) -> tuple[str, ...]:
    """Return names set apart by commas; one that holds a comma stands in quotation marks."""
    return tuple(name.strip() for name in next(csv.reader([listed], skipinitialspace=True), ()))


def run(words: argparse.Namespace) -> int:
    """Compare and write the table; problems go to standard error.

    Returns 1 if anything was refused, an analyte that could not be compared among it. The output
    appears when it is whole. Raises CohortError where nothing can be compared.
    """
    from core.exports.cells import ENCODING
    from core.figures.groups.comparison_table import comparison_csv

    told = Told(the_text(words))
    _, cohort, found = the_comparison(words, told)
    tell_problems(told, found)
    with whole_file(words.output, ENCODING) as output:
        output.write(comparison_csv(told.text, found))
    print(line(told.text, cohort, found, words.output.name))
    return 1 if told.is_refused else 0


def the_comparison(
    words: argparse.Namespace, told: Told
) -> "tuple[CohortReading, Cohort, Comparison]":
    """Read the cohort asked for and compare its groups; problems with the file are told.

    Raises CohortError where nothing can be compared.
    """
    from core.cohort.groups.comparison import compare

    reading = the_reading(words)
    for problem in reading.problems:
        told.tell(problem)
    if reading.cohort is None:
        raise CohortError("command.nothing_to_compare", Place(words.file.name))
    cohort = replace(reading.cohort, is_shared=words.shared)
    return reading, cohort, compare(cohort, the_design(words, reading, cohort))


def the_reading(words: argparse.Namespace) -> "CohortReading":
    """Read the cohort asked for. Raises CohortError, PanelError."""
    from core.readers.cohorts import read_cohort

    corrections = the_corrections(words)
    return read_cohort(words.file.read_bytes(), words.file.name, corrections, sheet=words.sheet)


def the_design(words: argparse.Namespace, reading: "CohortReading", cohort: "Cohort") -> "Design":
    """Return what is to be compared; names may be those of the file or of Engawa."""
    from core.cohort import Choice, Design
    from core.cohort.groups.checks import MOST_LEVELS
    from core.cohort.groups.proposal import proposed_levels

    keys = {column.name: column.key for column in reading.columns if column.key}
    group = keys.get(words.group, words.group)
    factor = cohort.factors.get(group)
    levels = factor.levels if factor else ()
    if factor and len(levels) <= MOST_LEVELS:
        levels = proposed_levels(factor)
    every = tuple(analyte.key for analyte in cohort.analytes)
    return Design(
        group=group,
        levels=words.levels or levels,
        analytes=tuple(keys.get(name, name) for name in words.analytes) or every,
        covariates=tuple(keys.get(name, name) for name in words.covariates),
        strata=keys.get(words.strata, words.strata),
        choice=Choice(words.choice),
    )


def tell_problems(told: Told, found: "Comparison") -> None:
    """Write what was left out, and why some analytes could not be compared."""
    from core.figures.groups.comparison_words import result_words
    from core.figures.problems import in_peoples_levels

    for problem in found.problems:
        told.tell(replace(problem, details=in_peoples_levels(told.text, problem.details)))
    alike: dict[str, list[AnalyteResult]] = {}
    for result in found.results:
        if result.reason is not None:
            alike.setdefault(told.text.problem(result.reason), []).append(result)
    for reason, results in alike.items():
        names = [result_words(told.text, found.design, result) for result in results]
        told.tell(_several(told.text, reason, names) if names[1:] else _alone(results[0], names[0]))


def _alone(result: "AnalyteResult", name: str) -> Problem:
    reason = result.reason or Problem("comparison.reason.unsolved")
    return replace(reason, place=Place(column=name))


def _several(text: Text, reason: str, names: list[str]) -> Problem:
    """Say a reason once of all the results it holds of, the first of which are named."""
    shown = text("words.list").join(names[:MOST_NAMED])
    listed = f"{shown}, …" if len(names) > MOST_NAMED else shown
    details: Details = {"count": len(names), "names": listed, "reason": reason}
    return Problem("comparison.reason.several", details)


def line(text: Text, cohort: "Cohort", found: "Comparison", file: str) -> str:
    """Say in one line what was compared: groups with their sizes, tests, the family, the file."""
    tests = Counter(r.method for r in found.results if r.method)
    counted = [
        text("command.compared_by", test=text(f"comparison.method_name.{test}"), count=count)
        for test, count in tests.items()
    ]
    return text(
        "command.compared",
        groups=text("words.list").join(group_sizes(text, cohort, found)),
        count=len(found.design.analytes),
        tests=text("words.list").join(counted) or text("command.compared_none"),
        family=found.family,
        file=file,
    )


def group_sizes(text: Text, cohort: "Cohort", found: "Comparison") -> Iterator[str]:
    """Name each group with how many people of the cohort are in it, as may be told."""
    from core.cohort.suppression import shown_count
    from core.figures.groups.comparison_words import count_words, group_words

    factor = cohort.factors[found.design.group]
    sizes = dict(zip(factor.levels, factor.sizes(), strict=True))
    named = zip(found.design.levels, group_words(text, found.design), strict=True)
    for level, name in named:
        count = shown_count(sizes[level], is_shared=cohort.is_shared)
        yield text("command.group", name=name, count=count_words(text, count))
