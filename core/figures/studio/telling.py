"""What a clinic's model of severity or strata told of a panel, in sentences, as sure as it is."""

from core.cards import ClinicCard, Measured, Severity, Strata
from core.figures.basis import on_one_line
from core.figures.reasons import NOT_STATED, Cautions
from core.figures.studio.names import target_name
from core.figures.studio.numbers import bare_interval, in_unit, measured, percent, value_of
from core.figures.words import joined
from core.scoring.clinic.telling import GroupsTold, NotTold, TargetTold, Telling
from core.scoring.score import Caution
from core.text import Text, number

# A group is named alone where it is so many times likelier than the next: a rule of ours.
CLEARLY = 2


def told_headline(text: Text, told: Telling) -> str:
    """Say in one sentence what the model told, or why nothing."""
    if isinstance(told, NotTold):
        return text(f"telling.none.{told.key}", **told.details)
    return _target(text, told) if isinstance(told, TargetTold) else _groups(text, told)


def grounds(text: Text, card: ClinicCard) -> str:
    """Say whom the model was trained on and how well it was found to do."""
    said = [_grounds(text, card)]
    if card.is_made_up:
        said.append(text("studio_chart.caution.made_up"))
    return joined(text, said)


def told_is(text: Text, card: ClinicCard) -> str:
    """Say what figures are where they stand alone, in a row of a file."""
    target, unit = target_name(text, card), unit_of(card)
    if unit:
        target = text("studio_chart.with_unit", name=target, unit=unit)
    return text(f"telling.is.{card.kind}", target=target, grounds=grounds(text, card))


def told_cautions(text: Text, told: Telling) -> Cautions:
    """Say what to keep in mind: what was seen, and what nobody stated."""
    said = {one.key: _caution(text, one, told.card) for one in told.cautions}
    return Cautions(
        tuple(sentence for key, sentence in said.items() if key not in NOT_STATED),
        tuple(sentence for key, sentence in said.items() if key in NOT_STATED),
    )


def figure_of(told: TargetTold) -> Measured:
    """Return what was told with the two ends of its interval, which here is one of 90 %."""
    return Measured(told.value, told.low, told.high)


def unit_of(card: ClinicCard) -> str:
    """Return the unit of a severity model's target, empty where it has none."""
    return card.severity.unit if card.severity else ""


def _caution(text: Text, one: Caution, card: ClinicCard) -> str:
    """Say a caution as it holds for what is no score."""
    of_kind, own = f"telling.caution.{card.kind}.{one.key}", f"telling.caution.{one.key}"
    key = next((key for key in (of_kind, own) if key in text), f"caution.{one.key}")
    return text(key, **one.details)


def _target(text: Text, told: TargetTold) -> str:
    figure = figure_of(told)
    return text(
        "telling.for_target",
        target=target_name(text, told.card),
        value=in_unit(text, value_of(figure), unit_of(told.card)),
        between=in_unit(text, bare_interval(text, figure), unit_of(told.card)),
    )


def _groups(text: Text, told: GroupsTold) -> str:
    count = len(told.memberships)
    if count == 1:
        return text("telling.one_group") if told.fits else text("telling.one_group_far")
    place = {"number": f"{told.likeliest + 1}", "count": f"{count}"}
    if not told.fits:
        return text("telling.fits_none", **place)
    if is_between(told):
        return text(
            "telling.between_groups",
            count=place["count"],
            groups=text("words.list").join(
                _other(text, at, told.memberships[at]) for at in told.ranked
            ),
        )
    return text(
        "telling.for_group",
        **place,
        probability=percent(text, told.memberships[told.likeliest]),
        others=text("words.list").join(
            _other(text, at, share)
            for at, share in enumerate(told.memberships)
            if at != told.likeliest
        ),
    )


def is_between(told: GroupsTold) -> bool:
    """Say whether the likeliest of several groups is not clearly so."""
    shares = [told.memberships[at] for at in told.ranked[:2]]
    return len(shares) > 1 and shares[0] < CLEARLY * shares[1]


def _other(text: Text, at: int, share: float) -> str:
    return text("telling.other", number=f"{at + 1}", probability=percent(text, share))


def _grounds(text: Text, card: ClinicCard) -> str:
    if card.severity:
        return _of_severity(text, card, card.severity)
    if card.strata is None:
        raise ValueError("a model that tells a number or a group has the figures of either")
    return _of_strata(text, card, card.strata)


def _of_severity(text: Text, card: ClinicCard, found: Severity) -> str:
    key = "q2" if found.q2.low > 0 else "q2_around" if found.q2.high >= 0 else "q2_below"
    low, high = percent(text, found.q2.low), percent(text, found.q2.high)
    return text(
        f"telling.grounds.{key}",
        people=f"{found.people:,}",
        cohort=on_one_line(card.cohort),
        share=percent(text, found.q2.value),
        between=text("words.between", low=low, high=high),
        q2=measured(text, found.q2),
        mean=in_unit(text, number(found.mean), found.unit),
    )


def _of_strata(text: Text, card: ClinicCard, found: Strata) -> str:
    people = {"people": f"{found.people:,}", "cohort": on_one_line(card.cohort)}
    if found.chosen == 1:
        return text("telling.grounds.one_group", **people)
    sizes = text("words.list").join(f"{group.people:,}" for group in found.groups)
    stability = next((n.stability for n in found.numbers if n.groups == found.chosen), None)
    if stability is None:
        return text("telling.grounds.groups_unsure", sizes=sizes, **people)
    return text(
        "telling.grounds.groups", sizes=sizes, stability=measured(text, stability), **people
    )
