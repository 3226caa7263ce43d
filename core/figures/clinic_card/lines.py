"""The lines of a clinic's card that depend on what it holds; one with a dash is a point."""

from collections.abc import Iterator

from core.cards import ClinicCard, Kind
from core.figures.clinic_card.facts import facts, sex_name
from core.figures.studio.numbers import in_unit, percent
from core.text import Text, number

FIGURES = 2


def use_lines(text: Text, card: ClinicCard) -> Iterator[str]:
    """Yield what the model is not for, and what nobody knows of it."""
    figures = facts(text, card)
    yield text("clinic_card.use.body")
    if card.is_made_up:
        yield text("clinic_card.use.made_up")
    yield text("clinic_card.use.one_clinic")
    yield text(f"clinic_card.use.elsewhere_{'tested' if card.external else 'untested'}")
    yield text(f"clinic_card.use.not_specific_{card.kind}", **figures)
    yield text("clinic_card.use.causes")
    yield text("clinic_card.use.not_for")
    yield text("clinic_card.use.single")


def people_lines(text: Text, card: ClinicCard) -> Iterator[str]:
    """Yield how many people there were, and whether they are real."""
    figures, people, measurements = facts(text, card), 0, 0
    if found := card.discrimination:
        people, measurements = found.cases + found.controls, found.measurements
        sizes = {"case_count": f"{found.cases:,}", "control_count": f"{found.controls:,}"}
        yield text("clinic_card.people.discrimination", **figures, **sizes)
    elif graded := card.severity:
        people, measurements = graded.people, graded.measurements
        spread = {
            "mean": in_unit(text, number(graded.mean), graded.unit),
            "sd": in_unit(text, number(graded.sd), graded.unit),
        }
        yield text("clinic_card.people.severity", **figures, **spread, people=f"{people:,}")
    elif card.strata:
        yield text("clinic_card.people.strata", people=f"{card.strata.people:,}")
    if measurements > people:
        yield text("clinic_card.people.repeated", measurements=f"{measurements:,}")
    yield text(f"clinic_card.people.{'made_up' if card.is_made_up else 'real'}")
    yield text("clinic_card.people.body", **figures)


def protocol_lines(text: Text, card: ClinicCard) -> Iterator[str]:
    """Yield how the model was tested, in words."""
    figures = facts(text, card)
    yield text(f"clinic_card.protocol.{card.kind}", **figures)
    if card.plan.covariates:
        yield text("clinic_card.protocol.covariates", **figures)
    if card.kind is Kind.DISCRIMINATION:
        wanted = percent(text, card.plan.wanted)
        yield text(f"clinic_card.protocol.aim_{card.plan.aim}", wanted=wanted)
    if card.plan.prevalence is not None:
        share = percent(text, card.plan.prevalence)
        yield text("clinic_card.protocol.prevalence", share=share)
    yield text("clinic_card.protocol.body", **figures)


def limit_lines(text: Text, card: ClinicCard) -> Iterator[str]:
    """Yield whom the model was trained on, beyond whom nothing is known."""
    limits = card.limits
    yield text("clinic_card.limits.body")
    if limits.sexes:
        sexes = text("words.list").join(sex_name(text, sex) for sex in limits.sexes)
        yield text("clinic_card.limits.sexes", sexes=sexes)
    else:
        yield text("clinic_card.limits.no_sex")
    if limits.youngest is not None and limits.oldest is not None:
        youngest, oldest = (number(age, FIGURES) for age in (limits.youngest, limits.oldest))
        yield text("clinic_card.limits.ages", youngest=youngest, oldest=oldest)
    else:
        yield text("clinic_card.limits.no_age")
    yield text("clinic_card.limits.missing", share=percent(text, limits.most_missing))
    yield text("clinic_card.limits.distance", distance=number(limits.distance, FIGURES))
    if not card.is_for_panels:
        yield text("clinic_card.limits.not_for_panels")


def care_lines(text: Text, card: ClinicCard) -> Iterator[str]:
    """Yield how its files must be kept, since they hold values of people."""
    yield text("clinic_card.care.body")
    yield text("clinic_card.care.artefact")
    kind = "severity" if card.severity else "other"
    yield text(f"clinic_card.care.card_{kind}")
