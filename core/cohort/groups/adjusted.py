"""Groups compared after covariates, among the people whose covariates are all stated."""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import Cohort, Floats
from core.cohort.design import Design
from core.cohort.groups.covariates import columns_of, stated
from core.cohort.groups.examination import Examined, examined
from core.cohort.groups.linear_model import Basis, Fit, basis_of, fitted
from core.cohort.groups.outcome import Outcome, outcome_of, spread
from core.cohort.groups.ranks import midranks
from core.cohort.groups.reasons import NONE, Reason, Reasons, first_reasons
from core.cohort.groups.records import joined
from core.cohort.groups.samples import Bools, Samples
from core.cohort.groups.selection import Selection
from core.cohort.suppression import has_small_cell


@dataclass(frozen=True, slots=True, eq=False)
class Adjusted:
    """What the linear models of all analytes found; `excluded` (n_analytes,) counts people."""

    outcome: Outcome
    selection: Selection
    reasons: Reasons
    excluded: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """The values to fit (n_analytes, n_people), midranks or logarithms where chosen."""

    values: Floats
    selection: Selection
    reasons: Reasons


def adjusted(samples: Samples, cohort: Cohort, design: Design) -> Adjusted:
    """Fit a linear model to each analyte that can be compared, and test its groups."""
    known = stated(cohort, design.covariates, samples.people)
    inner = samples if known.all() else samples.of_people(known)
    is_shared = cohort.is_shared

    def prepared(block: Samples) -> _Prepared:
        # What cannot be divided gives nan here, and has a reason.
        with np.errstate(all="ignore"):
            return _prepared(examined(block, design.choice, is_shared=is_shared))

    found = joined([prepared(block) for block in inner.blocks()])
    with np.errstate(all="ignore"):
        can = found.reasons == NONE
        fit = fitted(_basis(inner, cohort, design), found.values[can])
    left_out = samples.sizes - inner.sizes
    # With and without a few people, a result would give these few away.
    is_told = ~(has_small_cell(left_out[None]) & is_shared)
    few = Reason.FEW_EXCLUDED.number
    return Adjusted(
        spread(outcome_of(fit.tested, fit.effects), can),
        found.selection,
        np.where(is_told, _with(found.reasons, _forbidding(fit), can), few),
        left_out.sum(axis=1),
    )


def _prepared(found: Examined) -> _Prepared:
    values, selection = found.samples.values.copy(), found.selection
    values[selection.on_log] = np.log(values[selection.on_log])
    values[selection.by_ranks] = midranks(found.to_rank[selection.by_ranks])
    return _Prepared(values, selection, found.reasons)


def _basis(samples: Samples, cohort: Cohort, design: Design) -> Basis:
    count = len(samples.people)
    groups = np.zeros((count, len(design.levels) - 1))
    for number, group in enumerate(samples.groups[1:]):
        groups[group, number] = 1.0
    if count == 0:
        return basis_of(np.zeros((0, 0)), groups)
    columns = [columns_of(cohort, name, samples.people) for name in design.covariates]
    return basis_of(np.hstack(columns), groups)


def _forbidding(fit: Fit) -> dict[Reason, Bools]:
    return {
        Reason.COVARIATES: fit.is_singular,
        Reason.LEVER: fit.has_lever,
        Reason.EXPLAINED: fit.is_exact,
    }


def _with(reasons: Reasons, forbidding: dict[Reason, Bools], can: Bools) -> Reasons:
    """Add what the fits found to the reasons there were; too few is said of the covariates."""
    found = reasons.copy()
    found[can] = first_reasons(int(can.sum()), forbidding)
    few = [Reason.MISSING.number, Reason.FEW.number]
    found[np.isin(found, few)] = Reason.FEW_STATED.number
    return found
