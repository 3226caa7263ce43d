"""A problem as a sentence for the page: a field of the form is named as the form names it."""

from dataclasses import replace

from core.errors import Place, Problem
from core.figures import words
from core.markers import CATALOGUE
from core.text import Text


def problem_sentence(text: Text, problem: Problem) -> str:
    """Write a problem; without a file, its column is the key of what was typed."""
    field = problem.place.column
    if problem.place.file or not field:
        return text.problem(problem)
    return text.problem(replace(problem, place=Place(column=field_name(text, field))))


def field_name(text: Text, field: str) -> str:
    """Name a field of the form: a marker, or a fact about the patient or the specimen."""
    if field in CATALOGUE:
        return words.marker_name(text, field)
    key = f"panel.context.{field}"
    return text(key) if key in text else field
