"""Draws a figure in Chromium, by plotly.js and by us, and reads back where everything stands."""

import base64
import json
from dataclasses import dataclass
from typing import Any, Self

import plotly.graph_objects as go
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs

from core.figures.svg import svg_of
from core.figures.svg.fonts import FILES

WIDTH = 900
# What plotly.js draws with a place of its own, and what we do.
PLOTLY_MARKS = ".scatterlayer .point, .scatterpts"
OUR_MARKS = "path[transform^=translate]:not([transform*=rotate])"
READ = """
marks => {
    const root = document.getElementById("chart").getBoundingClientRect();
    const box = e => {
        const b = e.getBoundingClientRect();
        return [(b.left + b.right) / 2 - root.left, (b.top + b.bottom) / 2 - root.top];
    };
    const seen = e => e.getBoundingClientRect().width > 0;
    const every = selector => [...document.querySelectorAll("#chart " + selector)].filter(seen);
    const some = marks.split(",").flatMap(every);
    const texts = every("text").map(e => [e.textContent.replaceAll("\u200b", ""), ...box(e)]);
    const sizes = some.map(e => e.getBoundingClientRect()).map(b => [b.width, b.height]);
    return {marks: some.map(box), texts, sizes};
}
"""


@dataclass(frozen=True)
class Seen:
    """Middles of marks, and of texts with what they say, on the page [px], in order of place."""

    marks: list[tuple[float, float]]
    texts: list[tuple[str, float, float]]

    @classmethod
    def read(cls, found: dict[str, Any]) -> Self:
        return cls(
            sorted((round(x, 1), round(y, 1)) for x, y in found["marks"]),
            sorted((said, round(x, 1), round(y, 1)) for said, x, y in found["texts"]),
        )


class Judge:
    """A page with the font that ships and the plotly.js of the installed package."""

    def __init__(self, page: Page) -> None:
        self.page = page
        faces = "".join(_face(name, weight) for name, weight in (("Regular", 400), ("Bold", 700)))
        page.set_content(
            f"<style>{faces} body {{margin: 0; font-family: 'Noto Sans JP'}}</style>"
            "<p>x<b>x</b></p><div id='chart'></div>"
        )
        page.evaluate("document.fonts.ready")
        page.add_script_tag(content=get_plotlyjs())

    def by_plotly(self, figure: go.Figure) -> Seen:
        self._draw_by_plotly(figure)
        return Seen.read(self.page.evaluate(READ, PLOTLY_MARKS))

    def by_us(self, figure: go.Figure) -> Seen:
        self._draw_by_us(figure)
        return Seen.read(self.page.evaluate(READ, OUR_MARKS))

    def sizes_by_plotly(self, figure: go.Figure) -> list[list[float]]:
        """Width and height of each mark [px]."""
        self._draw_by_plotly(figure)
        sizes: list[list[float]] = self.page.evaluate(READ, PLOTLY_MARKS)["sizes"]
        return sizes

    def sizes_by_us(self, figure: go.Figure) -> list[list[float]]:
        """Width and height of each mark [px]."""
        self._draw_by_us(figure)
        sizes: list[list[float]] = self.page.evaluate(READ, OUR_MARKS)["sizes"]
        return sizes

    def _draw_by_plotly(self, figure: go.Figure) -> None:
        spec = json.loads(str(figure.to_json()))
        spec["layout"]["width"] = WIDTH
        self.page.evaluate(
            "async s => { const g = document.getElementById('chart');"
            "Plotly.purge(g); g.innerHTML = '';"
            "await Plotly.newPlot(g, s.data, s.layout, {staticPlot: true}) }",
            spec,
        )

    def _draw_by_us(self, figure: go.Figure) -> None:
        svg = svg_of(figure, width=WIDTH)
        self.page.evaluate("s => { document.getElementById('chart').innerHTML = s }", svg)


def _face(name: str, weight: int) -> str:
    font = base64.b64encode((FILES / f"NotoSansJP-{name}.ttf").read_bytes()).decode()
    return (
        f"@font-face {{font-family: 'Noto Sans JP'; font-weight: {weight};"
        f"src: url(data:font/ttf;base64,{font})}}"
    )
