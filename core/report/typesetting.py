"""Typst, kept warm: our own font, no network, no clock, one compiler for one thread at a time."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Literal

import typst

from core.errors import ReportError

FOLDER = Path(__file__).parent
SUMMARY, MODEL_CARD, CHARACTERS = "summary.typ", "model_card.typ", "characters.typ"
COHORT_REPORT, PICTURE = "cohort_report.typ", "picture.typ"
TEMPLATES = (SUMMARY, MODEL_CARD, CHARACTERS, COHORT_REPORT, PICTURE)
# Fixes what typst would take from the clock; the date a reader sees comes with the content.
NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)

UNSHOWN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")

# A compiler refuses to work for two threads at once. Threads come and go (a download has one of its
# own), so the compilers are kept rather than the threads: as many as ever worked side by side.
_idle: Mapping[str, SimpleQueue[typst.Compiler]] = {
    template: SimpleQueue() for template in TEMPLATES
}


def typeset(content: Mapping[str, Any], template: str = SUMMARY) -> bytes:
    """Set content in a template of this folder as a tagged PDF (PDF/UA-1, PDF/A-2a).

    Raises ReportError if the content holds a character that the font does not have.
    """
    inputs = {"content": json.dumps(content, ensure_ascii=False, allow_nan=False)}
    return compiled(template, inputs, "pdf")


def compiled(
    template: str, inputs: Mapping[str, str], form: Literal["pdf", "png"], *, ppi: float = 72
) -> bytes:
    """Set a template of this folder with its inputs, as a tagged PDF or as the PNG of its page.

    Raises ReportError if the inputs hold a character that the font does not have.
    """
    compiler = _compiler(template)
    try:
        made = compiler.compile(
            format=form,
            ppi=ppi,
            sys_inputs=dict(inputs),
            pdf_standards=["ua-1", "a-2a"] if form == "pdf" else None,
            timestamp=NO_CLOCK,
        )
    except typst.TypstError as error:
        raise _refused(error) from None
    finally:
        _idle[template].put(compiler)
    if not isinstance(made, bytes):
        raise TypeError("typst returned pages, not one file")
    return made


def _refused(error: typst.TypstError) -> Exception:
    """Say what typst could not show; its own words may quote a patient's, so they go no further."""
    characters = unshown(error.diagnostic)
    if characters:
        return ReportError("report.character", characters=characters)
    return RuntimeError("the template does not compile")


def unshown(diagnostic: str) -> str:
    """Name the characters a typst diagnostic complains of: `"😀" (U+1F600)`."""
    found = "".join(UNSHOWN.findall(diagnostic))
    return named(ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found))


def named(characters: str) -> str:
    """Name characters, each once: `😀 U+1F600`."""
    return ", ".join(f"{_visible(c)}U+{ord(c):04X}" for c in dict.fromkeys(characters))


def _visible(character: str) -> str:
    return f"{character} " if character.isprintable() else ""


def _compiler(template: str) -> typst.Compiler:
    try:
        return _idle[template].get_nowait()
    except Empty:
        return typst.Compiler(
            str(FOLDER / template),
            root=str(FOLDER),
            font_paths=[str(FOLDER / "fonts")],
            ignore_system_fonts=True,
        )
