"""What the people of a cohort are called: simulated ones never without saying so."""

from core.cohort import Cohort, Origin
from core.cohort.cohort import SEX
from core.cohort.result import Count
from core.cohort.suppression import SMALLEST_CELL
from core.figures import words
from core.markers import Sex
from core.text import Text


def level_name(text: Text, cohort: Cohort, group: str, level: str) -> str:
    """Name a level of a factor: "virtual controls", "male", or as the clinic's file does."""
    if group == SEX:
        return words.sex(text, Sex(level)) if level in set(Sex) else level
    key = f"among.level.{cohort.origin}.{level}"
    return text(key) if key in text else level


def counted_level(text: Text, cohort: Cohort, group: str, level: str, count: Count) -> str:
    """Name a level with how many people of it there are: "the 41 virtual controls"."""
    key = f"among.level.{cohort.origin}.{level}"
    kind = level if group == SEX and level in set(Sex) else "known" if key in text else "other"
    if cohort.factors[group].sizes() == (cohort.size,):
        kind = "everybody"
    name = level_name(text, cohort, group, level)
    exact = count is not None and not cohort.is_shared
    counted = count_words(text, cohort, count)
    said = text("among.count.the", count=counted) if exact else counted
    return text(f"among.counted.{kind}", count=said, name=name)


def count_words(text: Text, cohort: Cohort, count: Count) -> str:
    """Write a number of people; that of a shared cohort is rounded, and says so."""
    if count is None:
        return text("among.count.few", count=str(SMALLEST_CELL))
    written = f"{count:,}"
    return text("among.count.about", count=written) if cohort.is_shared and count else written


def people_words(text: Text, cohort: Cohort) -> str:
    """Name the people of a cohort as a title does: simulated, from what, or of which clinic."""
    if cohort.origin is Origin.OWN:
        return text("among.people.own", cohort=cohort.name)
    return text(f"among.people.{cohort.origin}")


def with_sex(text: Text, cohort: Cohort, group: str, sex: Sex | None, people: str) -> str:
    """Add the sex that people were chosen by, where they were."""
    if group == SEX or sex is None or cohort.sex is None:
        return people
    return text("among.people.of_sex", people=people, sex=words.sex(text, sex))
