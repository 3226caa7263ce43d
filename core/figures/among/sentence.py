"""Where the patient stands among others in words: above which share of whom, and how sure."""

from functools import reduce

from core.cohort import Analyte, Cohort, Origin
from core.cohort.standing import AGE_BANDS, FEWEST_LIKE, Ages, Sexes, Standing, standings
from core.figures.among.groups import Asked, asked_for
from core.figures.among.names import counted_level, people_words, with_sex
from core.figures.among.place import measurement_of, value_words
from core.figures.among.scale import AnalyteScale
from core.markers import Sex
from core.panel import Panel
from core.text import Text


def title_of(text: Text, asked: Asked, scale: AnalyteScale) -> str:
    """Say what a chart of an analyte shows: of whom, and whether this patient is among them."""
    people = people_words(text, asked.cohort)
    people = with_sex(text, asked.cohort, asked.group, asked.sex, people)
    kind = "patient" if asked.place(scale.analyte) else "people"
    return text(f"among.title.{kind}", analyte=scale.analyte.name(text.language), people=people)


def among_sentence(  # noqa: PLR0913 - what is chosen on a page, each by its name
    text: Text,
    cohort: Cohort,
    key: str,
    *,
    group: str,
    panel: Panel | None,
    sex: Sex | None,
    levels: tuple[str, ...] = (),
) -> str:
    """Say above which share of each group the patient lies, or why that cannot be said.

    Raises KeyError for an analyte or a factor that the cohort has not.
    """
    asked = asked_for(cohort, group, levels, panel, sex)
    analyte = cohort.analyte(key)
    found = standings_of(asked, analyte)
    known = [standing for standing in found if standing.is_known]
    if not known:
        return unplaced(text, asked, analyte)
    groups = [
        share_of_group(text, standing, people=_people(text, asked, standing)) for standing in known
    ]
    return text(
        "among.standing.known",
        analyte=analyte.name(text.language),
        value=value_words(text, panel, analyte),
        groups=listed(text, groups),
        likeness=likeness_words(text, known[0]),
    )


def standings_of(asked: Asked, analyte: Analyte) -> tuple[Standing, ...]:
    """Return where the patient stands in each of the groups that are drawn."""
    return standings(
        asked.cohort,
        analyte.key,
        asked.place(analyte),
        sex=asked.sex,
        age=asked.panel.patient.age if asked.panel else None,
        group=asked.group,
        levels=asked.levels,
    )


def unplaced(text: Text, asked: Asked, analyte: Analyte) -> str:
    """Say why the patient does not stand anywhere among the people."""
    name = analyte.name(text.language)
    if asked.panel is None:
        return text("among.unplaced.no_panel", analyte=name)
    if analyte.marker is None:
        return text("among.unplaced.no_marker", analyte=name)
    if measurement_of(asked.panel, analyte) is None:
        return text("among.unplaced.not_measured", analyte=name)
    kind = "nobody" if asked.place(analyte) else "no_interval"
    return text(f"among.unplaced.{kind}", analyte=name)


def share_of_group(text: Text, standing: Standing, *, people: str) -> str:
    """Say above which share of a group the patient lies: "12 % (5 % to 25 %) of 41 controls"."""
    share = share_words(text, standing)
    if standing.interval is None:
        return text("among.standing.share", share=share, people=people)
    interval = between(text, *standing.interval)
    return text("among.standing.with_interval", share=share, interval=interval, people=people)


def share_words(text: Text, standing: Standing) -> str:
    """Write the share of a standing in whole per cent; a limit leaves it between two."""
    return between(text, standing.low, standing.high)


def between(text: Text, low: float, high: float) -> str:
    """Write two shares in whole per cent, or the one that both are."""
    first, last = whole_percent(low), whole_percent(high)
    if first == last:
        return text("words.percent", percent=first)
    return text("words.percent", percent=text("words.between", low=first, high=last))


def whole_percent(share: float) -> str:
    """Write a share in whole per cent without the sign; never as 0 or 100 when it is neither."""
    written = f"{100 * share:.0f}"
    if written == "0" and share > 0:
        return "<1"
    return ">99" if written == "100" and share < 1 else written


def likeness_words(text: Text, standing: Standing) -> str:
    """Say of which sex and age the people are that the patient was compared with."""
    likeness = standing.likeness
    sexes = "same" if likeness.sexes is Sexes.SAME else "both"
    if likeness.sexes is Sexes.GROUPS:
        sexes = "groups"
    ages = "any" if likeness.years is None else "near"
    return text(f"among.likeness.{sexes}.{ages}", years=f"{likeness.years or 0:g}")


def reasons(text: Text, cohort: Cohort, standing: Standing) -> tuple[str, ...]:
    """Say why people were not chosen by sex or by age, and why a share has no interval."""
    likeness = standing.likeness
    narrow, wide = (f"{years:g}" for years in AGE_BANDS)
    said = []
    if likeness.sexes in {Sexes.NO_SEXES, Sexes.NO_SEX}:
        said.append(text(f"among.reason.{likeness.sexes}"))
    if likeness.ages is not Ages.NEAR:
        details = {"fewest": str(FEWEST_LIKE), "narrow": narrow, "wide": wide}
        said.append(text(f"among.reason.{likeness.ages}", **details))
    if cohort.origin is not Origin.OWN:
        said.append(text("among.reason.simulated"))
    return tuple(said)


def listed(text: Text, parts: list[str]) -> str:
    """Write parts as a list with a word before the last."""
    *others, last = parts
    if not others:
        return last
    first = reduce(lambda one, two: one + text("words.list") + two, others)
    return text("among.standing.and", first=first, last=last)


def _people(text: Text, asked: Asked, standing: Standing) -> str:
    return counted_level(text, asked.cohort, asked.group, standing.level, standing.size)
