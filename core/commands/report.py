"""`python -m core report FILE -o out/ --lang en|ja`: one scored PDF a panel."""

import argparse
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.score import Told
from core.commands.shared import (
    Commands,
    add_language,
    add_model,
    add_reading,
    the_language,
    the_model,
    the_readings,
    the_text,
)
from core.errors import Place, ReportError
from core.evidence.base_rates import BASE_RATES, setting_for, shares
from core.panel import Panel

if TYPE_CHECKING:
    from core.scoring.clinic.model import AnyModel

NOT_FOR_FILE_NAMES = re.compile(r"[^\w.-]+")


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("report", help="write a scored PDF for every panel of a file")
    add_reading(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write into")
    parser.add_argument(
        "--setting",
        choices=list(BASE_RATES),
        help="where the pre-test probability comes from; if left out, what the model's clinic "
        "stated, or else by the patient's age",
    )
    add_model(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Write the PDFs; problems go to standard error. Returns 1 if anything was refused.

    A panel whose report cannot be set is told with its row; the others are still written.
    """
    from core.batch import row_of

    text, model, told = the_text(words), the_model(words), Told(the_text(words))
    words.output.mkdir(parents=True, exist_ok=True)
    printed = datetime.now().astimezone().replace(tzinfo=None)
    number = written = 0
    for reading in told.listening(the_readings(words)):
        for panel in reading.panels:
            number += 1
            try:
                pdf = report(panel, model, words, printed)
            except ReportError as error:
                told.tell(replace(error.problem, place=Place(words.file.name, row_of(panel))))
                continue
            (words.output / file_name(panel, number)).write_bytes(pdf)
            written += 1
    print(text("command.reported", count=written, folder=words.output.name))
    return 1 if told.is_refused else 0


def report(panel: Panel, model: "AnyModel", words: argparse.Namespace, printed: datetime) -> bytes:
    """Score a panel and set its PDF. Raises ReportError."""
    from core.report import render_pdf
    from core.scoring.background import background
    from core.scoring.scorer import score

    prevalence = model.stamp.prevalence
    setting = words.setting or setting_for(panel.patient.age, prevalence)
    return render_pdf(
        panel,
        score(panel, model),
        pre_test=shares(prevalence)[setting],
        language=the_language(words),
        background=background(panel, model),
        printed=printed,
    )


def file_name(panel: Panel, count: int) -> str:
    """Return a file name from the panel's number in the file and its pseudonym."""
    return f"{count:04d}-{NOT_FOR_FILE_NAMES.sub('_', panel.patient.id)[:60]}.pdf"
