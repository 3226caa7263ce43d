"""What was published, beside what virtual studies give; all of it simulation or arithmetic.

The headline of 2022: mean AUC and 95 % range of new virtual hold-outs at the scale whose mean is
the published AUC; to the published interval nothing was fitted (doi 10.1080/19585969.2022.2046978).
The two findings of 2018: p values of virtual studies of plausible worlds by Welch's t test (doi
10.1038/s41598-018-21260-w). How many people of each sex that study had was not read, nor its test:
the sizes are ASSUMED. The binormal predictive values are those of `core/evidence/binormal.py`.
"""

from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.stats import ttest_ind

from benchmarks.figures import Figure, report
from core.evidence.base_rates import BASE_RATES
from core.evidence.binormal import balanced_accuracy, binormal_ppv
from core.evidence.headline import STUDY
from core.evidence.population import draw_healthy, reported_markers
from core.evidence.scales import scale_at, scale_posterior
from core.evidence.virtual_cohort import plausible_worlds
from core.evidence.virtual_study import simulated_auc
from core.evidence.worlds import finding_sign
from core.markers import Sex

STUDIES = 400
SEED = 20220
PERCENT_95 = (2.5, 97.5)

ASSUMED_SIZES = (10, 20, 30, 40)
SMALL_STUDIES = 4000
PREVALENCES = (BASE_RATES["general_15_39"].probability, 0.25, 0.50)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PublishedP:
    """A finding of 2018 with the p value its abstract gives."""

    name: str
    sex: Sex
    marker: str
    p: float


FINDINGS_2018 = (
    PublishedP("uric acid lower, men", Sex.MALE, "ua", 0.001),
    PublishedP("HDL-C lower, women", Sex.FEMALE, "hdl_c", 0.011),
)

# The design document's printed predictive values [%] in the order of PREVALENCES (grade C).
PRINTED_PPV = MappingProxyType({STUDY.auc: (6.6, 53, 77), STUDY.auc_low: (3.1, 34, 61)})
PRINTED_ACCURACY = MappingProxyType({STUDY.auc: 77, STUDY.auc_low: 61})


def main() -> None:
    """Print every published figure beside its reproduction."""
    report(
        "The studies reproduced (simulation; the limit is the published or printed figure)",
        [
            *headline_figures(),
            *(f for finding in FINDINGS_2018 for n in ASSUMED_SIZES for f in p_figures(finding, n)),
            *(figure for auc in PRINTED_PPV for figure in binormal_figures(auc)),
        ],
    )


def headline_figures() -> list[Figure]:
    """Simulate the study of 2022 anew at the fitted scale."""
    scale = scale_at(STUDY.auc)
    seeds = np.random.SeedSequence(SEED).spawn(STUDIES)
    aucs = [simulated_auc(scale, seed) for seed in seeds]
    low, high = np.percentile(aucs, PERCENT_95)
    lowest, highest = scale_posterior().quantile(np.array([0.05, 0.95])).tolist()
    return [
        Figure("scale of the effects", scale, ""),
        Figure("scale, 5th percentile of what the AUC allows", lowest, ""),
        Figure("scale, 95th percentile", highest, ""),
        Figure("mean AUC of hold-outs of 17", float(np.mean(aucs)), "", STUDY.auc),
        Figure("... 2.5th percentile", float(low), "", STUDY.auc_low),
        Figure("... 97.5th percentile", float(high), "", STUDY.auc_high),
    ]


def p_figures(finding: PublishedP, size: int) -> list[Figure]:
    """Return the median p and how often a virtual study does at least as well as the published."""
    p, as_published = virtual_p_values(finding, size, np.random.default_rng([SEED, size]))
    reached = as_published & (p <= finding.p)
    name = f"{finding.name}, n = {size} + {size} assumed"
    return [
        Figure(f"{name}: median p", float(np.median(p)), "", finding.p),
        Figure(f"{name}: that p or less", 100 * float(reached.mean()), "%"),
    ]


def virtual_p_values(
    finding: PublishedP, size: int, random: np.random.Generator
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return two-sided p, (n_studies,), and whether cases differ in the published direction.

    Each study has `size` cases and as many controls of one sex, in a plausible world of its own.
    """
    column = reported_markers(finding.sex).index(finding.marker)
    effects = plausible_worlds(SMALL_STUDIES, random).effects[finding.sex][:, column]
    people = draw_healthy(finding.sex, 2 * size * SMALL_STUDIES, random)[:, column]
    controls, cases = people.reshape(2, SMALL_STUDIES, size)
    test = ttest_ind(cases + effects[:, None], controls, axis=1, equal_var=False)
    sign = finding_sign(finding.marker, finding.sex)
    return np.asarray(test.pvalue), np.asarray(np.sign(test.statistic) == sign)


def binormal_figures(auc: float) -> list[Figure]:
    """Return accuracy and predictive values at the balanced cut-off, beside the printed ones."""
    accuracy = 100 * balanced_accuracy(auc)
    name = f"binormal, AUC {auc:.3f}"
    return [
        Figure(f"{name}: sensitivity = specificity", accuracy, "%", PRINTED_ACCURACY[auc]),
        *(
            Figure(f"{name}: PPV at {share:.4g}", 100 * binormal_ppv(auc, share), "%", printed)
            for share, printed in zip(PREVALENCES, PRINTED_PPV[auc], strict=True)
        ),
    ]


if __name__ == "__main__":
    main()
