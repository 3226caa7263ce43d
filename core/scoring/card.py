"""The model card: what a model is, what it was trained on and made with, how well it does."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from core.evidence.assumptions import Assumption
from core.scoring.score import ModelStamp

FILE_NAME = "card.json"

# One row of a table that another command measured and the card only keeps.
Row = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of performance with its interval; `subset` names the markers (`subset.*`)."""

    sex: str
    subset: str
    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything that is stored beside an artefact, `card.json`.

    `features` are the markers by sex, `units` what their values are in; `trained` counts what it
    was trained on; `sha256` are the hashes of the artefact and the golden scores by file name;
    `libraries` the exact versions it was made with; `candidates` how other classifiers did on the
    same virtual people, `real_adults` how the score falls on people of a real survey.
    """

    name: str
    version: str
    evidence_version: str
    results_changed_on: date
    is_virtual: bool
    features: Mapping[str, tuple[str, ...]]
    units: str
    trained: Mapping[str, float]
    metrics: tuple[Metric, ...]
    assumptions: tuple[Assumption, ...]
    libraries: Mapping[str, str]
    sha256: Mapping[str, str]
    candidates: tuple[Row, ...] = ()
    real_adults: tuple[Row, ...] = ()

    @property
    def stamp(self) -> ModelStamp:
        """Return what stands on every screen, PDF and export."""
        return ModelStamp(
            self.name,
            self.version,
            self.evidence_version,
            self.results_changed_on,
            self.is_virtual,
        )


def write_card(card: Card, folder: Path) -> None:
    """Write `card.json`, in the order in which a table shows it; the same card is the same file."""
    document = asdict(card) | {"results_changed_on": card.results_changed_on.isoformat()}
    text = json.dumps(document, indent=1, ensure_ascii=False)
    (folder / FILE_NAME).write_text(text + "\n", encoding="utf-8")


def read_card(folder: Path) -> Card:
    """Read `card.json`.

    Raises OSError, ValueError, LookupError, TypeError or AttributeError if it is not a card.
    """
    document: dict[str, Any] = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    return Card(
        **document
        | {
            "results_changed_on": date.fromisoformat(document["results_changed_on"]),
            "features": {sex: tuple(keys) for sex, keys in document["features"].items()},
            "metrics": tuple(Metric(**entry) for entry in document["metrics"]),
            "assumptions": tuple(Assumption(**entry) for entry in document["assumptions"]),
            "candidates": tuple(document.get("candidates", ())),
            "real_adults": tuple(document.get("real_adults", ())),
        }
    )
