"""The rules on what nobody stated: told last, each in one short sentence."""

from collections.abc import Collection

from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability.specimen import (
    ARGINASE_SENSITIVE,
    FASTING_SENSITIVE,
    largest_arginine_share,
    not_haemolysed,
    promptly_separated,
)
from core.scoring.applicability.verdict import (
    NOTHING_SEEN,
    Read,
    Verdict,
    cautioned,
    concerned,
    reported_for,
    symbols,
)
from core.scoring.inputs import reason_unused
from core.scoring.score import Caution

# In completed years 15 to 49, the ages that fertility statistics count.
FERTILE_FROM, FERTILE_BEFORE = 15, 50

AGE_UNKNOWN = Caution("age_unknown")
MEDICATION_UNKNOWN = Caution("medication_unknown")
PREGNANCY_UNKNOWN = Caution("pregnancy_unknown")


def circumstances_are_stated(panel: Panel) -> Verdict:
    """Caution for each circumstance that another rule needs and that was not stated."""
    patient, specimen = panel.patient, panel.specimen
    moved = concerned(panel, FASTING_SENSITIVE) if specimen.fasting is None else ()
    unchecked = unchecked_for_arginase(panel)
    asked = (
        (patient.age is None, AGE_UNKNOWN),
        (patient.medication is None, MEDICATION_UNKNOWN),
        (patient.pregnant is None and may_be_pregnant(panel), PREGNANCY_UNKNOWN),
        (moved, Caution("fasting_unknown", {"markers": symbols(moved)})),
        (unchecked, Caution("handling_unknown", {"markers": symbols(unchecked)})),
    )
    return Verdict(tuple(caution for is_unknown, caution in asked if is_unknown))


def intervals_are_the_laboratorys(panel: Panel, withheld: Collection[str] = frozenset()) -> Verdict:
    """Caution where the laboratory sent no interval of its own for what may enter the score.

    Judged by the catalogue's interval, three in ten women of a US survey score above 5; judged by
    the survey's own, one in fifty (our own count, in the model card). Of what other rules have
    `withheld` nothing is said.
    """
    sex, reported = panel.patient.sex, reported_for(panel.patient.sex)
    judged = tuple(
        m.marker.key
        for m in panel.measurements
        if sex is not None
        and m.interval is None
        and m.marker.key in reported
        and m.marker.key not in withheld
        and not reason_unused(m, sex, reported)
    )
    return cautioned("catalogue_interval", markers=symbols(judged)) if judged else NOTHING_SEEN


def may_be_pregnant(panel: Panel) -> bool:
    """Say whether this is a woman of 15 to 49 years, or of unknown age."""
    age = panel.patient.age
    is_of_age = age is None or FERTILE_FROM <= age < FERTILE_BEFORE
    return panel.patient.sex is Sex.FEMALE and is_of_age


def unchecked_for_arginase(panel: Panel, read: Read = None) -> tuple[str, ...]:
    """Return which of arginine, ornithine and arginase would be used unchecked for arginase.

    Time to separation is checked by its minutes or by the share of arginine, haemolysis by
    being stated; what is withheld already needs neither.
    """
    sensitive = concerned(panel, ARGINASE_SENSITIVE, read)
    if not sensitive:
        return ()
    if promptly_separated(panel, read).withheld or not_haemolysed(panel, read).withheld:
        return ()
    has_time = panel.specimen.minutes_to_separation is not None
    is_checked = panel.specimen.haemolysed is not None and (
        has_time or largest_arginine_share(panel)
    )
    return () if is_checked else sensitive
