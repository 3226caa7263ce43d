"""Made-up cards of each kind of model, full ones and degenerate ones, for charts and documents."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np

from core.cards import (
    AGE,
    CalibrationPoint,
    CandidateResult,
    ClinicCard,
    Discrimination,
    Drift,
    External,
    Feature,
    Kind,
    LearningPoint,
    Limits,
    Measured,
    NetBenefit,
    NumberOfGroups,
    ObservedPair,
    Permutation,
    Plan,
    ProfileEntry,
    Protocol,
    RocPoint,
    Severity,
    SeverityCandidate,
    Stability,
    Strata,
    Stratum,
    Vip,
    Warned,
)

MARKERS = ("ua", "t_bil", "hdl_c", "arginine", "ornithine")
NAMES = ("Lyso <b>PC</b> 18:2", "長い名前のアシルカルニチン（長鎖・不飽和・十八炭素）", "AC C8")
CANDIDATES = ("ridge", "kernel", "pls", "forest")


def around(value: float, half: float) -> Measured:
    """A figure with an interval to both sides."""
    return Measured(value, value - half, value + half)


@cache
def features(count: int = 0) -> tuple[Feature, ...]:
    """Five markers of the catalogue and three that it has not; so many more where asked."""
    known = [
        Feature(key=key, title=key, unit="mg/dL", marker=key, low=1.0, high=9.5) for key in MARKERS
    ]
    others = [
        Feature(key=f"own{number}", title=title, unit="µmol/L", marker="", low=0.02, high=1234.5,
                missing=0.1, censored=0.05)
        for number, title in enumerate((*NAMES, *(f"Feature {i}" for i in range(count))))
    ]  # fmt: skip
    return (*known, *others)


def roc(power: float, corners: int = 60) -> tuple[RocPoint, ...]:
    """A curve that rises the more steeply the larger the power."""
    rates = np.linspace(0, 1, corners)
    return tuple(RocPoint(float(x), float(1 - (1 - x) ** power)) for x in rates)


def calibration(people: int = 12) -> tuple[CalibrationPoint, ...]:
    """Eight groups of people, too extreme at both ends."""
    found = []
    for predicted in np.linspace(0.08, 0.92, 8).tolist():
        share = 0.5 + 0.7 * (predicted - 0.5)
        half = 1.96 * math.sqrt(share * (1 - share) / people)
        ends = Measured(share, max(0.0, share - half), min(1.0, share + half))
        found.append(CalibrationPoint(predicted, ends, people))
    return tuple(found)


def benefits(share: float = 0.47) -> tuple[NetBenefit, ...]:
    """A model that is of use at thresholds in the middle."""
    found = []
    for threshold in np.linspace(0.02, 0.98, 49).tolist():
        odds = threshold / (1 - threshold)
        model = share * (1 - threshold**1.6) - (1 - share) * 0.3 * odds * (1 - threshold) ** 1.5
        found.append(NetBenefit(threshold, model, share - (1 - share) * odds))
    return tuple(found)


def stability(keys: tuple[str, ...]) -> tuple[Stability, ...]:
    """Falls from large to none, in both directions and in none."""
    return tuple(
        Stability(key, around(0.08 / (i + 1) - 0.005, 0.02), 1 / (i + 1), (1, -1, 0)[i % 3])
        for i, key in enumerate(keys)
    )


def null(middle: float, spread: float, runs: int = 200) -> Permutation:
    """What shuffled labels reach around a middle."""
    drawn = np.random.default_rng(3).normal(middle, spread, runs).round(3)
    return Permutation(1 / (runs + 1), tuple(drawn.tolist()))


@cache
def discrimination() -> Discrimination:
    """A full record of a model of moderate worth."""
    return Discrimination(
        cases=39, controls=44, measurements=83,
        auc=Measured(0.712, 0.583, 0.824), apparent_auc=0.91, threshold=0.42,
        sensitivity=Measured(0.72, 0.56, 0.84), specificity=Measured(0.66, 0.51, 0.78),
        brier=Measured(0.221, 0.18, 0.266), slope=Measured(0.61, 0.34, 0.92),
        intercept=Measured(0.05, -0.4, 0.5),
        roc=roc(2.4), calibration=calibration(), benefits=benefits(),
        learning=tuple(
            LearningPoint(people, around(0.72 - 1.8 / people, 1.1 / math.sqrt(people)))
            for people in (20, 30, 41, 55, 66)
        ),
        permutation=null(0.5, 0.06), stability=stability((*MARKERS, "own0", "own1", "own2")),
        candidates=tuple(
            CandidateResult(name, around(0.71 - 0.03 * i, 0.12), (0.5, 0.3, 0.2, 0.0)[i])
            for i, name in enumerate(CANDIDATES)
        ),
        covariates_alone=Measured(0.55, 0.43, 0.67),
    )  # fmt: skip


@cache
def external() -> External:
    """An evaluation on new people, one of whose markers has drifted and one of which is missing."""
    drift = [
        Drift(key, 0.9 - 0.35 * i, 0.4 / (i + 1), 0.001 * 3**i, 0.02 * i, 0.01)
        for i, key in enumerate((*MARKERS, "own0", "own1"))
    ]
    return External(
        evaluated_on=date(2026, 11, 2), data_sha256="b" * 64, cases=25, controls=61, left_out=3,
        auc=Measured(0.66, 0.52, 0.78), sensitivity=Measured(0.6, 0.4, 0.77),
        specificity=Measured(0.7, 0.58, 0.81), brier=Measured(0.21, 0.17, 0.26),
        slope=Measured(0.7, 0.2, 1.2), intercept=Measured(-0.8, -1.4, -0.2),
        expected_to_observed=Measured(1.5, 1.1, 2.1), roc=roc(1.9), calibration=calibration(9),
        benefits=benefits(0.29), drift=(*drift, Drift("own2", None, None, None, 0.0, 1.0)),
    )  # fmt: skip


@cache
def severity() -> Severity:
    """A full record of a model that tells a part of the HQ-25 total."""
    generator = np.random.default_rng(5)
    observed = generator.normal(52, 14, 70)
    told = 52 + 0.45 * (observed - 52) + generator.normal(0, 7, 70)
    pairs = zip(observed.round().tolist(), told.round(1).tolist(), strict=True)
    return Severity(
        people=70, measurements=70, unit="points", mean=52.0, sd=14.1,
        r2=around(0.55, 0.12), q2=Measured(0.31, 0.1, 0.47), rmse=Measured(11.6, 10.0, 13.4),
        rank=around(0.54, 0.18), coverage=0.89, half_width=19.0, permutation=null(-0.2, 0.1),
        pairs=tuple(ObservedPair(o, t) for o, t in pairs),
        vips=tuple(
            Vip(key, around(1.9 - 0.25 * i, 0.35), (1, -1)[i % 2])
            for i, key in enumerate((*MARKERS, "own0", "own1", "own2"))
        ),
        candidates=tuple(
            SeverityCandidate(name, around(0.29 - 0.06 * i, 0.2), (1.0, 0.0, 0.0, 0.0)[i])
            for i, name in enumerate(CANDIDATES)
        ),
        components=2,
        learning=tuple(
            LearningPoint(people, around(0.31 - 6 / people, 2 / math.sqrt(people)))
            for people in (20, 35, 56)
        ),
    )  # fmt: skip


def stratum(people: int, centre: float) -> Stratum:
    """A group whose markers lie to the sides of everybody's, less from marker to marker."""
    keys = (*MARKERS, "own0", "own1")
    profile = tuple(
        ProfileEntry(key, 5 + centre, 4 + centre, 6.25 + centre, centre * (1 - 0.2 * i))
        for i, key in enumerate(keys)
    )
    return Stratum(people, 0.87, profile)


