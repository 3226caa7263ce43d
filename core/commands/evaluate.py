"""`python -m core evaluate --model DIR --cohort FILE --group COLUMN`: a model on other people."""

import argparse
import csv
import json
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.learning import (
    Bar,
    add_people,
    controls_and_cases,
    the_group,
    the_people,
    the_request,
    watched,
)
from core.commands.score import Told
from core.commands.shared import Commands, add_language, the_text, whole_file
from core.commands.train_clinic import tell_model
from core.errors import ModelError, Place
from core.text import Text

if TYPE_CHECKING:
    from core.cards import ClinicCard, External
    from core.cohort import Cohort
    from core.jobs.request import Request
    from core.readers.cohorts import CohortReading

JSON_ENDING = ".json"
TOLD = ("sensitivity", "specificity", "slope", "expected_to_observed")


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("evaluate", help="try a clinic's model on other people")
    parser.add_argument("--model", type=Path, required=True, help="folder of a version")
    add_people(parser, is_needed=True)
    parser.add_argument(
        "--recalibrate", action="store_true", help="write a version recalibrated to these people"
    )
    parser.add_argument("-o", "--output", type=Path, help="CSV or JSON to write the figures into")
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Evaluate a model, keep what was found in its card, and say it.

    Returns 1 if anything of the file was refused. Raises CohortError, PanelError, ModelError.
    """
    text = the_text(words)
    told = Told(text)
    return watched(text, lambda bar: _evaluate(words, told, bar))


def _evaluate(words: argparse.Namespace, told: Told, bar: Bar) -> int:
    from core.cards import read_clinic_card

    reading, cohort = the_people(words, told)
    request = the_trial(words, reading, cohort)
    # Slow to import: what is wrong with the words is said before.
    from core.jobs.work import TASKS

    try:
        folder = TASKS[request.task](request, cohort, words.model.absolute().parents[1], bar)
    finally:
        bar.end()
    card = read_clinic_card(folder)
    found = next(e for e in reversed(card.external) if e.data_sha256 == request.data_sha256)
    tell_trial(told.text, card, found)
    if words.recalibrate:
        tell_model(told.text, card, folder)
    else:
        kept = {"name": card.name, "version": card.version, "folder": str(words.model)}
        print(told.text("command.evaluation_kept", **kept))
    if words.output:
        write_figures(found, words.output)
    return 1 if told.is_refused else 0


def the_trial(words: argparse.Namespace, reading: "CohortReading", cohort: "Cohort") -> "Request":
    """Return what is asked for; groups called as the model's own need not be named.

    Raises CohortError, ModelError.
    """
    from core.jobs.request import Task
    from core.scoring.clinic.loading import clinic_card, is_clinics

    folder = words.model.absolute()
    if not is_clinics(folder):
        raise ModelError("command.not_of_clinic", Place(folder.name))
    card, group = clinic_card(folder), the_group(words, reading)
    factor = cohort.factors.get(group)
    is_same = factor is not None and set(card.plan.levels) <= set(factor.levels)
    own = card.plan.levels if is_same else ()
    levels = words.levels or own or controls_and_cases(cohort, group)
    return replace(
        the_request(words, replace(card.plan, group=group, levels=levels)),
        task=Task.RECALIBRATE if words.recalibrate else Task.EVALUATE,
        model=(folder.parent.name, folder.name),
    )


def tell_trial(text: Text, card: "ClinicCard", found: "External") -> None:
    """Say how a model did on other people, and what must be kept in mind."""
    from core.figures.studio.numbers import measured
    from core.figures.studio.sentences import external_headline, warned_sentences

    print(external_headline(text, found))
    figures = {name: measured(text, getattr(found, name)) for name in TOLD}
    print(text("command.trial", **figures, left_out=found.left_out))
    for sentence in warned_sentences(text, card, found.warnings):
        print(sentence)


def write_figures(found: "External", path: Path) -> None:
    """Write every figure with its interval: JSON holds the curves and the drift as well."""
    from core.cards import Measured
    from core.exports.cells import ENCODING

    if path.suffix.lower() == JSON_ENDING:
        with whole_file(path) as output:
            json.dump(asdict(found), output, indent=1, default=str)
        return
    with whole_file(path, ENCODING) as output:
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(["figure", "value", "low", "high"])
        for name in (field.name for field in fields(found)):
            figure = getattr(found, name)
            if isinstance(figure, Measured):
                writer.writerow([name, figure.value, figure.low, figure.high])
            elif isinstance(figure, int):
                writer.writerow([name, figure, "", ""])
