"""What is to be done with each column of a table of people, as far as its header can say."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.errors import PanelError, Place, Problem, Severity
from core.markers import Marker
from core.markers.units import Conversion, canonical, conversion
from core.readers.cells import LIMIT_CHARACTERS, shown
from core.readers.cohorts.header import Header
from core.readers.cohorts.reading import Use
from core.readers.corrections import Corrections, Role
from core.readers.names import FIELD_NAMES, field_named, folded
from core.readers.tables.columns import letters, two_units
from core.readers.tables.headers import BRACKETS, Heading, heading_of, without_unit

# What tells of people who they are; such a column is never read.
NAMES_OF_PEOPLE = frozenset(
    folded(name)
    for name in (
        "name", "patient name", "full name", "first name", "last name", "surname", "initials",
        "address", "phone", "telephone", "e-mail", "email", "氏名", "患者氏名", "患者名", "名前",
        "お名前", "姓名", "姓", "名", "フリガナ", "ふりがな", "カナ氏名", "氏名カナ", "イニシャル",
        "住所", "電話番号", "電話", "メールアドレス",
    )
)  # fmt: skip
USES = {
    "id": Use.ID,
    "age": Use.AGE,
    "birth": Use.BIRTH,
    "collected": Use.COLLECTED,
    "material": Use.MATERIAL,
}
# Brackets may hold a remark too: `Glucose (fasting)`, `Group [case/control]`.
LIKE_A_UNIT = re.compile(
    r"[^\s/]*/(?:[dmunµμ]?l|[kmunµμ]?g|[mnuµμ]?mol|c?m[23]?|min|h|s|d|day|year)|\S*[%²³µμ^°]\S*"
    r"|[cm]?m[23]",
    re.IGNORECASE,
)
YEARS = frozenset(("years", "year", "yrs", "yr", "y", "歳", "才", "年"))
WRITTEN_UNITS = YEARS | {
    folded(unit)
    for unit in (
        "months", "days", "min", "h", "s", "日", "点", "mm", "cm", "m", "kg", "g", "mg", "mmHg",
        "bpm", "a.u.", "AU", "ratio", "points", "log2", "log10", "ln", "SD",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A column as its header names it; `use` is None where its values decide.

    `known` says how values of a marker come from its unit. `field` is that of the context which
    the header names, if any; `title` the name without its unit. `reason` is why the column is not
    used, or what is to be told of it.
    """

    index: int
    name: str
    use: Use | None = None
    field: str = ""
    marker: Marker | None = None
    known: Conversion | None = None
    unit: str = ""
    title: str = ""
    reason: Problem | None = None

    @property
    def is_unused(self) -> bool:
        """Say whether the header says already that the column cannot be used."""
        return self.use is Use.UNUSED


def plans_of(header: Header, corrections: Corrections, file: str) -> list[Plan]:
    """Return the plan of each column. Raises PanelError for two columns of ids."""
    headings = [heading_of(i, text, corrections) for i, text in enumerate(header.cells)]
    plans = [
        _plan(i, text, heading, header.units.get(i, ""), corrections)
        for i, (text, heading) in enumerate(zip(header.cells, headings, strict=True))
    ]
    meanings = [_meaning(plan, heading) for plan, heading in zip(plans, headings, strict=True)]
    return [_placed(plan, file) for plan in _without_duplicates(plans, meanings, file)]


def _plan(
    index: int, text: str, heading: Heading | None, below: str, corrections: Corrections
) -> Plan:
    """Return the plan of a column with a unit below its header, if there is one."""
    plan = Plan(index=index, name=" ".join(text.split()))
    if why := _why_unused(plan, text, heading, corrections):
        return _unused(plan, why)
    if heading is not None and heading.marker and not heading.marker.derived:
        return _of_marker(plan, heading, heading.marker, below)
    field = heading.field if heading is not None else _field_before_brackets(text)
    if field in USES:
        return replace(plan, use=USES[field], field=field)
    title, written = _without_unit(plan.name)
    if conflict := two_units(written, below):
        return _unused(plan, conflict)
    # What stands beside results has no meaning of its own in a table of people.
    field = field if field in FIELD_NAMES else ""
    return replace(plan, field=field, title=title, unit=written or below)


