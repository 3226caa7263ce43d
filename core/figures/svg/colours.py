"""Colours as figures name them, and scales of colours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
FUNCTION = re.compile(r"rgba?\(([^()]+)\)", re.IGNORECASE)
NAMES = {"black": "#000000", "white": "#ffffff", "transparent": "rgba(0,0,0,0)"}
CHANNELS, MOST = 3, 255


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue from 0 to 255, and how much of what lies behind is covered, 0 to 1."""

    red: int
    green: int
    blue: int
    alpha: float = 1.0

    @property
    def written(self) -> str:
        """Write the colour without its alpha, as #rrggbb."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def is_seen(self) -> bool:
        """Say whether anything is painted at all."""
        return self.alpha > 0


NOTHING = Colour(0, 0, 0, 0.0)


def colour(name: Any) -> Colour:  # noqa: ANN401 - whatever a figure holds
    """Return a colour by what CSS calls it. Raises ValueError for what is not known."""
    text = str(name).strip().lower()
    text = NAMES.get(text, text)
    if HEX.fullmatch(text):
        digits = text[1:] if len(text) > 1 + CHANNELS else "".join(2 * digit for digit in text[1:])
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
        return Colour(red, green, blue)
    if found := FUNCTION.fullmatch(text):
        return _channels(text, found[1].split(","))
    raise ValueError(f"{text!r} is not a known colour")


def _channels(text: str, parts: Sequence[str]) -> Colour:
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) not in {CHANNELS, CHANNELS + 1} or min(numbers) < 0:
        raise ValueError(f"{text!r} is not a known colour")
    red, green, blue = (min(MOST, round(number)) for number in numbers[:CHANNELS])
    return Colour(red, green, blue, min(1.0, numbers[CHANNELS]) if numbers[CHANNELS:] else 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """Colours at rising shares from 0 to 1: `at` (n,), `channels` (n, 4) with the alpha last."""

    at: Floats
    channels: Floats

    def colours(self, shares: Floats) -> NDArray[np.uint8]:
        """Return red, green, blue and alpha (..., 4), each 0 to 255; nothing where nan."""
        known = np.nan_to_num(np.clip(shares, 0, 1))
        channels = [np.interp(known, self.at, column) for column in self.channels.T]
        channels[-1] = np.where(np.isnan(shares), 0, MOST * channels[-1])
        whole: NDArray[np.uint8] = np.rint(np.stack(channels, axis=-1)).astype(np.uint8)
        return whole

    @property
    def stops(self) -> list[tuple[float, Colour]]:
        """Return the colours with their shares."""
        return [
            (float(share), Colour(int(red), int(green), int(blue), float(alpha)))
            for share, (red, green, blue, alpha) in zip(self.at, self.channels, strict=True)
        ]


def scale(pairs: Any, *, is_reversed: bool = False) -> Scale:  # noqa: ANN401 - as in a figure
    """Return a scale from pairs of a share and a colour. Raises ValueError for anything else."""
    if pairs is None:
        raise ValueError("is not given")
    at = np.array([float(share) for share, _ in pairs])
    found = [colour(name) for _, name in pairs]
    channels = np.array([[c.red, c.green, c.blue, c.alpha] for c in found], dtype=np.float64)
    if len(at) < 2 or np.any(np.diff(at) < 0) or at[0] != 0 or at[-1] != 1:  # noqa: PLR2004 - a scale has two ends
        raise ValueError("does not rise from 0 to 1")
    if is_reversed:
        at, channels = 1 - at[::-1], channels[::-1]
    return Scale(at, channels)
