"""Writes a clinic's model: model.joblib, golden.csv and card.json."""

import hashlib
from dataclasses import replace
from pathlib import Path

import joblib

from core.cards import write_clinic_card
from core.learning.runs import Made
from core.scoring.artefact import ARTEFACT, GOLDEN
from core.scoring.clinic.golden import golden_csv


def write_clinic_model(made: Made, models: Path) -> Path:
    """Write the version of a model that its card names, and return its folder.

    `models` is a place where nobody looks yet: `core.registry.new_version` gives one and moves what
    was written as a whole.
    """
    folder = models / made.card.name / made.card.version
    # Values of people stand in the artefact: nobody else on this computer may read it.
    folder.mkdir(mode=0o700, parents=True)
    joblib.dump(made.trained, folder / ARTEFACT, compress=("zlib", 3))
    golden = golden_csv(made.card, made.trained)
    (folder / GOLDEN).write_text(golden, encoding="utf-8", newline="")
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in (ARTEFACT, GOLDEN)
    }
    write_clinic_card(replace(made.card, sha256=hashes), folder)
    return folder
