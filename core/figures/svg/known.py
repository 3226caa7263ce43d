"""Which attributes of a figure are drawn, and which a still picture has no need of.

Anything else raises a ValueError that names it: a chart is never drawn wrongly in silence. To draw
one more: read it where it belongs, then add its name here.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from core.figures.svg.axis import NAME
from core.figures.svg.given import Given


def _named(*groups: str, **parts: str) -> frozenset[str]:
    """Return dotted names: `_named("x y", line="color width")` -> x, y, line.color, line.width."""
    own = {name for group in groups for name in group.split()}
    return frozenset(own | {f"{part}.{n}" for part, names in parts.items() for n in names.split()})


FONT = "family size color weight style"
TRACE = "type x y name text visible showlegend opacity xaxis yaxis cliponaxis"
WHISKERS = "type array arrayminus symmetric visible color thickness width"

TRACES: Mapping[str, frozenset[str]] = {
    "scatter": _named(
        TRACE,
        "mode fill fillcolor textposition",
        line="color width dash shape",
        marker="symbol size color opacity line.color line.width",
        textfont=FONT,
        error_x=WHISKERS,
        error_y=WHISKERS,
    ),
    "bar": _named(
        TRACE,
        "orientation width base offset textposition constraintext",
        marker="color line.color line.width",
        textfont=FONT,
    ),
    "heatmap": _named(
        TRACE,
        "z zmin zmax colorscale reversescale showscale xgap ygap",
        colorbar="x y xanchor yanchor len lenmode thickness thicknessmode tickvals ticktext "
        "showticklabels ticks ticklen tickcolor outlinewidth outlinecolor title.text title.side "
        + " ".join(
            f"{part}.{name}" for part in ("tickfont", "title.font") for name in FONT.split()
        ),
    ),
}
TITLE = "text x y xanchor yanchor xref yref"
FONTS = " ".join(f"font.{name}" for name in FONT.split())
LAYOUT = _named(
    "height width showlegend paper_bgcolor plot_bgcolor bargap barmode",
    font=FONT,
    margin="l r t b pad autoexpand",
    title=f"{TITLE} {FONTS}",
    legend=f"orientation x y xanchor yanchor bgcolor bordercolor borderwidth {FONTS}",
)
AXIS = _named(
    "type range domain anchor side position visible automargin overlaying tickmode tickvals",
    "ticktext ticks ticklen tickwidth tickcolor tickangle showticklabels showline linecolor",
    "linewidth mirror showgrid gridcolor gridwidth griddash zeroline zerolinecolor zerolinewidth",
    tickfont=FONT,
    title=f"text standoff {FONTS}",
)
SHAPE = _named(
    "type x0 x1 y0 y1 xref yref layer fillcolor opacity visible", line="color width dash"
)
ANNOTATION = _named(
    "text x y xref yref xanchor yanchor xshift yshift align textangle showarrow ax ay axref ayref",
    "arrowhead arrowsize arrowwidth arrowcolor standoff bgcolor bordercolor borderwidth borderpad",
    "opacity visible",
    font=FONT,
)
# What only moves, answers or is read: a still picture looks the same without.
SILENT = {
    "hoverinfo", "hovertemplate", "hovertext", "hoverlabel", "hovermode", "hoveron",
    "hoverdistance", "hoverongaps", "hoverformat", "customdata", "ids", "meta", "uid",
    "uirevision", "dragmode", "fixedrange", "clickmode", "modebar", "autosize", "itemclick",
    "itemdoubleclick", "spikedistance", "captureevents", "selectedpoints", "simplify",
}  # fmt: skip
# Attributes that change nothing at one value, which is the only one that may be given.
IDLE: Mapping[str, Any] = {
    "margin.pad": 0, "margin.autoexpand": True, "connectgaps": False, "autorange": False,
    "barmode": "overlay", "legendgroup": "",
}  # fmt: skip
PLAIN_TEMPLATE = re.compile(r"\[?\{'type': '\w+'\}\]?")


def check(data: Iterable[Mapping[str, Any]], layout: Mapping[str, Any]) -> None:
    """Raise ValueError for the first attribute that cannot be drawn."""
    for number, trace in enumerate(data):
        kind = trace.get("type", "scatter")
        if kind not in TRACES:
            raise ValueError(f"data[{number}].type {kind!r} is not drawn")
        _check(Given(f"data[{number}]", trace), TRACES[kind])
    for name, value in layout.items():
        if name == "template":
            _check_template(value)
        elif NAME.fullmatch(name):
            _check(Given(f"layout.{name}", value), AXIS)
        elif name in {"shapes", "annotations"}:
            known = SHAPE if name == "shapes" else ANNOTATION
            for one in Given("layout", layout).parts(name):
                _check(one, known)
        else:
            _check(Given("layout", {name: value}), LAYOUT)


def _check(given: Given, known: frozenset[str], prefix: str = "") -> None:
    for name, value in given.values.items():
        dotted = f"{prefix}{name}"
        if name in SILENT or value is None:
            continue
        if dotted in IDLE:
            if value != IDLE[dotted]:
                raise given.refused(dotted, f"{value!r} is not drawn")
        elif isinstance(value, Mapping) and "bdata" not in value:
            _check(Given(given.path, value), known, f"{dotted}.")
        elif dotted not in known and not (dotted == "title" and "title.text" in known):
            raise given.refused(dotted, "is not drawn")


def _check_template(template: Mapping[str, Any]) -> None:
    """Raise ValueError for a template that gives a figure looks of its own."""
    looks = [value for part in template.values() for value in (part or {}).values()]
    if any(not PLAIN_TEMPLATE.fullmatch(str(look)) for look in looks):
        raise ValueError("layout.template is not drawn: say what it says in the figure")
