"""The concordance index: how many published directions a panel shows, each counted once.

It knows no sizes of effect and no weights, so it rests on nothing but what was published; among
healthy people a direction is shown by half.
"""

from collections import defaultdict
from collections.abc import Iterator

from core.evidence.population import is_acylcarnitine
from core.evidence.worlds import ACYLCARNITINES, finding_sign
from core.markers.marker import STANDARD_NORMAL_97_5
from core.scoring.inputs import Inputs
from core.scoring.score import Concordance

Range = tuple[float, float]


def concordance(inputs: Inputs) -> Concordance:
    """Count the published directions among the markers that entered the score."""
    ranges = list(directed(inputs))
    return Concordance(
        directions=len(ranges),
        shown=sum(low > 0 for low, _ in ranges),
        beyond=sum(low > STANDARD_NORMAL_97_5 for low, _ in ranges),
        undecided=sum(low <= 0 < high for low, high in ranges),
    )


def directed(inputs: Inputs) -> Iterator[Range]:
    """Yield where each finding's marker lies, [SD] from the middle towards the published side.

    The acylcarnitines, one finding on a class, stand as the mean of those measured.
    """
    classes: dict[str, list[Range]] = defaultdict(list)
    for key, low, high in zip(inputs.markers, inputs.low, inputs.high, strict=True):
        ends = sorted(finding_sign(key, inputs.sex) * end for end in (float(low), float(high)))
        reported_as = ACYLCARNITINES if is_acylcarnitine(key) else key
        classes[reported_as].append((ends[0], ends[1]))
    for ranges in classes.values():
        lows, highs = zip(*ranges, strict=True)
        yield sum(lows) / len(lows), sum(highs) / len(highs)