@cache
def strata() -> Strata:
    """Three groups of sixty people."""
    numbers = [NumberOfGroups(1, None, None, 0.31, 0.03)]
    for count, stable in ((2, 0.7), (3, 0.83), (4, 0.55), (5, 0.42)):
        gap = 0.5 - 0.06 * abs(count - 3)
        numbers.append(NumberOfGroups(count, around(stable, 0.1), stable / 2, gap, 0.03))
    groups = (stratum(27, 1.1), stratum(21, -0.4), stratum(12, -1.6))
    return Strata(people=60, chosen=3, numbers=tuple(numbers), groups=groups)


def plan(kind: Kind) -> Plan:
    """A model as it was asked for, of a kind."""
    keys = tuple(feature.key for feature in features())
    if kind is Kind.SEVERITY:
        return Plan(kind=kind, name="hq25", analytes=keys, target="HQ-25 total")
    levels = ("control", "case") if kind is Kind.DISCRIMINATION else ()
    return Plan(kind=kind, name=f"{kind}-own", analytes=keys, group="group" if levels else "",
                levels=levels, covariates=(AGE, "sex") if levels else (),
                prevalence=0.3 if levels else None)  # fmt: skip


@cache
def card(kind: Kind = Kind.DISCRIMINATION) -> ClinicCard:
    """A full card of a kind."""
    bare = ClinicCard(
        name=plan(kind).name, version="1.0.0", results_changed_on=date(2026, 10, 2),
        cohort="Ward 3, 2026", data_sha256="a" * 64, plan=plan(kind),
        protocol=Protocol(repeats=10, folds=5, inner=5, permutations=200, members=40),
        features=features(),
        limits=Limits(sexes=("male", "female"), youngest=18.0, oldest=54.0, most_missing=0.25,
                      distance=2.4),
        libraries={"numpy": "2.3.4", "scikit-learn": "1.7.2"}, seconds=83.0,
        warnings=(Warned("no_such_warning", {"people": "83"}),), is_made_up=True,
        sha256={"model.joblib": "c" * 64},
    )  # fmt: skip
    if kind is Kind.SEVERITY:
        return replace(bare, severity=severity())
    if kind is Kind.STRATA:
        return replace(bare, strata=strata())
    return replace(bare, discrimination=discrimination(), external=(external(),))


