"""Binds what a message says to what it says it of: person, order, specimen, observations.

Two layouts are told apart by which segment comes first after PID. Where OBR does (ORU^R01), the
SPM after an order's OBX is its specimen, and an OBX after that SPM is about the specimen itself.
Where SPM does (OUL^R22), the orders after it are of that specimen.
"""

from dataclasses import dataclass, field

from core.readers.hl7.segments import Segment


@dataclass(slots=True)
class Group:
    """Segments that belong together: OBX of one order, or of no order but a specimen or a person.

    `person` is the PID, or the MSH of a message without any.
    """

    person: Segment
    order: Segment | None = None
    samples: list[Segment] = field(default_factory=list)
    observations: list[Segment] = field(default_factory=list)


class Grouping:
    """Takes the segments of one message in their order and makes groups of them."""

    def __init__(self, header: Segment) -> None:
        self._groups: list[Group] = []
        self._begin(header)

    @property
    def groups(self) -> list[Group]:
        """Return the groups that hold an observation."""
        return [group for group in self._groups if group.observations]

    def take(self, segment: Segment) -> None:
        """Take a segment; one that says nothing of a result is passed over."""
        if segment.name == "OBX":
            self._current.observations.append(segment)
        elif segment.name == "OBR":
            self._take_order(segment)
        elif segment.name == "SPM":
            self._take_sample(segment)
        elif segment.name == "PID":
            self._begin(segment)

    def _begin(self, person: Segment) -> None:
        self._specimen_leads: bool | None = None
        self._order = self._current = self._added(Group(person))

    def _take_order(self, order: Segment) -> None:
        if self._specimen_leads is None:
            self._specimen_leads = False
        samples = list(self._order.samples) if self._specimen_leads else []
        self._order = self._current = self._added(Group(self._order.person, order, samples))

    def _take_sample(self, sample: Segment) -> None:
        if self._specimen_leads is None:
            self._specimen_leads = True
        if self._specimen_leads:
            self._order = self._current = self._added(Group(self._order.person, None, [sample]))
            return
        self._order.samples.append(sample)
        # Some senders put the SPM between an OBR and its OBX.
        if self._order.observations:
            self._current = self._added(Group(self._order.person, None, [sample]))

    def _added(self, group: Group) -> Group:
        self._groups.append(group)
        return group
