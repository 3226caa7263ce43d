"""The study's own protocol on virtual people: what AUC would each size of effect have given it?

42 cases and 41 controls, 127 molecules of which most carry nothing, a random forest, a hold-out of
17 people. Repeated at many scales of the effects this gives the distribution of the hold-out's AUC
at each, written to `study.json` by `python -m core fit-study`; `scales.py` turns the
published AUC into what it says of the scale. doi 10.1080/19585969.2022.2046978
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.evidence.assumptions import ASSUMPTIONS
from core.evidence.discrimination import auc
from core.evidence.headline import STUDY
from core.evidence.population import draw_healthy, reported_markers
from core.evidence.worlds import Worlds, draw_worlds
from core.markers import CATALOGUE, Sex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

STUDIES_PER_SCALE = 600
SCALE_STEPS = 11
SEED = 2022


@dataclass(frozen=True, slots=True)
class VirtualStudy:
    """Values of people in [SD], (n_people, n_molecules), and their group: 1 for a case."""

    values: Floats
    groups: Ints


def draw_study(scale: float, random: np.random.Generator) -> VirtualStudy:
    """Draw a virtual study in one world of a scale; unreported molecules carry nothing."""
    world = draw_worlds(np.array([scale]), random)
    groups = np.repeat([1, 0], [STUDY.cases, STUDY.controls])
    male = random.random(len(groups)) < ASSUMPTIONS["study.male_share"].figure
    values = random.normal(size=(len(groups), STUDY.molecules))
    reported = reported_in_any_sex()
    for sex, members in ((Sex.MALE, male), (Sex.FEMALE, ~male)):
        columns = np.array([reported.index(key) for key in reported_markers(sex)])
        people = reported_values(groups[members], world, sex, random)
        values[np.ix_(np.flatnonzero(members), columns)] = people
    return VirtualStudy(values, groups)


def reported_in_any_sex() -> tuple[str, ...]:
    """Return the markers with a case-control finding in either sex."""
    return tuple(k for k, m in CATALOGUE.items() if any(m.case_control(sex) for sex in Sex))


def reported_values(groups: Ints, world: Worlds, sex: Sex, random: np.random.Generator) -> Floats:
    """Draw the reported markers of people of one sex, (n_people, n_markers)."""
    healthy = draw_healthy(sex, len(groups), random)
    return np.asarray(healthy + groups[:, None] * world.effects[sex][0])


def hold_out_auc(study: VirtualStudy, random: np.random.Generator) -> float:
    """Train a random forest on all but the hold-out and return its AUC on the hold-out."""
    from sklearn.ensemble import RandomForestClassifier  # noqa: PLC0415 - 2 s of import

    held, rest = split(study.groups, int(ASSUMPTIONS["study.hold_out"].figure), random)
    forest = RandomForestClassifier(
        int(ASSUMPTIONS["study.trees"].figure), random_state=int(random.integers(2**31))
    )
    forest.fit(study.values[rest], study.groups[rest])
    scores = forest.predict_proba(study.values[held])[:, 1]
    return auc(scores[study.groups[held] == 1], scores[study.groups[held] == 0])


def split(groups: Ints, size: int, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Return (hold-out, rest) as positions; the hold-out has the groups in nearly equal number."""
    order = random.permutation(len(groups))
    cases, controls = order[groups[order] == 1], order[groups[order] == 0]
    held = np.concatenate([cases[: (size + 1) // 2], controls[: size // 2]])
    return held, np.setdiff1d(order, held)


def fit_study(progress: Callable[[float], None]) -> dict[str, object]:
    """Simulate the study at each scale; `progress` is called with the share done.

    Returns the document of `study.json`: the scales and, for each, the AUCs of its hold-outs.
    """
    scales = np.linspace(0, ASSUMPTIONS["scale.highest"].figure, SCALE_STEPS)
    aucs: list[list[float]] = []
    for step, scale in enumerate(scales):
        seeds = np.random.SeedSequence([SEED, step]).spawn(STUDIES_PER_SCALE)
        aucs.append([round(simulated_auc(float(scale), seed), 4) for seed in seeds])
        progress((step + 1) / SCALE_STEPS)
    return {
        "made_by": "python -m core fit-study",
        "what": "AUC of virtual hold-outs (simulation) at each scale of the effects",
        "scales": [round(float(scale), 4) for scale in scales],
        "aucs": aucs,
    }


def simulated_auc(scale: float, seed: np.random.SeedSequence) -> float:
    """Return the hold-out AUC of one virtual study, the same for the same seed."""
    random = np.random.default_rng(seed)
    return hold_out_auc(draw_study(scale, random), random)


def write_study(document: dict[str, object], path: Path) -> None:
    """Write the simulated AUCs as the data file of this folder."""
    path.write_text(json.dumps(document) + "\n", encoding="utf-8")
