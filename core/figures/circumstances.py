"""What else was stated about the person and the specimen, in one line to check."""

from core.markers import Sex
from core.panel import Panel
from core.text import Text

ANSWERS = {True: "yes", False: "no", None: "unknown"}


def circumstances(text: Text, panel: Panel) -> str:
    """Say medication, pregnancy, haemolysis and time to separation, or that they are not stated.

    Whether a man is pregnant is only said where somebody stated it.
    """
    patient, specimen = panel.patient, panel.specimen
    answers = {
        "medication": patient.medication,
        "pregnant": patient.pregnant,
        "haemolysed": specimen.haemolysed,
    }
    if patient.sex is Sex.MALE and patient.pregnant is None:
        del answers["pregnant"]
    said = [
        text(f"figure.circumstance.{name}.{ANSWERS[answer]}") for name, answer in answers.items()
    ]
    minutes = specimen.minutes_to_separation
    key = "figure.circumstance.separated"
    said.append(
        text(f"{key}.unknown") if minutes is None else text(f"{key}.known", minutes=f"{minutes:g}")
    )
    return text("words.patient.separator").join(said)
