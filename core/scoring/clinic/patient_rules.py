"""The rules on whom a clinic's model may be used for: those of its people, and of any blood.

Rules of specimens that rest on how blood behaves hold for every model; what rests on whom the
shipped model was made for does not, and limits learnt from the model's own people stand instead.
"""

import math
from dataclasses import replace

from core.cards import AGE
from core.cohort.cohort import SEX
from core.markers import Sex
from core.panel import Panel
from core.scoring.applicability.circumstances import (
    PREGNANCY_UNKNOWN,
    may_be_pregnant,
    unchecked_for_arginase,
)
from core.scoring.applicability.patient import sex_and_pregnancy_agree
from core.scoring.applicability.specimen import (
    FASTING_SENSITIVE,
    bilirubin_without_haemolysis,
    drawn_fasting,
    not_haemolysed,
    promptly_separated,
    sum_is_plausible,
)
from core.scoring.applicability.values import results_are_final
from core.scoring.applicability.verdict import (
    NOTHING_SEEN,
    Verdict,
    cautioned,
    concerned,
    symbols,
)
from core.scoring.clinic.people_model import PeopleModel
from core.scoring.clinic.verdict import Judged, judged
from core.scoring.score import Caution, Unused

# An assumption of ours: so many years beyond the youngest or oldest, a model still extrapolates.
YEARS_BEYOND = 5

OF_ANY_BLOOD = (
    results_are_final,
    promptly_separated,
    not_haemolysed,
    bilirubin_without_haemolysis,
    sum_is_plausible,
    drawn_fasting,
)


def examine(panel: Panel, model: PeopleModel) -> Judged:
    """Apply every rule on person and specimen; the first refusal counts."""
    verdicts = [
        judged(sex_and_pregnancy_agree(panel)),
        not_pregnant(panel),
        sex_among_people(panel, model),
        age_among_people(panel, model),
        *(judged(rule(panel, model.markers)) for rule in OF_ANY_BLOOD),
        judged(drugs_are_told(panel)),
        judged(circumstances(panel, model)),
    ]
    refusal = next((verdict for verdict in verdicts if verdict.refusal), Judged())
    withheld: dict[str, Unused] = {}
    for verdict in verdicts:
        withheld = {one.marker: one for one in verdict.withheld} | withheld
    cautions = tuple(caution for verdict in verdicts for caution in verdict.cautions)
    return replace(refusal, cautions=cautions, withheld=tuple(withheld.values()))


def not_pregnant(panel: Panel) -> Judged:
    """Refuse in pregnancy: whether any of the model's people was pregnant is not known."""
    return Judged(refusal="clinic_pregnant") if panel.patient.pregnant else Judged()


def sex_among_people(panel: Panel, model: PeopleModel) -> Judged:
    """Refuse a sex that nobody of the model's people had, and none stated where it is needed.

    It is needed to adjust markers, or where all of the model's people had the same.
    """
    sexes, sex = model.card.limits.sexes, panel.patient.sex
    if sex is None:
        is_needed = SEX in model.card.covariate_columns or len(sexes) == 1
        return Judged(refusal="clinic_sex_unknown") if is_needed else Judged()
    if not sexes or sex in sexes:
        return Judged()
    if sex is Sex.FEMALE:
        return Judged(refusal="clinic_men_only")
    return Judged(refusal="clinic_women_only")


def age_among_people(panel: Panel, model: PeopleModel) -> Judged:
    """Caution outside the ages of the model's people, in completed years; refuse 5 years beyond.

    Without an age, refuse where markers are adjusted to it, and else caution.
    """
    limits, age = model.card.limits, panel.patient.age
    if age is None and AGE in model.card.covariate_columns:
        return Judged(refusal="clinic_age_needed")
    if limits.youngest is None or limits.oldest is None:
        return Judged()
    youngest, oldest = math.floor(limits.youngest), math.floor(limits.oldest)
    ages = {"youngest": f"{youngest}", "oldest": f"{oldest}"}
    if age is None:
        return judged(cautioned("clinic_age_unknown", **ages))
    beyond = max(youngest - math.floor(age), math.floor(age) - oldest)
    if beyond > YEARS_BEYOND:
        details = {"age": f"{age:g}", "years": f"{YEARS_BEYOND}"} | ages
        return Judged(refusal="clinic_age_far", details=details)
    return (
        judged(cautioned("clinic_age_outside", age=f"{age:g}", **ages)) if beyond > 0 else Judged()
    )


def drugs_are_told(panel: Panel) -> Verdict:
    """Caution if drugs are taken, or not stated: the model's people may have taken none."""
    if panel.patient.medication is None:
        return cautioned("clinic_medication_unknown")
    return cautioned("clinic_medication") if panel.patient.medication else NOTHING_SEEN


def circumstances(panel: Panel, model: PeopleModel) -> Verdict:
    """Caution for each circumstance that was not stated and moves what the model reads."""
    patient, specimen = panel.patient, panel.specimen
    moved = concerned(panel, FASTING_SENSITIVE, model.markers) if specimen.fasting is None else ()
    unchecked = unchecked_for_arginase(panel, model.markers)
    asked = (
        (patient.pregnant is None and may_be_pregnant(panel), PREGNANCY_UNKNOWN),
        (moved, Caution("fasting_unknown", {"markers": symbols(moved)})),
        (unchecked, Caution("handling_unknown", {"markers": symbols(unchecked)})),
    )
    return Verdict(tuple(caution for is_unknown, caution in asked if is_unknown))
