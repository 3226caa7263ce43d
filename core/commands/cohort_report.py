"""`python -m core cohort-report FILE --group COLUMN -o report.pdf`: groups compared, as a PDF."""

import argparse
from datetime import datetime
from pathlib import Path

from core.commands.compare import add_design, the_comparison
from core.commands.score import Told
from core.commands.shared import Commands, add_language, the_language, the_text


def add(commands: Commands) -> None:
    """Add the command and its words."""
    parser = commands.add_parser("cohort-report", help="write a PDF on the groups of a cohort")
    add_design(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, help="PDF to write")
    add_language(parser)
    parser.set_defaults(run=run)


def run(words: argparse.Namespace) -> int:
    """Compare and write the report; problems with the file go to standard error.

    Returns 1 if anything of the file was refused. Raises CohortError where nothing can be compared,
    ReportError where a name cannot be printed.
    """
    from core.report.cohort_contents import cohort_contents
    from core.report.cohort_report import render_cohort_report

    told = Told(the_text(words))
    reading, cohort, found = the_comparison(words, told)
    contents = cohort_contents(told.text, cohort, found, reading.problems)
    printed = datetime.now().astimezone().replace(tzinfo=None)
    pdf = render_cohort_report(contents, language=the_language(words), printed=printed)
    words.output.write_bytes(pdf)
    print(told.text("cohort_report.written", file=words.output.name))
    return 1 if told.is_refused else 0
