"""The rules on what nobody stated: told last, each in one short sentence."""

from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability.specimen import (
    ARGINASE_SENSITIVE,
    FASTING_SENSITIVE,
    any_measured,
    largest_arginine_share,
    not_haemolysed,
    promptly_separated,
)
from core.scoring.applicability.verdict import NOTHING_SEEN, Verdict, cautioned
from core.scoring.score import Caution

# In completed years 15 to 49, the ages that fertility statistics count.
FERTILE_FROM, FERTILE_BEFORE = 15, 50

AGE_UNKNOWN = Caution("age_unknown")
MEDICATION_UNKNOWN = Caution("medication_unknown")
PREGNANCY_UNKNOWN = Caution("pregnancy_unknown")
FASTING_UNKNOWN = Caution("fasting_unknown")
HANDLING_UNKNOWN = Caution("handling_unknown")


def circumstances_are_stated(panel: Panel) -> Verdict:
    """Caution for each circumstance that another rule needs and that was not stated."""
    patient, specimen = panel.patient, panel.specimen
    may_move = any_measured(panel, FASTING_SENSITIVE)
    asked = (
        (patient.age is None, AGE_UNKNOWN),
        (patient.medication is None, MEDICATION_UNKNOWN),
        (patient.pregnant is None and may_be_pregnant(panel), PREGNANCY_UNKNOWN),
        (specimen.fasting is None and may_move, FASTING_UNKNOWN),
        (is_unchecked(panel), HANDLING_UNKNOWN),
    )
    return Verdict(tuple(caution for is_unknown, caution in asked if is_unknown))


def intervals_are_the_laboratorys(panel: Panel) -> Verdict:
    """Caution where the laboratory sent no interval of its own for what may enter the score.

    Judged by the catalogue's interval, three in ten women of a US survey score above 5; judged by
    the survey's own, one in fifty (our own count, in the model card).
    """
    judged = [
        m.marker.symbol
        for m in panel.measurements
        if m.interval is None
        and m.reference(panel.patient.sex)
        and m.marker.case_control(panel.patient.sex)
    ]
    return cautioned("catalogue_interval", markers=", ".join(judged)) if judged else NOTHING_SEEN


def may_be_pregnant(panel: Panel) -> bool:
    """Say whether this is a woman of 15 to 49 years, or of unknown age."""
    age = panel.patient.age
    is_of_age = age is None or FERTILE_FROM <= age < FERTILE_BEFORE
    return panel.patient.sex is Sex.FEMALE and is_of_age


def is_unchecked(panel: Panel) -> bool:
    """Say whether arginine, ornithine or arginase would be used without a check of the specimen.

    Time to separation is checked by its minutes or by the share of arginine, haemolysis by
    being stated; what is withheld already needs neither.
    """
    if not any_measured(panel, ARGINASE_SENSITIVE):
        return False
    if promptly_separated(panel).withheld or not_haemolysed(panel).withheld:
        return False
    has_time = panel.specimen.minutes_to_separation is not None
    return panel.specimen.haemolysed is None or not (has_time or largest_arginine_share(panel))
