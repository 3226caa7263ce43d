"""Figures as SVG without a browser: what Plotly draws in one, from the same figure.

The subset that our charts use; anything else raises a ValueError that names it (`known.py`). The
distances are those of plotly.js 4, and `tests/figures/svg` holds them against it.
"""

from core.figures.svg.drawing import svg_of

__all__ = ["svg_of"]
