"""What is kept beside a model that a clinic trained: what was asked, how it was tested, its limits.

Nothing in here is computed: `core/learning` makes the records, figures, pages and reports read
them, and `card.py` writes and reads them as JSON, field by field as they stand.
"""

from core.cards.card import FORMAT, ClinicCard, read_clinic_card, write_clinic_card
from core.cards.discrimination import (
    CalibrationPoint,
    CandidateResult,
    Discrimination,
    LearningPoint,
    NetBenefit,
    Permutation,
    RocPoint,
    Stability,
)
from core.cards.external import Drift, External
from core.cards.feature import Feature, Limits
from core.cards.measured import Measured, Warned
from core.cards.plan import AGE, Aim, Kind, Plan, Protocol
from core.cards.severity import ObservedPair, Severity, SeverityCandidate, Vip
from core.cards.strata import NumberOfGroups, ProfileEntry, Strata, Stratum

__all__ = [
    "AGE",
    "FORMAT",
    "Aim",
    "CalibrationPoint",
    "CandidateResult",
    "ClinicCard",
    "Discrimination",
    "Drift",
    "External",
    "Feature",
    "Kind",
    "LearningPoint",
    "Limits",
    "Measured",
    "NetBenefit",
    "NumberOfGroups",
    "ObservedPair",
    "Permutation",
    "Plan",
    "ProfileEntry",
    "Protocol",
    "RocPoint",
    "Severity",
    "SeverityCandidate",
    "Stability",
    "Strata",
    "Stratum",
    "Vip",
    "Warned",
    "read_clinic_card",
    "write_clinic_card",
]
