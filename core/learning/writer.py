"""Writes a trained model: model.joblib, golden.csv and card.json, all or nothing."""

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import joblib
import numpy as np

from core.learning.trained import TrainedSex
from core.learning.training import Training, card_of
from core.markers import CATALOGUE, Sex
from core.scoring.artefact import ARTEFACT, GOLDEN, SCORES, golden_score
from core.scoring.card import write_card
from core.scoring.model import Model, SexModel

GOLDEN_PEOPLE = 4


def write_model(training: Training, folder: Path, changed_on: date) -> None:
    """Write a version's folder; its name is the version. An existing one is replaced whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        new = Path(scratch) / folder.name
        new.mkdir()
        joblib.dump(training.trained, new / ARTEFACT, compress=("zlib", 6))
        (new / GOLDEN).write_text(golden_csv(training, changed_on), encoding="utf-8", newline="")
        hashes = {
            name: hashlib.sha256((new / name).read_bytes()).hexdigest()
            for name in (ARTEFACT, GOLDEN)
        }
        write_card(card_of(training, folder.name, changed_on, hashes), new)
        if folder.exists():
            shutil.rmtree(folder)
        new.rename(folder)


def golden_csv(training: Training, changed_on: date) -> str:
    """Return the golden panels in [SD], made of virtual people, with this training's scores."""
    model = Model(
        card_of(training, "", changed_on, {}),
        {sex: SexModel(training.trained[sex.value]) for sex in Sex},
    )
    modelled = {key for trained in training.trained.values() for key in trained.markers}
    markers = [key for key in CATALOGUE if key in modelled]
    used = [f"{key}_{end}" for key in markers for end in ("low", "high")]
    output = io.StringIO()
    columns = ["id", "sex", *used, *SCORES]
    table = csv.DictWriter(output, columns, restval="", lineterminator="\n")
    table.writeheader()
    for row in golden_panels(training):
        scores = golden_score(model, dict.fromkeys(used, "") | row)
        table.writerow(row | dict(zip(SCORES, map(repr, scores), strict=True)))
    return output.getvalue()


def golden_panels(training: Training) -> Iterator[dict[str, str]]:
    """Yield virtual people seen through several subsets of markers, some values censored."""
    for sex, trained in training.trained.items():
        for subset, markers in golden_subsets(trained).items():
            for person in range(GOLDEN_PEOPLE):
                values = trained.people[person]
                row = {"id": f"virtual-{sex}-{subset}-{person}", "sex": sex}
                for key in markers:
                    row |= bounds(key, float(values[trained.markers.index(key)]), subset)
                yield row


def golden_subsets(trained: TrainedSex) -> dict[str, tuple[str, ...]]:
    """Return the subsets to replay: everything, all of it censored at the end, each one alone."""
    singles = {key: (key,) for key in trained.markers}
    return {"full": trained.markers, "censored": trained.markers} | singles


def bounds(key: str, z: float, subset: str) -> dict[str, str]:
    """Return the two columns of a value; in a censored panel the last two markers are ranges."""
    low, high = z, z
    if subset == "censored" and key == "ac_c18_1":
        low = -np.inf
    if subset == "censored" and key == "ac_c18_2":
        high = np.inf
    return {f"{key}_low": repr(low), f"{key}_high": repr(high)}
