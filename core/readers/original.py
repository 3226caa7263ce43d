"""What a clinician brought in, as it was: it is read again with whatever they correct."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.errors import PanelError, Problem
from core.readers import read_panels
from core.readers.corrections import NONE, Corrections
from core.readers.identity import NO_ID, OF_TYPED_ID, Context
from core.readers.pasted import read_pasted
from core.readers.reading import Reading
from core.readers.typed import typed_context

# What is only so if all that bears no id is of one patient.
OF_ONE_PATIENT = (*OF_TYPED_ID, "reader.row.twice", "reader.draw.", "reader.long.no_panel")
# Stands for the patient while nobody has named one; no panel bears it.
NOBODY = "?"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a file or a pasted text, and what was typed beside it of patient and draw."""

    content: bytes | str = field(repr=False)
    name: str = field(default="", repr=False)
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)

    def read(self, corrections: Corrections = NONE) -> Reading:
        """Read it with corrections. Raises PanelError as `read_panels` and `read_pasted` do.

        Where only the patient's id is lacking, what was understood is returned without a panel.
        """
        context, told = typed_context(self.typed)
        try:
            reading = self._read(corrections, context)
        except PanelError as error:
            if error.problem.key != NO_ID:
                raise
            reading = self._of_nobody(corrections, context, error.problem)
        return replace(reading, problems=(*told, *reading.problems))

    def _read(self, corrections: Corrections, context: Context) -> Reading:
        if isinstance(self.content, str):
            return read_pasted(self.content, corrections, context)
        return read_panels(self.content, self.name, corrections, context)

    def _of_nobody(self, corrections: Corrections, context: Context, why: Problem) -> Reading:
        """Return what can be said without an id: the column that holds it may only not be known."""
        reading = self._read(corrections, replace(context, id=NOBODY))
        problems = (p for p in reading.problems if not p.key.startswith(OF_ONE_PATIENT))
        return replace(reading, panels=(), problems=(why, *problems))


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read, with which corrections, and the signature of the layout they are kept for.

    `is_remembered` says that the corrections were made of an earlier file.
    """

    reading: Reading
    corrections: Corrections = NONE
    layout: str = ""
    is_remembered: bool = False


def recognised(
    original: Original, kept: Callable[[str], Corrections | Problem], said: Corrections = NONE
) -> Recognised:
    """Read an original with what was said of it, and else with what is kept for its layout.

    Of what is said, only the encoding has to be known before the layout can be. Kept corrections
    with which it cannot be read are left out and the reason told. Raises PanelError as
    `Original.read`.
    """
    plainly = Corrections(encoding=said.encoding)
    first = original.read(plainly)
    layout = first.understanding.signature if first.understanding else ""
    if said != plainly:
        return Recognised(original.read(said), said, layout)
    known = kept(layout)
    if isinstance(known, Problem):
        return Recognised(_told(first, known), said, layout)
    corrections = replace(known, encoding=said.encoding or known.encoding)
    if corrections == said:
        return Recognised(first, said, layout)
    try:
        return Recognised(original.read(corrections), corrections, layout, is_remembered=True)
    except PanelError as error:
        return Recognised(_told(first, error.problem), said, layout)


def _told(reading: Reading, problem: Problem) -> Reading:
    return replace(reading, problems=(problem, *reading.problems))
