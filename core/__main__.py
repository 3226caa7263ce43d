"""The command line: `python -m core --help` lists the commands."""

import argparse
import sys

from core.commands import (
    cohort_report,
    compare,
    convert,
    evaluate,
    models,
    read,
    report,
    score,
    train,
)
from core.errors import EngawaError
from core.text import Language, text_in

COMMANDS = (read, convert, score, report, compare, cohort_report, train, evaluate, models)


def main(arguments: list[str]) -> int:
    """Run one command; a user's mistake is one sentence on standard error and exit status 2."""
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    words = parser.parse_args(arguments)
    try:
        status: int = words.run(words)
    except (EngawaError, OSError) as error:
        print(sentence(error, Language(getattr(words, "lang", Language.EN))), file=sys.stderr)
        return 2
    return status


def sentence(error: EngawaError | OSError, language: Language) -> str:
    """Say what a user can mend: a problem with what was read, or a path that cannot be used."""
    text = text_in(language)
    if isinstance(error, EngawaError):
        return text.problem(error.problem)
    return text("command.path", path=str(error.filename or "?"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