def large() -> ClinicCard:
    """A hundred thousand people and two thousand markers."""
    wide = features(2000)
    found = replace(
        discrimination(), cases=48_000, controls=52_000, measurements=100_000,
        auc=Measured(0.7123, 0.7091, 0.7156), stability=stability(tuple(f.key for f in wide)),
        calibration=calibration(12_500), learning=(LearningPoint(100_000, around(0.7, 0.01)),),
    )  # fmt: skip
    return replace(card(), discrimination=found, features=wide)


def told_apart() -> Mapping[str, ClinicCard]:
    """Cards at the edges of discrimination: no charts, a perfect one, one worse than chance."""
    lean = replace(
        discrimination(), calibration=(), benefits=(), learning=(), permutation=Permutation(1.0, ())
    )
    bare = replace(
        lean, roc=(), stability=(), candidates=(), covariates_alone=None,
        auc=Measured(0.53, 0.41, 0.64),
    )  # fmt: skip
    exact = Measured(1.0, 1.0, 1.0)
    perfect = replace(lean, auc=exact, sensitivity=exact, specificity=exact, roc=roc(400, 3000))
    worse = replace(lean, auc=Measured(0.38, 0.28, 0.48))
    alone = replace(card(), external=())
    return {
        "bare": replace(alone, discrimination=bare, warnings=(), is_made_up=False),
        "perfect": replace(alone, discrimination=perfect),
        "worse": replace(alone, discrimination=worse),
        "one candidate": replace(
            alone, discrimination=replace(lean, candidates=lean.candidates[:1])
        ),
        "nothing": replace(alone, discrimination=None),
    }


def degenerate() -> Mapping[str, ClinicCard]:
    """Cards at the edges: nothing found, very much of everything, one of a thing, empty parts."""
    graded, grouped = card(Kind.SEVERITY), card(Kind.STRATA)
    people = np.random.default_rng(1).normal(50, 10, (5000, 2)).tolist()
    pairs = tuple(ObservedPair(observed, told) for observed, told in people)
    below = Measured(-0.5, -0.9, -0.1)
    none = replace(
        severity(), q2=Measured(-0.1, -0.4, 0.1), unit="", pairs=pairs, vips=(), learning=()
    )
    one = NumberOfGroups(1, None, None, 0.1, 0.02)
    lone = Strata(people=19, chosen=1, numbers=(one,), groups=(stratum(19, 0.0),))
    many = replace(strata(), groups=tuple(stratum(9, i - 4.0) for i in range(8)))
    return {
        **told_apart(),
        "large": large(),
        "no severity": replace(graded, severity=none),
        "worse severity": replace(graded, severity=replace(severity(), q2=below, pairs=pairs[:1])),
        "one group": replace(grouped, strata=lone),
        "many groups": replace(grouped, strata=many),
    }
