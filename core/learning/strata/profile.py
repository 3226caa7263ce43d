"""What each group is like: its size, how sure it is, and its markers in their own units."""

import numpy as np

from core.cards import ProfileEntry, Stratum
from core.learning.people import Floats, Ints, LabelledPeople

QUARTILES = (0.5, 0.25, 0.75)


def strata_of(
    people: LabelledPeople, kept: Ints, values: Floats, memberships: Floats
) -> tuple[Stratum, ...]:
    """Return a stratum for each group; `values` (n, n_kept) are standardised, without gaps."""
    own = memberships.argmax(axis=1)
    return tuple(
        Stratum(
            people=int((own == group).sum()),
            certainty=float(memberships[own == group, group].mean()) if (own == group).any() else 0,
            profile=_profile(people.where(own == group), kept, values[own == group]),
        )
        for group in range(memberships.shape[1])
    )


def _profile(people: LabelledPeople, kept: Ints, values: Floats) -> tuple[ProfileEntry, ...]:
    if not people.size:
        return ()
    quartiles = np.quantile(people.inputs.values[:, kept], QUARTILES, axis=0)
    return tuple(
        ProfileEntry(
            key=people.features[column].key,
            median=float(median),
            q1=float(q1),
            q3=float(q3),
            z=float(z),
        )
        for column, (median, q1, q3), z in zip(kept, quartiles.T, values.mean(axis=0), strict=True)
    )
