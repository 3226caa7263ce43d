"""Loads a model only after its hash, its library versions and its golden scores agree.

A pickle runs code when it is opened, and one made by another version of a library may give wrong
numbers without a word; so the file is compared with the hash in its card before it is opened, the
versions before it is used, and the golden scores are replayed before anybody sees a score.
"""

import csv
import hashlib
import importlib.metadata
import io
from dataclasses import astuple
from pathlib import Path

import joblib
import numpy as np

from core.cards import ClinicCard
from core.errors import ModelError, Place
from core.learning.trained import Trained
from core.markers import Sex
from core.scoring.card import Card, read_card
from core.scoring.estimation import estimated
from core.scoring.inputs import Inputs
from core.scoring.likelihood import ratios_by_world
from core.scoring.model import Model, SexModel

ARTEFACT, GOLDEN = "model.joblib", "golden.csv"
LIBRARIES = ("scikit-learn", "numpy", "scipy", "joblib")
# What a golden panel must reproduce: the figures of an Estimate, in its order.
SCORES = ("log_ratio", "low", "high", "sceptical")
TOLERANCE = 1e-9


def latest(folder: Path) -> Path:
    """Return the folder of the newest version under a model's folder. Raises ModelError if none."""
    versions = [path for path in folder.glob("*") if (path / "card.json").is_file()]
    if not versions:
        raise ModelError("model.missing", Place(folder.name))
    return max(versions, key=lambda path: [int(n) for n in path.name.split(".") if n.isdigit()])


def load_model(folder: Path) -> Model:
    """Load and check a model. Raises ModelError naming what does not agree and the remedy."""
    try:
        card = read_card(folder)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise ModelError("model.unreadable", Place(folder.name)) from error
    artefact, golden = checked_files(card, folder)
    model = opened(card, artefact)
    check_golden(model, golden, folder)
    return model


def checked_files(card: Card | ClinicCard, folder: Path) -> tuple[bytes, bytes]:
    """Return artefact and golden scores, unopened, once hashes and libraries agree with the card.

    Raises ModelError.
    """
    try:
        artefact, golden = ((folder / name).read_bytes() for name in (ARTEFACT, GOLDEN))
    except OSError as error:
        raise ModelError("model.unreadable", Place(folder.name)) from error
    check_hashes(card, {ARTEFACT: artefact, GOLDEN: golden}, folder)
    check_libraries(card, folder)
    return artefact, golden


def unpickled(artefact: bytes) -> object:
    """Return what an artefact holds; only for one that comes from `checked_files`."""
    opened: object = joblib.load(io.BytesIO(artefact))
    return opened


def check_hashes(card: Card | ClinicCard, files: dict[str, bytes], folder: Path) -> None:
    """Raise ModelError if a file is not the one the card was written for."""
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != card.sha256.get(name):
            raise ModelError("model.changed", Place(folder.name), file=name)


def check_libraries(card: Card | ClinicCard, folder: Path) -> None:
    """Raise ModelError if a library is not of the very version the model was made with."""
    for library, version in installed_libraries().items():
        wanted = card.libraries.get(library, "")
        if wanted != version:
            raise ModelError(
                "model.library", Place(folder.name), library=library, wanted=wanted, found=version
            )


def installed_libraries() -> dict[str, str]:
    """Return the versions of the libraries that a score depends on."""
    return {library: importlib.metadata.version(library) for library in LIBRARIES}


def opened(card: Card, artefact: bytes) -> Model:
    """Unpickle an artefact whose hash was checked."""
    trained: Trained = joblib.load(io.BytesIO(artefact))
    return Model(card, {sex: SexModel(trained[sex.value]) for sex in Sex})


def check_golden(model: Model, golden: bytes, folder: Path) -> None:
    """Raise ModelError if a golden panel does not score as it did when the model was made."""
    for row in csv.DictReader(io.StringIO(golden.decode("utf-8"))):
        expected = [float(row[name]) for name in SCORES]
        if not np.allclose(golden_score(model, row), expected, rtol=TOLERANCE, atol=TOLERANCE):
            raise ModelError("model.golden", Place(folder.name), panel=row["id"])


def golden_score(model: Model, row: dict[str, str]) -> tuple[float, ...]:
    """Return the figures named in SCORES of a golden panel: columns `<marker>_low`, `_high`."""
    sex = Sex(row["sex"])
    markers = tuple(key for key in model.sexes[sex].markers if row[f"{key}_low"])
    bounds = np.array([[float(row[f"{key}_{end}"]) for end in ("low", "high")] for key in markers])
    inputs = Inputs(sex, markers, bounds[:, 0], bounds[:, 1])
    return astuple(estimated(*ratios_by_world(inputs, model.sexes[sex])))
