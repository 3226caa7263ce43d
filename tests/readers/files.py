"""Files made for a test: tables as CSV, workbooks by openpyxl, and workbooks written by hand."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pytest

from core.errors import PanelError, Problem
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections
from core.readers.templates import FORMATS, PARTS
from core.text import Language, text_in

SHEET = "xl/worksheets/sheet1.xml"


def csv_of(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def xlsx_of(*rows: Sequence[Any], **more_sheets: Iterable[Sequence[Any]]) -> bytes:
    """A workbook as openpyxl writes it, which is not how Engawa does."""
    book = openpyxl.Workbook()
    for name, cells in {"Sheet": rows, **more_sheets}.items():
        sheet = book.active if name == "Sheet" else book.create_sheet(name)
        assert sheet is not None
        for row in cells:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def package_of(sheet_data: str, **parts: str) -> bytes:
    """A workbook whose sheet data is written by hand, with other parts in place of the usual."""
    sheet = f'<worksheet xmlns="{FORMATS}/spreadsheetml/2006/main"><sheetData>{sheet_data}'
    written = PARTS | {SHEET: f"{sheet}</sheetData></worksheet>"}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (written | parts).items():
            package.writestr(name, content)
    return file.getvalue()


def problems_of(data: bytes, name: str = "panels.csv") -> list[Problem]:
    """The problems with a file, each of which has a sentence in both languages."""
    problems = list(read_panels(data, name).problems)
    for problem in problems:
        check_sentences(problem)
    return problems


def found(problems: Iterable[Problem]) -> list[tuple[str, int | None, str]]:
    """The key, row and column of problems."""
    return [(p.key, p.place.row, p.place.column) for p in problems]


def refusal_of(data: bytes, name: str = "panels.csv", corrections: Corrections = NONE) -> Problem:
    """Why a file is refused as a whole; fails where it is not."""
    with pytest.raises(PanelError) as caught:
        read_panels(data, name, corrections)
    problem = caught.value.problem
    check_sentences(problem)
    assert problem.place.file == name
    return problem


def check_sentences(problem: Problem) -> None:
    """Write a problem in both languages; raises KeyError where a sentence or detail is missing."""
    for language in Language:
        assert text_in(language).problem(problem)


def read_or_refused(data: bytes, name: str = "panels.csv") -> None:
    """Read a file; fails where it raises anything but a PanelError that has its sentences."""
    try:
        reading = read_panels(data, name)
    except PanelError as error:
        check_sentences(error.problem)
    else:
        for problem in reading.problems:
            check_sentences(problem)
