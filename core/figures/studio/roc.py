"""The ROC curve of a model on people it was not fitted to, with the threshold that was chosen."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from core.cards import Discrimination, External, Measured, RocPoint
from core.figures.among.strokes import Pen, add_line, add_marks
from core.figures.chart import Chart
from core.figures.overall.components_marks import legend
from core.figures.studio.axes import LINE, SHARE, kept, share_axis, whiskers
from core.figures.studio.numbers import cell, measured, percent
from core.figures.table import Column, Table
from core.figures.theme import Tokens, quiet
from core.figures.words import joined
from core.text import Text

HEIGHT = 520
# More corners than these are not seen apart at this size.
MOST_CORNERS = 400
CHANCE = 0.5

Tested = Discrimination | External


def roc_chart(text: Text, record: Tested, tokens: Tokens) -> Chart:
    """Draw sensitivity against 1 - specificity at every cut-off."""
    figure = go.Figure()
    ends = list(SHARE)
    add_line(figure, ends, ends, Pen(tokens.line, dash="dot"))
    corners = thinned(sorted(record.roc, key=lambda p: (p.false_positive_rate, p.sensitivity)))
    add_line(
        figure,
        [corner.false_positive_rate for corner in corners],
        [corner.sensitivity for corner in corners],
        Pen(tokens.controls, LINE),
        name=text("studio_chart.roc.curve", auc=cell(text, record.auc)),
    )
    _add_threshold(figure, text, record, tokens)
    quiet(figure, tokens, height=HEIGHT)
    figure.update_xaxes(**share_axis(text, text("studio_chart.axis.false_positive")))
    figure.update_yaxes(**share_axis(text, text("studio_chart.axis.sensitivity")))
    figure.update_layout(showlegend=True, legend=legend(tokens))
    return Chart(
        title=text(
            f"studio_chart.roc.title_{kind_of(record)}",
            auc=measured(text, record.auc),
            cases=f"{record.cases:,}",
            controls=f"{record.controls:,}",
        ),
        words=joined(text, _words(text, record)),
        figure=figure,
        table=_table(text, record),
        notes=(text("studio_chart.roc.threshold_chosen"),) if _threshold(text, record) else (),
    )


def kind_of(record: Tested) -> str:
    """Name the kind of test that the figures are of: within the cohort, or on new people."""
    return "external" if isinstance(record, External) else "nested"


def reach(auc: Measured) -> str:
    """Say where the interval of an AUC lies to chance: above, around or below."""
    if auc.low > CHANCE:
        return "above"
    return "below" if auc.high < CHANCE else "around"


def thinned(corners: Sequence[RocPoint]) -> Sequence[RocPoint]:
    """Return no more corners than are seen, both ends among them."""
    last = len(corners) - 1
    if last < MOST_CORNERS:
        return corners
    return [corners[round(i * last / (MOST_CORNERS - 1))] for i in range(MOST_CORNERS)]


def _add_threshold(figure: go.Figure, text: Text, record: Tested, tokens: Tokens) -> None:
    false_positive = _mirrored(record.specificity)
    add_marks(
        figure,
        [false_positive.value],
        [record.sensitivity.value],
        kept(tokens),
        name=text("studio_chart.roc.point"),
    )
    figure.data[-1].update(
        error_x=whiskers([false_positive], tokens.ink),
        error_y=whiskers([record.sensitivity], tokens.ink),
    )


def _mirrored(specificity: Measured) -> Measured:
    """Return 1 less a share, its interval turned round with it."""
    return Measured(1 - specificity.value, 1 - specificity.high, 1 - specificity.low)


def _threshold(text: Text, record: Tested) -> str:
    return percent(text, record.threshold) if isinstance(record, Discrimination) else ""


def _words(text: Text, record: Tested) -> Iterator[str]:
    yield text("studio_chart.roc.words")
    yield text(
        f"studio_chart.roc.at_{kind_of(record)}",
        threshold=_threshold(text, record),
        sensitivity=measured(text, record.sensitivity),
        specificity=measured(text, record.specificity),
    )
    yield text(f"studio_chart.roc.chance_{reach(record.auc)}")


def _table(text: Text, record: Tested) -> Table:
    names = ("auc", "sensitivity", "specificity")
    return Table(
        text("studio_chart.roc.table"),
        (
            Column(
                text("studio_chart.column.measure"),
                tuple(text(f"studio_chart.measure.{name}") for name in names),
            ),
            Column(
                text("studio_chart.column.value"),
                tuple(cell(text, getattr(record, name)) for name in names),
                is_number=True,
            ),
        ),
    )
