"""One panel, each step warm: reading, scoring with interval and reasons, the PDF."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import count

from benchmarks.figures import Figure, median_ms, report
from core.commands.shared import MODELS
from core.evidence.base_rates import BASE_RATES
from core.panel import Panel, Value
from core.readers import read_panels
from core.readers.examples import example_panels
from core.readers.templates import template_csv
from core.report import render_pdf
from core.scoring.artefact import latest, load_model
from core.scoring.background import background
from core.scoring.model import Model
from core.scoring.scorer import score
from core.text import Language

REPEATS = 30
CENSORED = (2, 5)
NUMBERS = count(1)
PRINTED = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001 - printed on the page as it stands


def main() -> None:
    """Measure the steps and print the slowest of the example patients for each."""
    model = load_model(latest(MODELS / "withdrawal-risk"))
    template = template_csv()
    report(
        "One panel, warm (slowest of the example patients)",
        [
            Figure(
                "read the template",
                median_ms(lambda: read_panels(template, "t.csv"), REPEATS),
                "ms",
            ),
            Figure("score, all beside it", slowest(partial(score, model=model)), "ms", 5),
            *(
                Figure(f"... {count} values below their limit", censored_ms(model, count), "ms", 5)
                for count in CENSORED
            ),
            *(
                Figure(f"PDF, {language}", slowest(partial(pdf, model, language)), "ms", 50)
                for language in Language
            ),
        ],
    )


def slowest(work: Callable[[Panel], object]) -> float:
    """Return the median time of the example that takes longest, in [ms]."""
    return max(median_ms(partial(work, panel), REPEATS) for panel in example_panels())


def censored_ms(model: Model, count: int) -> float:
    """Return the time to score an example with its last values told as below a limit, in [ms]."""
    panel = max(example_panels(), key=lambda one: len(one.measurements))
    scored = [m for m in panel.measurements if m.marker.case_control(panel.patient.sex)]
    hidden = {m.marker.key for m in scored[-count:]}
    measurements = tuple(
        replace(m, value=Value.below(m.value.high)) if m.marker.key in hidden else m
        for m in panel.measurements
    )
    below = replace(panel, measurements=measurements)
    return median_ms(partial(score, below, model), REPEATS)


def another(panel: Panel) -> Panel:
    """Return a panel like this one of a patient never seen: typst remembers what it has set."""
    number = next(NUMBERS)
    measurements = tuple(
        replace(m, value=Value(m.value.low * (1 + number / 1e3), m.value.high * (1 + number / 1e3)))
        for m in panel.measurements
    )
    patient = replace(panel.patient, id=f"MADE-UP-{number}")
    return replace(panel, patient=patient, measurements=measurements)


def pdf(model: Model, language: Language, panel: Panel) -> bytes:
    """Score a panel nobody has seen and set its report."""
    panel = another(panel)
    return render_pdf(
        panel,
        score(panel, model),
        pre_test=BASE_RATES["general_15_39"].probability,
        language=language,
        background=background(panel, model),
        printed=PRINTED,
    )


if __name__ == "__main__":
    main()