def _why_unused(
    plan: Plan, text: str, heading: Heading | None, corrections: Corrections
) -> Problem | None:
    if plan.name.startswith("="):
        return Problem("reader.cell.formula")
    if len(plan.name) > LIMIT_CHARACTERS:
        return Problem("reader.cell.too_long", {"limit": LIMIT_CHARACTERS})
    if not plan.name:
        details = {"column": letters(plan.index)}
        return Problem("reader.column.unnamed", details, severity=Severity.NOTE)
    said = corrections.meaning(text)
    reasons = (
        (said is not None and heading is None, "cohort_reader.column.said"),
        (said is None and folded(text) in NAMES_OF_PEOPLE, "cohort_reader.column.name"),
        (heading and heading.role is not Role.VALUE, "cohort_reader.column.interval"),
        (heading and heading.field == "preliminary", "cohort_reader.column.preliminary"),
    )
    key = next((key for is_so, key in reasons if is_so), "")
    return Problem(key, severity=Severity.NOTE) if key else None


def _of_marker(plan: Plan, heading: Heading, marker: Marker, below: str) -> Plan:
    """Return the plan of a marker's column; without a unit it is an analyte of its own name."""
    stated = heading.unit or below
    meant = heading.said.unit_of(stated) if heading.said else stated
    if meant == stated and (conflict := two_units(heading.unit, below)):
        return _unused(plan, conflict)
    if not meant.strip():
        details = {"marker": marker.symbol, "example": f"{marker.symbol} ({marker.unit})"}
        note = Problem("cohort_reader.column.no_unit", details, severity=Severity.NOTE)
        return replace(plan, reason=note)
    try:
        known = conversion(marker, meant)
    except PanelError as error:
        return _unused(plan, error.problem)
    return replace(plan, use=Use.ANALYTE, marker=marker, known=known, unit=meant)


def _unused(plan: Plan, why: Problem) -> Plan:
    return replace(plan, use=Use.UNUSED, reason=why)


def _without_unit(name: str) -> tuple[str, str]:
    """Return name and unit, if that is what the last brackets of a header of any kind hold."""
    for shorter, unit in without_unit(name.translate(BRACKETS)):
        if canonical(unit) or LIKE_A_UNIT.fullmatch(unit) or folded(unit) in WRITTEN_UNITS:
            return shorter, unit
    return "", ""


def _field_before_brackets(text: str) -> str:
    """Return the field that a header with a remark names: `Sex (M/F)`, `Age [years]`."""
    for name, remark in without_unit(text.translate(BRACKETS).strip()):
        field = field_named(name)
        if field == "sex" or (field == "age" and folded(remark) in YEARS):
            return field
    return ""


def _meaning(plan: Plan, heading: Heading | None) -> str:
    """Return what no two columns may mean: a field, a marker, or else a name."""
    if heading is not None and not plan.is_unused:
        if heading.marker and not heading.marker.derived:
            return f"marker {heading.marker.key}"
        if plan.field:
            return f"field {plan.field}"
    return f"name {plan.name}"


def _without_duplicates(plans: Sequence[Plan], meanings: Sequence[str], file: str) -> list[Plan]:
    """Return the plans; of columns that mean the same, none is used."""
    alike = defaultdict(list)
    for plan, meaning in zip(plans, meanings, strict=True):
        if not plan.is_unused:
            alike[meaning].append(plan)
    found = list(plans)
    for group in (group for group in alike.values() if len(group) > 1):
        for plan, other in zip(group, [*group[1:], group[0]], strict=True):
            problem = Problem("reader.column.duplicate", {"other": shown(other.name)})
            if plan.use is Use.ID:
                raise PanelError(problem.key, Place(file, column=plan.name), **problem.details)
            found[plan.index] = _unused(plan, problem)
    return found


def _placed(plan: Plan, file: str) -> Plan:
    if plan.reason is None:
        return plan
    place = Place(file, column=shown(plan.name) if len(plan.name) > LIMIT_CHARACTERS else plan.name)
    return replace(plan, reason=replace(plan.reason, place=place))
