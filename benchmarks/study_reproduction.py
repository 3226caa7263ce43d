"""The study's headline from virtual studies: mean AUC and 95 % range of their hold-outs.

Reads the simulated hold-outs that `python -m core fit-study` wrote, finds the scale at which their
mean is the published AUC, and prints the range beside the published interval, to which nothing was
fitted. doi 10.1080/19585969.2022.2046978
"""

import numpy as np

from benchmarks.figures import Figure, report
from core.evidence.headline import STUDY
from core.evidence.scales import scale_at, scale_posterior
from core.evidence.virtual_study import simulated_auc

STUDIES = 200
SEED = 20220
PERCENT_95 = (2.5, 97.5)


def main() -> None:
    """Simulate the study anew at the fitted scale and print both intervals side by side."""
    scale = scale_at(STUDY.auc)
    seeds = np.random.SeedSequence(SEED).spawn(STUDIES)
    aucs = [simulated_auc(scale, seed) for seed in seeds]
    low, high = np.percentile(aucs, PERCENT_95)
    posterior = scale_posterior()
    report(
        "The study reproduced: new virtual studies at the fitted scale (simulation)",
        [
            Figure("scale of the effects", scale, ""),
            Figure("scale, 5th percentile of what the AUC allows", posterior.quantile(0.05), ""),
            Figure("scale, 95th percentile", posterior.quantile(0.95), ""),
            Figure(
                "mean AUC of hold-outs of 17 (published 0.854)", float(np.mean(aucs)), "", STUDY.auc
            ),
            Figure("2.5th percentile (published 0.648)", float(low), "", STUDY.auc_low),
            Figure("97.5th percentile (published 1.000)", float(high), "", STUDY.auc_high),
        ],
    )


if __name__ == "__main__":
    main()
