"""Two axes that belong together, and the area between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.figures.svg.axis import Axis
from core.figures.svg.elements import element, px
from core.figures.svg.frame import Frame

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Subplot:
    """An axis across and one upwards, on a page."""

    x: Axis
    y: Axis
    frame: Frame

    @property
    def clip(self) -> str:
        """Return the name of the clip of the area."""
        return f"{self.x.key}{self.y.key}"

    @property
    def area(self) -> tuple[float, float, float, float]:
        """Return the left and top of the area, its width and height [px]."""
        left, right = self.x.ends(self.frame)
        bottom, top = self.y.ends(self.frame)
        return left, top, right - left, bottom - top

    def points(self, x: Floats, y: Floats) -> Floats:
        """Return where values lie on the page, (n, 2) [px]; nan for those without a place."""
        return np.column_stack((self.x.place(x, self.frame), self.y.place(y, self.frame)))

    def holds(self, points: Floats) -> NDArray[np.bool_]:
        """Say which points (n, 2) [px] lie in the area or on its edge."""
        left, top, across, down = self.area
        low, high = np.array([left, top]) - 1e-6, np.array([left + across, top + down]) + 1e-6
        return np.asarray(((points >= low) & (points <= high)).all(axis=1))

    def rectangle(self, **attributes: str | None) -> str:
        """Write a rectangle over the area."""
        left, top, across, down = self.area
        return element(
            "rect", x=px(left), y=px(top), width=px(across), height=px(down), **attributes
        )

    def clip_path(self) -> str:
        """Write the clip of the area."""
        return element("clipPath", self.rectangle(), id=self.clip)
