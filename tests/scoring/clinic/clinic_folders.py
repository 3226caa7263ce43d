"""The folder of a made-up clinic's model, as the studio writes it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import joblib

from core.cards import write_clinic_card
from core.scoring.artefact import ARTEFACT, GOLDEN
from core.scoring.clinic.golden import golden_csv
from core.scoring.clinic.model import ClinicModel


def written(model: ClinicModel, models: Path) -> Path:
    """Write a model into `models/<name>/<version>/`; whatever its card says is vouched for."""
    folder = models / model.card.name / model.card.version
    folder.mkdir(parents=True)
    joblib.dump(model.trained, folder / ARTEFACT)
    golden = golden_csv(model.card, model.trained)
    (folder / GOLDEN).write_text(golden, encoding="utf-8", newline="")
    vouch_for(model, folder)
    return folder


def vouch_for(model: ClinicModel, folder: Path) -> None:
    """Write the card of a model with the hashes of the files as they are now."""
    hashes = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (ARTEFACT, GOLDEN)}
    write_clinic_card(replace(model.card, sha256=hashes), folder)
