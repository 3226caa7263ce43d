"""People of another cohort, as a model that is already there reads them."""

from dataclasses import replace

import numpy as np

from core.cards import ClinicCard, Feature, Plan
from core.cohort import Cohort
from core.errors import CohortError
from core.learning.labelled import labelled_people
from core.learning.people import Floats, Inputs, LabelledPeople

# As many lacking columns as are named in a sentence.
MOST_NAMED = 8


def people_for(
    card: ClinicCard, cohort: Cohort, group: str, levels: tuple[str, ...]
) -> LabelledPeople:
    """Return the people of a cohort in the columns of a model.

    `levels` of the factor `group` are the controls and the cases. A feature that the cohort has
    not is missing in everybody. Raises CohortError where none is held, a unit differs, a covariate
    is not stated, or all people are of one group.
    """
    held = {analyte.key for analyte in cohort.analytes}
    keys = tuple(feature.key for feature in card.features if feature.key in held)
    if not keys:
        raise CohortError("external.lacking", names=_named(card.features))
    plan = _plan(card, keys, group, levels)
    people = labelled_people(cohort, plan)
    _check(people, card)
    return replace(
        people,
        features=card.features,
        inputs=Inputs(values=_columns(people, card), covariates=_covariates(people, card)),
        covariate_names=card.covariate_columns,
    )


def _plan(card: ClinicCard, keys: tuple[str, ...], group: str, levels: tuple[str, ...]) -> Plan:
    return replace(card.plan, analytes=keys, group=group, levels=levels, target="")


def _check(people: LabelledPeople, card: ClinicCard) -> None:
    if people.outcome.min() == people.outcome.max():
        raise CohortError("external.no_case")
    units = {feature.key: feature.unit for feature in card.features}
    for feature in people.features:
        if feature.unit != units[feature.key]:
            wanted = units[feature.key] or "-"
            raise CohortError(
                "external.unit", analyte=feature.key, wanted=wanted, found=feature.unit or "-"
            )


def _columns(people: LabelledPeople, card: ClinicCard) -> Floats:
    places = {feature.key: column for column, feature in enumerate(people.features)}
    found = np.full((people.size, len(card.features)), np.nan)
    for column, feature in enumerate(card.features):
        if feature.key in places:
            found[:, column] = people.inputs.values[:, places[feature.key]]
    return found


def _covariates(people: LabelledPeople, card: ClinicCard) -> Floats:
    places = {name: column for column, name in enumerate(people.covariate_names)}
    found = np.full((people.size, len(card.covariate_columns)), np.nan)
    for column, name in enumerate(card.covariate_columns):
        if name not in places:
            raise CohortError("external.covariate", name=name)
        found[:, column] = people.inputs.covariates[:, places[name]]
    return found


def _named(features: tuple[Feature, ...]) -> str:
    names = [feature.title or feature.key for feature in features]
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
