"""What cohorts, their factors and what can be chosen of them are called."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.cohort import Cohort, Design, Factor, Origin
from core.cohort.cohort import GROUP, SEX
from core.cohort.groups.covariates import AGE
from core.cohort.groups.proposal import held_levels
from core.cohort.sample import of_sex
from core.evidence.survey_people import RESERVATIONS, WHAT
from core.figures.among.names import level_name
from core.panel import Panel
from core.text import Text

# The factor that says of everybody alike that they are of the cohort.
EVERYBODY = "everybody"
# Factors that ship with Engawa, and fields of a file that have a meaning of their own.
NAMED = (SEX, GROUP, AGE, "age_band", EVERYBODY)


def cohort_name(text: Text, cohort: Cohort) -> str:
    """Name a cohort: as a text does that ships with Engawa, else as the clinic called it."""
    return cohort.name if cohort.origin is Origin.OWN else text(f"cohort.name.{cohort.name}")


def cohort_names(text: Text, cohorts: Mapping[str, Cohort | None]) -> dict[str, str]:
    """Name cohorts by their keys, no two alike; None is a file with nothing to compare."""
    named = {
        key: cohort_name(text, cohort) if cohort else text("cohort.nothing.name")
        for key, cohort in cohorts.items()
    }
    return told_apart(text, named)


def analyte_names(text: Text, cohort: Cohort, keys: Sequence[str]) -> dict[str, str]:
    """Name analytes by their keys, no two alike."""
    return told_apart(text, {key: cohort.analyte(key).name(text.language) for key in keys})


def factor_names(text: Text, cohort: Cohort, names: Sequence[str]) -> dict[str, str]:
    """Name factors and covariates, no two alike."""
    return told_apart(text, {name: factor_name(text, cohort, name) for name in names})


def level_names(text: Text, cohort: Cohort, group: str, levels: Sequence[str]) -> dict[str, str]:
    """Name levels of a factor, no two alike."""
    return told_apart(text, {x: level_name(text, cohort, group, x) for x in levels})


def told_apart(text: Text, names: Mapping[str, str]) -> dict[str, str]:
    """Number the names that come again: what is chosen by name must be one thing."""
    seen: Counter[str] = Counter()
    found = {}
    for key, name in names.items():
        seen[name] += 1
        count = seen[name]
        found[key] = name if count == 1 else text("cohort.again", name=name, count=str(count))
    return found


def cohort_what(text: Text, cohort: Cohort) -> str:
    """Say who the people of a cohort are, and who they are not."""
    return text(WHAT if cohort.origin is Origin.SURVEY else f"cohort.what.{cohort.origin}")


def reservations(text: Text, cohort: Cohort) -> str:
    """Say what else must be known of the people of a cohort; empty if nothing."""
    return text(RESERVATIONS) if cohort.origin is Origin.SURVEY else ""


def factor_name(text: Text, cohort: Cohort, name: str) -> str:
    """Name a factor or a covariate: one that is known, an analyte, or as the file does."""
    if name in NAMED:
        return text(f"cohort.factor.{name}")
    named = {analyte.key: analyte.name(text.language) for analyte in cohort.analytes}
    return name if name in cohort.factors else named.get(name, name)


def is_simulated(cohort: Cohort) -> bool:
    """Say whether nobody of the cohort was ever measured."""
    return cohort.origin is not Origin.OWN


def offered(cohort: Cohort, keys: tuple[str, ...], panel: Panel | None) -> tuple[str, ...]:
    """Return the analytes that anybody has who is of the patient's sex, the patient's own first.

    All of them where nobody has any.
    """
    sex = panel.patient.sex if panel else None
    known = np.isfinite(cohort.values[of_sex(cohort, sex)])
    held = tuple(key for key in keys if known[:, cohort.position(key)].any()) or keys
    measured = {m.marker.key for m in panel.measurements} if panel else set()
    return tuple(sorted(held, key=lambda key: key not in measured))


def groups_line(text: Text, cohort: Cohort, design: Design) -> str:
    """Name the groups that are compared, the reference first, and say if there are more."""
    held = held_levels(cohort.factors[design.group])
    names = (level_name(text, cohort, design.group, level) for level in design.levels)
    return text(
        f"cohort.line.{'groups' if len(held) == len(design.levels) else 'some_groups'}",
        group=factor_name(text, cohort, design.group),
        levels=text("words.list").join(names),
        count=len(design.levels),
        all=len(held),
    )


def settings_line(text: Text, cohort: Cohort, design: Design) -> str:
    """Say in one line what is compared: groups, strata, covariates, analytes, and the test."""
    said = [groups_line(text, cohort, design)]
    if design.strata:
        said.append(text("cohort.line.strata", factor=factor_name(text, cohort, design.strata)))
    if design.covariates:
        names = text("words.list").join(factor_name(text, cohort, c) for c in design.covariates)
        said.append(text("cohort.line.covariates", covariates=names))
    is_all = len(design.analytes) == len(cohort.analytes)
    said.append(text(f"cohort.line.{'all' if is_all else 'some'}", count=len(design.analytes)))
    if not is_simulated(cohort):
        said.append(text(f"cohort.choice.{design.choice}"))
    return text("words.patient.separator").join(said)


def with_everybody(text: Text, cohort: Cohort) -> Cohort:
    """Return the cohort with one more factor, in which all are alike: for what draws groups."""
    everybody = Factor(EVERYBODY, (text("cohort.everybody"),), np.zeros(cohort.size, np.int32))
    return replace(cohort, factors={**cohort.factors, EVERYBODY: everybody})
