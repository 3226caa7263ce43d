"""Values known only by a limit, made comparable by rank: all that no limit tells apart are tied.

A value below 5 and an exact 3 cannot be put in order. So every value below the highest lower limit
is tied at the bottom, and every value above the lowest upper limit at the top: Helsel, Statistics
for Censored Environmental Data, 2nd ed. 2012, ISBN 978-0-470-47988-9, chapter 9. What is lost is
the order among the tied; nothing is made up.
"""

from dataclasses import dataclass

import numpy as np

from core.cohort.cohort import ABOVE, BELOW, Floats, Limits
from core.cohort.groups.samples import Bools


@dataclass(frozen=True, slots=True, eq=False)
class Recensored:
    """Values (n_analytes, n_people) for ranking, and the limits (n_analytes,) they were tied at.

    Where there is no such limit, `lowest` is minus and `highest` plus infinity.
    """

    values: Floats
    lowest: Floats
    highest: Floats

    @property
    def is_crossed(self) -> Bools:
        """Return where a lower limit lies above an upper one: nothing can be put in order then."""
        found: Bools = self.lowest > self.highest
        return found


def recensored(values: Floats, limits: Limits) -> Recensored:
    """Tie the values that no limit tells apart; nan stays nan."""
    known = ~np.isnan(values)
    is_below, is_above = (limits == BELOW) & known, (limits == ABOVE) & known
    lowest = np.where(is_below, values, -np.inf).max(axis=1, initial=-np.inf)
    highest = np.where(is_above, values, np.inf).min(axis=1, initial=np.inf)
    bottom, top = np.nextafter(lowest, -np.inf), np.nextafter(highest, np.inf)
    is_low = is_below | (values < lowest[:, None])
    is_high = is_above | (values > highest[:, None])
    tied = np.where(is_low, bottom[:, None], np.where(is_high, top[:, None], values))
    return Recensored(tied, lowest, highest)
