"""What the studio says of a plan before it starts and of work while it goes on."""

from datetime import datetime

from core.cards import Kind, Plan
from core.cohort import Cohort
from core.figures.among.names import level_name
from core.figures.cohort_words import factor_name
from core.figures.words import joined
from core.text import Text

MINUTE, HOUR, DAY = 60, 3600, 86_400


def plan_line(text: Text, cohort: Cohort, plan: Plan, used: int) -> str:
    """Say in a few sentences what a plan will learn from whom; `used` are all rows it can use."""
    said = [text(f"studio.plan.{plan.kind}", **_who(text, cohort, plan))]
    if plan.kind is Kind.SEVERITY and used < _asked(cohort, plan):
        said.append(text("studio.plan.with_target", people=f"{used:,}"))
    if plan.covariates:
        names = (factor_name(text, cohort, name) for name in plan.covariates)
        said.append(text("studio.plan.covariates", names=text("words.list").join(names)))
    return joined(text, said)


def tried_line(text: Text, cohort: Cohort, plan: Plan) -> str:
    """Say on whom a model is to be tried."""
    return text("studio.plan.tried", **_who(text, cohort, plan))


def _who(text: Text, cohort: Cohort, plan: Plan) -> dict[str, str]:
    details = {"markers": f"{len(plan.analytes):,}"}
    if plan.kind is Kind.SEVERITY:
        details["target"] = factor_name(text, cohort, plan.target)
    if plan.kind is Kind.DISCRIMINATION:
        controls, cases = (_group(text, cohort, plan, level) for level in plan.levels)
        return details | {"controls": controls, "cases": cases}
    return details | {"people": _members(text, cohort, plan)}


def _members(text: Text, cohort: Cohort, plan: Plan) -> str:
    if not plan.levels:
        return text("studio.plan.everybody", people=f"{cohort.size:,}")
    return text("words.list").join(_group(text, cohort, plan, level) for level in plan.levels)


def _asked(cohort: Cohort, plan: Plan) -> int:
    """Count the rows of the groups that a plan names; of everybody where it names none."""
    if not plan.levels:
        return cohort.size
    sizes = dict(zip((factor := cohort.factors[plan.group]).levels, factor.sizes(), strict=True))
    return sum(int(sizes[level]) for level in plan.levels)


def _group(text: Text, cohort: Cohort, plan: Plan, level: str) -> str:
    factor = cohort.factors[plan.group]
    size = factor.sizes()[factor.levels.index(level)]
    name = level_name(text, cohort, plan.group, level)
    return text("studio.plan.group", level=name, people=f"{size:,}")


def step_words(text: Text, step: str) -> str:
    """Name the step that work is at; before the first it waits."""
    key = f"step.{step}"
    return text(key) if key in text else text("studio.job.begins")


def time_words(text: Text, seconds: float) -> str:
    """Write a time as one would say it: under a minute, 4 minutes, 2.5 hours."""
    if seconds < MINUTE:
        return text("studio.time.under_a_minute")
    if seconds < HOUR:
        return text("studio.time.minutes", count=round(seconds / MINUTE))
    if seconds < DAY:
        return text("studio.time.hours", count=f"{seconds / HOUR:.1f}")
    return text("studio.time.days", count=f"{seconds / DAY:.1f}")


def left_words(text: Text, seconds: float | None) -> str:
    """Say how long work still takes, or that nobody can tell yet."""
    if seconds is None:
        return text("studio.job.left_unknown")
    return text("studio.job.left", time=time_words(text, seconds))


def moment(text: Text, when: datetime) -> str:
    """Write a moment by this computer's clock, without seconds."""
    return text.date(when.astimezone())
