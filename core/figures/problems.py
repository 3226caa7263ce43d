"""Problems as sentences for the page: a field of the form is named as the form names it.

What holds of several columns alike is said once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.errors import NOWHERE, Details, Problem
from core.figures import words
from core.markers import CATALOGUE, Sex
from core.text import Text

# What a record holds, as `str` writes it, and the answer that the form offers for it.
ANSWERS = {"True": "yes", "False": "no"}
# The factors that every cohort calls so, whatever its file does.
NAMED = ("sex", "age")
SEVERAL_RESULTS = ("reader.draw.replicates", "reader.draw.same", "reader.draw.superseded")


def problem_sentences(text: Text, problems: Iterable[Problem]) -> list[str]:
    """Write the problems with one file, which is not named again.

    Those that differ in nothing but the column are one sentence, where the first of them stood.
    """
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        alike.setdefault(_all_but_column(problem), []).append(problem)
    return [_sentence_of_all(text, some) for some in alike.values()]


def _all_but_column(problem: Problem) -> tuple[object, ...]:
    # Without a file, the column is the key of a field that was typed: each is named by itself.
    place, details = problem.place, tuple(sorted(problem.details.items()))
    column = bool(place.column) if place.file else place.column
    return problem.key, details, place.file, place.row, place.path, column


def _sentence_of_all(text: Text, problems: Sequence[Problem]) -> str:
    place = problems[0].place
    if not place.file:
        return problem_sentence(text, problems[0])
    sentence = problem_sentence(text, replace(problems[0], place=NOWHERE))
    quoted = [text("place.quoted", column=problem.place.column) for problem in problems]
    if quoted[1:]:
        columns = text("place.columns", columns=text("words.list").join(quoted))
        where = filter(None, (text.place(replace(place, file="", column="")), columns))
        said = text("place.separator").join(where)
    else:
        said = text.place(replace(place, file=""))
    return text("place.problem", place=said, sentence=sentence) if said else sentence


def problem_sentence(text: Text, problem: Problem) -> str:
    """Write a problem; a column without a file and a row is the key of a field that was typed."""
    details = in_peoples_words(text, in_peoples_units(text, problem.details))
    details = in_peoples_levels(text, details)
    problem = replace(problem, details=details)
    place = problem.place
    if place.file or place.row is not None or not place.column:
        return text.problem(problem)
    where = text("panel.typed.place", field=field_name(text, place.column))
    sentence = text.problem(replace(problem, place=NOWHERE))
    return text("place.problem", place=where, sentence=sentence)


def in_peoples_words(text: Text, details: Details) -> Details:
    """Name the field of the context that a problem is about, and what is said of it."""
    if "field" not in details:
        return details
    said = {n: _answer(text, str(details[n])) for n in {"read", "typed"} & details.keys()}
    return {**details, **said, "field": field_name(text, str(details["field"]))}


def in_peoples_levels(text: Text, details: Details) -> Details:
    """Name the sexes, sex and age, where a problem of a comparison is about them."""
    shown = dict(details)
    for name in {"stratum", "level"} & details.keys():
        if shown[name] in set(Sex):
            shown[name] = words.sex(text, Sex(str(shown[name])))
    # What a file itself calls its column stays as it is.
    factor = details.get("factor")
    return {**shown, "factor": text(f"cohort.factor.{factor}")} if factor in NAMED else shown


def _answer(text: Text, said: str) -> str:
    if said in ANSWERS:
        return text(f"panel.answer.{ANSWERS[said]}")
    return words.sex(text, Sex(said)) if said in set(Sex) else said


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


def tells_of_draws(problems: Iterable[Problem]) -> bool:
    """Say whether the rule for several results of one marker was applied."""
    return any(problem.key in SEVERAL_RESULTS for problem in problems)
