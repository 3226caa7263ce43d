"""The table of written rules: what each looks at, why it matters, and what the score does then."""

from core.figures import words
from core.figures.table import Cell, Column, Link, Table
from core.markers import Reference
from core.scoring.applicability import RULES
from core.text import Text

# The scorer measures this one itself, since it needs the model; it is told last.
DISTANCE = "far_from_population"


def rule_table(text: Text) -> Table:
    """Return one row a rule, in the order in which a reader is told, the distance check last."""
    names = [*(rule.name for rule in RULES), DISTANCE]
    sources = [*(_sources(text, rule.sources) for rule in RULES), _sources(text, ())]
    nothing = text("figure.nothing")
    grades = [*(rule.grade.value if rule.grade else nothing for rule in RULES), nothing]
    columns = (
        Column(text("rule.column.saw"), tuple(text(f"rule.{name}.saw") for name in names)),
        Column(text("rule.column.why"), tuple(text(f"rule.{name}.why") for name in names)),
        Column(text("rule.column.does"), tuple(text(f"rule.{name}.does") for name in names)),
        Column(text("figure.column.source"), tuple(sources)),
        Column(text("figure.column.grade"), tuple(grades)),
    )
    return Table(text("rule.table"), columns)


def _sources(text: Text, references: tuple[Reference, ...]) -> Cell:
    """Name the sources; a cell holds no more than one link, so several are written out."""
    named = [_named(text, reference) for reference in references]
    if len(references) == 1 and references[0].doi:
        return Link(named[0], references[0].url)
    return text("words.list").join(named) or text("figure.nothing")


def _named(text: Text, reference: Reference) -> str:
    name = words.source(text, reference)
    return f"{name} (doi:{reference.doi})" if reference.doi else name
