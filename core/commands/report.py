"""`python -m core report FILE -o out/ --lang en|ja`: one scored PDF a panel."""

import argparse
import re
from datetime import datetime
from pathlib import Path

from core.commands.score import Told
from core.commands.shared import (
    Commands,
    add_language,
    add_model,
    the_language,
    the_model,
    the_text,
)
from core.evidence.base_rates import BASE_RATES
from core.panel import Panel

NOT_FOR_FILE_NAMES = re.compile(r"[^\w.-]+")


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("report", help="write a scored PDF for every panel of a file")
    parser.add_argument("file", type=Path, help="wide CSV or XLSX, one row a panel")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder to write into")
    parser.add_argument(
        "--setting",
        choices=list(BASE_RATES),
        default="general_15_39",
        help="where the pre-test probability comes from",
    )
    add_model(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Write the PDFs; problems go to standard error. Returns 1 if any were found."""
    from core.readers import stream_panels
    from core.report import render_pdf
    from core.scoring.background import background
    from core.scoring.scorer import score

    text, model, told = the_text(words), the_model(words), Told(the_text(words))
    words.output.mkdir(parents=True, exist_ok=True)
    printed, count = datetime.now().astimezone().replace(tzinfo=None), 0
    for reading in told.listening(stream_panels(words.file)):
        for panel in reading.panels:
            count += 1
            pdf = render_pdf(
                panel,
                score(panel, model),
                pre_test=BASE_RATES[words.setting].probability,
                language=the_language(words),
                background=background(panel, model),
                printed=printed,
            )
            (words.output / file_name(panel, count)).write_bytes(pdf)
    print(text("command.reported", count=count, folder=words.output.name))
    return 1 if told.anything else 0


def file_name(panel: Panel, count: int) -> str:
    """Return a file name from the panel's number in the file and its pseudonym."""
    return f"{count:04d}-{NOT_FOR_FILE_NAMES.sub('_', panel.patient.id)[:60]}.pdf"
