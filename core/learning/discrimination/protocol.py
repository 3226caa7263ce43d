"""By which protocol a cohort of a size is tested, so that the whole takes minutes."""

from core.cards import Protocol
from core.learning.people import LabelledPeople

FOLDS = INNER = 5


def protocol_for(people: LabelledPeople) -> Protocol:
    """Return the protocol for people.

    Repeats of the folds lessen what the dealing of people into them adds by chance, which is
    little in large cohorts. A hundred shuffles can show p below 0.05 with room to spare.
    """
    size = people.inputs.values.size
    _, repeats, permutations, members = next(row for row in SIZES if size <= row[0])
    return Protocol(
        repeats=repeats, folds=FOLDS, inner=INNER, permutations=permutations, members=members
    )


# Up to so many values (people times markers): repeats, permutations, members.
SIZES = (
    (20_000, 10, 200, 50),
    (200_000, 3, 100, 30),
    (1_000_000, 2, 50, 20),
    (float("inf"), 1, 20, 10),
)
