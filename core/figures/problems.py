"""A problem as a sentence for the page: a field of the form is named as the form names it."""

from dataclasses import replace

from core.errors import Details, Place, Problem
from core.figures import words
from core.markers import CATALOGUE
from core.text import Text


def problem_sentence(text: Text, problem: Problem) -> str:
    """Write a problem; without a file, its column is the key of what was typed."""
    problem = replace(problem, details=in_peoples_units(text, problem.details))
    field = problem.place.column
    if problem.place.file or not field:
        return text.problem(problem)
    return text.problem(replace(problem, place=Place(column=field_name(text, field))))


def in_peoples_units(text: Text, details: Details) -> Details:
    """Write the UCUM codes that a problem offers as people write units: 10*3/uL -> 10³/µL."""
    shown = dict(details)
    if "accepted" in details:
        codes = str(details["accepted"]).split(", ")
        shown["accepted"] = text("words.list").join(
            words.unit(text, code) or code for code in codes
        )
    if "likelier" in details:
        for name in {"unit", "own_unit", "likelier"} & details.keys():
            shown[name] = words.unit(text, str(details[name])) or str(details[name])
    if "example" in details:
        shown["example"] = words.unit(text, str(details["example"]))
    return shown


def field_name(text: Text, field: str) -> str:
    """Name a field of the form: a marker, or a fact about the patient or the specimen."""
    if field in CATALOGUE:
        return words.marker_name(text, field)
    key = f"panel.context.{field}"
    return text(key) if key in text else field
