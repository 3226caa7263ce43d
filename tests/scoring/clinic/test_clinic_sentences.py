"""Every sentence that a clinic's model can say is said once, in both languages."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.figures import words
from core.learning.people import Floats, Inputs
from core.markers import Sex
from core.panel import Panel, Specimen, Value
from core.scoring.clinic.model import ClinicModel
from core.scoring.score import NoScore, Result
from core.scoring.scorer import score
from core.text import Language, text_in
from tests.scoring.clinic.clinic_models import made_up_model
from tests.scoring.panels import panel

MODEL, SPARSE = made_up_model(), made_up_model(missing=0.1)
MIDDLE = dict(zip(MODEL.markers, MODEL.medians[-1].tolist(), strict=True))
EDGE = dict(zip(MODEL.markers, MODEL.ranges[1].tolist(), strict=True))


class Sure:
    """Says of everybody that he is a case."""

    def log_odds(self, inputs: Inputs) -> Floats:
        return inputs.values[:, 0] * 0 + 3


def made_up(model: ClinicModel = MODEL, /, **limits: object) -> ClinicModel:
    changed = replace(model.card.limits, **limits)  # type: ignore[arg-type]
    return replace(model, card=replace(model.card, limits=changed))


def of(sex: Sex | None = Sex.MALE, /, **patient: object) -> Panel:
    whole = panel(sex, **MIDDLE)
    return replace(whole, patient=replace(whole.patient, **patient))  # type: ignore[arg-type]


def results() -> Iterator[Result]:
    yield score(of(pregnant=True), MODEL)
    yield score(of(Sex.FEMALE, pregnant=True), MODEL)
    yield score(of(None), made_up(sexes=("male",)))
    yield score(of(Sex.FEMALE), made_up(sexes=("male",)))
    yield score(of(Sex.MALE), made_up(sexes=("female",)))
    yield score(of(age=None), made_up_model(covariates=("age",)))
    yield score(of(age=90), MODEL)
    yield score(panel(Sex.MALE, alb=4.0), made_up(most_missing=1.0))
    yield score(panel(Sex.MALE, ua=5.0), MODEL)
    yield score(panel(Sex.MALE, **MIDDLE | {"ua": 500.0}), MODEL)
    yield score(panel(Sex.MALE, **EDGE), made_up(distance=0.5))
    yield score(of(age=47, medication=True), MODEL)
    yield score(replace(of(age=None, medication=None), specimen=Specimen()), MODEL)
    yield score(panel(Sex.MALE, **EDGE | {"ua": EDGE["ua"] * 1.6}), made_up(distance=1.5))
    kept = {key: MIDDLE[key] for key in SPARSE.markers[1:]}
    yield score(panel(Sex.MALE, **kept, ua=Value.below(5.0), alb=4.0), SPARSE)
    yield score(of(), replace(MODEL, trained=replace(MODEL.trained, classifier=Sure())))


ALL = list(results())


@pytest.mark.parametrize("language", Language)
def test_all_that_a_clinics_model_says_is_said_with_its_details(language: Language) -> None:
    text = text_in(language)
    for result in ALL:
        said = [words.caution(text, one) for one in result.cautions]
        said += [words.unused(text, one) for one in result.unused]
        said += [words.no_score(text, result)] if isinstance(result, NoScore) else []
        assert all("{" not in sentence for sentence in said)


@pytest.mark.parametrize("family", ["caution", "no_score", "unused"])
def test_every_sentence_of_a_clinics_model_is_reached(family: str) -> None:
    reached = {
        "caution": {one.key for result in ALL for one in result.cautions},
        "no_score": {result.key for result in ALL if isinstance(result, NoScore)},
        "unused": {one.key for result in ALL for one in result.unused},
    }
    every = text_in(Language.EN).sentences
    wanted = {key.removeprefix(f"{family}.") for key in every if key.startswith(f"{family}.clinic")}
    assert wanted <= reached[family]
    assert {"not_in_model", "limit_too_wide"} <= reached["unused"]
