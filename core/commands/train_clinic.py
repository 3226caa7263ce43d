"""`python -m core train --cohort FILE --group COLUMN -o models/NAME`: a clinic's own model."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from core.commands.compare import names
from core.commands.learning import (
    Bar,
    add_people,
    controls_and_cases,
    keys_of,
    the_group,
    the_people,
    the_request,
    watched,
)
from core.commands.score import Told
from core.commands.shared import the_text
from core.errors import Severity
from core.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from core.cards import ClinicCard, Kind, Plan, Protocol
    from core.cohort import Cohort
    from core.readers.cohorts import CohortReading

AIMS = ("balanced", "sensitivity", "specificity")
# For a first look: p can still fall below 0.05.
QUICK = {"repeats": 1, "permutations": 20, "members": 10}


def add_clinic(parser: argparse.ArgumentParser) -> None:
    """Let `train` take a clinic's own people, and what is to be learnt from them."""
    add_people(parser, is_needed=False)
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--target", default="", help="column with the number to tell (severity)")
    kinds.add_argument("--strata", action="store_true", help="put people into groups nobody named")
    parser.add_argument("--analytes", type=names, default=(), help="columns to learn from")
    parser.add_argument(
        "--catalogue-only", action="store_true", help="only markers that a panel can hold"
    )
    parser.add_argument("--covariates", type=names, default=(), help="adjust for: age,sex")
    parser.add_argument("--prevalence", type=share, help="share of cases among those to be tested")
    parser.add_argument("--aim", choices=AIMS, default="balanced", help="how to set the threshold")
    parser.add_argument("--wanted", type=share, default=0.9, help="rate that --aim is to reach")
    parser.add_argument("--quick", action="store_true", help="test less, for a first look")


def share(typed: str) -> float:
    """Read a share between 0 and 1. Raises ValueError, which argparse tells."""
    found = float(typed)
    if not 0 < found < 1:
        raise ValueError(typed)
    return found


def run_clinic(words: argparse.Namespace) -> int:
    """Train a model on a clinic's people and say what it was found to do.

    Returns 1 if anything of the file was refused. Raises CohortError, PanelError, ModelError.
    """
    from core.registry.versions import check_name

    text = the_text(words)
    told = Told(text)
    check_name(words.output.name)
    return watched(text, lambda bar: _train(words, told, bar))


def _train(words: argparse.Namespace, told: Told, bar: Bar) -> int:
    from core.cards import read_clinic_card

    reading, cohort = the_people(words, told)
    plan = plan_of(words, reading, cohort)
    # Slow to import: what is wrong with the words is said before.
    from core.jobs.work import train
    from core.learning.readiness import hindrances

    for problem in hindrances(cohort, plan):
        if problem.severity is Severity.NOTE:
            told.tell(problem)
    request = replace(the_request(words, plan), protocol=protocol_of(words, cohort, plan))
    try:
        folder = train(request, cohort, words.output.parent, bar)
    finally:
        bar.end()
    tell_model(told.text, read_clinic_card(folder), folder)
    return 1 if told.is_refused else 0


def plan_of(words: argparse.Namespace, reading: "CohortReading", cohort: "Cohort") -> "Plan":
    """Return the plan asked for; names may be those of the file or of Engawa.

    Raises CohortError where it is not clear who the controls and the cases are.
    """
    from core.cards import Aim, Plan

    kind, keys = kind_of(words), keys_of(reading)
    group, levels = _who(words, reading, cohort)
    return Plan(
        kind=kind,
        name=words.output.name,
        analytes=_analytes(words, reading, cohort),
        group=group,
        levels=levels,
        target=keys.get(words.target, words.target),
        covariates=tuple(keys.get(name, name) for name in words.covariates),
        aim=Aim(words.aim),
        wanted=words.wanted,
        prevalence=words.prevalence,
    )


def kind_of(words: argparse.Namespace) -> "Kind":
    """Return which of the three systems is asked for."""
    from core.cards import Kind

    if words.strata:
        return Kind.STRATA
    return Kind.SEVERITY if words.target else Kind.DISCRIMINATION


def _who(
    words: argparse.Namespace, reading: "CohortReading", cohort: "Cohort"
) -> tuple[str, tuple[str, ...]]:
    """Return the factor and the groups; severity and strata without groups are everybody's."""
    from core.cards import Kind

    kind = kind_of(words)
    if kind is Kind.DISCRIMINATION or words.group or words.levels:
        group = the_group(words, reading)
    else:
        return "", ()
    if words.levels or kind is Kind.SEVERITY:
        return group, words.levels
    controls, cases = controls_and_cases(cohort, group)
    return group, (cases,) if kind is Kind.STRATA else (controls, cases)


def _analytes(
    words: argparse.Namespace, reading: "CohortReading", cohort: "Cohort"
) -> tuple[str, ...]:
    from core.learning.proposal import every_analyte, panel_analytes

    keys = keys_of(reading)
    if words.analytes:
        return tuple(keys.get(name, name) for name in words.analytes)
    return panel_analytes(cohort) if words.catalogue_only else every_analyte(cohort)


def protocol_of(words: argparse.Namespace, cohort: "Cohort", plan: "Plan") -> "Protocol | None":
    """Return a shortened protocol where it was asked for; None for the usual one."""
    if not words.quick:
        return None
    from core.learning.labelled import labelled_people
    from core.learning.runs import PROTOCOLS

    usual = PROTOCOLS[plan.kind](labelled_people(cohort, plan))
    return replace(usual, **{name: min(most, getattr(usual, name)) for name, most in QUICK.items()})


def tell_model(text: Text, card: "ClinicCard", folder: "Path") -> None:
    """Say what a model was found to do, what must be kept in mind, and where it stands."""
    from core.figures.studio.sentences import caution_sentences, headline

    print(headline(text, card))
    for sentence in caution_sentences(text, card):
        print(sentence)
    print(text("command.model_written", name=card.name, version=card.version, folder=str(folder)))
