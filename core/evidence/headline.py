"""What the study of 2022 reported of itself; doi 10.1080/19585969.2022.2046978 (grade A)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headline:
    """Size and discrimination of a study: people, molecules, AUC and its 95 % interval."""

    cases: int
    controls: int
    molecules: int
    auc: float
    auc_low: float
    auc_high: float


STUDY = Headline(cases=42, controls=41, molecules=127, auc=0.854, auc_low=0.648, auc_high=1.000)
