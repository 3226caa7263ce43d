"""`python -m core train` and the fits before it: from the evidence to the shipped model.

With a cohort of a clinic's own it trains that clinic's model (`train_clinic.py`).
"""

import argparse
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from core.commands.shared import MODELS, Commands, add_language, add_model
from core.commands.train_clinic import add_clinic, run_clinic

BAR_WIDTH = 40


def add(commands: Commands) -> None:
    """Add the commands and their words."""
    training = commands.add_parser(
        "train", help="train a model on a cohort of your own, or else the shipped one anew"
    )
    training.add_argument(
        "-o", "--output", type=Path, default=MODELS / "withdrawal-risk", help="folder of the model"
    )
    add_clinic(training)
    add_language(training)
    training.add_argument("--version", default="1.1.0", help="name of the version's folder")
    training.add_argument("--changed-on", type=date.fromisoformat, help="date the results changed")
    training.set_defaults(run=run_train)
    study = commands.add_parser("fit-study", help="simulate the study at many sizes of effect")
    study.set_defaults(run=run_fit_study)
    population = commands.add_parser("fit-population", help="fit healthy people to public data")
    population.add_argument("--data", type=Path, required=True, help="folder with nhanes4/ ...")
    population.set_defaults(run=run_fit_population)
    adults = commands.add_parser("check-adults", help="score real adults; write it into the card")
    adults.add_argument("--data", type=Path, required=True, help="folder with nhanes4/")
    add_model(adults)
    adults.set_defaults(run=run_check_adults)
    survey = commands.add_parser("fit-survey", help="fit how far out real adults lie")
    survey.add_argument("--data", type=Path, required=True, help="folder with nhanes4/")
    survey.set_defaults(run=run_fit_survey)
    people = commands.add_parser("fit-people", help="fit the percentiles of a survey's adults")
    people.add_argument("--data", type=Path, required=True, help="folder with nhanes4/")
    people.set_defaults(run=run_fit_people)


def run_train(words: argparse.Namespace) -> int:
    """Train and write the model; the same command gives the same scores."""
    if words.cohort:
        return run_clinic(words)
    from core.learning.training import train
    from core.learning.writer import write_model

    changed_on = words.changed_on or datetime.now(UTC).date()
    write_model(train(show_progress), words.output / words.version, changed_on)
    print(f"\n{words.output.name}/{words.version}")
    return 0


def run_fit_study(_words: argparse.Namespace) -> int:
    """Write `core/evidence/study.json`; about half an hour on one core."""
    from core.evidence import scales, virtual_study

    virtual_study.write_study(virtual_study.fit_study(show_progress), scales.PATH)
    print(f"\n{scales.PATH.name}")
    return 0


def run_fit_population(words: argparse.Namespace) -> int:
    """Write `core/evidence/population.json` from the public data sets."""
    from core.evidence import population, population_fit

    fitted = population_fit.fit_population(words.data)
    population_fit.write_population(fitted, population_fit.fit_tails(words.data), population.PATH)
    print(f"{population.PATH.name}: {len(fitted)}")
    return 0


def run_fit_survey(words: argparse.Namespace) -> int:
    """Write `core/evidence/survey.json` from the survey's adults."""
    from core.evidence import distance_fit, population

    fitted = distance_fit.fit_inflations(words.data)
    distance_fit.write_inflations(fitted, population.SURVEY)
    print(f"{population.SURVEY.name}: {len(fitted)}")
    return 0


def run_fit_people(words: argparse.Namespace) -> int:
    """Write `core/evidence/survey_people.json` from the survey's adults."""
    from core.evidence import survey_people, survey_people_fit

    people = survey_people_fit.read_people(words.data)
    fitted = survey_people_fit.write_people(people, survey_people.PATH)
    print(f"{survey_people.PATH.name}: {fitted}")
    return 0


def run_check_adults(words: argparse.Namespace) -> int:
    """Score the survey's adults and keep in the card how the score falls on them."""
    from core.learning.real_adults import real_adults
    from core.scoring.artefact import latest, load_model
    from core.scoring.card import write_card

    folder = words.model or latest(MODELS / "withdrawal-risk")
    model = load_model(folder)
    rows = real_adults(words.data, model)
    write_card(replace(model.card, real_adults=rows), folder)
    for row in rows:
        print(*(f"{name}={figure}" for name, figure in row.items()))
    return 0


def show_progress(share: float) -> None:
    """Draw a bar of known length on standard error."""
    done = round(share * BAR_WIDTH)
    bar = "#" * done + "." * (BAR_WIDTH - done)
    print(f"\r[{bar}] {share:4.0%}", end="", file=sys.stderr, flush=True)
